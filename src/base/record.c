/* SPDX-License-Identifier: MIT */
#include "base/record.h"

#include <stdlib.h>

void record_put(struct buf *out, struct hash key, struct str payload)
{
    packed_hash(out, key);
    varint_put(out, payload.len);
    fixed_put(out, hash_key(payload));
    buf_str(out, payload);
}

static bool take(struct str *rest, struct record *out)
{
    struct unpacking u = {.rest = *rest};
    out->head = rest->at;
    out->key = unpack_hash(&u);
    uint64_t len = unpack_number(&u, UINT64_MAX);
    (void)unpack_fixed(&u);
    if (u.bad || len > u.rest.len)
        return false;
    /* not from u.rest: nothing behind the last byte has no address */
    size_t head = rest->len - u.rest.len;
    out->payload = (struct str){rest->at + head, (size_t)len};
    *rest = str_from(*rest, head + (size_t)len);
    return true;
}

static bool is_whole(const struct record *r)
{
    return fixed_at(r->payload.at - FIXED_BYTES) == hash_key(r->payload);
}

static int by_key(const void *a, const void *b)
{
    const struct hash *x = &((const struct record *)a)->key;
    const struct hash *y = &((const struct record *)b)->key;
    if (x->low != y->low)
        return x->low < y->low ? -1 : 1;
    return (x->high > y->high) - (x->high < y->high);
}

size_t records_open(struct records *r, struct arena *a, struct str bytes)
{
    struct record record;
    struct str rest = bytes;
    for (r->n = 0; take(&rest, &record); r->n++) {
    }
    rest = bytes;
    r->at = arena_array(a, r->n + 1, struct record);
    for (size_t i = 0; i < r->n; i++)
        (void)take(&rest, &r->at[i]);
    if (r->n > 1)
        qsort(r->at, r->n, sizeof *r->at, by_key);
    return bytes.len - rest.len;
}

const struct record *records_find(const struct records *r, struct hash key)
{
    const struct record wanted = {.key = key};
    const struct record *found =
        r->n == 0 ? NULL : bsearch(&wanted, r->at, r->n, sizeof wanted, by_key);
    return found != NULL && is_whole(found) ? found : NULL;
}
