/* SPDX-License-Identifier: MIT */
#ifndef JB_INPUT_IMAGE_H
#define JB_INPUT_IMAGE_H

/* Width and height of a raster image, from its header: PNG (ISO 15948 section
 * 11.2.2), JPEG (ITU T.81 annex B, the frame header), GIF89a (section 18) and
 * WebP (RFC 9649 section 2). */

#include "base/str.h"

struct image_size {
    unsigned width, height; /* pixels, 1..65535 */
};

/* False for other formats and damaged headers. */
bool image_size(struct str bytes, struct image_size *out);

#endif
