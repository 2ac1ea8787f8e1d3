/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_AGREE_SITE_H
#define JB_MODEL_AGREE_SITE_H

/* Inside of agree: the texts of one version (agree_read.c), and the message
 * about a disagreement between two (agree_report.c). */

#include "model/agree.h"

/* The texts of a version in order: front block, then the body's blocks. */
struct agree_source {
    struct loc loc;
    enum block_kind kind;
    bool front;
    bool elsewhere; /* loc is of another file: a row of a table */
    size_t first, n; /* in texts; the caption of a table and each of its rows
                        are sources of their own */
};

struct agree_sources {
    struct agree_source *at;
    size_t len, cap;
};

struct agree_side {
    const struct version *v;
    struct agree_sources sources;
    struct agree_text *texts;
};

/* Everything of a version that has words and that `other` has, too: tables of
 * files that both show are left out. */
void agree_side_read(struct arena *a, const struct site *s,
                     const struct version *v, const struct version *other,
                     struct agree_side *out);

void agree_report(struct arena *a, const struct agree_side side[2],
                  const struct agree_unit *units, const struct disagreement *d,
                  struct diag *diag);

#endif
