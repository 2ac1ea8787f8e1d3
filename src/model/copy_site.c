/* SPDX-License-Identifier: MIT */
#include "base/fs.h"
#include "model/body.h"
#include "model/content.h"
#include "model/copy_check.h"
#include "model/field.h"

enum { DATA_MAX = 512 * 1024 * 1024 };

struct copying {
    const struct site *s;
    const struct plan *p;
    struct diag *d;
    struct arena work;
};

static bool is_chinese(const struct copying *c, size_t lang)
{
    return numerals_of(c->s->config.language[lang].tag) == NUMERALS_ZH;
}

/* Where the bytes of the file are not just those of the text. */
static void only_report(struct copying *c, struct loc loc, struct str text,
                        const char *where)
{
    struct diag found = {.speech = c->d->speech};
    copy_check_text(loc, text, false, &found);
    for (size_t i = 0; i < found.messages.len; i++)
        diag_add(c->d, loc, found.messages.at[i].code, "%s" STR_FMT,
                 speech_word(c->d->speech, where),
                 STR_ARG(found.messages.at[i].text));
    diag_release(&found);
}

/* ---- front matter ---- */

static bool may_be_escaped(const struct value *v)
{
    for (size_t i = 0; v->quoted && i < v->text.len; i++)
        if (strchr("\"'\\", v->text.at[i]) != NULL)
            return true;
    return false;
}

static void check_line(struct copying *c, const struct value *v)
{
    struct loc first = v->loc;
    if (v->kind != VALUE_SCALAR)
        return;
    first.col += v->quoted;
    if (v->block || may_be_escaped(v))
        only_report(c, v->loc, v->text, "");
    else
        copy_check_text(first, v->text, false, c->d);
}

/* A text in the file's language, or {zh: …, en: …}. */
static void check_value(struct copying *c, const struct value *v, size_t lang)
{
    if (v != NULL && v->kind == VALUE_MAP)
        for (const struct value *m = v->first; m != NULL; m = m->next) {
            int own = site_lang(c->s, m->key);
            if (own >= 0 && is_chinese(c, (size_t)own))
                check_line(c, m);
        }
    else if (v != NULL && is_chinese(c, lang))
        check_line(c, v);
}

static void check_members(struct copying *c, const struct value *map,
                          const char *const *names, size_t lang)
{
    for (; map != NULL && map->kind == VALUE_MAP && *names != NULL; names++)
        check_value(c, value_get(map, *names), lang);
}

static void check_front(struct copying *c, const struct version *v,
                        const struct body *b)
{
    static const char *const fields[] = {"title",   "subtitle", "kicker",
                                         "summary", "editor",   NULL};
    static const struct {
        const char *key, *names[4];
    } maps[] = {{"image", {"alt", "caption", "credit", NULL}},
                {"withdrawn", {"reason", NULL}},
                {"attachments", {"title", NULL}},
                {"corrections", {"text", NULL}}};
    size_t lang = (size_t)v->lang;
    struct arena work = {0};
    const struct value *front = content_front(&work, v->path, b);
    check_members(c, front, fields, lang);
    for (size_t i = 0; front != NULL && i < sizeof maps / sizeof *maps; i++) {
        const struct value *value = value_get(front, maps[i].key);
        if (value != NULL && value->kind == VALUE_LIST)
            value = value->first;
        for (; value != NULL; value = value->next) {
            check_members(c, value, maps[i].names, lang);
            if (i < 2)
                break;
        }
    }
    arena_release(&work);
}

/* ---- tables ---- */

/* The place of a field is dear: only asked where there is something to say. */
static void check_cell(struct copying *c, const struct csv_table *t, size_t row,
                       size_t column)
{
    struct str text = t->row[row].field[column];
    struct diag found = {0};
    copy_check_text((struct loc){t->path, 1, 1}, text, false, &found);
    bool any = found.messages.len > 0;
    diag_release(&found);
    if (!any)
        return;
    copy_check_text(csv_loc(t, row, column), text, false, c->d);
}

/* Columns such as name_zh; never the words of a source. */
static void check_data(struct copying *c, struct str path)
{
    struct arena a = {0};
    struct diag ignored = {0};
    struct csv_table t = {0};
    struct str bytes;
    bool good = fs_read(&a, c->s->root, path.at, DATA_MAX, &bytes) &&
                csv_read(&a, path, bytes, &t, &ignored);
    for (size_t k = 0; good && k < t.n_columns; k++)
        for (size_t lang = 0; lang < c->s->config.n_languages; lang++) {
            struct str end = arena_printf(
                &a, "_" STR_FMT, STR_ARG(c->s->config.language[lang].id));
            if (!is_chinese(c, lang) || !str_ends(t.column[k], end))
                continue;
            for (size_t row = 0; row < t.n_rows; row++)
                check_cell(c, &t, row, k);
        }
    diag_release(&ignored);
    arena_release(&a);
}

/* What the tables of a text say, from blocks and files. */
static void check_tables(struct copying *c, const struct body *b)
{
    for (size_t i = 0; b->link != NULL && i < b->scan.references.len; i++) {
        const struct csv_block *csv = b->link[i].csv;
        if (csv == NULL)
            continue;
        for (size_t k = 0; k < csv->table.n_columns; k++)
            for (size_t row = 0; row < csv->table.n_rows; row++)
                check_cell(c, &csv->table, row, k);
    }
}

/* ---- bodies ---- */

/* Captions behind an image's address: where exactly they begin is not known. */
static void check_captions(struct copying *c, const struct body *b)
{
    for (size_t i = 0; i < b->scan.references.len; i++) {
        const struct reference *r = &b->scan.references.at[i];
        if (r->title.len > 0)
            only_report(c, r->loc, r->title, "in the caption, ");
    }
}

static void check_version(struct copying *c, const struct version *v)
{
    struct body b;
    arena_reset(&c->work);
    if (!body_read(&c->work, c->s, c->p, v, &b, c->d))
        return;
    check_front(c, v, &b);
    if (!is_chinese(c, (size_t)v->lang))
        return;
    copy_check_text((struct loc){v->path, b.text_line, 1}, b.text, true, c->d);
    check_captions(c, &b);
    check_tables(c, &b);
}

void copy_check(const struct site *s, const struct plan *p, struct diag *d)
{
    static const struct str registers[] = {
        STR_INIT("data/districts.csv"), STR_INIT("data/indicators.csv"),
        STR_INIT("data/groups.csv"),    STR_INIT("data/topics.csv"),
        STR_INIT("data/documents.csv"), STR_INIT("data/sources.csv"),
        STR_INIT("data/events.csv"),    STR_INIT("data/glossary.csv")};
    struct copying c = {.s = s, .p = p, .d = d};
    for (size_t i = 0; i < s->n_entries; i++)
        for (size_t lang = 0; lang < s->config.n_languages; lang++)
            if (s->entry[i]->in[lang] != NULL)
                check_version(&c, s->entry[i]->in[lang]);
    for (size_t i = 0; i < sizeof registers / sizeof *registers; i++)
        check_data(&c, registers[i]);
    for (size_t i = 0; i < s->n_statistics_files; i++)
        check_data(&c, s->statistics_file[i]);
    arena_release(&c.work);
}
