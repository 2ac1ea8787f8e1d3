/* SPDX-License-Identifier: MIT */
#include "word_diff.h"

#include "base/buf.h"
#include "base/unicode.h"
#include "base/vec.h"

enum { CONTEXT = 12, CUT_FROM = 30 }; /* words */

struct words {
    struct str *at;
    size_t len, cap;
    bool *changed; /* one for each */
};

static bool joins(uint32_t c)
{
    return unicode_is_alnum(c) && !unicode_is_han(c);
}

/* A run of letters and digits, or one other character. */
static struct words words_of(struct arena *a, struct str text)
{
    struct words w = {0};
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        bool more = joins(utf8_next(text, &at));
        for (size_t next = at; more && at < text.len; at = more ? next : at) {
            next = at;
            more = joins(utf8_next(text, &next));
        }
        *vec_push(a, &w) = (struct str){text.at + from, at - from};
    }
    w.changed = arena_array(a, w.len + 1, bool);
    return w;
}

/* Marks what is not in the longest common subsequence of the two. */
static void mark(struct arena *a, struct words *x, struct words *y, size_t from,
                 size_t x_end, size_t y_end)
{
    size_t n = x_end - from, m = y_end - from, wide = m + 1;
    for (size_t i = from; i < x_end; i++)
        x->changed[i] = true;
    for (size_t k = from; k < y_end; k++)
        y->changed[k] = true;
    if (n > WORD_DIFF_MAX || m > WORD_DIFF_MAX)
        return;
    uint16_t *best = arena_array(a, (n + 1) * wide, uint16_t);
    for (size_t i = n; i-- > 0;)
        for (size_t k = m; k-- > 0;) {
            uint16_t skip = best[(i + 1) * wide + k];
            uint16_t drop = best[i * wide + k + 1];
            bool same = str_eq(x->at[from + i], y->at[from + k]);
            best[i * wide + k] =
                same          ? (uint16_t)(best[(i + 1) * wide + k + 1] + 1)
                : skip > drop ? skip
                              : drop;
        }
    for (size_t i = 0, k = 0; i < n && k < m;) {
        if (str_eq(x->at[from + i], y->at[from + k])) {
            x->changed[from + i++] = y->changed[from + k++] = false;
        } else if (best[(i + 1) * wide + k] >= best[i * wide + k + 1]) {
            i++;
        } else {
            k++;
        }
    }
}

/* Of `n` words that agree: all, or their ends. */
static void put_same(struct buf *b, const struct str *at, size_t n, bool first,
                     bool last)
{
    size_t head = first ? 0 : CONTEXT, tail = last ? 0 : CONTEXT;
    bool cut = n > CUT_FROM;
    for (size_t i = 0; i < n; i++) {
        if (cut && i == head) {
            buf_text(b, "…");
            i = n - tail;
        }
        if (i < n)
            buf_str(b, at[i]);
    }
}

static struct str marked(struct arena *a, const struct words *w,
                         const char *open, const char *close)
{
    struct buf b = {0};
    for (size_t i = 0, end; i < w->len; i = end) {
        for (end = i; end < w->len && w->changed[end] == w->changed[i];)
            end++;
        if (!w->changed[i]) {
            put_same(&b, w->at + i, end - i, i == 0, end == w->len);
            continue;
        }
        buf_text(&b, open);
        for (size_t k = i; k < end; k++)
            buf_str(&b, w->at[k]);
        buf_text(&b, close);
    }
    struct str text = arena_copy(a, buf_view(&b));
    buf_release(&b);
    return text;
}

struct word_diff word_diff(struct arena *a, struct str was, struct str now)
{
    struct words x = words_of(a, was), y = words_of(a, now);
    size_t from = 0, x_end = x.len, y_end = y.len;
    while (from < x_end && from < y_end && str_eq(x.at[from], y.at[from]))
        from++;
    while (x_end > from && y_end > from &&
           str_eq(x.at[x_end - 1], y.at[y_end - 1])) {
        x_end--;
        y_end--;
    }
    mark(a, &x, &y, from, x_end, y_end);
    return (struct word_diff){marked(a, &x, "[-", "-]"),
                              marked(a, &y, "{+", "+}")};
}
