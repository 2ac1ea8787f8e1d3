/* SPDX-License-Identifier: MIT */
#include "fuzz.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

_Noreturn void fuzz_fail(const char *what, const char *file, int line)
{
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
    abort();
}

unsigned fuzz_byte(struct str *input)
{
    if (input->len == 0)
        return 0;
    unsigned char byte = (unsigned char)input->at[0];
    *input = str_from(*input, 1);
    return byte;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct diag d = {0};
    struct str input = {(const char *)data, size};
    bool utf8 = utf8_invalid_at(input) == SIZE_MAX;
    fuzz(&a, input, &d);
    for (size_t i = 0; utf8 && i < d.messages.len; i++) {
        REQUIRE(d.messages.at[i].text.len > 0);
        REQUIRE_UTF8(d.messages.at[i].text);
    }
    diag_release(&d);
    arena_release(&a);
    return 0;
}
