/* SPDX-License-Identifier: MIT */
#ifndef JB_IMPORT_H
#define JB_IMPORT_H

/* `jianbao import FILE`: what the command line says, the file's bytes and the
 * result's place. What is read how: import/spreadsheet.h.
 *
 * Rows go to -o FILE or standard output, the report to standard error. A file
 * that exists is replaced only with --force, and then whole. Exit 0: every
 * figure became a row, or the user or the data said why not; 1: something was
 * left out for a doubt; 2: usage or system. */

#include "base/vec.h"
#include "model/site.h"

enum import_option {
    IMPORT_DISTRICT,
    IMPORT_INDICATOR,
    IMPORT_PERIOD,
    IMPORT_GROUP,
    IMPORT_SOURCE,
    IMPORT_STATUS,
    IMPORT_WITHIN,
    IMPORT_MAP,
    IMPORT_DELIMITER,
    IMPORT_DRY_RUN,
    IMPORT_FORCE,
    N_IMPORT_OPTIONS
};

enum { IMPORT_MAPS_MAX = 256 };

struct import_request {
    struct str given[N_IMPORT_OPTIONS]; /* empty: not given */
    struct str map[IMPORT_MAPS_MAX];
    size_t n_map;
    bool dry_run, force;
};

/* False for more than IMPORT_MAPS_MAX mappings. */
bool import_take(struct import_request *r, enum import_option option,
                 const char *text);

int import_file(struct options *o, const struct import_request *r,
                const char *file);

#endif
