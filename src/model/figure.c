/* SPDX-License-Identifier: MIT */
#include "model/figure.h"

enum { WAN = 4, YI = 8, MILLION = 6, BILLION = 9 };

enum numerals numerals_of(struct str lang_tag)
{
    struct str rest = str_from(lang_tag, 2);
    bool zh = str_starts(lang_tag, STR("zh")) &&
              (rest.len == 0 || rest.at[0] == '-' || rest.at[0] == '_');
    return zh ? NUMERALS_ZH : NUMERALS_EN;
}

static enum numerals numerals(const struct words *w)
{
    return numerals_of(w->tag.len > 0 ? w->tag : w->lang);
}

static bool parse_number(struct str text, struct decimal *out, uint8_t *scale)
{
    *scale = 0;
    if (str_ends(text, STR("万")))
        *scale = WAN;
    else if (str_ends(text, STR("亿")))
        *scale = YI;
    if (*scale != 0)
        text.len -= strlen("万");
    return decimal_parse(text, out) && decimal_shift(*out, *scale, out);
}

bool figure_parse_value(struct str text, struct figure *out)
{
    size_t dots = str_find(text, STR(".."));
    struct decimal low, high;
    uint8_t scale, scale_high;
    if (!parse_number(str_head(text, dots), &low, &scale))
        return false;
    high = low;
    scale_high = scale;
    if (dots != SIZE_MAX &&
        (!parse_number(str_from(text, dots + 2), &high, &scale_high) ||
         decimal_compare(low, high) >= 0 || scale != scale_high))
        return false;
    out->low = low;
    out->high = high;
    out->range = dots != SIZE_MAX;
    out->scale = scale;
    return true;
}

static bool at_least(struct decimal d, int power)
{
    if (d.coef < 0)
        d.coef = -d.coef;
    struct decimal limit = {1, 0};
    decimal_shift(limit, power, &limit);
    return decimal_compare(d, limit) >= 0;
}

static int places_scaled(struct decimal d, int power)
{
    return decimal_shift(d, -power, &d) ? decimal_trim(d).places
                                        : DECIMAL_PLACES_MAX + 1;
}

/* A scale shortens a number only while few digits stand behind the point;
 * otherwise it reads better written out. */
static int scale_of(const struct figure *f, enum numerals how)
{
    static const struct {
        int large, small, places;
    } rules[] = {
        [NUMERALS_ZH] = {YI, WAN, 2},
        [NUMERALS_EN] = {BILLION, MILLION, 4},
    };
    if (how == NUMERALS_ZH && f->scale != 0)
        return f->scale;
    struct decimal d = f->low;
    const int powers[] = {rules[how].large, rules[how].small};
    for (size_t i = 0; i < 2; i++)
        if (at_least(d, powers[i]) &&
            places_scaled(f->low, powers[i]) <= rules[how].places &&
            places_scaled(f->high, powers[i]) <= rules[how].places)
            return powers[i];
    return 0;
}

static struct decimal padded(struct decimal d, uint8_t decimals)
{
    if (decimals > DECIMAL_PLACES_MAX)
        decimals = DECIMAL_PLACES_MAX;
    struct decimal zero = {0, decimals};
    decimal_add(d, zero, &d);
    return d;
}

static struct str word_or(const struct words *w, const char *key,
                          const char *otherwise)
{
    return words_has(w, key) ? words_get(w, key) : str_of(otherwise);
}

static char *add(char *to, struct str s)
{
    if (s.len > 0)
        memcpy(to, s.at, s.len);
    return to + s.len;
}

/* Digits of a number for readers: a real minus, grouped if asked. */
static struct str digits(struct arena *a, struct decimal d, bool grouped,
                         const struct words *w)
{
    struct str minus = {0}, mark = {0}, sign = {0}, whole, fraction;
    if (d.coef < 0) {
        minus = word_or(w, "minus", "−");
        d.coef = -d.coef;
    }
    struct str plain = decimal_text(a, d);
    if (str_cut(plain, '.', &whole, &fraction))
        sign = word_or(w, "decimal_mark", ".");
    if (grouped && whole.len > 3)
        mark = word_or(w, "group_mark", ",");
    if (minus.len == 0 && mark.len == 0 && fraction.len == 0)
        return plain;
    size_t room = plain.len + minus.len + sign.len + whole.len / 3 * mark.len;
    char *text = arena_alloc(a, room + 1, 1), *to = add(text, minus);
    for (size_t i = 0; i < whole.len; i++) {
        if (i > 0 && (whole.len - i) % 3 == 0)
            to = add(to, mark);
        *to++ = whole.at[i];
    }
    to = add(add(to, sign), fraction);
    return (struct str){text, (size_t)(to - text)};
}

static struct str number(struct arena *a, const struct figure *f,
                         struct decimal d, int scale, const struct words *w)
{
    bool grouped = numerals(w) != NUMERALS_ZH;
    if (scale == 0)
        return digits(a, padded(d, f->decimals), grouped, w);
    decimal_shift(d, -scale, &d);
    return digits(a, decimal_trim(d), grouped, w);
}

static struct str with_scale(struct arena *a, struct str n, int scale,
                             const struct words *w)
{
    if (scale == 0)
        return n;
    const char *key = arena_printf(a, "scale_%d", scale).at;
    if (!words_has(w, key))
        return n;
    return words_fill(w, a, key, WORDS({"n", n}));
}

/* What stands before and behind the number. */
struct affix {
    struct str before, behind;
};

static struct affix affix_of(struct arena *a, struct str pattern, bool spaced)
{
    static const struct str hole = STR_INIT("{n}");
    size_t at = str_find(pattern, hole);
    if (at != SIZE_MAX)
        return (struct affix){str_head(pattern, at),
                              str_from(pattern, at + hole.len)};
    if (spaced && pattern.len > 0)
        pattern = arena_printf(a, " " STR_FMT, STR_ARG(pattern));
    return (struct affix){{0}, pattern};
}

static struct affix unit_affix(struct arena *a, const struct unit *u,
                               struct str shown, const struct words *w)
{
    if (u == NULL)
        return (struct affix){0};
    if (numerals(w) == NUMERALS_ZH)
        return affix_of(a, u->zh, false);
    bool one = strcmp(plural_form(w->plural, shown), "one") == 0;
    return affix_of(a, one ? u->en_one : u->en_other, true);
}

/* GB/T 15835: the percent sign and the scale are repeated in a range in
 * Chinese; elsewhere they stand once, behind. */
static struct str range_text(struct arena *a, const struct figure *f, int scale,
                             struct affix unit, const struct words *w)
{
    struct str low = number(a, f, f->low, scale, w);
    struct str high = number(a, f, f->high, scale, w);
    bool repeat = numerals(w) == NUMERALS_ZH;
    high = with_scale(a, high, scale, w);
    if (repeat)
        low = with_scale(a, low, scale, w);
    if (repeat && f->unit != NULL && f->unit->kind == UNIT_PERCENT)
        low = arena_printf(a, STR_FMT STR_FMT, STR_ARG(low),
                           STR_ARG(unit.behind));
    return words_fill(w, a, "range", WORDS({"a", low}, {"b", high}));
}

static const char *const qualifier_keys[] = {
    [QUALIFIER_EXACT] = "",
    [QUALIFIER_OVER] = "over",
    [QUALIFIER_AT_LEAST] = "at_least",
    [QUALIFIER_NEARLY] = "nearly",
    [QUALIFIER_UNDER] = "under",
    [QUALIFIER_AT_MOST] = "at_most",
    [QUALIFIER_ABOUT] = "about",
};

static const char *prose_key(struct arena *a, const struct figure *f, int scale,
                             const struct words *w)
{
    const char *plain =
        arena_printf(a, "q_%s", qualifier_keys[f->qualifier]).at;
    const char *scaled = arena_printf(a, "%s_scaled", plain).at;
    const char *amount = arena_printf(a, "%s_amount", plain).at;
    bool counts = f->unit == NULL || f->unit->kind == UNIT_COUNT;
    if (scale != 0 && words_has(w, scaled))
        return scaled;
    return !counts && words_has(w, amount) ? amount : plain;
}

static struct str joined(struct arena *a, struct str x, struct str y)
{
    if (x.len == 0 || y.len == 0)
        return x.len == 0 ? y : x;
    return ARENA_JOIN(a, x, y);
}

static bool has_hole(struct str pattern)
{
    return str_find(pattern, STR("{unit}")) != SIZE_MAX;
}

struct str figure_prose(struct arena *a, const struct figure *f,
                        const struct words *w, enum figure_form form)
{
    int scale = scale_of(f, numerals(w));
    struct str n = number(a, f, f->high, scale, w);
    n = with_scale(a, n, scale, w);
    struct str exact = scale == 0
                           ? decimal_text(a, padded(f->high, f->decimals))
                           : (struct str){0};
    struct affix unit = unit_affix(a, f->unit, exact, w);
    if (f->range)
        n = range_text(a, f, scale, unit, w);
    if (form != FIGURE_FULL)
        unit = (struct affix){0};
    n = joined(a, unit.before, n);
    struct str whole = joined(a, n, unit.behind);
    if (f->qualifier == QUALIFIER_EXACT || form == FIGURE_VALUE)
        return whole;
    const char *key = prose_key(a, f, scale, w);
    if (!words_has(w, key))
        return whole;
    bool apart = has_hole(words_get(w, key));
    return words_fill(w, a, key,
                      WORDS({"n", apart ? n : whole}, {"unit", unit.behind}));
}

struct str figure_cell(struct arena *a, const struct figure *f,
                       const struct words *w)
{
    struct str n = digits(a, padded(f->low, f->decimals), true, w);
    if (f->range) {
        struct str high = digits(a, padded(f->high, f->decimals), true, w);
        n = words_fill(w, a, "range", WORDS({"a", n}, {"b", high}));
    }
    if (f->qualifier == QUALIFIER_EXACT)
        return n;
    const char *key =
        arena_printf(a, "mark_%s", qualifier_keys[f->qualifier]).at;
    if (!words_has(w, key))
        return n;
    return words_fill(w, a, key, WORDS({"n", n}));
}

struct str figure_unit_word(const struct figure *f, const struct words *w)
{
    if (f->unit == NULL)
        return (struct str){0};
    struct affix unit = affix_of(
        NULL, numerals(w) == NUMERALS_ZH ? f->unit->zh : f->unit->en_other,
        false);
    struct str behind = str_trim(unit.behind);
    return behind.len > 0 ? behind : str_trim(unit.before);
}

struct str figure_plain(struct arena *a, const struct figure *f)
{
    struct str low = decimal_text(a, f->low);
    if (!f->range)
        return low;
    struct str high = decimal_text(a, f->high);
    return arena_printf(a, STR_FMT ".." STR_FMT, STR_ARG(low), STR_ARG(high));
}
