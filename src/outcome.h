/* SPDX-License-Identifier: MIT */
#ifndef JB_OUTCOME_H
#define JB_OUTCOME_H

/* What a build or a check tells of itself at its end: the counts, the list of
 * --changed, the messages and the exit status. Where a program reads the
 * messages (JSON, SARIF), standard output is theirs alone. */

#include "model/site.h"
#include "output/publish.h"

struct outcome {
    size_t files, languages, rendered;
    struct publish_counts counts;
    int64_t next_due; /* INT64_MAX: nothing waits */
    struct zone *zone;
};

/* The lines with the counts and the dates. */
void outcome_print(const struct options *o, const struct outcome *r);

/* Writes the list of --changed, `path`, as a whole; NULL: none is wanted. False
 * after a report. */
bool outcome_list(const char *path, struct str base_url,
                  const struct publish_changes *c,
                  struct diag *d) JB_MUST_USE;

/* Prints all messages; returns the exit status. `failed`: the system failed,
 * whatever the messages are. */
int outcome_say(struct diag *d, const struct severities *severities,
                const struct options *o, bool failed);

#endif
