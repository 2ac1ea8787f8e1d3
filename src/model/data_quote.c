/* SPDX-License-Identifier: MIT */
#include "model/data_statistics.h"
#include "model/statistics.h"

static enum numerals numerals_in(struct str text)
{
    for (size_t at = 0; at < text.len;)
        if (unicode_is_han(utf8_next(text, &at)))
            return NUMERALS_ZH;
    return NUMERALS_EN;
}

static bool equals(const struct quantity *q, struct decimal low,
                   struct decimal high)
{
    return decimal_eq(q->low, low) &&
           decimal_eq(q->range ? q->high : q->low, high);
}

/* A table in 万元 quotes 192.46 for a cell of 192.46万. */
static bool says_value(const struct quantity *q, const struct figure *f)
{
    struct decimal low, high;
    if (q->kind == QUANTITY_DATE)
        return false;
    if (equals(q, f->low, f->range ? f->high : f->low))
        return true;
    return f->scale > 0 && decimal_shift(f->low, -f->scale, &low) &&
           decimal_shift(f->range ? f->high : f->low, -f->scale, &high) &&
           equals(q, low, high);
}

/* 一 is no quantity in running text (一次 may mean "once"), but it may be all
 * that a quote has. */
static bool says_one(struct str quote, const struct figure *f)
{
    const struct decimal one = {1, 0};
    return !f->range && f->qualifier == QUALIFIER_EXACT &&
           decimal_eq(f->low, one) &&
           (str_find(quote, STR("一")) != SIZE_MAX ||
            str_find(quote, STR("one")) != SIZE_MAX);
}

static const char *qualifier_name(unsigned qualifier)
{
    static const char *const names[] = {"exact",  "over",  "at_least",
                                        "nearly", "under", "at_most",
                                        "about"};
    return qualifier < sizeof names / sizeof *names ? names[qualifier] : "";
}

static struct str numbers_of(struct arena *a, enum speech speech,
                             struct str quote,
                             const struct quantities *all)
{
    struct str text = {0};
    for (size_t i = 0; i < all->len; i++) {
        const struct quantity *q = &all->at[i];
        struct str number = str_head(str_from(quote, q->number_at),
                                     q->number_len);
        text = arena_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(text),
                            i > 0 ? speech_word(speech, SPEECH(", ")) : "",
                            STR_ARG(number));
    }
    return text.len > 0 ? text
                        : str_of(speech_word(speech, SPEECH("no number")));
}

void quote_check(struct row *r, int column, const struct cell *c,
                 struct str quote)
{
    struct arena *a = r->file->scratch;
    const struct site *s = r->file->site;
    struct figure f = cell_figure(c);
    struct quantities all = {0};
    const struct quantity *same = NULL;
    quantities_read(a, quote, numerals_in(quote), s->ignore, s->n_ignore,
                    &all);
    for (size_t i = 0; i < all.len; i++)
        if (says_value(&all.at[i], &f)) {
            same = &all.at[i];
            if (same->qualifier == f.qualifier)
                return;
        }
    if (same == NULL && says_one(quote, &f))
        return;
    struct str plain = figure_plain(a, &f);
    struct str found = numbers_of(a, r->file->diag->speech, quote, &all);
    if (same == NULL)
        row_report(r, column, DIAG_STAT_QUOTE,
                   "the cell has " STR_FMT ", the quote '" STR_FMT "' has "
                   STR_FMT,
                   STR_ARG(plain), STR_ARG(quote), STR_ARG(found));
    else
        row_report(r, column, DIAG_STAT_QUOTE,
                   "the cell has " STR_FMT " with the qualifier '%s', the "
                   "quote '" STR_FMT "' says '%s'",
                   STR_ARG(plain), qualifier_name(f.qualifier),
                   STR_ARG(quote), qualifier_name(same->qualifier));
}
