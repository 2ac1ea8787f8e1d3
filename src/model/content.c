/* SPDX-License-Identifier: MIT */
#include "model/content.h"

#include "input/encoding.h"
#include "input/frontmatter.h"
#include "input/yaml.h"
#include "model/content_own.h"
#include "model/field.h"
#include "model/packing.h"
#include "model/text_cache.h"

enum { TEASER_MAX = 120 }; /* clusters of Chinese; twice as many letters */

/* Columns of a scan count in the text, whose first line begins behind the
 * value's place; how far the lines of a block are indented is not known. */
static void shift(struct loc *loc, const struct value *v)
{
    if (v->block)
        loc->col = 0;
    else if (loc->line == v->loc.line && loc->col > 0)
        loc->col += v->loc.col - 1 + (v->quoted ? 1 : 0);
}

bool content_inline(const struct fields *f, const struct value *v,
                    struct inline_text *out)
{
    const struct markdown_options options = {.inline_only = true};
    struct inline_text t = {.loc = v->loc};
    t.loc.line += v->block ? 1 : 0;
    if (!field_str(f, v, &t.source))
        return false;
    size_t before = f->d->messages.len;
    struct arena work = {0};
    bool good = markdown_scan(&work, v->loc.path, t.source, t.loc.line,
                              &options, &t.scan, f->d);
    markdown_scan_pack(f->a, &t.scan);
    arena_release(&work);
    for (size_t i = before; i < f->d->messages.len; i++)
        shift(&f->d->messages.at[i].loc, v);
    for (size_t i = 0; i < t.scan.references.len; i++) {
        shift(&t.scan.references.at[i].loc, v);
        shift(&t.scan.references.at[i].text_loc, v);
    }
    if (good)
        *out = t;
    return good;
}

struct str content_teaser(struct arena *a, const struct config *c, int lang,
                          struct str plain)
{
    bool zh = numerals_of(c->language[lang].tag) == NUMERALS_ZH;
    return unicode_excerpt(a, plain, zh ? TEASER_MAX : TEASER_MAX * 2);
}

static const struct value *read_tree(struct content_file *f,
                                     const struct content_memory *m,
                                     struct frontmatter *parts)
{
    bool good = !f->unread && encoding_check(f->path, &f->text, &f->diag) &&
                frontmatter_split(f->path, f->text, parts, &f->diag);
    return good ? yaml_parse(m->front, f->path, parts->meta, parts->meta_line,
                             &f->diag)
                : NULL;
}

static void note_places(struct version *v)
{
    static const char *const keys[N_FRONT_TEXTS] = {
        [FRONT_TITLE] = "title",     [FRONT_SUBTITLE] = "subtitle",
        [FRONT_KICKER] = "kicker",   [FRONT_IMAGE] = "image",
        [FRONT_ATTACHMENTS] = "attachments",
        [FRONT_SUMMARY] = "summary",
    };
    for (size_t i = 0; i < N_FRONT_TEXTS; i++) {
        const struct value *value = value_get(v->front, keys[i]);
        if (value != NULL)
            v->front_place[i] =
                (struct position){value->loc.line, value->loc.col};
    }
}

/* What is kept of the body's scan until it is linked. */
static void keep_scan(struct version *v, struct markdown_scan *scan,
                      const struct content_memory *m)
{
    struct buf packed = {0};
    pack_scan(&packed, scan);
    v->packed = arena_copy(m->packed, buf_view(&packed));
    buf_release(&packed);
    if (v->summary.source.len == 0)
        v->plain = arena_copy(m->kept, scan->plain);
    scan->blocks.at = NULL;
    scan->blocks.len = scan->blocks.cap = 0;
    scan->plain = (struct str){0};
    markdown_scan_pack(m->front, scan);
    v->scan = scan;
}

static void read_body(struct content_file *f, const struct frontmatter *parts,
                      const struct content_memory *m, const struct config *c)
{
    struct version *v = f->version;
    const struct markdown_options options = {.raw_html = c->raw_html};
    struct arena work = {0};
    struct markdown_scan *scan = arena_new(m->front, struct markdown_scan);
    if (!markdown_scan(&work, v->path, parts->body, parts->body_line, &options,
                       scan, &f->diag))
        v->broken = true;
    v->words = unicode_words(scan->plain);
    bool has_summary = v->summary.source.len > 0;
    struct str plain = has_summary ? v->summary.scan.plain : scan->plain;
    struct str teaser = content_teaser(&work, c, v->lang, plain);
    v->teaser = has_summary && str_eq(teaser, plain)
                    ? plain
                    : arena_copy(m->kept, teaser);
    keep_scan(v, scan, m);
    arena_release(&work);
}

/* True with front, scan, words and teaser as the last build read them. A text
 * with a mark at its start is read again: what is behind the mark counts. */
static bool is_known(const struct content_file *f, struct hash key,
                     const struct content_memory *m, struct frontmatter *parts)
{
    struct diag none = {0};
    bool known = !f->unread && f->cache != NULL &&
                 !str_starts(f->text, STR("\xEF\xBB\xBF")) &&
                 text_cache_find(f->cache, key, m->front, f->version) &&
                 frontmatter_split(f->path, f->text, parts, &none);
    diag_release(&none);
    return known;
}

static void read_text(struct content_file *f, const struct content_memory *m,
                      const struct config *c)
{
    struct version *v = f->version;
    struct frontmatter parts = {0};
    v->bytes = hash_of(f->text);
    struct hash key = text_cache_key(c, f->lang, v->bytes);
    bool known = is_known(f, key, m, &parts);
    if (!known)
        v->front = read_tree(f, m, &parts);
    v->meta = hash_of(parts.meta);
    v->unread = v->broken = v->front == NULL;
    if (v->unread)
        return;
    note_places(v);
    size_t before = f->diag.messages.len;
    content_own(m, c, f->kind, v, &f->diag);
    size_t own = f->diag.messages.len;
    if (!known)
        read_body(f, &parts, m, c);
    if (!known && before == 0 && own == f->diag.messages.len &&
        v->scan->raw_html.len == 0 && f->records != NULL)
        text_cache_put(f->records, key, v);
}

void content_parse(struct content_file *f, const struct content_memory *m,
                   const struct config *c)
{
    static const struct markdown_scan nothing = {0};
    struct version *v = f->version = arena_new(m->kept, struct version);
    *v = (struct version){.loc = {f->path, 1, 1},
                          .lang = f->lang,
                          .path = f->path,
                          .scan = &nothing};
    read_text(f, m, c);
    for (size_t i = 0; i < f->diag.messages.len; i++)
        if (diag_kinds[f->diag.messages.at[i].code].severity == SEVERITY_ERROR)
            v->broken = true;
}

bool content_body(struct arena *a, const struct config *c, struct str path,
                  struct str text, struct body *out)
{
    const struct markdown_options options = {.raw_html = c->raw_html,
                                             .keep = true};
    struct diag known = {0};
    struct frontmatter parts = {0};
    *out = (struct body){0};
    bool good = frontmatter_split(path, text, &parts, &known);
    if (good) {
        *out = (struct body){.meta = parts.meta,
                             .text = parts.body,
                             .meta_line = parts.meta_line,
                             .text_line = parts.body_line};
        (void)!markdown_scan(a, path, parts.body, parts.body_line, &options,
                             &out->scan, &known);
    }
    diag_release(&known);
    return good;
}

const struct value *content_front(struct arena *a, struct str path,
                                  const struct body *b)
{
    struct diag known = {0};
    const struct value *front =
        b->meta.at == NULL
            ? NULL
            : yaml_parse(a, path, b->meta, b->meta_line, &known);
    diag_release(&known);
    return front;
}
