/* SPDX-License-Identifier: MIT */
#include "import/label.h"

#include "base/unicode.h"
#include "import/label_names.h"

enum { LABEL_MAX = 300 };

/* ---- one label ---- */

static bool is_total(struct str key)
{
    static const char *const words[] = {"合计", "总计",  "总数", "小计",
                                        "全部", "total", "all",  "sum"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(key, words[i]))
            return true;
    return false;
}

static bool is_known(const struct label *x)
{
    return x->n_districts > 0 || x->indicator != NULL || x->group != NULL ||
           x->period.len > 0 || x->unit.text.len > 0 || x->whole ||
           x->ignored || x->role != ROLE_NONE || x->symbol.len > 0;
}

/* A label that is one name, or nothing. */
static struct label read_whole(struct labels *l, struct str key, bool times)
{
    struct label out = {0};
    label_named(l, key, &out);
    out.known = is_known(&out);
    if (!out.known) {
        enum reading r =
            reading_time(&l->arena, l->speech, key, times, &out.period,
                         &out.why);
        out.whole = r == READING_NO && is_total(key);
        out.role = r == READING_NO ? role_of(key, &out.carry) : ROLE_NONE;
        if (r == READING_NO && out.role == ROLE_NONE)
            label_unit(l, key, &out.unit);
    }
    out.known = is_known(&out);
    return out;
}

/* ---- parts of a label ---- */

/* Behind the digits or Han numerals that begin at `at`. */
static size_t count_end(struct str s, size_t at)
{
    const struct str han = STR("一二三四五六七八九十");
    for (size_t next = at; next < s.len; at = next) {
        uint32_t c = utf8_next(s, &next);
        struct str one = str_head(str_from(s, at), next - at);
        if (!(c >= '0' && c <= '9') &&
            (c < 0x80 || str_find(han, one) == SIZE_MAX))
            break;
    }
    return at;
}

static bool take(struct str *s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_starts(*s, str_of(words[i]))) {
            *s = str_trim(str_from(*s, strlen(words[i])));
            return true;
        }
    return false;
}

/* Without 一、 （一） 1. 1、 其中： # and the like in front. */
static struct str without_count(struct str key)
{
    static const char *const ends[] = {"、", "."}, *const closing[] = {")"},
                             *const marks[] = {"其中:", "其中", "#",
                                               "·",     "•",    "-"};
    size_t from = str_starts(key, STR("(")) ? 1 : 0;
    size_t end = count_end(key, from);
    struct str rest = str_from(key, end);
    if (end > from &&
        (from > 0 ? take(&rest, closing, 1)
                  : take(&rest, ends, 2) || take(&rest, closing, 1)))
        return rest;
    rest = key;
    take(&rest, marks, sizeof marks / sizeof *marks);
    return rest;
}

/* Splits "x(y)" or "x/y"; false where there is nothing behind. */
static bool split_behind(struct str key, struct str *front, struct str *behind)
{
    if (key.len > 2 && key.at[key.len - 1] == ')') {
        size_t open = str_find_byte(key, '(');
        if (open == SIZE_MAX || open == 0 || open + 2 >= key.len)
            return false;
        *front = str_trim(str_head(key, open));
        *behind = str_head(str_from(key, open + 1), key.len - open - 2);
        return true;
    }
    return str_cut(key, '/', front, behind) && front->len > 0 &&
           behind->len > 0;
}

/* 2021年在校生数: behind 学年, 年度 or 年. */
static bool split_time(struct labels *l, struct str key, struct label *out,
                       struct str *rest)
{
    static const char *const ends[] = {"学年度", "学年", "年度", "年"};
    struct str why;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t at = str_find(key, str_of(ends[i]));
        size_t end = at == SIZE_MAX ? 0 : at + strlen(ends[i]);
        if (end == 0 || end >= key.len)
            continue;
        if (reading_time(&l->arena, l->speech, str_head(key, end), true,
                         &out->period, &why) == READING_YES) {
            *rest = str_trim(str_from(key, end));
            return rest->len > 0;
        }
    }
    return false;
}

static struct label read_parts(struct labels *l, struct str key, bool times,
                               int depth);

static bool both(struct labels *l, struct label *into, const struct label *more)
{
    struct str why;
    return into->known && more->known && into->role == ROLE_NONE &&
           more->role == ROLE_NONE && label_join(l, into, more, &why);
}

static struct label read_parts(struct labels *l, struct str key, bool times,
                               int depth)
{
    struct label whole = read_whole(l, key, times), part, none = whole;
    struct str front, behind, bare = without_count(key);
    if (whole.known || depth == 0)
        return whole;
    if (bare.len > 0 && bare.len < key.len) {
        part = read_parts(l, bare, times, depth - 1);
        if (part.known && part.role == ROLE_NONE) {
            part.partly = true;
            return part;
        }
    }
    if (split_behind(key, &front, &behind)) {
        struct label more = read_whole(l, behind, true);
        part = read_parts(l, front, times, depth - 1);
        if (both(l, &part, &more)) {
            part.partly = true;
            return part;
        }
        if (part.known && part.role != ROLE_NONE && more.known) {
            part.unit = more.unit; /* 数值(万人) */
            return part;
        }
    }
    struct label time = {.known = true};
    if (split_time(l, key, &time, &front)) {
        part = read_parts(l, front, times, depth - 1);
        if (both(l, &part, &time)) {
            part.partly = true;
            return part;
        }
    }
    return none;
}

static const struct mapping *mapped(struct labels *l, struct str key)
{
    for (size_t i = 0; i < l->n_map; i++)
        if (str_eq(l->map[i].key, key)) {
            l->map[i].used = true;
            return &l->map[i];
        }
    return NULL;
}

struct label label_read(struct labels *l, struct str text, bool times)
{
    struct label out = {.text = text};
    if (text.len == 0 || text.len > LABEL_MAX)
        return out;
    struct str key = reading_key(&l->arena, text);
    const struct mapping *m = mapped(l, key);
    if (m != NULL)
        out = m->meaning;
    else
        out = read_parts(l, key, times, 3);
    out.text = text;
    return out;
}
