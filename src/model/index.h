/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_INDEX_H
#define JB_MODEL_INDEX_H

/* The second stage: joins records across files. Lists of articles (by time, by
 * district, by topic), the districts' introductions and events, topics'
 * indicators, neighbours in time. Sorting costs n log n; every list is made in
 * one pass; related texts are looked for among a limited number of the newest.
 */

#include "model/site.h"

void index_site(struct site *s, struct diag *d);

/* Reports that no article has this year and slug. */
void index_unknown(struct site *s, struct str slug, struct loc loc,
                   struct diag *d);

/* Fills entry.related: the ones the editor named, then those that share most
 * districts and topics, the newer first, at most RELATED_MAX. Looks only at the
 * newest RELATED_LOOKED briefs of each of its districts and topics. */
enum { RELATED_MAX = 5, RELATED_LOOKED = 40 };

#endif
