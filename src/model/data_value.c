/* SPDX-License-Identifier: MIT */
#include "model/data_mend.h"
#include "model/data_statistics.h"

static const struct choice qualifiers[] = {
    {"exact", QUALIFIER_EXACT},   {"over", QUALIFIER_OVER},
    {"at_least", QUALIFIER_AT_LEAST}, {"nearly", QUALIFIER_NEARLY},
    {"under", QUALIFIER_UNDER},   {"at_most", QUALIFIER_AT_MOST},
    {"about", QUALIFIER_ABOUT},   {NULL, 0}};

static const struct {
    const char *word, *id;
} qualifier_words[] = {
    {"余", "over"},      {"多", "over"},       {"超过", "over"},
    {"超", "over"},      {"more than", "over"}, {"以上", "at_least"},
    {"至少", "at_least"}, {"at least", "at_least"}, {"近", "nearly"},
    {"接近", "nearly"},  {"不足", "under"},    {"不到", "under"},
    {"less than", "under"}, {"以内", "at_most"}, {"至多", "at_most"},
    {"up to", "at_most"}, {"at most", "at_most"}, {"左右", "about"},
    {"约", "about"},     {"大约", "about"},    {"approximately", "about"}};

uint8_t row_qualifier(struct row *r, int column)
{
    struct str s = row_str(r, column);
    for (size_t i = 0; i < sizeof qualifier_words / sizeof *qualifier_words;
         i++)
        if (str_is(s, qualifier_words[i].word)) {
            row_report(r, column, DIAG_DATA_VALUE,
                       "'" STR_FMT "' is no qualifier; did you mean '%s'?",
                       STR_ARG(s), qualifier_words[i].id);
            return QUALIFIER_EXACT;
        }
    return (uint8_t)row_choice(r, column, qualifiers, QUALIFIER_EXACT);
}

/* What spreadsheets have where there is no figure. */
static bool is_blank(struct str s)
{
    static const char *const blanks[] = {
        "-",   "--",   "—",  "——", "–",   "…",   "……",   "...", "......",
        "/",   "//",   "\\", "*",  "N/A", "n/a", "NA",   "无",  "暂无",
        "缺",  "缺失", "未知", "不详", "none", "null", "NULL", "?",   "？"};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
        if (str_is(s, blanks[i]))
            return true;
    return false;
}

/* 近50, 41人, 四万: one number, with words around it. */
static bool is_worded(struct row *r, struct str s, const struct unit *unit,
                      struct str *number, unsigned *qualifier)
{
    struct arena *a = r->file->scratch;
    struct quantities all = {0};
    struct figure f;
    struct str why;
    quantities_read(a, s, NUMERALS_ZH, NULL, 0, &all);
    if (all.len != 1 || all.at[0].at > 0 || all.at[0].range ||
        (all.at[0].len < s.len &&
         (all.at[0].unit.len == 0 ||
          all.at[0].unit.at + all.at[0].unit.len != s.at + s.len)))
        return false;
    const struct quantity *q = &all.at[0];
    f = (struct figure){.low = q->low,
                        .high = q->low,
                        .qualifier = q->qualifier,
                        .unit = unit};
    if (figure_check(a, &f, s, NUMERALS_ZH, NULL, 0, &why) != FIGURE_SAME)
        return false;
    *number = str_head(str_from(s, q->number_at), q->number_len);
    if (!figure_parse_value(*number, &f))
        *number = decimal_text(a, q->low);
    *qualifier = q->qualifier;
    return true;
}

static void report_words(struct row *r, int column, struct str s,
                         const struct unit *unit)
{
    struct str number;
    unsigned qualifier;
    if (is_blank(s))
        row_report(r, column, DIAG_DATA_VALUE,
                   "'" STR_FMT "' is no value; if there is none, leave the "
                   "field empty and write x in the column 'symbol'",
                   STR_ARG(s));
    else if (is_worded(r, s, unit, &number, &qualifier) &&
             qualifier == QUALIFIER_EXACT)
        row_report(r, column, DIAG_DATA_VALUE,
                   "'" STR_FMT "' is no value; write " STR_FMT, STR_ARG(s),
                   STR_ARG(number));
    else if (is_worded(r, s, unit, &number, &qualifier))
        row_report(r, column, DIAG_DATA_VALUE,
                   "'" STR_FMT "' is no value; write " STR_FMT ", and '%s' in "
                   "the column 'qualifier'",
                   STR_ARG(s), STR_ARG(number), qualifiers[qualifier].name);
    else
        row_report(r, column, DIAG_DATA_VALUE,
                   "'" STR_FMT "' is no value; expected digits such as 54.02, "
                   "192.46万 or 2..3, without unit; `jianbao import` reads what "
                   "a spreadsheet wrote otherwise",
                   STR_ARG(s));
}

static void report_value(struct row *r, int column, struct str s,
                         const struct unit *unit)
{
    bool percent = str_ends(s, STR("%")) || str_ends(s, STR("％"));
    if (mend_is_lossy(s))
        row_report(r, column, DIAG_DATA_LOSSY,
                   "'" STR_FMT "' is what a spreadsheet made of a number; "
                   "look it up in the source or use `jianbao import`",
                   STR_ARG(s));
    else if (percent && unit != NULL && unit->kind != UNIT_PERCENT)
        row_report(r, column, DIAG_DATA_VALUE,
                   "'" STR_FMT "' has a percent sign, but the indicator's "
                   "unit is '" STR_FMT "'",
                   STR_ARG(s), STR_ARG(unit->id));
    else
        report_words(r, column, s, unit);
}

static bool parse_value(struct row *r, int column, const struct unit *unit,
                        struct figure *out)
{
    struct str s = row_str(r, column), mended;
    bool percent = unit != NULL && unit->kind == UNIT_PERCENT;
    if (figure_parse_value(s, out))
        return true;
    *out = (struct figure){0};
    if (mend_number(r->file->scratch, s, percent, &mended) &&
        figure_parse_value(mended, out)) {
        row_report_form(r, column, s, mended);
        return true;
    }
    report_value(r, column, s, unit);
    return false;
}

static bool is_possible(const struct indicator *i, struct decimal low,
                        struct decimal high)
{
    const struct decimal zero = {0, 0}, all = {100, 0};
    return i->measure != MEASURE_SHARE || i->unit == NULL ||
           i->unit->kind != UNIT_PERCENT ||
           (decimal_compare(low, zero) >= 0 && decimal_compare(high, all) <= 0);
}

bool statistics_possible(const struct cell *c)
{
    const struct decimal low = {c->coef, c->places};
    return is_possible(c->indicator, low, c->range ? c->rare->high : low);
}

static void check_bounds(struct row *r, int column,
                         const struct indicator *i, const struct figure *f)
{
    if (!is_possible(i, f->low, f->range ? f->high : f->low))
        row_report(r, column, DIAG_STAT_BOUNDS,
                   "'" STR_FMT "' is no share; expected 0 to 100",
                   STR_ARG(row_str(r, column)));
}

bool row_value(struct row *r, int column, const struct indicator *i,
               struct figure *out)
{
    if (!parse_value(r, column, i->unit, out))
        return false;
    check_bounds(r, column, i, out);
    return true;
}
