/* SPDX-License-Identifier: MIT */
#include "model/content.h"

#include "input/encoding.h"
#include "input/frontmatter.h"
#include "input/yaml.h"
#include "model/field.h"
#include "model/packing.h"
#include "model/text_cache.h"

enum { TEASER_MAX = 120 }; /* clusters of Chinese; twice as many letters */

/* ---- what each language has of its own ---- */

struct own {
    struct fields f;
    struct arena *work; /* gone behind content_join */
    struct version *v;
};

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

static void own_title(struct own *o, const struct value *v)
{
    if (field_str(&o->f, v, &o->v->title))
        o->v->title_loc = v->loc;
}

static void own_subtitle(struct own *o, const struct value *v)
{
    (void)field_str(&o->f, v, &o->v->subtitle);
}

static void own_kicker(struct own *o, const struct value *v)
{
    (void)field_str(&o->f, v, &o->v->kicker);
}

static void own_summary(struct own *o, const struct value *v)
{
    if (!content_inline(&o->f, v, &o->v->summary))
        o->v->broken = true;
}

static void own_updated(struct own *o, const struct value *v)
{
    (void)field_date(&o->f, v, &o->v->updated);
}

static void own_draft(struct own *o, const struct value *v)
{
    (void)field_bool(&o->f, v, &o->v->draft);
}

static void own_original(struct own *o, const struct value *v)
{
    (void)field_bool(&o->f, v, &o->v->original);
}

static void own_translation(struct own *o, const struct value *v)
{
    static const char *const keys[] = {"status", "by", "of", NULL};
    static const char *const names[] = {"human", "machine", "reviewed", NULL};
    int status;
    if (!field_is_map(&o->f, v))
        return;
    field_check_known(&o->f, v, keys);
    const struct value *m;
    if ((m = value_get(v, "status")) != NULL &&
        field_enum(&o->f, m, names, &status))
        o->v->translation =
            (enum translation_status)(status + TRANSLATION_HUMAN);
    if ((m = value_get(v, "by")) != NULL)
        (void)field_str(&o->f, m, &o->v->translation_by);
    struct fields passing = o->f;
    struct str record = {0};
    passing.a = o->work;
    if ((m = value_get(v, "of")) != NULL)
        (void)field_str(&passing, m, &record);
    o->v->has_record = record.len > 0;
    o->v->record = hash_of(record);
}

static void own_corrections(struct own *o, const struct value *v)
{
    static const char *const keys[] = {"date", "text", NULL};
    if (!field_is_list(&o->f, v))
        return;
    o->v->correction = arena_array(o->f.a, v->len, struct correction);
    for (const struct value *m = v->first; m != NULL; m = m->next) {
        struct correction *c = &o->v->correction[o->v->n_corrections];
        c->loc = m->loc;
        if (!field_is_map(&o->f, m))
            continue;
        field_check_known(&o->f, m, keys);
        const struct value *date = value_get(m, "date");
        const struct value *text = value_get(m, "text");
        if (date == NULL || text == NULL)
            diag_add(o->f.d, m->loc, DIAG_FIELD_MISSING,
                     "a correction needs 'date' and 'text'");
        else if (field_date(&o->f, date, &c->date) &&
                 content_inline(&o->f, text, &c->text))
            o->v->n_corrections++;
    }
}

static bool extra_fits(const struct fields *f, const struct value *v,
                       const struct extra_field *field)
{
    struct str text;
    struct strs list;
    struct date date;
    struct decimal number;
    bool flag;
    switch (field->type) {
    case EXTRA_TEXT: return field_str(f, v, &text);
    case EXTRA_DATE: return field_date(f, v, &date);
    case EXTRA_BOOL: return field_bool(f, v, &flag);
    case EXTRA_LIST: return field_strs(f, v, &list, NULL);
    case EXTRA_NUMBER: break;
    }
    if (!field_str(f, v, &text) || decimal_parse(text, &number))
        return true;
    return diag_add(f->d, v->loc, DIAG_FIELD_TYPE,
                    "'" STR_FMT "' is '" STR_FMT "', expected a number",
                    STR_ARG(v->key), STR_ARG(text));
}

static struct str near_extra(struct own *o, struct str key)
{
    const struct config *c = o->f.config;
    const char **names = arena_array(o->f.a, c->n_extra + 1, const char *);
    for (size_t i = 0; i < c->n_extra; i++)
        names[i] = arena_copy(o->f.a, c->extra[i].name).at;
    return did_you_mean(o->f.a, o->f.d->speech, str_nearest(key, names));
}

static void own_extra(struct own *o, const struct value *v)
{
    const struct config *c = o->f.config;
    if (!field_is_map(&o->f, v))
        return;
    for (const struct value *m = v->first; m != NULL; m = m->next) {
        size_t i = 0;
        while (i < c->n_extra && !str_eq(c->extra[i].name, m->key))
            i++;
        if (i == c->n_extra) {
            struct str hint = near_extra(o, m->key);
            diag_add(o->f.d, m->key_loc, DIAG_FIELD_UNKNOWN,
                     "'" STR_FMT "' is not declared under 'extra' in "
                     "site.yaml; declare it there or correct the name" STR_FMT,
                     STR_ARG(m->key), STR_ARG(hint));
        } else if (m->kind != VALUE_NULL)
            (void)extra_fits(&o->f, m, &c->extra[i]);
    }
}

/* Shared and merged fields wait for content_join. */
static void own_nothing(struct own *o, const struct value *v)
{
    (void)o, (void)v;
}

enum { IN_ARTICLE = 1, IN_PAGE = 2, IN_DISTRICT = 4, IN_ALL = 7 };
enum share { OWN, SHARED, MERGED };

static const struct front_field {
    const char *key;
    unsigned where;
    enum share share;
    void (*read)(struct own *o, const struct value *v);
} front_fields[] = {
    {"title", IN_ARTICLE | IN_PAGE, OWN, own_title},
    {"subtitle", IN_ARTICLE | IN_PAGE, OWN, own_subtitle},
    {"kicker", IN_ARTICLE | IN_PAGE, OWN, own_kicker},
    {"summary", IN_ALL, OWN, own_summary},
    {"date", IN_ALL, SHARED, own_nothing},
    {"date_inferred", IN_ALL, SHARED, own_nothing},
    {"updated", IN_ALL, OWN, own_updated},
    {"publish_at", IN_ARTICLE | IN_PAGE, SHARED, own_nothing},
    {"districts", IN_ARTICLE, SHARED, own_nothing},
    {"topics", IN_ARTICLE, SHARED, own_nothing},
    {"genre", IN_ARTICLE, SHARED, own_nothing},
    {"source", IN_ARTICLE, SHARED, own_nothing},
    {"repost", IN_ARTICLE, SHARED, own_nothing},
    {"byline", IN_ARTICLE, MERGED, own_nothing},
    {"editor", IN_ARTICLE, MERGED, own_nothing},
    {"image", IN_ALL, MERGED, own_nothing},
    {"attachments", IN_ALL, MERGED, own_nothing},
    {"key_figures", IN_ARTICLE | IN_DISTRICT, SHARED, own_nothing},
    {"translation", IN_ALL, OWN, own_translation},
    {"corrections", IN_ALL, OWN, own_corrections},
    {"aliases", IN_ARTICLE | IN_PAGE, SHARED, own_nothing},
    {"withdrawn", IN_ARTICLE | IN_PAGE, MERGED, own_nothing},
    {"draft", IN_ALL, OWN, own_draft},
    {"original", IN_ALL, OWN, own_original},
    {"related", IN_ARTICLE, SHARED, own_nothing},
    {"extra", IN_ALL, OWN, own_extra},
};
enum { N_FRONT_FIELDS = sizeof front_fields / sizeof *front_fields };

static const char *const kind_names[] = {SPEECH("articles"), SPEECH("pages"),
                                         SPEECH("districts")};

static void read_own(struct own *o, enum entry_kind kind,
                     const struct value *front)
{
    unsigned where = 1u << kind;
    const char *known[N_FRONT_FIELDS + 1] = {0};
    for (size_t i = 0; i < N_FRONT_FIELDS; i++) {
        const struct front_field *field = &front_fields[i];
        known[i] = field->key;
        const struct value *v = value_get(front, field->key);
        if (v == NULL || v->kind == VALUE_NULL)
            continue;
        if ((field->where & where) == 0)
            diag_add(o->f.d, v->key_loc, DIAG_FIELD_UNKNOWN,
                     "'%s' is no field of %s; remove it here", field->key,
                     kind_names[kind]);
        else
            field->read(o, v);
    }
    field_check_known(&o->f, front, known);
}

static void require(struct own *o, const struct value *front, const char *key,
                    const char *what)
{
    const struct value *v = value_get(front, key);
    if (v == NULL && !field_misspelt(front, key))
        diag_add(o->f.d, o->v->loc, DIAG_FIELD_MISSING,
                 "'%s' is missing; add %s", key, what);
    else if (v == NULL)
        o->v->broken = true;
    else if (v->kind == VALUE_NULL ||
             (v->kind == VALUE_SCALAR && str_trim(v->text).len == 0))
        diag_add(o->f.d, v->key_loc, DIAG_FIELD_MISSING,
                 "'%s' is empty; write %s", key, what);
}

static void read_front(struct own *o, enum entry_kind kind)
{
    const struct value *front = o->v->front;
    read_own(o, kind, front);
    if (kind != ENTRY_DISTRICT)
        require(o, front, "title", "a line of plain text");
    if (kind == ENTRY_ARTICLE)
        require(o, front, "summary", "one or two sentences");
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
    struct own o = {.f = {.a = m->kept, .d = &f->diag, .config = c},
                    .work = m->front,
                    .v = v};
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
    read_front(&o, f->kind);
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
