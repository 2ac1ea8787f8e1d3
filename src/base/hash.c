/* SPDX-License-Identifier: MIT */
#include "base/hash.h"

#include <stdio.h>
#include <stdlib.h>
#include <xxhash.h>

struct hash hash_of(struct str bytes)
{
    XXH128_hash_t h = XXH3_128bits(bytes.len ? bytes.at : "", bytes.len);
    return (struct hash){h.low64, h.high64};
}

/* XXH3's own state; that it takes malloc is its choice. */
struct hasher *hasher_new(void)
{
    XXH3_state_t *state = XXH3_createState();
    if (state == NULL || XXH3_128bits_reset(state) != XXH_OK) {
        fputs("jianbao: out of memory\n", stderr);
        _Exit(2);
    }
    return (struct hasher *)state;
}

void hasher_add(struct hasher *h, struct str bytes)
{
    if (bytes.len > 0)
        XXH3_128bits_update((XXH3_state_t *)h, bytes.at, bytes.len);
}

struct hash hasher_end(struct hasher *h)
{
    XXH128_hash_t all = XXH3_128bits_digest((XXH3_state_t *)h);
    XXH3_freeState((XXH3_state_t *)h);
    return (struct hash){all.low64, all.high64};
}

uint64_t hash_key(struct str key)
{
    return XXH3_64bits(key.len ? key.at : "", key.len);
}

void hash_hex(struct hash h, char out[HASH_HEX + 1])
{
    for (int i = 0; i < HASH_HEX / 2; i++) {
        int shift = 60 - 4 * i;
        out[i] = "0123456789abcdef"[h.high >> shift & 15];
        out[HASH_HEX / 2 + i] = "0123456789abcdef"[h.low >> shift & 15];
    }
    out[HASH_HEX] = '\0';
}

static bool half(const char *at, uint64_t *out)
{
    *out = 0;
    for (int i = 0; i < HASH_HEX / 2; i++) {
        char c = at[i];
        unsigned digit;
        if (c >= '0' && c <= '9')
            digit = (unsigned)(c - '0');
        else if (c >= 'a' && c <= 'f')
            digit = (unsigned)(c - 'a') + 10;
        else
            return false;
        *out = *out << 4 | digit;
    }
    return true;
}

bool hash_from_hex(struct str hex, struct hash *out)
{
    return hex.len == HASH_HEX && half(hex.at, &out->high) &&
           half(hex.at + HASH_HEX / 2, &out->low);
}
