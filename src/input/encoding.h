/* SPDX-License-Identifier: MIT */
#ifndef JB_INPUT_ENCODING_H
#define JB_INPUT_ENCODING_H

/* What every text file has to pass before it is read: valid UTF-8 without NUL
 * and other control characters than tab, LF and CR. A UTF-8 BOM is taken off.
 * The message for anything else tells the byte offset, line and column, and
 * whether it looks like GB18030 or UTF-16. */

#include "base/diag.h"

bool encoding_check(struct str path, struct str *bytes,
                    struct diag *d) JB_MUST_USE;

#endif
