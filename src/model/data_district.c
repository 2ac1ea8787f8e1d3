/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "model/data_mend.h"
#include "model/data_register.h"

enum { CODE_LEN = 6 };

/* GB/T 2260 codes have six digits; ours for local areas a name behind. */
static bool is_code(struct str s)
{
    if (s.len < CODE_LEN)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        bool digit = c >= '0' && c <= '9';
        bool right = i < CODE_LEN    ? digit
                     : i == CODE_LEN ? c == '-'
                                     : digit || c == '-' ||
                                           (c >= 'a' && c <= 'z');
        if (!right)
            return false;
    }
    return s.len != CODE_LEN + 1;
}

static void check_code(struct row *r, int column, struct str code)
{
    if (code.len == 0 || is_code(code))
        return;
    if (mend_is_lossy(code))
        row_report(r, column, DIAG_DATA_LOSSY,
                   "'" STR_FMT "' is what a spreadsheet made of a code; write "
                   "its six digits as text",
                   STR_ARG(code));
    else
        row_report(r, column, DIAG_DISTRICT_CODE,
                   "'" STR_FMT "' is no code; expected six digits, or six "
                   "digits, - and a name of a-z, 0-9 and -",
                   STR_ARG(code));
}

/* GB/T 2260-2007, section 3: the first pair is the province, the second the
 * prefecture (21 to 50 are no cities), the third the county (01 to 20 are
 * districts, 81 to 99 cities). */
static const char *kind_of(struct str code)
{
    int64_t n = 0;
    if (code.len != CODE_LEN || !str_to_int(code, &n))
        return "";
    int64_t province = n / 10000, prefecture = n / 100 % 100, county = n % 100;
    if (n == 100000)
        return "nation";
    if (county > 0)
        return county <= 20 ? "district" : county <= 80 ? "county"
                                                        : "county_city";
    if (prefecture > 0)
        return prefecture > 20 && prefecture <= 50 ? "prefecture" : "city";
    switch (province) {
    case 11:
    case 12:
    case 31:
    case 50: return "municipality";
    case 15:
    case 45:
    case 54:
    case 64:
    case 65: return "autonomous_region";
    case 81:
    case 82: return "sar";
    default: return "province";
    }
}

static void read_kind(struct row *r, int column, struct district *d)
{
    d->kind = row_str(r, column);
    if (d->kind.len > 0)
        d->kind = row_id(r, column);
    else if (is_code(d->code) && d->code.len > CODE_LEN)
        row_report(r, column, DIAG_DATA_VALUE,
                   "empty, but the code '" STR_FMT "' does not say the kind; "
                   "write zone, special or another",
                   STR_ARG(d->code));
    else
        d->kind = str_of(kind_of(d->code));
}

static void read_validity(struct row *r, struct district *d)
{
    int to = row_column(r, "valid_to");
    d->valid_from = row_date(r, row_column(r, "valid_from"), NULL);
    d->valid_to = row_date(r, to, NULL);
    if (d->valid_from.precision != DATE_NONE &&
        d->valid_to.precision != DATE_NONE &&
        date_last_day(d->valid_to) < date_first_day(d->valid_from))
        row_report(r, to, DIAG_DATA_VALUE,
                   "'" STR_FMT "' lies before valid_from",
                   STR_ARG(row_str(r, to)));
}

static struct district *read_district(struct row *r, struct site *s)
{
    struct district *d = arena_new(&s->arena, struct district);
    int code = row_column(r, "code");
    d->loc = row_loc(r, code);
    d->code = row_code(r, code);
    if (d->code.len == 0)
        row_required(r, code);
    check_code(r, code, d->code);
    d->name = row_text_required(r, "name");
    d->parent_code = row_code(r, row_column(r, "parent"));
    read_kind(r, row_column(r, "kind"), d);
    read_validity(r, d);
    d->successor_codes = row_list(r, row_column(r, "successor"));
    d->sort_zh = row_str(r, row_column(r, "sort_zh"));
    d->pinyin = row_str(r, row_column(r, "pinyin"));
    d->broken = r->broken;
    return d;
}

/* ---- rows of one code ---- */

static int by_code(const void *a, const void *b)
{
    const struct district *x = *(struct district *const *)a;
    const struct district *y = *(struct district *const *)b;
    int order = str_compare(x->code, y->code);
    return order != 0 ? order : date_compare(x->valid_from, y->valid_from);
}

/* The last row of a code is the newest: they are sorted by valid_from. */
static void link_rows(struct site *s)
{
    if (s->n_districts > 0)
        qsort(s->district, s->n_districts, sizeof(struct district *), by_code);
    for (size_t i = 0; i < s->n_districts; i++) {
        struct district *d = s->district[i];
        d->index = (uint32_t)i;
        if (i > 0 && str_eq(s->district[i - 1]->code, d->code))
            d->older = s->district[i - 1];
        bool newest = i + 1 == s->n_districts ||
                      !str_eq(s->district[i + 1]->code, d->code);
        d->current = newest && d->valid_to.precision == DATE_NONE;
        if (newest)
            map_put(&s->by_code, &s->arena, d->code, d);
    }
}

/* ---- the tree ---- */

/* The nearest level above that exists; for a current district one that has not
 * ended. */
static struct district *parent_by_code(const struct site *s,
                                       const struct district *d)
{
    static const struct {
        size_t keep;
        const char *rest;
    } levels[] = {{6, ""}, {4, "00"}, {2, "0000"}, {0, "100000"}};
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++) {
        char code[CODE_LEN];
        memcpy(code, d->code.at, levels[i].keep);
        memcpy(code + levels[i].keep, levels[i].rest,
               CODE_LEN - levels[i].keep);
        struct str above = {code, CODE_LEN};
        struct district *p = map_get(&s->by_code, above);
        if (p != NULL && !str_eq(p->code, d->code) &&
            (p->current || !d->current))
            return p;
    }
    return NULL;
}

static struct str successors_of(struct arena *a, enum speech speech,
                                const struct district *d)
{
    struct str all = {0};
    for (size_t i = 0; i < d->successor_codes.len; i++)
        all = arena_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(all),
                           i > 0 ? speech_word(speech, SPEECH(", ")) : "",
                           STR_ARG(d->successor_codes.at[i]));
    return all.len == 0 ? all
                        : speech_say(a, speech, "; it was followed by " STR_FMT,
                                     STR_ARG(all));
}

static void join_parent(struct row *r, const struct site *s,
                        struct district *d)
{
    int column = row_column(r, "parent");
    if (d->parent_code.len == 0) {
        if (is_code(d->code))
            d->parent = parent_by_code(s, d);
        return;
    }
    struct district *p = row_ref(r, column, DATA_DISTRICTS);
    if (p != NULL && d->current && !p->current && !p->broken) {
        struct str next = successors_of(r->file->scratch,
                                        r->file->diag->speech, p);
        row_report(r, column, DIAG_DISTRICT_VALIDITY,
                   "'" STR_FMT "' has ended" STR_FMT, STR_ARG(p->code),
                   STR_ARG(next));
        p = NULL;
    }
    d->parent = p;
}

/* Each successor lasts longer: so no chain of them comes back. */
static bool comes_after(struct row *r, int column, const struct district *d,
                        const struct district *next)
{
    if (next == d || (next->valid_to.precision != DATE_NONE &&
                      date_last_day(next->valid_to) <=
                          date_last_day(d->valid_to))) {
        struct str to = date_iso(r->file->scratch, next->valid_to);
        row_report(r, column, DIAG_DISTRICT_VALIDITY,
                   "'" STR_FMT "' ended in " STR_FMT ", not after this one; "
                   "name the code that came next",
                   STR_ARG(next->code), STR_ARG(to));
        return false;
    }
    return true;
}

/* The rows of one code follow one another. */
static void check_older(struct row *r, const struct district *d)
{
    const struct district *old = d->older;
    if (old == NULL)
        return;
    if (old->valid_to.precision == DATE_NONE)
        row_report(r, row_column(r, "valid_from"), DIAG_DISTRICT_VALIDITY,
                   "line %u has the same code without an end; say there in "
                   "valid_to until when it held",
                   old->loc.line);
    else if (date_first_day(d->valid_from) < date_first_day(old->valid_to))
        row_report(r, row_column(r, "valid_from"), DIAG_DISTRICT_VALIDITY,
                   "this begins before the row of the same code on line %u "
                   "ends; correct one of the two dates",
                   old->loc.line);
}

static void join_successors(struct row *r, struct site *s, struct district *d)
{
    const struct strs *codes = &d->successor_codes;
    int column = row_column(r, "successor");
    if (codes->len > 0 && d->valid_to.precision == DATE_NONE) {
        row_report(r, column, DIAG_DISTRICT_VALIDITY,
                   "a successor, but no end; say in valid_to until when this "
                   "code was in use");
        return;
    }
    d->successor = arena_array(&s->arena, codes->len, struct district *);
    for (size_t i = 0; i < codes->len; i++) {
        struct district *next =
            row_ref_to(r, column, DATA_DISTRICTS, codes->at[i]);
        if (next != NULL && (next->broken || comes_after(r, column, d, next)))
            d->successor[d->n_successors++] = next;
    }
}

/* Walks up from every row once; a walk that meets its own track is a cycle,
 * which is cut where it closes. */
static void cut_cycles(struct site *s, struct diag *d)
{
    size_t *track = arena_array(&s->arena, s->n_districts + 1, size_t);
    for (size_t i = 0; i < s->n_districts; i++) {
        struct district *at = s->district[i];
        while (track[at->index] == 0) {
            track[at->index] = i + 1;
            struct district *up = at->parent;
            if (up == NULL)
                break;
            if (track[up->index] == i + 1) {
                diag_add(d, at->loc, DIAG_DISTRICT_CYCLE,
                         "the parents of '" STR_FMT "' lead back to it over '"
                         STR_FMT "'; correct the column parent",
                         STR_ARG(at->code), STR_ARG(up->code));
                at->broken = true;
                at->parent = NULL;
                break;
            }
            at = up;
        }
    }
}

/* Depths of a whole chain, from the first known one downwards. */
static void measure_depth(struct district *d, bool *known)
{
    unsigned above = 0;
    struct district *p = d;
    while (p != NULL && !known[p->index]) {
        above++;
        p = p->parent;
    }
    unsigned depth = above + (p != NULL ? p->depth + 1 : 0);
    for (p = d; p != NULL && !known[p->index]; p = p->parent) {
        p->depth = --depth;
        known[p->index] = true;
    }
}

static void list_children(struct site *s)
{
    bool *known = arena_array(&s->arena, s->n_districts + 1, bool);
    s->top = arena_array(&s->arena, s->n_districts, struct district *);
    for (size_t i = 0; i < s->n_districts; i++) {
        struct district *d = s->district[i];
        measure_depth(d, known);
        if (d->current && d->parent != NULL)
            d->parent->n_children++;
    }
    for (size_t i = 0; i < s->n_districts; i++) {
        struct district *d = s->district[i], *p = d->parent;
        if (d->current && p == NULL)
            s->top[s->n_top++] = d;
        if (!d->current || p == NULL)
            continue;
        if (p->child == NULL) {
            p->child = arena_array(&s->arena, p->n_children,
                                   struct district *);
            p->n_children = 0;
        }
        p->child[p->n_children++] = d;
    }
}

void districts_read(struct site *s, struct row_file *f)
{
    size_t n = f->table->n_rows;
    s->district = arena_array(&s->arena, n + 1, struct district *);
    struct district **of_row = arena_array(&s->arena, n + 1, struct district *);
    for (size_t i = 0; i < n; i++) {
        struct row row = {.file = f, .at = i};
        struct district *d = read_district(&row, s);
        struct str from = date_iso(f->scratch, d->valid_from);
        struct str key = arena_printf(&f->arena, STR_FMT "\n" STR_FMT,
                                      STR_ARG(d->code), STR_ARG(from));
        if (d->code.len > 0 &&
            register_is_new(&row, &f->keys, key, d->code, d))
            s->district[s->n_districts++] = of_row[i] = d;
        arena_reset(f->scratch);
    }
    link_rows(s);
    for (size_t i = 0; i < n; i++) {
        struct row row = {.file = f, .at = i};
        if (of_row[i] == NULL)
            continue;
        join_parent(&row, s, of_row[i]);
        join_successors(&row, s, of_row[i]);
        check_older(&row, of_row[i]);
        of_row[i]->broken = of_row[i]->broken || row.broken;
        arena_reset(f->scratch);
    }
    cut_cycles(s, f->diag);
    list_children(s);
}
