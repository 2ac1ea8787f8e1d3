/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_DATA_REGISTER_H
#define JB_MODEL_DATA_REGISTER_H

/* Rows of the registers (all data files but the statistics) to records of the
 * site, one file for each kind. */

#include "model/data_row.h"

/* Reads all rows of a kind in the order of enum data_kind; districts first,
 * indicators behind units and topics, events behind districts and sources. */
void register_read(struct site *s, struct row_file *f, enum data_kind kind);

/* The same for districts.csv, which refers to itself: joins parents, children,
 * successors and the rows of one code. */
void districts_read(struct site *s, struct row_file *f);

/* A row of glossary.csv; and when all are read, the terms by their text, their
 * anchors, and the names that are no numbers. */
void glossary_read(struct row *r, struct site *s);
void glossary_join(struct site *s);

/* Puts a record, which begins with its loc, into a map; a duplicate of what is
 * `shown` is reported with the first one's line, and false. */
bool register_is_new(struct row *r, struct map *map, struct str key,
                     struct str shown, void *record) JB_MUST_USE;

#endif
