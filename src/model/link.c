/* SPDX-License-Identifier: MIT */
#include "model/link.h"

#include "base/memory.h"
#include "model/answer_text.h"
#include "model/field.h"
#include "model/index.h"
#include "model/linker.h"
#include "model/menu.h"
#include "model/packing.h"
#include "model/quantity.h"
#include "model/statistics.h"

struct str link_to(const struct site *s, const struct plan *p,
                   enum page_kind kind, const void *subject, size_t lang,
                   int *other)
{
    *other = -1;
    const struct page *page =
        plan_find(p, kind, subject, s->config.language[lang].id);
    for (size_t i = 0; page == NULL && i < s->config.n_languages; i++) {
        page = plan_find(p, kind, subject, s->config.language[i].id);
        if (page != NULL)
            *other = (int)i;
    }
    return page != NULL ? page->url : (struct str){0};
}

/* ---- texts ---- */

/* Where readers first meet a term, they get its meaning. */
static void note_first_terms(struct arena *work, struct body *b)
{
    struct map seen = {0};
    for (size_t i = 0; i < b->scan.references.len; i++) {
        const struct term *t = b->link[i].term;
        if (t == NULL || map_get(&seen, t->anchor) != NULL)
            continue;
        b->link[i].first = true;
        map_put(&seen, work, t->anchor, b);
    }
    map_release(&seen);
}

static struct linker linker_of(const struct linker *common,
                               const struct version *v)
{
    struct entry *e = v->entry;
    struct linker l = *common;
    l.path = v->path;
    l.lang = (size_t)v->lang;
    l.period_required = e->kind == ENTRY_ARTICLE;
    l.written = v->updated.precision != DATE_NONE ? v->updated : e->date;
    l.entry = e;
    l.version = v;
    return l;
}

static void link_rest(struct linker *l, struct version *v)
{
    const struct figure_image *image = v->entry->image;
    for (size_t i = 0; i < v->n_corrections; i++)
        link_inline(l, &v->correction[i].text);
    if (image != NULL)
        link_inline(l, image->caption[v->lang]);
}

/* The body's links are made again by whoever shows them: what they say stays
 * as a hash. */
static void link_packed(struct linker *l, struct version *v)
{
    struct body body = {0};
    struct buf shown = {0};
    struct arena *kept = l->a;
    l->a = l->work;
    if (!unpack_scan(l->work, v->path, v->packed, &body.scan))
        body.scan = (struct markdown_scan){0};
    body.link = link_scan(l, &body.scan);
    note_first_terms(l->work, &body);
    digest_opened(&shown, l->s, v, &body);
    v->shown = hash_of(buf_view(&shown));
    v->n_checks = (uint32_t)body.scan.references.len;
    v->checks = arena_array(kept, v->n_checks, unsigned char);
    for (uint32_t i = 0; i < v->n_checks; i++)
        v->checks[i] = (unsigned char)(body.link[i].checked * TEXT_CHECKED |
                                       body.link[i].revised * TEXT_REVISED);
    v->packed = (struct str){0};
    buf_release(&shown);
    l->a = kept;
}

void link_version(const struct linker *common, struct version *v)
{
    struct linker l = linker_of(common, v);
    link_inline(&l, &v->summary);
    link_packed(&l, v);
    link_rest(&l, v);
    v->n_cited = l.cited.len;
    v->cited = arena_array(l.a, v->n_cited, const struct cell *);
    for (size_t i = 0; i < v->n_cited; i++)
        v->cited[i] = l.cited.at[i];
    link_note(&l, ENDS_VERSION, v);
}

/* Without traces: who asks for a text asks for what it refers to. */
typedef void links_fn(struct linker *l, void *what);

static void link_silently(const struct site *s, const struct plan *p,
                          const struct linker *common, links_fn *links,
                          void *what)
{
    struct linker l = *common;
    struct site site = *s;
    struct plan plan = *p;
    struct diag none = {.speech = s->options->speech};
    struct arena scratch = {0};
    site.trace = plan.trace = NULL;
    l.s = &site;
    l.p = &plan;
    l.d = &none;
    l.scratch = &scratch;
    links(&l, what);
    diag_release(&none);
    arena_release(&scratch);
}

static void links_of_body(struct linker *l, void *body)
{
    struct body *b = body;
    b->link = link_scan(l, &b->scan);
    note_first_terms(l->a, b);
}

void link_body(struct arena *a, const struct site *s, const struct plan *p,
               const struct version *v, struct body *b)
{
    const struct linker common = {.a = a, .work = a};
    struct linker l = linker_of(&common, v);
    if (v->n_checks == b->scan.references.len)
        l.checks = v->checks;
    link_silently(s, p, &l, links_of_body, b);
}

static void links_apart(struct linker *l, void *version)
{
    struct version *v = version;
    link_inline(l, &v->summary);
    links_of_body(l, v->body);
    link_rest(l, v);
}

void link_apart(struct arena *a, const struct site *s, const struct plan *p,
                struct version *v)
{
    const struct linker l = {
        .a = a, .work = a, .path = v->path, .lang = (size_t)v->lang};
    link_silently(s, p, &l, links_apart, v);
}

/* ---- entries ---- */

static const struct cell *key_figure(struct linker *l, struct str text,
                                     struct loc loc)
{
    const struct reference r = {.node = REFERENCE_LINK,
                                .url = text,
                                .text = STR("."),
                                .loc = loc,
                                .text_loc = loc};
    struct link out = {.lang = -1};
    struct ref ref;
    const char *fault = NULL;
    if (!ref_parse(l->a, text, &ref, &fault) ||
        ref.scheme != REF_STAT) {
        diag_add(l->d, loc, DIAG_REF_MALFORMED,
                 "'" STR_FMT "' is no key figure; expected %s", STR_ARG(text),
                 fault != NULL ? fault
                               : "a reference such as "
                                 "stat:410305/oversized_classes/2016");
        return NULL;
    }
    link_stat(l, &r, &ref, &out);
    return out.cell;
}

void link_entry(const struct linker *common, struct entry *e)
{
    const struct version *o = e->in[e->original];
    const struct site *s = common->s;
    struct linker l = *common;
    l.path = o->path;
    l.lang = (size_t)e->original;
    l.period_required = e->kind == ENTRY_ARTICLE;
    l.entry = e;
    e->key_figure = arena_array(l.a, e->key_figure_refs.len + 1,
                                const struct cell *);
    for (size_t i = 0; i < e->key_figure_refs.len; i++) {
        const struct cell *c =
            key_figure(&l, e->key_figure_refs.at[i], e->key_figure_loc[i]);
        if (c != NULL)
            e->key_figure[e->n_key_figures++] = c;
    }
    struct ref ref = {0};
    struct link out = {0};
    if (e->image != NULL && e->image->src.len > 0) {
        const struct reference r = {.node = REFERENCE_IMAGE,
                                    .url = e->image->src,
                                    .text = e->image->alt.in[e->original],
                                    .loc = e->image->loc};
        ref.target = e->image->src;
        link_media(&l, &r, &ref, &out);
        e->image->media = out.media != NULL
                              ? map_get(&s->by_media, out.media->path)
                              : NULL;
    }
    for (size_t i = 0; i < e->n_attachments; i++) {
        const struct reference r = {.node = REFERENCE_LINK,
                                    .url = e->attachment[i].file,
                                    .loc = e->attachment[i].loc};
        ref.target = e->attachment[i].file;
        out = (struct link){0};
        link_media(&l, &r, &ref, &out);
        e->attachment[i].media =
            out.media != NULL ? map_get(&s->by_media, out.media->path) : NULL;
    }
}

/* ---- site.yaml ---- */

static struct str near_target(struct site *s, struct str target,
                              enum speech speech)
{
    struct str_near near = {.key = target};
    for (size_t i = 0; i < N_MENU_TARGETS; i++)
        str_near_try(&near, str_of(menu_targets[i].name));
    for (size_t i = 0; i < s->n_page_entries; i++)
        str_near_try(&near, s->page_entry[i]->slug);
    return did_you_mean(&s->arena, speech, near.found);
}

static void check_menu(struct site *s, struct diag *d)
{
    for (size_t i = 0; i < s->config.n_menu; i++) {
        struct str target = s->config.menu[i].target;
        struct str key =
            arena_printf(&s->arena, "pages/" STR_FMT, STR_ARG(target));
        if (menu_target(target) != NULL || site_entry(s, key) != NULL ||
            site_refused(s, STR("content")))
            continue;
        struct str hint = near_target(s, target, d->speech);
        diag_add(d, s->config.menu[i].loc, DIAG_ID_UNKNOWN,
                 "unknown menu target '" STR_FMT
                 "'; expected articles, topics, genres, districts, "
                 "indicators, data, glossary, documents, or the name of a "
                 "page in content/pages" STR_FMT,
                 STR_ARG(target), STR_ARG(hint));
    }
}

static void link_config(struct site *s, const struct linker *common)
{
    struct linker l = *common;
    l.path = s->config.loc.path;
    s->home_figure = arena_array(&s->arena, s->config.n_home_figures + 1,
                                 const struct cell *);
    for (size_t i = 0; i < s->config.n_home_figures; i++) {
        const struct cell *c = key_figure(&l, s->config.home_figures[i],
                                          s->config.home_figures_loc[i]);
        if (c != NULL)
            s->home_figure[s->n_home_figures++] = c;
    }
    if (s->config.home_lead.len > 0) {
        struct str key = arena_printf(&s->arena, "articles/" STR_FMT,
                                      STR_ARG(s->config.home_lead));
        s->lead = site_entry(s, key);
        if (s->lead == NULL)
            index_unknown(s, s->config.home_lead, s->config.home_lead_loc,
                          l.d);
    }
    if (s->lead != NULL &&
        (!s->lead->published || s->lead->withdrawn.precision != DATE_NONE))
        s->lead = NULL;
    if (s->lead == NULL && s->n_articles > 0)
        s->lead = s->article[0];
    check_menu(s, l.d);
}

/* ---- the whole ---- */

static void prepare_names(struct site *s)
{
    if (s->n_ignore == 0)
        return;
    struct names *names = arena_new(&s->arena, struct names);
    *names = quantity_names(&s->arena, s->ignore, s->n_ignore);
    s->names = names;
}

void link_site(struct site *s, const struct plan *p, struct diag *d)
{
    struct arena work = {0}, scratch = {0};
    prepare_names(s);
    link_config(s, &(struct linker){.s = s,
                                    .p = p,
                                    .d = d,
                                    .a = &s->arena,
                                    .work = &work,
                                    .scratch = &scratch});
    arena_release(&work);
    arena_release(&scratch);
    link_entries(s, p, d);
    arena_release(&s->packed);
    memory_return();
}
