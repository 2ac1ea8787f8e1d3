/* SPDX-License-Identifier: MIT */
#include "fuzz.h"
#include "input/encoding.h"
#include "input/yaml.h"

struct walk {
    size_t nodes;
    unsigned lines;
};

static void walk(struct walk *w, const struct value *v, unsigned depth)
{
    size_t children = 0;
    REQUIRE(depth <= YAML_DEPTH_MAX + 1 && ++w->nodes <= YAML_NODES_MAX);
    REQUIRE(v->loc.line >= 1 && v->loc.line <= w->lines + 1);
    REQUIRE(v->loc.col >= 1);
    REQUIRE_UTF8(v->text);
    REQUIRE_UTF8(v->key);
    for (const struct value *c = v->first; c != NULL; c = c->next) {
        children++;
        if (v->kind == VALUE_MAP)
            for (const struct value *o = v->first; o != c; o = o->next)
                REQUIRE(!str_eq(o->key, c->key));
        walk(w, c, depth + 1);
    }
    REQUIRE(children == v->len);
    REQUIRE(children == 0 || v->kind == VALUE_LIST || v->kind == VALUE_MAP);
}

void fuzz(struct arena *a, struct str input, struct diag *d)
{
    struct str text = input;
    if (!encoding_check(STR("site.yaml"), &text, d))
        return;
    struct value *v = yaml_parse(a, STR("site.yaml"), text, 1, d);
    REQUIRE((v == NULL) == (d->messages.len > 0));
    if (v == NULL)
        return;
    struct walk w = {.lines = 1};
    for (size_t i = 0; i < text.len; i++)
        w.lines += text.at[i] == '\n' || text.at[i] == '\r';
    REQUIRE(v->kind == VALUE_MAP);
    walk(&w, v, 0);
}
