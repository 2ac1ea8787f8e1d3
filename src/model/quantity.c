/* SPDX-License-Identifier: MIT */
#include "model/quantity.h"

#include "base/vec.h"

enum read quantity_number(struct reader *r, size_t at, struct number *out)
{
    size_t next;
    uint32_t c = quantity_char(r->text, at, &next);
    if (quantity_is_digit(c))
        return quantity_digits(r, at, out);
    if (r->numerals == NUMERALS_ZH)
        return quantity_han(r, at, out);
    return quantity_is_letter(c) ? quantity_words(r, at, out) : READ_NOTHING;
}

static void push(struct reader *r, const struct item *it)
{
    struct quantity *q = vec_push(r->arena, r->out);
    *q = it->q;
    q->at = it->start;
    q->len = it->end - it->start;
    r->at = it->end;
    if (q->kind != QUANTITY_ORDINAL) /* "first half" looks at "first" */
        r->done = it->end;
}

static void push_kind(struct reader *r, const struct number *n, size_t end,
                      enum quantity_kind kind)
{
    struct item it = {.start = n->at, .end = end};
    it.q.low = it.q.high = n->value;
    it.q.kind = (uint8_t)kind;
    it.q.precision = n->precision;
    it.q.number_at = n->at;
    it.q.number_len = n->end - n->at;
    push(r, &it);
}

/* No. 3, Grade 7, 第三, 三年级, 十八届, 18th. */
static size_t ordinal_end(struct reader *r, const struct number *n)
{
    static const char *const behind[] = {"年级",   "届",     "号楼", "等奖",
                                         "次全会", "中全会", "号文"};
    struct str s = r->text;
    struct str before = quantity_word_before(r, n->at);
    size_t start;
    uint32_t c = quantity_before(s, 0, n->at, &start);
    if (n->kind == QUANTITY_ORDINAL || c == 0x7B2C || c == 0x2116 || c == '#')
        return n->end;
    if (before.len > 0 && before.at[0] < 'a' &&
        quantity_word_in(before, "no nos grade class article chapter section "
                                 "phase stage figure table year page step part "
                                 "item level tier annex volume number") >= 0)
        return n->end;
    for (size_t i = 0; i < sizeof behind / sizeof behind[0]; i++)
        if (quantity_is(s, n->end, behind[i]))
            return n->end + strlen(behind[i]);
    struct str suffix = quantity_word(s, n->end);
    if (n->digits > 0 && quantity_word_in(suffix, "st nd rd th") >= 0)
        return n->end + suffix.len;
    return 0;
}

/* 〔2021〕12号 */
static bool is_document_number(const struct reader *r, const struct number *n)
{
    size_t start;
    uint32_t before = quantity_before(r->text, 0, n->at, &start);
    return n->digits > 0 && quantity_is(r->text, n->end, "号") &&
           (before == 0x3015 || before == ']' || before == 0xFF3D);
}

/* 18.5:1 is one number. */
static size_t ratio_end(struct str s, size_t at)
{
    size_t one, end, next;
    uint32_t sign = quantity_char(s, at, &one);
    if ((sign != ':' && sign != 0x2236) || quantity_char(s, one, &end) != '1')
        return at;
    uint32_t c = quantity_char(s, end, &next);
    uint32_t d = quantity_char(s, next, &next);
    bool more = quantity_is_digit(c) ||
                ((c == '.' || c == ':') && quantity_is_digit(d));
    return more || quantity_measure(s, end) > 0 ? at : end;
}

static void complete(struct reader *r, struct number n)
{
    struct number high = n;
    quantity_fraction(r, &n);
    n.end = ratio_end(r->text, n.end);
    bool range = n.range;
    if (range)
        high.value = n.high;
    else if (quantity_range(r, &n, &high))
        range = true;
    else
        high = n;
    if (quantity_is_year_pair(&n, &high)) {
        push_kind(r, &n, high.end, QUANTITY_DATE);
        return;
    }
    struct number last = high;
    bool document = is_document_number(r, &n);
    size_t date = n.kind == QUANTITY_PLAIN && !document
                      ? quantity_date(r, &n, &last)
                      : 0;
    if (date != 0) {
        push_kind(r, &n, date, QUANTITY_DATE);
        return;
    }
    size_t ordinal = document ? n.end : ordinal_end(r, &n);
    if (ordinal != 0) {
        push_kind(r, &n, ordinal, QUANTITY_ORDINAL);
        return;
    }
    struct item it = {.start = n.at, .end = high.end};
    it.q = (struct quantity){.low = n.value,
                             .high = high.value,
                             .range = range,
                             .kind = n.kind,
                             .qualifier = n.qualifier,
                             .precision = high.precision,
                             .unit = n.unit,
                             .number_at = n.at,
                             .number_len = high.end - n.at};
    quantity_unit(r, &it);
    push(r, &it);
}

/* 百分之三十, 千分之五. */
static bool read_percent(struct reader *r)
{
    struct str s = r->text;
    struct number n;
    if (!quantity_is(s, r->at, "百分之"))
        return false;
    size_t start = r->at, at = start + strlen("百分之");
    struct item it = {.start = start, .end = at + strlen("百")};
    it.q = (struct quantity){.low = {100, 0},
                             .high = {100, 0},
                             .kind = QUANTITY_PERCENT,
                             .number_at = start,
                             .number_len = it.end - start};
    if (!quantity_is(s, at, "百")) {
        bool relaxed = r->relaxed;
        r->relaxed = true;
        bool good = quantity_number(r, at, &n) == READ_NUMBER;
        r->relaxed = relaxed;
        if (!good)
            return false;
        it.q.low = it.q.high = n.value;
        it.q.precision = n.precision;
        it.end = n.end;
        it.q.number_len = n.end - start;
    }
    quantity_surplus(r, &it);
    quantity_certainty(r, &it);
    push(r, &it);
    return true;
}

/* 半年 is 0.5, 一半 and 半数 are 50%, 过半 more than that. */
static bool read_half(struct reader *r)
{
    static const char *const names[] = {"上", "下", "前", "后", "大",
                                        "多", "小", "对", "折", "夜"};
    struct str s = r->text, before = str_head(s, r->at);
    bool one = quantity_is(s, r->at, "一半");
    if (!one && !quantity_is(s, r->at, "半"))
        return false;
    size_t end = r->at + strlen(one ? "一半" : "半");
    struct number n = {.at = r->at, .end = end, .precision = -1};
    size_t measure = quantity_measure(s, end);
    bool past = str_ends(before, STR("过")) && r->at - r->done >= strlen("过");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (str_ends(before, str_of(names[i])) && !one)
            return false;
    bool share = one || past || quantity_is(s, end, "数");
    if (!share && measure == 0 && !quantity_is(s, end, "月"))
        return false;
    n.value = share ? (struct decimal){50, 0} : (struct decimal){5, 1};
    n.kind = share ? QUANTITY_PERCENT : QUANTITY_PLAIN;
    if (share) {
        n.precision = 1;
        n.end += quantity_is(s, end, "数") ? strlen("数") : 0;
        if (past && !one) {
            n.qualifier = QUALIFIER_OVER;
            n.at -= strlen("过");
        }
    }
    complete(r, n);
    return true;
}

/* 翻一番 doubles, 翻两番 doubles twice. */
static bool read_doubling(struct reader *r)
{
    static const struct {
        const char *text;
        int value;
    } words[] = {{"翻了一番", 2}, {"翻一番", 2}, {"翻了两番", 4},
                 {"翻两番", 4},   {"翻三番", 8}, {"翻番", 2}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!quantity_is(r->text, r->at, words[i].text))
            continue;
        struct item it = {.start = r->at, .end = r->at + strlen(words[i].text)};
        it.q.low = it.q.high = (struct decimal){words[i].value, 0};
        it.q.kind = QUANTITY_TIMES;
        it.q.number_at = r->at;
        it.q.number_len = it.end - r->at;
        quantity_surplus(r, &it);
        quantity_certainty(r, &it);
        push(r, &it);
        return true;
    }
    return false;
}

/* The Han characters at which something can begin: most text is passed over
 * by this alone. */
static bool begins_han(uint32_t c)
{
    switch (c) {
    case 0x3007: /* 〇 */
    case 0x4E00: /* 一 */
    case 0x4E03: /* 七 */
    case 0x4E07: /* 万 */
    case 0x4E09: /* 三 */
    case 0x4E24: /* 两 */
    case 0x4E5D: /* 九 */
    case 0x4E8C: /* 二 */
    case 0x4E94: /* 五 */
    case 0x4EBF: /* 亿 */
    case 0x516B: /* 八 */
    case 0x516D: /* 六 */
    case 0x5341: /* 十 */
    case 0x5343: /* 千 */
    case 0x534A: /* 半 */
    case 0x56DB: /* 四 */
    case 0x767E: /* 百 */
    case 0x7FFB: /* 翻 */
    case 0x96F6: /* 零 */ return true;
    default: return false;
    }
}

static void step(struct reader *r)
{
    struct number n;
    size_t next;
    if ((unsigned char)r->text.at[r->at] < '0') {
        r->at++;
        return;
    }
    uint32_t c = quantity_char(r->text, r->at, &next);
    if (c < '0' || (c >= 0x80 && !begins_han(c))) {
        r->at = next;
        return;
    }
    if (r->numerals == NUMERALS_ZH && c >= 0x4E00 &&
        (read_percent(r) || read_half(r) || read_doubling(r)))
        return;
    enum read got = quantity_number(r, r->at, &n);
    if (got == READ_NUMBER) {
        complete(r, n);
        return;
    }
    if (got == READ_SKIP)
        next = n.end;
    while (got == READ_NOTHING && next < r->text.len && quantity_is_letter(c) &&
           quantity_is_letter((unsigned char)r->text.at[next]))
        next++;
    r->at = next;
}

void quantity_scan_named(struct arena *a, struct str text,
                         enum numerals numerals, bool relaxed,
                         const struct names *names, struct quantities *out)
{
    struct reader r = {.arena = a,
                       .text = text,
                       .numerals = numerals,
                       .relaxed = relaxed,
                       .out = out};
    while (r.at < text.len) {
        size_t skip = names != NULL ? quantity_name_at(names, text, r.at) : 0;
        if (skip == 0) {
            step(&r);
            continue;
        }
        r.at += skip;
        r.done = r.at;
    }
}

void quantity_scan(struct arena *a, struct str text, enum numerals numerals,
                   bool relaxed, const struct str *ignore, size_t n_ignore,
                   struct quantities *out)
{
    struct names names = {0};
    if (n_ignore > 0)
        names = quantity_names(a, ignore, n_ignore);
    quantity_scan_named(a, text, numerals, relaxed,
                        n_ignore > 0 ? &names : NULL, out);
}

void quantities_read(struct arena *a, struct str text, enum numerals numerals,
                     const struct str *ignore, size_t n_ignore,
                     struct quantities *out)
{
    quantity_scan(a, text, numerals, false, ignore, n_ignore, out);
}
