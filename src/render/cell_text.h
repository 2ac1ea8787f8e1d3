/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_CELL_TEXT_H
#define JB_RENDER_CELL_TEXT_H

/* Cells as machines read them: plain digits, ISO 8601 dates, ids. Appended to
 * a buffer without any allocation, for files of very many cells. */

#include "base/buf.h"
#include "model/dates.h"
#include "model/statistics.h"

/* 1924600, 54.20, -3 */
void put_decimal(struct buf *b, struct decimal d);
/* As in a reference: 2021, AY2021, 2016..2020, undated; without `~`. */
void put_period(struct buf *b, struct period p);
/* First and last day, YYYY-MM-DD; nothing where the period is open. */
void put_first_day(struct buf *b, struct period p);
void put_last_day(struct buf *b, struct period p);

static inline bool period_has_start(struct period p)
{
    return p.kind != PERIOD_NONE && p.first != INT32_MIN;
}
static inline bool period_has_end(struct period p)
{
    return p.kind != PERIOD_NONE && p.last != INT32_MIN && p.last != INT32_MAX;
}

/* Ids as in the statistics files; the symbol of a plain figure is empty. */
struct str qualifier_id(const struct cell *c);
struct str status_id(const struct cell *c);
struct str symbol_id(const struct cell *c);
struct str group_id(const struct site *s, const struct cell *c);
struct str unit_id(const struct cell *c);
struct str source_id(const struct site *s, const struct cell *c);

/* One field of a CSV row and the comma behind it; guarded, see escape_csv. */
void put_field(struct buf *b, struct str text);
/* A field for each language of the site, in its order; `t` may be NULL. */
void put_texts(struct buf *b, const struct site *s, const struct text *t);


/* Sources used, each once, in order of their ids. */
struct source_list {
    const struct source **at;
    size_t len, cap;
};
struct source_use; /* while cells are looked at */
struct source_use *source_use_new(struct arena *a, const struct site *s);
void source_use_add(struct source_use *u, const struct cell *c);
void source_use_list(const struct source_use *u, struct arena *a,
                     const struct site *s, struct source_list *out);

/* Indexes of the languages in the order of their ids, for sorted members. */
void languages_by_id(const struct config *c, size_t order[LANG_MAX]);

#endif
