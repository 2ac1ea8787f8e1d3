/* SPDX-License-Identifier: MIT */
#ifndef JB_VERIFY_H
#define JB_VERIFY_H

/* `jianbao build --verify`: a build as always, then a full one beside the
 * output, into a folder that is removed again; every file of both must be the
 * same. Exit status 2 and the files that differ where they are not: a fault of
 * the program, never of the site. */

#include "model/site.h"

int verify_site(struct options *options);

#endif
