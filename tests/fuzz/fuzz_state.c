/* SPDX-License-Identifier: MIT */
#include "fuzz.h"
#include "state/state.h"

static void put_hash(struct buf *b, struct hash h)
{
    for (int i = 0; i < 8; i++)
        buf_byte(b, (char)(h.low >> 8 * i));
    for (int i = 0; i < 8; i++)
        buf_byte(b, (char)(h.high >> 8 * i));
}

static void put_file(struct buf *b, struct str payload)
{
    buf_printf(b, STATE_HEAD, STATE_VERSION);
    buf_str(b, payload);
    put_hash(b, hash_of(buf_view(b)));
}

/* The input as it is, and with the head and the hash that it needs: whoever can
 * write the file can compute that. What is accepted can be written and read
 * again. */
void fuzz(struct arena *a, struct str input, struct diag *d)
{
    struct buf file = {0}, written = {0}, again = {0};
    struct state s, read;
    (void)d;
    (void)state_parse(a, input, &s);
    put_file(&file, input);
    if (state_parse(a, buf_view(&file), &s)) {
        state_write(&written, &s);
        REQUIRE(state_parse(a, buf_view(&written), &read));
        state_write(&again, &read);
        REQUIRE_SAME(buf_view(&again), buf_view(&written));
        for (size_t i = 0; i < read.n_pages; i++)
            REQUIRE(state_page(&read, read.page[i].path) == &read.page[i]);
    }
    buf_release(&file);
    buf_release(&written);
    buf_release(&again);
}
