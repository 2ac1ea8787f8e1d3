/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_CHART_LABEL_H
#define JB_RENDER_CHART_LABEL_H

/* Texts in drawings, where nothing breaks lines for us. Widths are estimates
 * for a sans-serif of the size that the style sheet gives, in tenths. */

#include "base/arena.h"

enum {
    LABEL_SIZE = 160, /* of the letters */
    LABEL_LINE = 200, /* from one line to the next */
    LABEL_LINES_MAX = 3
};

long label_width(struct str text);

/* Breaks a text into at most `max` lines (<= LABEL_LINES_MAX) of at most
 * `width`, between words and Han characters; the last one ends with an
 * ellipsis where the text is longer. Returns how many there are. */
size_t label_wrap(struct arena *a, struct str text, long width, size_t max,
                  struct str lines[LABEL_LINES_MAX]);

#endif
