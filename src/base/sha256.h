/* SPDX-License-Identifier: MIT */
#ifndef JB_BASE_SHA256_H
#define JB_BASE_SHA256_H

/* SHA-256 (FIPS 180-4) by nettle, which uses the processor's instructions for
 * it: for the Content-Security-Policy of inline data (CSP 3 section 6.7.2.3)
 * and for the check sums of attachments. */

#include "base/arena.h"

struct str sha256_base64(struct arena *a, struct str bytes);
struct str sha256_hex(struct arena *a, struct str bytes);

#endif
