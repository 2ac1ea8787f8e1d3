/* SPDX-License-Identifier: MIT */
#include "base/vec.h"
#include "model/agree_site.h"
#include "model/quantity.h"

struct texts {
    struct agree_text *at;
    size_t len, cap;
};

struct reading {
    struct arena *a;
    enum numerals numerals;
    const struct version *other; /* to compare with */
    struct texts texts;
    struct agree_sources *sources;
};

static struct agree_source *add_source(struct reading *r, struct loc loc,
                                       enum block_kind kind, bool front)
{
    struct agree_source *s = vec_push(r->a, r->sources);
    *s = (struct agree_source){
        .loc = loc, .kind = kind, .front = front, .first = r->texts.len};
    return s;
}

static struct agree_text *add_text(struct reading *r, struct str text)
{
    r->sources->at[r->sources->len - 1].n++;
    struct agree_text *t = vec_push(r->a, &r->texts);
    *t = (struct agree_text){.text = text, .numerals = r->numerals};
    return t;
}

static void add_cited(struct reading *r, struct agree_text *t,
                      const struct block *b, const struct markdown_scan *scan,
                      const struct link *links)
{
    struct agree_cited *cited =
        arena_array(r->a, b->n_references + 1, struct agree_cited);
    for (size_t i = 0; i < b->n_references && links != NULL; i++) {
        const struct reference *ref = &scan->references.at[b->reference + i];
        const struct link *link = &links[b->reference + i];
        if (link->kind == LINK_STAT)
            cited[t->n_cited++] =
                (struct agree_cited){ref->offset, ref->text.len, link->cell};
    }
    t->cited = cited;
}

/* ---- tables ---- */

/* The other text shows the same file: there is nothing to compare. */
static bool is_shared(const struct reading *r, const struct csv_block *csv)
{
    const struct body *b = r->other->body;
    for (size_t i = 0; b->link != NULL && i < b->scan.references.len; i++)
        if (b->link[i].csv != NULL &&
            b->link[i].csv->table.path.at == csv->table.path.at)
            return true;
    return false;
}

/* The scale that a header gives to the column, as in 人数（万人） or Funds
 * (CNY million). */
static struct str scale_of(struct str head)
{
    static const char *const scales[] = {"万", "亿", "千", "thousand",
                                         "million", "billion"};
    size_t open = str_find_byte(head, '(');
    if (open == SIZE_MAX)
        open = str_find(head, STR("（"));
    for (size_t i = 0; open != SIZE_MAX && i < 6; i++)
        if (str_find(str_from(head, open), str_of(scales[i])) != SIZE_MAX)
            return str_of(scales[i]);
    return (struct str){0};
}

static bool is_bare_number(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!quantity_is_digit((unsigned char)text.at[i]) &&
            (text.at[i] != '.' || i == 0) && (text.at[i] != ',' || i == 0))
            return false;
    return text.len > 0;
}

static void add_cell(struct reading *r, const struct inline_text *cell,
                     struct str scale, bool optional)
{
    if (cell->scan.blocks.len != 1)
        return;
    const struct block *b = &cell->scan.blocks.at[0];
    struct str text = b->text;
    bool scaled = scale.len > 0 && is_bare_number(text);
    if (scaled)
        text = arena_printf(r->a, STR_FMT "%s" STR_FMT, STR_ARG(text),
                            r->numerals == NUMERALS_EN ? " " : "",
                            STR_ARG(scale));
    struct agree_text *t = add_text(r, text);
    t->optional = optional || b->numbers_ok;
    add_cited(r, t, b, &cell->scan, cell->link);
}

/* The header and each row are texts to be compared for themselves. */
static void add_table(struct reading *r, const struct csv_block *csv,
                      struct loc head, bool file, bool optional)
{
    const struct csv_table *table = &csv->table;
    size_t n = table->n_columns;
    struct str *scale = arena_array(r->a, n + 1, struct str);
    for (size_t row = 0; row <= table->n_rows; row++) {
        const struct inline_text *cells =
            row == 0 ? csv->head : &csv->cell[(row - 1) * n];
        struct loc loc = head;
        if (row > 0)
            loc = (struct loc){table->path, table->row[row - 1].line, 1};
        add_source(r, loc, BLOCK_TABLE, false)->elsewhere = file;
        for (size_t k = 0; k < n; k++) {
            if (row == 0)
                scale[k] = scale_of(cells[k].source);
            add_cell(r, &cells[k], scale[k], optional);
        }
    }
}

/* ---- blocks ---- */

static void add_tables(struct reading *r, const struct block *b,
                       const struct markdown_scan *scan,
                       const struct link *links)
{
    for (size_t k = 0; k < b->n_references && links != NULL; k++) {
        const struct csv_block *csv = links[b->reference + k].csv;
        bool block = scan->references.at[b->reference + k].node ==
                     REFERENCE_CSV_BLOCK;
        if (csv != NULL && csv->table.n_columns > 0 &&
            (block || !is_shared(r, csv)))
            add_table(r, csv,
                      block ? b->loc : (struct loc){csv->table.path, 1, 1},
                      !block, b->numbers_ok);
    }
}

static void add_blocks(struct reading *r, const struct markdown_scan *scan,
                       const struct link *links, const struct loc *front)
{
    for (size_t i = 0; i < scan->blocks.len; i++) {
        const struct block *b = &scan->blocks.at[i];
        add_source(r, front != NULL ? *front : b->loc, b->kind, front != NULL);
        if (b->kind == BLOCK_CODE)
            continue;
        struct agree_text *t = add_text(r, b->text);
        t->optional = b->numbers_ok;
        add_cited(r, t, b, scan, links);
        if (front == NULL)
            add_tables(r, b, scan, links);
    }
}

/* ---- front matter ---- */

static void add_field(struct reading *r, const struct version *v,
                      enum front_text field, struct str text)
{
    struct position at = v->front_place[field];
    add_source(r, at.line > 0 ? (struct loc){v->path, at.line, at.col} : v->loc,
               BLOCK_PARAGRAPH, true);
    add_text(r, text);
}

static void add_inline(struct reading *r, const struct version *v,
                       const struct inline_text *text)
{
    if (text != NULL && text->scan.blocks.len == 1)
        add_blocks(r, &text->scan, text->link, &text->loc);
    else
        add_field(r, v, FRONT_SUMMARY, (struct str){0});
}

/* One without a title in a language shows the other's. */
static void add_attachments(struct reading *r, const struct version *v)
{
    for (size_t i = 0; i < v->entry->n_attachments; i++) {
        const struct text *title = &v->entry->attachment[i].title;
        bool both =
            title->in[v->lang].len > 0 && title->in[r->other->lang].len > 0;
        add_field(r, v, FRONT_ATTACHMENTS,
                  both ? title->in[v->lang] : (struct str){0});
    }
}

/* Each language may correct mistakes of its own: those of one day in both. */
static void add_corrections(struct reading *r, const struct version *v)
{
    const struct version *other = r->other;
    if (v->n_corrections != other->n_corrections)
        return;
    for (size_t i = 0; i < v->n_corrections; i++)
        if (date_compare(v->correction[i].date, other->correction[i].date) != 0)
            return;
    for (size_t i = 0; i < v->n_corrections; i++)
        add_inline(r, v, &v->correction[i].text);
}

/* The same fields for every version, so that they pair by position. */
static void add_front(struct reading *r, const struct version *v)
{
    const struct figure_image *image = v->entry->image;
    size_t lang = (size_t)v->lang;
    add_field(r, v, FRONT_TITLE, v->title);
    add_field(r, v, FRONT_SUBTITLE, v->subtitle);
    add_field(r, v, FRONT_KICKER, v->kicker);
    add_field(r, v, FRONT_IMAGE,
              image != NULL ? image->alt.in[lang] : (struct str){0});
    add_inline(r, v, &v->summary);
    add_inline(r, v, image != NULL ? image->caption[lang] : NULL);
    add_attachments(r, v);
    add_corrections(r, v);
}

void agree_side_read(struct arena *a, const struct site *s,
                     const struct version *v, const struct version *other,
                     struct agree_side *out)
{
    *out = (struct agree_side){.v = v};
    struct reading r = {.a = a,
                        .numerals =
                            numerals_of(s->config.language[v->lang].tag),
                        .other = other,
                        .sources = &out->sources};
    add_front(&r, v);
    add_blocks(&r, &v->body->scan, v->body->link, NULL);
    out->texts = r.texts.at;
}
