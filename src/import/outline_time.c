/* SPDX-License-Identifier: MIT */
#include "base/unicode.h"
#include "import/outline.h"

enum { TIME_BYTES_MAX = 48 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Bare numbers may be anything. */
static bool is_whole(struct str s)
{
    static const char *const ends[] = {"年", "月", "日", "度"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_ends(s, str_of(ends[i])))
            return true;
    return false;
}

/* The longest time that begins at `at`; the bytes that it takes, or 0. */
static size_t time_at(struct labels *l, struct str text, size_t at,
                      struct str *period)
{
    size_t found = 0, end = at;
    struct str why, one;
    while (end < text.len && end - at < TIME_BYTES_MAX) {
        utf8_next(text, &end);
        struct str s = str_head(str_from(text, at), end - at);
        if (is_whole(s) && reading_time(&l->arena, l->speech, s, false, &one,
                                        &why) == READING_YES) {
            found = end - at;
            *period = one;
        }
    }
    return found;
}

void outline_time(struct outline *f, struct str title, struct loc loc)
{
    struct str text = reading_narrow(&f->labels->arena, title), period;
    for (size_t at = 0; at < text.len;) {
        bool starts = is_digit(text.at[at]) &&
                      (at == 0 || !is_digit(text.at[at - 1]));
        size_t len = starts ? time_at(f->labels, text, at, &period) : 0;
        if (len == 0) {
            utf8_next(text, &at);
            continue;
        }
        at += len;
        if (f->timed.n > 0 && str_eq(period, f->timed.period))
            continue;
        f->timed.period = period;
        f->timed.text = title;
        f->timed.loc = loc;
        f->timed.n++;
    }
    if (f->timed.n > 0 && label_read(f->labels, title, false).ignored)
        f->timed.n = 0;
}
