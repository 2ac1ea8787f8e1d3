/* SPDX-License-Identifier: MIT */
#ifndef JB_FIX_H
#define JB_FIX_H

/* `jianbao check --fix`: mends in place what needs no judgement, the mends that
 * messages carry (base/diag.h). Each file is written beside and renamed into
 * place; nothing is changed where the file does not have the bytes that the
 * mend expects. False when the system failed, after a message. */

#include "model/site.h"

bool fix_site(struct options *options) JB_MUST_USE;

#endif
