/* SPDX-License-Identifier: MIT */
#include "model/content.h"

static bool slug_ok(struct str slug)
{
    for (size_t i = 0; i < slug.len; i++) {
        char c = slug.at[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
            return false;
    }
    return slug.len > 0;
}

static bool find_lang(const struct config *c, struct str id, int *out)
{
    for (size_t i = 0; i < c->n_languages; i++)
        if (str_eq(c->language[i].id, id)) {
            *out = (int)i;
            return true;
        }
    return false;
}

/* name.<lang>.md → name and language */
static bool split_name(struct content_file *f, const struct config *c,
                       struct str file, struct str *name, struct diag *d)
{
    struct str stem = str_head(file, file.len - 3), lang = {0};
    size_t dot = SIZE_MAX;
    for (size_t i = 0; i < stem.len; i++)
        if (stem.at[i] == '.')
            dot = i;
    if (dot != SIZE_MAX)
        lang = str_from(stem, dot + 1);
    *name = dot == SIZE_MAX ? stem : str_head(stem, dot);
    if (!find_lang(c, lang, &f->lang))
        return diag_add(d, (struct loc){f->path, 0, 0}, DIAG_FILE_NAME,
                        "the name must end in a language of the site, such as "
                        STR_FMT "." STR_FMT ".md",
                        STR_ARG(*name), STR_ARG(c->language[0].id));
    if (!slug_ok(*name))
        return diag_add(d, (struct loc){f->path, 0, 0}, DIAG_FILE_NAME,
                        "'" STR_FMT "' may hold only a-z, 0-9 and -: it "
                        "becomes the page's address",
                        STR_ARG(*name));
    return true;
}

bool content_name(struct content_file *f, struct arena *a,
                  const struct config *c, struct diag *d)
{
    struct str rest = str_from(f->path, STR("content/").len), folder, name;
    str_cut(rest, '/', &folder, &rest);
    int64_t year = 0;
    if (str_is(folder, "articles")) {
        struct str year_text, file;
        f->kind = ENTRY_ARTICLE;
        if (!str_cut(rest, '/', &year_text, &file) || year_text.len != 4 ||
            !str_to_int(year_text, &year) ||
            str_find_byte(file, '/') != SIZE_MAX)
            return diag_add(d, (struct loc){f->path, 0, 0}, DIAG_FILE_NAME,
                            "articles lie in content/articles/<year>/, such "
                            "as content/articles/2021/");
        rest = file;
    } else if (str_is(folder, "pages"))
        f->kind = ENTRY_PAGE;
    else if (str_is(folder, "districts"))
        f->kind = ENTRY_DISTRICT;
    else
        return diag_add(d, (struct loc){f->path, 0, 0}, DIAG_FILE_NAME,
                        "texts lie in content/articles/<year>/, content/pages/ "
                        "or content/districts/");
    if (!split_name(f, c, rest, &name, d))
        return false;
    f->year = (int)year;
    f->slug = f->kind == ENTRY_ARTICLE
                  ? arena_printf(a, "%04d/" STR_FMT, f->year,
                                 STR_ARG(name))
                  : name;
    return true;
}
