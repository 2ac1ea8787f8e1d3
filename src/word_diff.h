/* SPDX-License-Identifier: MIT */
#ifndef JB_WORD_DIFF_H
#define JB_WORD_DIFF_H

/* Two states of a text for people, as `git diff --word-diff` writes them: what
 * only the old one has in [-…-], what only the new one has in {+…+}. Words are
 * compared, of Chinese each character; long stretches that agree are cut to an
 * ellipsis. Time is linear but for the part between the common start and the
 * common end, which is compared word by word up to WORD_DIFF_MAX words on
 * either side and counts as changed whole above. */

#include "base/arena.h"

enum { WORD_DIFF_MAX = 400 };

struct word_diff {
    struct str was, now;
};

struct word_diff word_diff(struct arena *a, struct str was, struct str now);

#endif
