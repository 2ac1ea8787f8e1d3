/* SPDX-License-Identifier: MIT */
#include "fuzz.h"
#include "input/encoding.h"
#include "input/yaml.h"
#include "model/words.h"

/* A strings file, each pattern of which is then filled in. */

static void fill(struct words *w, struct arena *a, const char *n)
{
    for (const struct word *word = w->first; word != NULL; word = word->next) {
        char key[64];
        if (word->key.len >= sizeof key)
            continue;
        snprintf(key, sizeof key, STR_FMT, STR_ARG(word->key));
        struct str text = words_fill(
            w, a, key, WORDS({"n", str_of(n)}, {"kind", STR("a")}));
        REQUIRE_UTF8(text);
    }
}

void fuzz(struct arena *a, struct str input, struct diag *d)
{
    unsigned zh = fuzz_byte(&input) & 1;
    struct words w = {.lang = zh ? STR("zh") : STR("en")};
    w.tag = w.lang;
    if (!encoding_check(STR("strings.yaml"), &input, d))
        return;
    struct value *v = yaml_parse(a, STR("strings.yaml"), input, 1, d);
    if (v == NULL)
        return;
    bool good = words_load(&w, a, v, d);
    REQUIRE(good == (d->messages.len == 0));
    fill(&w, a, "1");
    fill(&w, a, "1,234.50");
    fill(&w, a, "多");
    words_release(&w);
}
