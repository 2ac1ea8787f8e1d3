/* SPDX-License-Identifier: MIT */
#include "fuzz_site.h"
#include "model/content.h"
#include "model/pair.h"

/* The two languages of an article, the translation behind a form feed: read,
 * joined, and a record written into the translation. */

static void parse(struct content_file *f, const char *path, struct str text,
                  struct fuzz_site *s, struct arena *a)
{
    struct diag d = {0};
    *f = (struct content_file){.path = str_of(path)};
    f->text = arena_copy(a, text);
    REQUIRE(content_name(f, a, &s->site.config, &d));
    const struct content_memory memory = {a, a, a};
    content_parse(f, &memory, &s->site.config);
    REQUIRE(f->version != NULL);
}

/* A file with a record in it still has it, and takes another. */
static void record(struct arena *a, struct str text)
{
    struct str once, twice, thrice;
    const char *fault = NULL;
    if (!pair_write_record(a, text, STR("v1 0123456789ab"), &once, &fault)) {
        REQUIRE(fault != NULL);
        return;
    }
    if (!pair_write_record(a, once, STR("v1 0123456789ab"), &twice, &fault))
        fuzz_fail("a record can be written again", __FILE__, __LINE__);
    REQUIRE_SAME(twice, once);
    REQUIRE(pair_write_record(a, once, STR("v1 ba9876543210 0"), &twice,
                              &fault));
    REQUIRE(pair_write_record(a, twice, STR("v1 0123456789ab"), &thrice,
                              &fault));
    REQUIRE_SAME(thrice, once);
}

void fuzz(struct arena *a, struct str input, struct diag *d)
{
    struct fuzz_site s;
    struct content_file files[2];
    struct str en, zh;
    str_cut(input, '\f', &zh, &en);
    fuzz_site_load(&s, STR("district,indicator,period,value\n"), d);
    parse(&files[0], "content/articles/2021/a.en.md", en, &s, a);
    parse(&files[1], "content/articles/2021/a.zh.md", zh, &s, a);
    record(a, en);
    s.site.entry = arena_array(&s.site.arena, 2, struct entry *);
    content_join(&s.site, files, 2, d);
    content_finish(&s.site);
    index_site(&s.site, d);
    site_release(&s.site);
}
