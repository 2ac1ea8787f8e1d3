/* SPDX-License-Identifier: MIT */
#ifndef JB_FUZZ_H
#define JB_FUZZ_H

/* Fuzz targets: tests/fuzz/fuzz_NAME.c defines fuzz(), which gives one input to
 * one module and holds it to what its header promises; corpus/NAME/ has the
 * inputs to begin with, and those that found a mistake. That is all a new
 * target needs: `make fuzz` (libFuzzer) and tests/run (replay.c) find it by its
 * name. fuzz.c is the frame around it. */

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/unicode.h"

/* The input has no NUL behind it and is not larger than it is: a read beyond
 * its end is seen. `a` and `d` are released afterwards; all messages must be
 * valid UTF-8 where `input` is. */
void fuzz(struct arena *a, struct str input, struct diag *d);

#define REQUIRE(condition)                                                    \
    ((condition) ? (void)0 : fuzz_fail(#condition, __FILE__, __LINE__))

_Noreturn void fuzz_fail(const char *what, const char *file, int line);

/* Takes a byte off the input: options. 0 at its end. */
unsigned fuzz_byte(struct str *input);

static inline void fuzz_same(struct str got, struct str want, const char *file,
                             int line)
{
    if (str_eq(got, want))
        return;
    fprintf(stderr, "got '" STR_FMT "', expected '" STR_FMT "'\n",
            STR_ARG(got), STR_ARG(want));
    fuzz_fail("equal texts", file, line);
}
#define REQUIRE_SAME(got, want) fuzz_same(got, want, __FILE__, __LINE__)

/* Valid UTF-8. */
#define REQUIRE_UTF8(s) REQUIRE(utf8_invalid_at(s) == SIZE_MAX)

/* `part` lies within `whole`, or is empty. */
static inline bool fuzz_within(struct str part, struct str whole)
{
    return part.len == 0 || (part.at >= whole.at &&
                             part.at + part.len <= whole.at + whole.len);
}

#endif
