/* SPDX-License-Identifier: MIT */
#ifndef JB_INPUT_YAML_H
#define JB_INPUT_YAML_H

/* YAML 1.1 bytes to a value tree, by libyaml's event interface.
 *
 * A document is one mapping. Refused with a message: anchors, aliases, tags,
 * several documents, duplicate keys, keys that are no scalars, a top level that
 * is no mapping, escapes that make control characters, more than YAML_DEPTH_MAX
 * levels, YAML_NODES_MAX nodes or YAML_BYTES_MAX bytes. Plain `null`, `~` and
 * nothing are VALUE_NULL. All other scalars stay text: 410305 and 2021-06-18 are
 * what they look like. */

#include "base/value.h"

enum {
    YAML_DEPTH_MAX = 8,
    YAML_NODES_MAX = 20000,
    YAML_BYTES_MAX = 512 * 1024
};

/* `first_line` is the file's line number of the bytes' first line. The tree
 * borrows nothing from `bytes`. NULL after a report. An empty document is an
 * empty map. */
struct value *yaml_parse(struct arena *a, struct str path, struct str bytes,
                         unsigned first_line, struct diag *d) JB_MUST_USE;

/* The version of the library that is running. */
const char *yaml_library(void);

#endif
