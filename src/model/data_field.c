/* SPDX-License-Identifier: MIT */
#include <assert.h>

#include "model/address.h"
#include "model/data_mend.h"
#include "model/data_row.h"
#include "model/field.h"

static const char date_expected[] =
    SPEECH("expected 2021, 2021-06 or 2021-06-18");
static const char period_expected[] =
    SPEECH("expected 2021, 2021-06, 2021-06-18, AY2021, 2016..2020, 2016.., "
           "..2021-10-30 or undated, with ~ behind it where inferred");

struct str row_str(const struct row *r, int column)
{
    if (column < 0)
        return (struct str){0};
    return str_trim(r->file->table->row[r->at].field[column]);
}

struct str row_required(struct row *r, int column)
{
    struct str s = row_str(r, column);
    if (s.len == 0)
        row_report(r, column, DIAG_DATA_VALUE, "empty, but every row needs it");
    return s;
}

static bool is_id(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        bool alnum = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!alnum && (i == 0 || (c != '-' && c != '_')))
            return false;
    }
    return s.len > 0;
}

struct str row_id(struct row *r, int column)
{
    struct str s = row_required(r, column);
    if (s.len > 0 && !is_id(s))
        row_report(r, column, DIAG_DATA_VALUE,
                   "'" STR_FMT "' is no id; expected lower-case letters a-z, "
                   "digits, - and _",
                   STR_ARG(s));
    return s;
}

struct str row_code(struct row *r, int column)
{
    struct str s = row_str(r, column), mended;
    if (!mend_code(r->file->kept, s, &mended))
        return s;
    row_report_form(r, column, s, mended);
    return mended;
}

struct str row_url(struct row *r, int column)
{
    struct str s = row_str(r, column);
    if (s.len > 0 && !address_ok(s))
        row_report(r, column, DIAG_DATA_VALUE,
                   "'" STR_FMT "' is no address; expected https://… or "
                   "http://…",
                   STR_ARG(s));
    return s;
}

struct strs row_list(const struct row *r, int column)
{
    struct strs list = {0};
    struct str rest = row_str(r, column), part;
    while (rest.len > 0) {
        str_cut(rest, '|', &part, &rest);
        part = str_trim(part);
        if (part.len > 0)
            *vec_push(r->file->kept, &list) = part;
    }
    return list;
}

struct text row_text(const struct row *r, const char *base)
{
    struct text text = {0};
    for (size_t i = 0; i < r->file->site->config.n_languages; i++)
        text.in[i] = row_str(r, row_file_text_column(r->file, base, i));
    return text;
}

struct text row_text_required(struct row *r, const char *base)
{
    struct text text = row_text(r, base);
    if (site_text_lang(r->file->site, &text, 0) < 0)
        row_report(r, row_file_text_column(r->file, base, 0), DIAG_DATA_VALUE,
                   "empty, but every row needs a " STR_FMT " in some language",
                   STR_ARG(str_of(base)));
    return text;
}

/* ---- dates ---- */

/* Excel counts days from 1900; 20000..60000 is 1954..2064. */
static bool is_day_number(struct str s)
{
    int64_t n;
    return s.len == 5 && str_to_int(s, &n) && n >= 20000 && n <= 60000;
}

static void report_time(struct row *r, int column, struct str s,
                        const char *expected)
{
    if (mend_is_lossy(s) || is_day_number(s))
        row_report(r, column, DIAG_DATA_LOSSY,
                   "'" STR_FMT "' is what a spreadsheet made of a date; look "
                   "it up in the source or use `jianbao import`, and write "
                   "it as 2021-06-18",
                   STR_ARG(s));
    else
        row_report(r, column, DIAG_DATA_VALUE, "'" STR_FMT "' is no time; %s",
                   STR_ARG(s), expected);
}

static bool parse_date(struct str s, bool *inferred, struct date *out)
{
    bool mark = inferred != NULL && str_ends(s, STR("~"));
    s.len -= mark;
    if (!date_parse(s, out))
        return false;
    if (inferred != NULL)
        *inferred = mark;
    return true;
}

struct date row_date(struct row *r, int column, bool *inferred)
{
    struct str s = row_str(r, column), mended;
    struct date date = {0};
    if (s.len == 0 || parse_date(s, inferred, &date))
        return date;
    date = (struct date){0};
    if (mend_date(r->file->scratch, s, &mended) &&
        parse_date(mended, inferred, &date)) {
        row_report_form(r, column, s, mended);
        return date;
    }
    report_time(r, column, s, date_expected);
    return (struct date){0};
}

struct period row_period(struct row *r, int column)
{
    struct str s = row_required(r, column), mended;
    struct period period = {0};
    if (s.len == 0 || period_parse(s, &period))
        return period;
    period = (struct period){0};
    if (mend_date(r->file->scratch, s, &mended) &&
        period_parse(mended, &period)) {
        row_report_form(r, column, s, mended);
        return period;
    }
    report_time(r, column, s, period_expected);
    return (struct period){0};
}

/* ---- numbers and words ---- */

int row_int(struct row *r, int column, int min, int max, int fallback)
{
    struct str s = row_str(r, column);
    int64_t n;
    if (s.len == 0)
        return fallback;
    if (str_to_int(s, &n) && n >= min && n <= max)
        return (int)n;
    row_report(r, column, DIAG_DATA_VALUE,
               "'" STR_FMT "' is not a whole number from %d to %d", STR_ARG(s),
               min, max);
    return fallback;
}

static struct str nearest_choice(struct str s, const struct choice *choices)
{
    struct str nearest = {0};
    size_t best = s.len / 3 + 1;
    for (; choices->name != NULL; choices++) {
        size_t distance = str_distance(s, str_of(choices->name), best);
        if (distance < best || (distance == best && nearest.len == 0)) {
            best = distance;
            nearest = str_of(choices->name);
        }
    }
    return nearest;
}

static struct str listed(struct arena *a, enum speech speech,
                         const struct choice *choices)
{
    assert(choices->name != NULL);
    struct str all = str_of(choices->name);
    for (choices++; choices->name != NULL; choices++)
        all = field_and(a, speech, all, str_of(choices->name),
                        choices[1].name == NULL);
    return all;
}

int row_choice(struct row *r, int column, const struct choice *choices,
               int fallback)
{
    struct str s = row_str(r, column);
    if (s.len == 0 && fallback >= 0)
        return fallback;
    for (const struct choice *c = choices; c->name != NULL; c++)
        if (str_is(s, c->name))
            return c->value;
    struct arena *a = r->file->scratch;
    enum speech speech = r->file->diag->speech;
    struct str all = listed(a, speech, choices);
    struct str hint =
        s.len > 0 ? did_you_mean(a, speech, nearest_choice(s, choices)) : s;
    if (s.len > 0)
        row_report(r, column, DIAG_DATA_VALUE,
                   "'" STR_FMT "', expected " STR_FMT STR_FMT, STR_ARG(s),
                   STR_ARG(all), STR_ARG(hint));
    else
        row_report(r, column, DIAG_DATA_VALUE, "empty, expected " STR_FMT,
                   STR_ARG(all));
    return fallback >= 0 ? fallback : choices->value;
}
