/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_STATISTICS_PACK_H
#define JB_MODEL_STATISTICS_PACK_H

/* The cells of one file of statistics in few bytes: what statistics_read made
 * of it, for a build that finds the same file again.
 *
 * Numbers as in base/varint.h, signed ones folded, texts with their length
 * before them: how many cells, how many unknown columns and their names, then
 * the cells. Each is a byte of flags (enum packed) and of its fields those that
 * differ from the cell before (a line: from the next one): districts and
 * indicators by their index in the site, periods by the order in which they
 * first stand in the file, a new one followed by its spelling. So a cell of a
 * long table takes six bytes or so, and the time is linear in the cells.
 *
 * Indexes mean something only beside the registers that they were written with
 * (see statistics_cache.h). The bytes are untrusted: what statistics_pack would
 * not have written is refused, as far as it can be told from the bytes and the
 * registers; what only the row's words could tell (a quote that says another
 * number) is not asked again. */

#include "base/buf.h"
#include "model/data_statistics.h"

enum packed {
    PACKED_DISTRICT = 1,  /* the difference of indexes */
    PACKED_INDICATOR = 2, /* likewise */
    PACKED_PERIOD = 4,    /* likewise, from -1 on */
    PACKED_KIND = 8,      /* enum packed_kind, group, source */
    PACKED_PLACES = 16,   /* scale << 4 | places; only with a value */
    PACKED_LINE = 32,     /* lines passed over, less one */
    PACKED_RARE = 64      /* enum packed_rare and what it says */
};

enum packed_kind { /* bits of one number */
    KIND_STATUS = 0,
    KIND_SYMBOL = 2,
    KIND_QUALIFIER = 5,
    KIND_RESTATED = 8,
    KIND_VALUE = 9,
    KIND_RANGE = 10,
    KIND_BITS = 11
};

enum packed_rare {
    RARE_HIGH = 1, /* and scale, as above */
    RARE_QUOTE = 2,
    RARE_NOTE = 4, /* in each language of the site, as the next */
    RARE_REVISION = 8,
    RARE_RELEASE = 16, /* dates are spelt */
    RARE_REVISED = 32,
    RARE_EXTRA = 64 /* of each unknown column */
};

/* False, and nothing is written, when a cell is broken: a mistake that must be
 * told again. No row may have been refused. */
bool statistics_pack(struct buf *out, const struct site *s,
                     const struct statistics_file *f);

/* How many cells there are, at most so many as there are bytes. */
size_t statistics_packed(struct str bytes);

/* Fills `out` (path, index, cell and cap are set) as statistics_read would;
 * nothing refers to `bytes` afterwards. False when they are not sound: then
 * `out` has no cells. */
bool statistics_unpack(struct statistics_file *out, const struct site *s,
                       struct str bytes) JB_MUST_USE;

#endif
