/* SPDX-License-Identifier: MIT */
#include "base/sha256.h"

#include <stdint.h>

#include <nettle/sha2.h>

static void digest(struct str bytes, uint8_t out[SHA256_DIGEST_SIZE])
{
    struct sha256_ctx ctx;
    sha256_init(&ctx);
    sha256_update(&ctx, bytes.len, (const uint8_t *)bytes.at);
    sha256_digest(&ctx, SHA256_DIGEST_SIZE, out);
}

/* RFC 4648 section 4 */
struct str sha256_base64(struct arena *a, struct str bytes)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint8_t d[SHA256_DIGEST_SIZE + 1] = {0}; /* 33 bytes: 11 groups of 3 */
    digest(bytes, d);
    char *at = arena_alloc(a, 45, 1);
    for (size_t i = 0, n = 0; i < 33; i += 3, n += 4) {
        uint32_t v = (uint32_t)d[i] << 16 | (uint32_t)d[i + 1] << 8 | d[i + 2];
        at[n] = digits[v >> 18];
        at[n + 1] = digits[v >> 12 & 63];
        at[n + 2] = digits[v >> 6 & 63];
        at[n + 3] = digits[v & 63];
    }
    at[43] = '=';
    return (struct str){at, 44};
}

struct str sha256_hex(struct arena *a, struct str bytes)
{
    uint8_t d[SHA256_DIGEST_SIZE];
    digest(bytes, d);
    char *at = arena_alloc(a, 2 * sizeof d + 1, 1);
    for (size_t i = 0; i < sizeof d; i++) {
        at[2 * i] = "0123456789abcdef"[d[i] >> 4];
        at[2 * i + 1] = "0123456789abcdef"[d[i] & 15];
    }
    return (struct str){at, 2 * sizeof d};
}
