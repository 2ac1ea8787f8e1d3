/* SPDX-License-Identifier: MIT */
#ifndef JB_EXPLAIN_H
#define JB_EXPLAIN_H

/* `jianbao explain CODE`: the severity, what the code means, what to do, and an
 * example from explain.def: something wrong, and the same put right. */

#include "base/diag.h"

void explain_code(FILE *to, enum speech speech, enum diag_code code);

#endif
