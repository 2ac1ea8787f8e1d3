/* SPDX-License-Identifier: MIT */
#include "import/melt.h"

enum { SCALE_WAN = 4 };

const char *melt_qualifier(uint8_t qualifier)
{
    static const char *const ids[] = {[QUALIFIER_EXACT] = "",
                                      [QUALIFIER_OVER] = "over",
                                      [QUALIFIER_AT_LEAST] = "at_least",
                                      [QUALIFIER_NEARLY] = "nearly",
                                      [QUALIFIER_UNDER] = "under",
                                      [QUALIFIER_AT_MOST] = "at_most",
                                      [QUALIFIER_ABOUT] = "about"};
    return ids[qualifier];
}

/* ---- units ---- */

static struct str unit_word(const struct unit *unit)
{
    struct str zh = unit->zh.len > 0 ? unit->zh : unit->en_other;
    size_t at = str_find(zh, STR("{n}"));
    return at == 0 ? str_from(zh, strlen("{n}"))
                   : str_head(zh, at == SIZE_MAX ? zh.len : at);
}

/* Among the units of a line above the table, the one that the indicator has. */
static const struct said_unit *unit_of_line(const struct melt *m,
                                            const struct unit *unit, bool *two)
{
    const struct said_unit *found = NULL;
    for (size_t i = 0; i < m->outline->units.len; i++) {
        const struct said_unit *said = &m->outline->units.at[i];
        if (!unit_fits(said, unit))
            continue;
        *two = found != NULL &&
               (found->scale != said->scale || found->shift != said->shift);
        if (*two)
            return NULL;
        found = said;
    }
    return found;
}

static bool find_unit(struct melt *m, const struct label *said,
                      struct import_row *row, const struct said_unit **out)
{
    const struct unit *unit = row->indicator->unit;
    bool two = false;
    *out = said->unit.text.len > 0 ? &said->unit : unit_of_line(m, unit, &two);
    if (*out != NULL && unit_fits(*out, unit))
        return true;
    if (*out != NULL || m->outline->units.at != NULL) {
        struct str text =
            *out != NULL ? (*out)->text : m->outline->units.at[0].text;
        melt_refuse(m, row, DIAG_IMPORT_LABEL,
                    two ? "the file says the unit '" STR_FMT
                          "' and another scale, the indicator " STR_FMT
                          " has '" STR_FMT "'; if they are one, add the "
                          "wording to data/units.csv"
                        : "the file says the unit '" STR_FMT
                          "', the indicator " STR_FMT " has '" STR_FMT
                          "'; if they are one, add the wording to "
                          "data/units.csv",
                    STR_ARG(text), STR_ARG(row->indicator->id), STR_ARG(unit_word(unit)));
        return false;
    }
    note_cell(MELT_SPOT(m, row), DIAG_IMPORT_READ,
              "no unit is said: figures of " STR_FMT " are read in its own, "
              "'" STR_FMT "'",
              STR_ARG(row->indicator->id), STR_ARG(unit_word(unit)));
    return true;
}

/* ---- the value ---- */

static bool is_fraction(const struct figure *f)
{
    const struct decimal one = {1, 0};
    struct decimal low = f->low;
    low.coef = low.coef < 0 ? -low.coef : low.coef;
    return low.coef != 0 && decimal_compare(low, one) <= 0 && !f->range;
}

/* Counts have no decimals; a spreadsheet likes to add them. */
static struct str without_zeros(struct str value)
{
    size_t point = str_find_byte(value, '.');
    if (point == SIZE_MAX || str_find(value, STR("..")) != SIZE_MAX)
        return value;
    for (size_t i = point + 1; i < value.len; i++)
        if (value.at[i] != '0')
            return value;
    return str_head(value, point);
}

static bool put_scale(struct melt *m, const struct said_unit *unit,
                      struct import_row *row)
{
    struct figure f;
    struct decimal low, high;
    if (unit == NULL || (unit->scale == 0 && unit->shift == 0))
        return true;
    if (!figure_parse_value(row->value, &f) ||
        !decimal_shift(f.low, unit->shift, &low) ||
        !decimal_shift(f.high, unit->shift, &high))
        return false;
    const char *word = unit->scale == 0           ? ""
                       : unit->scale == SCALE_WAN ? "万"
                                                  : "亿";
    struct str text = decimal_text(m->arena, low);
    row->quote = (struct str){0}; /* it does not say the scale */
    row->value = arena_printf(m->arena, STR_FMT "%s", STR_ARG(text), word);
    text = decimal_text(m->arena, high);
    if (f.range)
        row->value = arena_printf(m->arena, STR_FMT ".." STR_FMT "%s",
                                  STR_ARG(row->value), STR_ARG(text), word);
    return figure_parse_value(row->value, &f);
}

/* The words that are more than digits are the quote, where they say what was
 * read; units in them are compared so too. */
static bool check_words(struct melt *m, struct str text, struct import_row *row)
{
    struct figure f;
    struct str why = {0};
    if (!figure_parse_value(row->value, &f))
        return false;
    f.qualifier = row->qualifier;
    f.unit = row->indicator->unit;
    struct str plain = reading_narrow(m->arena, text);
    for (int numerals = NUMERALS_EN; numerals <= NUMERALS_ZH; numerals++) {
        enum figure_match match = figure_check(
            m->arena, &f, plain, (enum numerals)numerals, NULL, 0, &why);
        if (match == FIGURE_SAME) {
            row->quote = plain;
            return true;
        }
    }
    return false;
}

static bool say_number(struct melt *m, struct str text,
                       const struct reading_number *n,
                       const struct said_unit *unit, struct import_row *row)
{
    struct figure f;
    const struct unit *own = row->indicator->unit;
    bool percent = own->kind == UNIT_PERCENT;
    if (n->percent && !percent)
        melt_refuse(m, row, DIAG_IMPORT_DOUBT,
                    "'" STR_FMT "' has a percent sign, the indicator " STR_FMT
                    " has the unit '" STR_FMT "'",
                    STR_ARG(text), STR_ARG(row->indicator->id),
                    STR_ARG(unit_word(own)));
    else if (percent && !n->percent && unit == NULL &&
             figure_parse_value(n->value, &f) && is_fraction(&f))
        melt_refuse(m, row, DIAG_IMPORT_DOUBT,
                    "'" STR_FMT "' may be a percentage or a fraction of 1; "
                    "write the sign or name the unit",
                    STR_ARG(text));
    else if (n->scaled && unit != NULL && (unit->scale > 0 || unit->shift > 0))
        melt_refuse(m, row, DIAG_IMPORT_DOUBT,
                    "'" STR_FMT "' has a scale, and so has the unit '" STR_FMT
                    "'; is it meant twice?",
                    STR_ARG(text), STR_ARG(unit->text));
    else
        return true;
    return false;
}

static bool take_value(struct melt *m, const struct label *said,
                       struct str text, const struct reading_number *n,
                       struct import_row *row)
{
    const struct said_unit *unit;
    row->value = n->value;
    row->qualifier = n->qualifier;
    if (!find_unit(m, said, row, &unit) || !say_number(m, text, n, unit, row))
        return false;
    if (row->indicator->unit->kind == UNIT_COUNT)
        row->value = without_zeros(row->value);
    if (row->value.len < n->value.len)
        note_cell(MELT_SPOT(m, row), DIAG_IMPORT_READ,
                  "counts such as '" STR_FMT "' are read without the decimals",
                  STR_ARG(text));
    if (n->worded && !n->compared && !check_words(m, text, row)) {
        melt_refuse(m, row, DIAG_IMPORT_DOUBT,
                    "'" STR_FMT "' does not go with the unit of " STR_FMT,
                    STR_ARG(text), STR_ARG(row->indicator->id));
        return false;
    }
    if (n->worded && row->qualifier > 0)
        note_cell(MELT_SPOT(m, row), DIAG_IMPORT_READ,
                  "'" STR_FMT "' is read as " STR_FMT ", " STR_FMT,
                  STR_ARG(text), STR_ARG(row->value),
                  STR_ARG(str_of(melt_qualifier(row->qualifier))));
    else if (n->worded)
        note_cell(MELT_SPOT(m, row), DIAG_IMPORT_READ,
                  "'" STR_FMT "' is read as " STR_FMT, STR_ARG(text),
                  STR_ARG(row->value));
    if (put_scale(m, unit, row))
        return true;
    melt_refuse(m, row, DIAG_IMPORT_DOUBT,
                "'" STR_FMT "' is too large or has too many digits",
                STR_ARG(text));
    return false;
}

/* ---- signs ---- */

static bool take_sign(struct melt *m, struct str text, struct import_row *row)
{
    struct label label = label_read(m->outline->labels, text, false);
    if (label.symbol.len > 0) {
        row->symbol = label.symbol;
        return true;
    }
    m->result->n_missing++;
    note_cell(MELT_SPOT(m, row), DIAG_IMPORT_READ,
              "'" STR_FMT "' is read as no figure: no row; --map '" STR_FMT
              "=symbol:x' would write one",
              STR_ARG(text), STR_ARG(text));
    return false;
}

bool melt_value(struct melt *m, const struct label *said, struct str text,
                struct import_row *row)
{
    struct reading_number n;
    enum number_kind kind =
        reading_number(m->arena, MELT_SPEECH(m), text, m->outline->decimal_comma, &n);
    if (kind == NUMBER_MISSING)
        return take_sign(m, text, row);
    if (kind == NUMBER_VALUE)
        return take_value(m, said, text, &n, row);
    struct label label = label_read(m->outline->labels, text, false);
    if (label.symbol.len > 0)
        return take_sign(m, text, row);
    melt_refuse(m, row, DIAG_IMPORT_DOUBT, STR_FMT, STR_ARG(n.why));
    return false;
}
