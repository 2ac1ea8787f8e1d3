/* SPDX-License-Identifier: MIT */
#ifndef JB_INPUT_YAML_FAULT_H
#define JB_INPUT_YAML_FAULT_H

/* libyaml's words about a syntax error, put in words for people who write
 * texts; inside yaml*.c. */

#include <stdbool.h>

#include "base/str.h"

/* Lines and columns from 0, columns in characters, as libyaml counts. */
struct yaml_place {
    size_t line, col;
};

struct yaml_fault {
    struct str bytes;
    const char *problem, *context; /* libyaml's, may be NULL */
    struct yaml_place at, context_at;
};

/* What is wrong and what to do, or NULL when there is no better text than the
 * problem itself. `at_context`: the mistake lies where the context began. */
const char *yaml_fault_explain(const struct yaml_fault *f, bool *at_context);

#endif
