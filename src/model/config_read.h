/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_CONFIG_READ_H
#define JB_MODEL_CONFIG_READ_H

/* Inside of config_load: config.c has the table of all keys of site.yaml, and
 * reads languages, addresses and rules; config_shown.c reads what the pages
 * show: publisher, license, genres, menu, home page, footer. */

#include "model/config.h"
#include "model/field.h"

struct reading {
    struct fields f;
    struct config *c;
};

/* A value that is not null; reports what is wrong with it. */
typedef void read_fn(struct reading *r, const struct value *v);

read_fn config_publisher, config_license, config_genres, config_menu,
    config_home, config_footer;

#endif
