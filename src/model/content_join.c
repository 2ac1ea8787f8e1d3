/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "model/content_shared.h"

/* ---- the set ---- */

static void choose_original(struct joining *j)
{
    struct entry *e = j->e;
    int chosen = -1, first = -1;
    for (int lang = 0; lang < LANG_MAX; lang++) {
        const struct version *v = e->in[lang];
        if (v == NULL)
            continue;
        if (first < 0)
            first = lang;
        if (v->original && chosen >= 0)
            diag_add(j->f.d, value_get(v->front, "original")->loc,
                     DIAG_ORIGINAL_TWICE,
                     STR_FMT " says 'original: true', too; keep it in one of "
                     "the two",
                     STR_ARG(e->in[chosen]->path));
        else if (v->original)
            chosen = lang;
    }
    e->original = chosen >= 0 ? chosen : first;
    for (int lang = 0; lang < LANG_MAX; lang++)
        if (e->in[lang] != NULL)
            e->in[lang]->original = lang == e->original;
}

/* A version that could not be read may be the one that has them. */
static bool any_unread(const struct entry *e)
{
    for (int lang = 0; lang < LANG_MAX; lang++)
        if (e->in[lang] != NULL && e->in[lang]->unread)
            return true;
    return false;
}

static void require(struct joining *j, const char *key, const char *what)
{
    if (shared_get(j->origin, key) != NULL || any_unread(j->e))
        return;
    j->e->broken = true;
    if (!field_misspelt(j->origin->front, key))
        diag_add(j->f.d, j->origin->loc, DIAG_FIELD_MISSING,
                 "'%s' is missing; add %s", key, what);
}

static void check_repost(struct joining *j)
{
    const struct entry *e = j->e;
    const struct value *v = shared_get(j->origin, "repost");
    if (!e->repost)
        return;
    if (shared_get(j->origin, "source") == NULL)
        diag_add(j->f.d, v->key_loc, DIAG_FIELD_MISSING,
                 "a repost needs 'source': where the text comes from");
    if (e->editor->in[j->lang].len == 0)
        diag_add(j->f.d, v->key_loc, DIAG_FIELD_MISSING,
                 "a repost needs 'editor': who is responsible for it here");
    if (e->source != NULL && !e->source->broken && e->source->author.len == 0)
        diag_add(j->f.d, v->key_loc, DIAG_FIELD_MISSING,
                 "a repost needs the original author; source '" STR_FMT
                 "' has none in data/sources.csv",
                 STR_ARG(e->source->id));
}

static void check_introduction(struct joining *j)
{
    struct entry *e = j->e;
    if (site_district(j->s, e->slug) != NULL)
        return;
    e->broken = true;
    if (site_refused(j->s, STR("data/districts.csv")))
        return;
    struct str hint = did_you_mean(j->f.a, j->f.d->speech,
                                   map_nearest(&j->s->by_code, e->slug));
    diag_add(j->f.d, (struct loc){j->origin->path, 0, 0}, DIAG_ID_UNKNOWN,
             "the file is named after district '" STR_FMT
             "', which data/districts.csv does not have" STR_FMT,
             STR_ARG(e->slug), STR_ARG(hint));
}

static void check_entry(struct joining *j)
{
    struct entry *e = j->e;
    if (e->kind == ENTRY_ARTICLE) {
        require(j, "date", "a day such as 2021-06-18");
        require(j, "districts", "codes of data/districts.csv");
    }
    if (e->kind == ENTRY_DISTRICT)
        check_introduction(j);
    check_repost(j);
}

/* content/articles/2021/x. */
static struct str without_language(const struct version *v)
{
    struct str path = str_head(v->path, v->path.len - STR(".md").len);
    while (path.len > 0 && path.at[path.len - 1] != '.')
        path.len--;
    return path;
}

static void check_languages(struct joining *j)
{
    const struct site *s = j->s;
    for (size_t i = 0;
         s->config.missing[j->e->kind] == MISSING_ERROR &&
         i < s->config.n_languages;
         i++)
        if (j->e->in[i] == NULL)
            diag_add(j->f.d, (struct loc){j->origin->path, 0, 0},
                     DIAG_TRANSLATION_MISSING,
                     "there is no version in '" STR_FMT
                     "'; write " STR_FMT STR_FMT ".md, or set "
                     "missing_translation in site.yaml to fallback or omit",
                     STR_ARG(s->config.language[i].id),
                     STR_ARG(without_language(j->origin)),
                     STR_ARG(s->config.language[i].id));
}

/* Drafts are out unless asked for; a draft original hides its translations. */
static bool drop_drafts(struct site *s, struct entry *e)
{
    if (s->options->drafts)
        return true;
    if (e->in[e->original]->draft)
        return e->published = false;
    for (int lang = 0; lang < LANG_MAX; lang++)
        if (e->in[lang] != NULL && e->in[lang]->draft)
            e->in[lang] = NULL;
    return true;
}

static void publish_time(struct site *s, struct entry *e)
{
    const struct date *when =
        e->publish_at.precision != DATE_NONE ? &e->publish_at : &e->date;
    e->published = true;
    if (when->precision != DATE_NONE) {
        int64_t due = date_instant(*when, s->config.zone);
        e->published = due <= s->options->as_of;
        if (!e->published && due < s->next_due)
            s->next_due = due;
    }
    if (e->date.precision != DATE_NONE)
        e->instant = date_instant(e->date, s->config.zone);
}

static bool join(struct site *s, struct entry *e, struct diag *d)
{
    struct joining j = {.s = s,
                        .e = e,
                        .f = {.a = &s->arena, .d = d, .config = &s->config}};
    choose_original(&j);
    j.origin = e->in[e->original];
    e->loc = j.origin->loc;
    e->broken = j.origin->broken;
    shared_read(&j);
    for (int lang = 0; lang < LANG_MAX; lang++)
        if (e->in[lang] != NULL && lang != e->original)
            shared_compare(&j, e->in[lang]);
    j.lang = (size_t)e->original;
    check_entry(&j);
    if (!drop_drafts(s, e))
        return false;
    check_languages(&j);
    publish_time(s, e);
    return true;
}

static const char *const kind_folders[] = {"articles", "pages", "districts"};

static struct entry *entry_for(struct site *s, const struct content_file *f)
{
    struct str key = arena_printf(&s->arena, "%s/" STR_FMT,
                                  kind_folders[f->kind], STR_ARG(f->slug));
    struct entry *e = map_get(&s->by_entry, key);
    if (e != NULL)
        return e;
    e = arena_new(&s->arena, struct entry);
    *e = (struct entry){.kind = f->kind,
                        .slug = f->slug,
                        .year = f->year,
                        .editor = &text_nothing,
                        .withdrawn_reason = &text_nothing};
    map_put(&s->by_entry, &s->arena, key, e);
    s->entry[s->n_entries++] = e;
    return e;
}

static int by_kind_and_slug(const void *a, const void *b)
{
    const struct entry *const *x = a, *const *y = b;
    if ((*x)->kind != (*y)->kind)
        return (*x)->kind < (*y)->kind ? -1 : 1;
    return str_compare((*x)->slug, (*y)->slug);
}

struct asked { /* for a heading's id */
    unsigned times, line;
};

/* Ids are the explicit ones, else by position those of the original when the
 * heading trees match, else the slugs of the own texts. A repeated id gets a
 * number behind it. */
static void heading_ids(struct site *s, struct version *v, struct diag *d)
{
    const struct version *o = v->entry->in[v->entry->original];
    size_t n = v->scan->headings.len;
    bool inherit = o != NULL && o != v && o->scan->headings.len == n;
    for (size_t i = 0; inherit && i < n; i++)
        inherit =
            o->scan->headings.at[i].level == v->scan->headings.at[i].level;
    v->heading_id = arena_array(&s->arena, n, struct str);
    v->n_headings = n;
    struct map seen = {0};
    struct arena work = {0};
    for (size_t i = 0; i < n; i++) {
        const struct heading *h = &v->scan->headings.at[i];
        struct str id = h->id.len > 0 ? arena_copy(&s->arena, h->id)
                        : inherit     ? o->heading_id[i]
                                      : unicode_slug(&s->arena, h->text);
        struct asked *first = map_get(&seen, id);
        if (first != NULL && h->id.len > 0)
            diag_add(d, h->loc, DIAG_HEADING_DUPLICATE,
                     "heading id '" STR_FMT "' stands on line %u already; "
                     "change one of the two",
                     STR_ARG(h->id), first->line);
        while (first != NULL) {
            id = arena_printf(&s->arena, STR_FMT "-%u", STR_ARG(id),
                              ++first->times);
            first = map_get(&seen, id);
        }
        first = arena_new(&work, struct asked);
        *first = (struct asked){.times = 1, .line = h->loc.line};
        map_put(&seen, &work, id, first);
        v->heading_id[i] = id;
    }
    map_release(&seen);
    arena_release(&work);
}

/* Entries that are left out stay in by_entry: links to them say why. */
static void join_new(struct site *s, size_t from, struct diag *d)
{
    size_t kept = from;
    for (size_t i = from; i < s->n_entries; i++)
        if (join(s, s->entry[i], d))
            s->entry[kept++] = s->entry[i];
    s->n_entries = kept;
    for (size_t i = from; i < s->n_entries; i++) {
        struct entry *e = s->entry[i];
        heading_ids(s, e->in[e->original], d);
        for (int lang = 0; lang < LANG_MAX; lang++)
            if (e->in[lang] != NULL && lang != e->original)
                heading_ids(s, e->in[lang], d);
    }
}

void content_join(struct site *s, struct content_file *files, size_t n_files,
                  struct diag *d)
{
    size_t before = s->n_entries;
    for (size_t i = 0; i < n_files; i++) {
        struct content_file *f = &files[i];
        diag_merge(d, &f->diag);
        struct entry *e = entry_for(s, f);
        f->version->entry = e;
        e->in[f->lang] = f->version;
    }
    join_new(s, before, d);
    for (size_t i = 0; i < n_files; i++) {
        struct version *v = files[i].version;
        v->front = NULL;
        v->scan = NULL;
    }
}

void content_finish(struct site *s)
{
    if (s->n_entries > 0)
        qsort(s->entry, s->n_entries, sizeof *s->entry, by_kind_and_slug);
}
