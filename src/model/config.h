/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_CONFIG_H
#define JB_MODEL_CONFIG_H

/* site.yaml to struct config, with its defaults. An unknown key is an error;
 * every key is described in content/README.md. */

#include "model/site.h"

enum { PAGE_SIZE_DEFAULT = 20, PAGE_SIZE_MAX = 500 };

/* An absolute http(s) address without query and fragment. */
bool config_is_base_url(struct str url);

/* Fills what is right and reports the rest; false when languages, base_url or
 * time zone are unusable, so that nothing else can be read. Opens the zone
 * (closed by config_release). `base_url`, where it is not empty, is an address
 * and wins over the file's. */
bool config_load(struct config *c, struct arena *a, const struct value *file,
                 struct str base_url, struct diag *d) JB_MUST_USE;
void config_release(struct config *c);

#endif
