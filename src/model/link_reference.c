/* SPDX-License-Identifier: MIT */
/* What one reference means: a page, a record, a file. */
#include "model/link.h"
#include "model/field.h"
#include "model/index.h"
#include "model/linker.h"
#include "model/lists.h"
#include "model/statistics.h"

bool link_unknown(struct linker *l, const struct reference *r,
                  enum diag_code code, enum data_kind kind, struct str id)
{
    struct arena *a = l->a;
    const char *path = data_columns[kind].path;
    struct str scheme, rest;
    if (site_refused(l->s, str_of(path)))
        return false;
    str_cut(r->url, ':', &scheme, &rest);
    struct str near = map_nearest(data_records(l->s, kind), id);
    struct str hint = near.len > 0 ? did_you_mean(a, l->d->speech, near)
                                   : speech_say(a, l->d->speech,
                                                "; expected one of %s", path);
    diag_add(l->d, r->loc, code,
             STR_FMT " refers to unknown %s '" STR_FMT "'" STR_FMT,
             STR_ARG(scheme), data_noun(kind), STR_ARG(id), STR_ARG(hint));
    diag_alike(l->d);
    return false;
}

/* ---- pages ---- */

static void page_link(struct linker *l, enum page_kind kind,
                      const void *subject, struct link *out)
{
    int other;
    out->href = link_to(l->s, l->p, kind, subject, l->lang, &other);
    out->lang = (int16_t)other;
    if (out->href.len > 0)
        out->kind = LINK_PAGE;
}

/* A record on one of the pages of a list. */
static void row_link(struct linker *l, enum page_kind kind, struct cut cut,
                     size_t row, struct link *out)
{
    unsigned page = cut_page(cut, row);
    page_link(l, kind, NULL, out);
    if (out->kind == LINK_PAGE && page > 1)
        out->href = arena_printf(l->a, STR_FMT "page/%u/",
                                 STR_ARG(out->href), page);
}

static void add_fragment(struct linker *l, struct link *out, struct str id)
{
    if (out->kind == LINK_PAGE && id.len > 0)
        out->href = arena_printf(l->a, STR_FMT "#" STR_FMT,
                                 STR_ARG(out->href), STR_ARG(id));
}

void link_note(struct linker *l, enum link_effect_kind kind, void *record)
{
    if (l->effects != NULL)
        *vec_push(l->work, l->effects) = (struct link_effect){kind, record};
}

static void link_record(struct linker *l, const struct reference *r,
                        const struct ref *ref, struct link *out)
{
    const struct site *s = l->s;
    if (ref->scheme == REF_DISTRICT) {
        out->district = site_district(s, ref->target);
        if (out->district == NULL)
            link_unknown(l, r, DIAG_REF_UNKNOWN, DATA_DISTRICTS, ref->target);
        else if (!out->district->broken)
            page_link(l, PAGE_DISTRICT, out->district, out);
    } else if (ref->scheme == REF_INDICATOR) {
        const struct indicator *n = site_indicator(s, ref->target);
        if (n == NULL)
            link_unknown(l, r, DIAG_REF_UNKNOWN, DATA_INDICATORS,
                         ref->target);
        else if (!n->broken)
            page_link(l, n->is_fact ? PAGE_INDICATORS : PAGE_INDICATOR, n, out);
    } else if (ref->scheme == REF_TERM) {
        struct term *t = map_get(&s->by_term, ref->target);
        if (t == NULL) {
            link_unknown(l, r, DIAG_REF_UNKNOWN, DATA_GLOSSARY, ref->target);
        } else if (!t->broken) {
            out->term = t;
            row_link(l, PAGE_GLOSSARY, cut_terms, t->place[l->lang], out);
            add_fragment(l, out, t->anchor);
            link_note(l, CITES_TERM, t);
        }
    } else if (ref->scheme == REF_DOC) {
        struct paper *p = map_get(&s->by_paper, ref->target);
        if (p == NULL) {
            link_unknown(l, r, DIAG_REF_UNKNOWN, DATA_DOCUMENTS, ref->target);
        } else if (!p->broken) {
            out->paper = p;
            row_link(l, PAGE_DOCUMENTS, cut_papers, p->place, out);
            add_fragment(l, out, p->id);
            link_note(l, CITES_PAPER, p);
        }
    } else {
        const struct event *e = map_get(&s->by_event, ref->target);
        if (e == NULL) {
            link_unknown(l, r, DIAG_REF_UNKNOWN, DATA_EVENTS, ref->target);
        } else if (!e->broken && e->district != NULL) {
            page_link(l, PAGE_DISTRICT, e->district, out);
            add_fragment(l, out,
                         arena_printf(l->a, "event-" STR_FMT,
                                      STR_ARG(e->id)));
        }
    }
}

/* ---- files ---- */

static bool has_heading(const struct version *v, struct str id)
{
    for (size_t i = 0; i < v->n_headings; i++)
        if (str_eq(v->heading_id[i], id))
            return true;
    return false;
}

static void check_fragment(struct linker *l, const struct reference *r,
                           const struct version *v, struct str id)
{
    bool unknown = v->broken && v->n_headings == 0;
    if (id.len == 0 || unknown || has_heading(v, id))
        return;
    struct map ids = {0};
    struct arena scratch = {0};
    for (size_t i = 0; i < v->n_headings; i++)
        map_put(&ids, &scratch, v->heading_id[i], l);
    struct str near = map_nearest(&ids, id);
    struct str hint =
        near.len > 0 ? did_you_mean(l->a, l->d->speech, near)
                     : speech_say(l->a, l->d->speech,
                                    "; write {#" STR_FMT "} behind the heading "
                                    "that is meant",
                                    STR_ARG(id));
    diag_add(l->d, r->loc, DIAG_ANCHOR_DEAD,
             STR_FMT " has no heading with the id '" STR_FMT "'" STR_FMT,
             STR_ARG(v->path), STR_ARG(id), STR_ARG(hint));
    diag_alike(l->d);
    map_release(&ids);
    arena_release(&scratch);
}

static const enum page_kind entry_pages[] = {PAGE_ARTICLE, PAGE_PAGE,
                                             PAGE_DISTRICT};

/* When readers will see it; a draft never. */
static int64_t due(const struct site *s, const struct entry *e)
{
    const struct date *when =
        e->publish_at.precision != DATE_NONE ? &e->publish_at : &e->date;
    if (!s->options->drafts && e->in[e->original]->draft)
        return INT64_MAX;
    return when->precision == DATE_NONE ? INT64_MIN
                                        : date_instant(*when, s->config.zone);
}

static void entry_link(struct linker *l, const struct reference *r,
                       const struct ref *ref, struct entry *e,
                       struct link *out)
{
    const void *subject = e;
    if (e->kind == ENTRY_DISTRICT)
        subject = site_district(l->s, e->slug);
    if (e->broken || subject == NULL)
        return;
    if (!e->published && l->entry != NULL &&
        due(l->s, e) <= due(l->s, l->entry))
        return;
    if (!e->published) {
        diag_add(l->d, r->loc, DIAG_LINK_DEAD,
                 "'" STR_FMT "' is a draft or not published yet; a published "
                 "text must not link to it",
                 STR_ARG(ref->target));
        return;
    }
    enum page_kind kind = e->withdrawn.precision != DATE_NONE
                              ? PAGE_NOTICE
                              : entry_pages[e->kind];
    page_link(l, kind, subject, out);
    size_t lang = out->lang >= 0 ? (size_t)out->lang : l->lang;
    if (e->in[lang] != NULL)
        check_fragment(l, r, e->in[lang], ref->fragment);
    add_fragment(l, out, ref->fragment);
}

/* content/articles/2021/x.zh.md → articles/2021/x, and zh */
static bool entry_key(struct linker *l, struct str path, struct str *key,
                      int *lang)
{
    struct str stem = str_head(path, path.len - 3);
    size_t dot = stem.len;
    while (dot > 0 && stem.at[dot - 1] != '.' && stem.at[dot - 1] != '/')
        dot--;
    if (dot == 0 || stem.at[dot - 1] == '/')
        return false;
    *lang = site_lang(l->s, str_from(stem, dot));
    *key = str_from(str_head(stem, dot - 1), STR("content/").len);
    return *lang >= 0;
}

static struct str leaves_content(const struct linker *l)
{
    return str_of(
        speech_word(l->d->speech, SPEECH("; the path leaves content/")));
}

/* x.md → did you mean x.zh.md? */
static struct str add_language(struct linker *l, struct str target)
{
    struct arena *a = l->a;
    struct str stem = str_head(target, target.len - STR(".md").len);
    return did_you_mean(
        a, l->d->speech,
        arena_printf(a, STR_FMT "." STR_FMT ".md", STR_ARG(stem),
                     STR_ARG(l->s->config.language[l->lang].id)));
}

static struct str similar_text(struct linker *l, struct str key, int lang)
{
    struct str near = map_nearest(&l->s->by_entry, key);
    if (near.len > 0)
        near = arena_printf(l->a, "content/" STR_FMT "." STR_FMT ".md",
                            STR_ARG(near),
                            STR_ARG(l->s->config.language[lang].id));
    return link_similar(l, near);
}

static void link_text_file(struct linker *l, const struct reference *r,
                           const struct ref *ref, struct link *out)
{
    struct str path = link_path(l, ref->target), key;
    int lang = -1;
    struct entry *e = NULL;
    if (path.len > 3 && entry_key(l, path, &key, &lang))
        e = site_entry(l->s, key);
    if (path.len > 0 && site_refused(l->s, path))
        return;
    if (e != NULL && (!e->published || e->in[lang] != NULL)) {
        entry_link(l, r, ref, e, out);
        return;
    }
    struct str hint = path.len == 0 ? leaves_content(l)
                      : lang < 0    ? add_language(l, ref->target)
                      : e == NULL   ? similar_text(l, key, lang)
                                    : (struct str){0};
    diag_add(l->d, r->loc, DIAG_LINK_DEAD,
             "there is no text '" STR_FMT
             "', seen from this file's folder" STR_FMT,
             STR_ARG(ref->target), STR_ARG(hint));
    diag_alike(l->d);
}

void link_media(struct linker *l, const struct reference *r,
                const struct ref *ref, struct link *out)
{
    struct str path = link_path(l, ref->target);
    struct media *m = path.len > 0 ? map_get(&l->s->by_media, path) : NULL;
    bool image = r->node != REFERENCE_LINK;
    if (m == NULL && path.len > 0 && site_refused(l->s, path))
        return;
    if (m == NULL) {
        struct str near = map_nearest(&l->s->by_media, path);
        struct str hint = path.len == 0
                              ? leaves_content(l)
                              : link_similar(l, near);
        diag_add(l->d, r->loc, image ? DIAG_IMAGE_MISSING : DIAG_LINK_DEAD,
                 "there is no file '" STR_FMT
                 "', seen from this file's folder" STR_FMT,
                 STR_ARG(ref->target), STR_ARG(hint));
        diag_alike(l->d);
        return;
    }
    if (image && str_trim(r->text).len == 0)
        diag_add(l->d, r->loc, DIAG_IMAGE_ALT,
                 "the image has no alternative text; say in a few words what "
                 "it shows");
    link_note(l, USES_MEDIA, m);
    out->kind = image ? LINK_IMAGE : LINK_PAGE;
    out->media = m;
    out->href = m->url;
}

static void link_parsed(struct linker *l, const struct reference *r,
                        const struct ref *ref, struct link *out)
{
    bool image = r->node != REFERENCE_LINK;
    switch (ref->scheme) {
    case REF_STAT: link_stat(l, r, ref, out); break;
    case REF_CHART:
    case REF_TABLE: link_selection(l, r, ref, out); break;
    case REF_TABLE_FILE: link_sheet(l, r, ref, out); break;
    case REF_DISTRICT:
    case REF_TERM:
    case REF_DOC:
    case REF_EVENT:
    case REF_INDICATOR: link_record(l, r, ref, out); break;
    case REF_TEXT_FILE: link_text_file(l, r, ref, out); break;
    case REF_FILE: link_media(l, r, ref, out); break;
    case REF_ANCHOR:
        if (l->version != NULL)
            check_fragment(l, r, l->version, ref->fragment);
        out->kind = LINK_PAGE;
        out->href = r->url;
        break;
    case REF_EXTERNAL:
        if (image)
            diag_add(l->d, r->loc, DIAG_LINK_SCHEME,
                     "an image must lie beside the text: pages load nothing "
                     "from other sites");
        else {
            out->kind = LINK_EXTERNAL;
            out->href = r->url;
        }
        break;
    }
}

static void refuse_scheme(struct linker *l, const struct reference *r)
{
    static const char *const schemes[] = {
        "stat", "chart",     "table", "district", "term",   "doc",
        "event", "indicator", "http",  "https",    "mailto", "tel", NULL};
    struct str scheme = str_head(r->url, str_find_byte(r->url, ':'));
    struct str hint = did_you_mean(l->a, l->d->speech,
                                   str_nearest(scheme, schemes));
    diag_add(l->d, r->loc, DIAG_LINK_SCHEME,
             "'" STR_FMT "' has a scheme that is not allowed; use http, "
             "https, mailto, tel, or a reference such as stat:" STR_FMT,
             STR_ARG(r->url), STR_ARG(hint));
}

static void link_one(struct linker *l, const struct reference *r,
                     struct link *out)
{
    struct ref ref;
    const char *fault;
    *out = (struct link){.lang = -1};
    if (r->malformed)
        return;
    if (r->node == REFERENCE_CSV_BLOCK) {
        link_csv_block(l, r, out);
        return;
    }
    if (ref_parse(l->a, r->url, &ref, &fault))
        link_parsed(l, r, &ref, out);
    else if (fault != NULL)
        diag_add(l->d, r->loc, DIAG_REF_MALFORMED,
                 "'" STR_FMT "' is no reference; expected %s", STR_ARG(r->url),
                 fault);
    else
        refuse_scheme(l, r);
}

struct link *link_scan(struct linker *l, const struct markdown_scan *scan)
{
    size_t n = scan->references.len;
    if (n == 0)
        return NULL;
    struct link *all = arena_array(l->a, n, struct link);
    for (size_t i = 0; i < n; i++) {
        l->check =
            l->checks != NULL && l->depth == 0 ? &l->checks[i] : NULL;
        link_one(l, &scan->references.at[i], &all[i]);
    }
    return all;
}

void link_inline(struct linker *l, struct inline_text *t)
{
    if (t != NULL && t->source.len > 0)
        t->link = link_scan(l, &t->scan);
}
