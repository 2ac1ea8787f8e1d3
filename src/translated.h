/* SPDX-License-Identifier: MIT */
#ifndef JB_TRANSLATED_H
#define JB_TRANSLATED_H

/* `jianbao translated FILE…`: records in translations which state of their
 * originals they were made from (see model/pair.h).
 *
 * Only the field `translation: {of: …}` of these files changes; each is written
 * beside and renamed into place. Nothing is written when one of the files, or
 * its original, has an error. Paths are as on the command line or from the
 * site's folder; with options.all every translation is meant. Returns the exit
 * status. */

#include "model/site.h"

int record_translations(struct options *options, char *const *files,
                        size_t n_files);

#endif
