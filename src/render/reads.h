/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_READS_H
#define JB_RENDER_READS_H

/* How a view says what it is about to read, where no function of the model
 * notes it: see model/query.h. What is read without a note makes pages stale;
 * `jianbao build --verify` and tests/e2e/edits.sh find that. Of two queries the
 * wider comes first: what is part of its answer is then left out. */

#include "model/listing.h"
#include "model/statistics.h"
#include "render/render.h"

static inline void read_about(struct render *r, enum query_kind kind,
                              struct str a, struct str b)
{
    trace_note(r->site->trace, &(struct query){.kind = kind, .a = a, .b = b});
}

static inline void read_layout(struct render *r, const char *name)
{
    read_about(r, QUERY_LAYOUT, str_of(name), (struct str){0});
}

static inline void read_words(struct render *r, size_t lang)
{
    read_about(r, QUERY_WORDS, r->site->config.language[lang].id,
               (struct str){0});
}

/* All figures of a district; with those of its children. */
static inline void read_district(struct render *r, const struct district *d)
{
    read_about(r, QUERY_DISTRICT, d->code, (struct str){0});
}

static inline void read_family(struct render *r, const struct district *d)
{
    read_about(r, QUERY_FAMILY, d->code, (struct str){0});
}

static inline void read_series(struct render *r, const struct district *d,
                               const struct indicator *i)
{
    series_note(r->site, d, i);
}

static inline void read_indicator(struct render *r, const struct indicator *i)
{
    read_about(r, QUERY_INDICATOR, i->id, (struct str){0});
}

/* All cells, all texts, the plan, ...: queries without a subject. */
static inline void read_all(struct render *r, enum query_kind kind)
{
    read_about(r, kind, (struct str){0}, (struct str){0});
}

/* How many figures and texts a district has. */
static inline void read_counts(struct render *r, const struct district *d)
{
    read_about(r, QUERY_COUNTS, d->code, (struct str){0});
}

/* Everything of a text, in all languages; `slug` may be that of none. */
static inline void read_text(struct render *r, enum entry_kind kind,
                             struct str slug)
{
    trace_note(r->site->trace,
               &(struct query){.kind = QUERY_TEXT, .a = slug, .m = kind});
}

/* The texts about a district and those below it. */
static inline void read_briefs(struct render *r, const struct district *d)
{
    read_about(r, QUERY_BRIEFS, d->code, (struct str){0});
}

/* The newest `n` texts of a list from number `from`. */
static inline void read_slice(struct render *r, const struct listing *l,
                              size_t from, size_t n)
{
    trace_note(r->site->trace,
               &(struct query){.kind = QUERY_SLICE,
                               .a = l->name,
                               .b = r->site->config.language[r->lang].id,
                               .m = (uint32_t)from,
                               .n = (uint32_t)n});
}

static inline void read_length(struct render *r, const struct listing *l)
{
    read_about(r, QUERY_LENGTH, l->name,
               r->site->config.language[r->lang].id);
}

/* `what` and the subject's id: which texts cite it. */
static inline void read_citing(struct render *r, const char *what,
                               struct str id)
{
    read_about(r, QUERY_CITING, str_of(what), id);
}

#endif
