/* SPDX-License-Identifier: MIT */
#include "fuzz.h"
#include "render/template.h"

/* A layout, and behind a form feed a partial; first byte: its ending. Where
 * both are accepted, values never come out as markup. */

static struct str word(const void *words, struct str key, bool *found)
{
    (void)words;
    *found = str_is(key, "home") || str_is(key, "more");
    return *found ? STR("<xss>&\"'") : (struct str){0};
}

static struct dict *sample(struct arena *a)
{
    const struct str evil = STR("<xss a=b>\"'&</xss>\n`");
    struct dict *page = dict_new(a);
    for (int m = 0; m < N_MARKERS; m++)
        if (strcmp(marker_infos[m].scope, "PAGE") == 0) {
            if (marker_infos[m].kind == MARKER_TEXT)
                dict_set(page, (enum marker)m, evil);
            else if (marker_infos[m].kind == MARKER_URL)
                dict_set(page, (enum marker)m, STR("javascript:'\"<xss>"));
        }
    dict_show(page, M_NOINDEX);
    for (int i = 0; i < 2; i++) {
        struct dict *item = dict_add(page, M_MENU);
        dict_set(item, M_MENUITEM_TITLE, evil);
        dict_set(item, M_MENUITEM_URL, STR("java\nscript:<xss>"));
    }
    return page;
}

void fuzz(struct arena *a, struct str input, struct diag *d)
{
    static const char *const names[][2] = {{"a.html", "partials/p.html"},
                                           {"a.xml", "partials/p.xml"},
                                           {"page.svg", "partials/p.svg"}};
    const struct template_words words[] = {{STR("zh"), word, NULL, NULL},
                                           {STR("en"), word, NULL, NULL}};
    const char *const *name = names[fuzz_byte(&input) % 3];
    struct template_file files[] = {
        {str_of(name[0]), str_of(name[0]), {0}},
        {str_of(name[1]), str_of(name[1]), {0}}};
    str_cut(input, '\f', &files[0].text, &files[1].text);
    struct templates *t = templates_new(files, 2, words, 2, d);
    REQUIRE((t == NULL) == (d->messages.len > 0));
    if (t == NULL)
        return;
    struct buf out = {0};
    if (templates_render(t, name[0], 0, sample(a), &out) &&
        str_find(input, STR("xss")) == SIZE_MAX)
        REQUIRE(str_find(buf_view(&out), STR("<xss")) == SIZE_MAX);
    buf_release(&out);
    templates_free(t);
}
