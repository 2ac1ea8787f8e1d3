/* SPDX-License-Identifier: MIT */
#include "model/site.h"

#include "model/config.h"

const struct text text_nothing;

int site_text_lang(const struct site *s, const struct text *t, size_t lang)
{
    if (lang < LANG_MAX && t->in[lang].len > 0)
        return (int)lang;
    for (size_t i = 0; i < s->config.n_languages && i < LANG_MAX; i++)
        if (t->in[i].len > 0)
            return (int)i;
    return -1;
}

struct str site_text(const struct site *s, const struct text *t, size_t lang)
{
    int found = site_text_lang(s, t, lang);
    return found >= 0 ? t->in[found] : (struct str){0};
}

int site_lang(const struct site *s, struct str id)
{
    for (size_t i = 0; i < s->config.n_languages; i++)
        if (str_eq(s->config.language[i].id, id))
            return (int)i;
    return -1;
}

struct district *site_district(const struct site *s, struct str code)
{
    return map_get(&s->by_code, code);
}

const struct district *district_shown(const struct district *d)
{
    for (int i = 0; i < SUCCESSION_MAX; i++) {
        if (d->current || d->n_successors != 1 ||
            d->n_cells + d->n_briefs + d->n_events > 0 || d->intro != NULL)
            break;
        d = d->successor[0];
    }
    return d;
}

const struct district *district_at(const struct district *d, struct period p)
{
    for (; d != NULL; d = d->older)
        if ((d->valid_from.precision == DATE_NONE ||
             date_first_day(d->valid_from) <= p.first) &&
            (d->valid_to.precision == DATE_NONE ||
             p.last <= date_last_day(d->valid_to)))
            return d;
    return NULL;
}

struct indicator *site_indicator(const struct site *s, struct str id)
{
    return map_get(&s->by_indicator, id);
}

struct entry *site_entry(const struct site *s, struct str key)
{
    return map_get(&s->by_entry, key);
}

size_t site_entry_index(const struct site *s, unsigned kind, struct str slug)
{
    size_t from = 0, to = s->n_entries;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        const struct entry *e = s->entry[middle];
        int order = str_compare(e->slug, slug);
        if ((unsigned)e->kind != kind)
            order = (unsigned)e->kind < kind ? -1 : 1;
        if (order == 0)
            return middle;
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return s->n_entries;
}

struct str site_entry_key(struct arena *a, const struct entry *e)
{
    static const char *const folders[] = {"articles", "pages", "districts"};
    return arena_printf(a, "%s/" STR_FMT, folders[e->kind], STR_ARG(e->slug));
}

static const struct version *version(const struct site *s,
                                     const struct entry *e, size_t lang)
{
    if (lang < LANG_MAX && entry_has(e, lang))
        return e->in[lang];
    if (s->config.missing[e->kind] != MISSING_FALLBACK || e->original < 0 ||
        e->original >= LANG_MAX)
        return NULL;
    return e->in[e->original];
}

bool site_is_news(const struct site *s, const struct entry *e)
{
    return e->instant >= s->options->as_of - NEWS_SECONDS;
}

bool entry_shown(const struct site *s, const struct entry *e, size_t lang)
{
    return version(s, e, lang) != NULL;
}

const struct version *entry_title(const struct site *s, const struct entry *e,
                                  size_t lang)
{
    trace_note(s->trace, &(struct query){.kind = QUERY_TITLE,
                                         .a = e->slug,
                                         .m = e->kind});
    return version(s, e, lang);
}

const struct version *entry_version(const struct site *s,
                                    const struct entry *e, size_t lang)
{
    trace_note(s->trace, &(struct query){.kind = QUERY_CARD,
                                         .a = e->slug,
                                         .m = e->kind});
    return version(s, e, lang);
}

void site_refuse(struct site *s, struct str key)
{
    map_put(&s->refused, &s->arena, key, s);
}

bool site_refused(const struct site *s, struct str path)
{
    for (size_t i = 0; i <= path.len; i++)
        if ((i == path.len || path.at[i] == '/') &&
            map_get(&s->refused, str_head(path, i)) != NULL)
            return true;
    return false;
}

bool site_refused_figure(const struct site *s, struct str district,
                         struct str indicator)
{
    static const struct str any = STR_INIT("*");
    const struct str keys[][2] = {{district, indicator}, {any, indicator},
                                  {district, any}, {any, any}};
    struct arena scratch = {0};
    bool found = site_refused(s, STR("data/statistics"));
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct str key = arena_printf(&scratch, STR_FMT "/" STR_FMT,
                                      STR_ARG(keys[i][0]), STR_ARG(keys[i][1]));
        found = found || map_get(&s->refused, key) != NULL;
    }
    arena_release(&scratch);
    return found;
}

void site_release(struct site *s)
{
    struct map *const maps[] = {
        &s->by_code,   &s->by_indicator, &s->by_unit,  &s->by_group,
        &s->by_topic,  &s->by_paper,     &s->by_source, &s->by_event,
        &s->by_term,   &s->by_entry,     &s->by_media, &s->by_sheet,
        &s->refused};
    for (size_t i = 0; i < sizeof maps / sizeof maps[0]; i++)
        map_release(maps[i]);
    for (size_t i = 0; s->words != NULL && i < s->config.n_languages; i++)
        words_release(&s->words[i]);
    config_release(&s->config);
    arena_release(&s->packed);
    arena_release(&s->arena);
    *s = (struct site){0};
}
