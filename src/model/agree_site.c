/* SPDX-License-Identifier: MIT */
#include "model/agree_site.h"

#include "base/vec.h"

/* ---- the texts of a version ---- */

struct texts {
    struct agree_text *at;
    size_t len, cap;
};

struct reading {
    struct arena *a;
    enum numerals numerals;
    struct texts texts;
    struct agree_sources *sources;
};

static void add_source(struct reading *r, struct loc loc, enum block_kind kind,
                       bool front)
{
    *vec_push(r->a, r->sources) = (struct agree_source){
        .loc = loc, .kind = kind, .front = front, .first = r->texts.len};
}

static struct agree_text *add_text(struct reading *r, struct str text)
{
    r->sources->at[r->sources->len - 1].n++;
    struct agree_text *t = vec_push(r->a, &r->texts);
    *t = (struct agree_text){.text = text, .numerals = r->numerals};
    return t;
}

/* Commas between cells must not join two numbers. */
static struct str cells_of(struct arena *a, struct str csv)
{
    char *copy = arena_array(a, csv.len + 1, char);
    bool quoted = false;
    for (size_t i = 0; i < csv.len; i++) {
        quoted = quoted != (csv.at[i] == '"');
        copy[i] = csv.at[i] == ',' && !quoted ? ';' : csv.at[i];
    }
    return (struct str){copy, csv.len};
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
        for (size_t k = 0; k < b->n_references; k++) {
            const struct reference *ref =
                &scan->references.at[b->reference + k];
            if (ref->node == REFERENCE_CSV_BLOCK)
                add_text(r, cells_of(r->a, ref->body))->optional =
                    b->numbers_ok;
        }
    }
}

static void add_field(struct reading *r, const struct version *v,
                      enum front_text field, struct str text)
{
    struct loc loc = v->front_loc[field];
    add_source(r, loc.path.len > 0 ? loc : v->loc, BLOCK_PARAGRAPH, true);
    add_text(r, text);
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
    const struct inline_text *caption =
        image != NULL ? image->caption[lang] : NULL;
    const struct inline_text *parts[] = {&v->summary, caption};
    for (size_t i = 0; i < 2; i++) {
        if (parts[i] != NULL && parts[i]->scan.blocks.len == 1)
            add_blocks(r, &parts[i]->scan, parts[i]->link, &parts[i]->loc);
        else
            add_field(r, v, FRONT_SUMMARY, (struct str){0});
    }
}

void agree_side_read(struct arena *a, const struct site *s,
                     const struct version *v, struct agree_side *out)
{
    *out = (struct agree_side){.v = v};
    struct reading r = {.a = a,
                        .numerals =
                            numerals_of(s->config.language[v->lang].tag),
                        .sources = &out->sources};
    add_front(&r, v);
    add_blocks(&r, &v->scan, v->link, NULL);
    out->texts = r.texts.at;
    out->n_texts = r.texts.len;
}

/* ---- two versions ---- */

struct pairing {
    struct arena *a;
    const struct names *names;
    const struct site *s;
    struct agree_side side[2];
    struct diag *diag;
};

struct extent {
    size_t first, last; /* sources of one section */
};

static void set_texts(const struct agree_side *side, struct extent e,
                      struct agree_unit *unit, int which)
{
    unit->text[which] = side->texts;
    unit->n[which] = 0;
    if (e.first == e.last)
        return;
    const struct agree_source *first = &side->sources.at[e.first];
    const struct agree_source *last = &side->sources.at[e.last - 1];
    unit->text[which] = side->texts + first->first;
    unit->n[which] = last->first + last->n - first->first;
}

static bool same_kinds(const struct pairing *p, const struct extent e[2])
{
    size_t n = e[0].last - e[0].first;
    if (n != e[1].last - e[1].first)
        return false;
    for (size_t i = 0; i < n; i++)
        if (p->side[0].sources.at[e[0].first + i].kind !=
            p->side[1].sources.at[e[1].first + i].kind)
            return false;
    return true;
}

/* What one of a pair says about its numbers goes for both. */
static void share_comment(struct pairing *p, const struct agree_unit *unit)
{
    bool optional = false;
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < unit->n[side]; i++)
            optional = optional || unit->text[side][i].optional;
    for (int side = 0; side < 2 && optional; side++) {
        size_t first = (size_t)(unit->text[side] - p->side[side].texts);
        for (size_t i = 0; i < unit->n[side]; i++)
            p->side[side].texts[first + i].optional = true;
    }
}

/* Block by block where the two have the same kinds of blocks, else as one. */
static void compare(struct pairing *p, const struct extent e[2], bool loose)
{
    bool same = same_kinds(p, e);
    size_t n = same ? e[0].last - e[0].first : 1;
    struct agree_unit *units = arena_array(p->a, n + 1, struct agree_unit);
    for (size_t i = 0; i < n; i++) {
        for (int side = 0; side < 2; side++) {
            struct extent one = {e[side].first + i, e[side].first + i + 1};
            set_texts(&p->side[side], same ? one : e[side], &units[i], side);
        }
        if (same)
            share_comment(p, &units[i]);
    }
    const struct agree_options options = {.names = p->names, .loose = loose};
    struct disagreements found = {0};
    agree_section(p->a, units, n, &options, &found);
    for (size_t i = 0; i < found.len; i++)
        agree_report(p->a, p->side, units, &found.at[i], p->diag);
}

static size_t n_headings(const struct agree_side *side)
{
    size_t n = 0;
    for (size_t i = 0; i < side->sources.len; i++)
        n += side->sources.at[i].kind == BLOCK_HEADING;
    return n;
}

static size_t section_end(const struct agree_sources *s, size_t at,
                          bool headings)
{
    bool front = at < s->len && s->at[at].front;
    size_t end = at;
    while (end < s->len && s->at[end].front == front &&
           !(end > at && headings && s->at[end].kind == BLOCK_HEADING))
        end++;
    return end;
}

static void compare_versions(struct pairing *p)
{
    bool headings = n_headings(&p->side[0]) == n_headings(&p->side[1]);
    struct extent e[2] = {{0, 0}, {0, 0}};
    for (bool front = true;; front = false) {
        for (int side = 0; side < 2; side++) {
            e[side].first = e[side].last;
            e[side].last =
                section_end(&p->side[side].sources, e[side].first, headings);
        }
        if (e[0].first == e[0].last && e[1].first == e[1].last)
            return;
        compare(p, e, front);
    }
}

/* Other languages have number words that are not known. */
static bool is_read(const struct site *s, const struct version *v)
{
    struct str tag = s->config.language[v->lang].tag;
    return !v->broken &&
           (str_starts(tag, STR("zh")) || str_starts(tag, STR("en")));
}

void agree_entry(const struct site *s, const struct names *names,
                 const struct entry *e, struct arena *a, struct diag *d)
{
    const struct version *original =
        e->broken || e->original < 0 ? NULL : e->in[e->original];
    if (original == NULL || !is_read(s, original))
        return;
    struct pairing p = {.a = a, .s = s, .names = names, .diag = d};
    for (size_t lang = 0; lang < s->config.n_languages; lang++) {
        const struct version *v = e->in[lang];
        if (v == NULL || v == original || !is_read(s, v))
            continue;
        agree_side_read(p.a, p.s, original, &p.side[0]);
        agree_side_read(p.a, p.s, v, &p.side[1]);
        compare_versions(&p);
    }
}
