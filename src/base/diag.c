/* SPDX-License-Identifier: MIT */
#include "base/diag.h"

#include <stdlib.h>

#include "base/diag_print.h"
#include "base/map.h"

const struct diag_kind diag_kinds[N_DIAG_CODES] = {
#define D(id, text, severity, meaning, fix) {text, severity, meaning, fix},
#include "base/diag.def"
#undef D
};

bool diag_add(struct diag *d, struct loc loc, enum diag_code code,
              const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct str text = speech_vsay(&d->arena, d->speech, format, args);
    va_end(args);
    loc.path = arena_copy(&d->arena, loc.path);
    *vec_push(&d->arena, &d->messages) =
        (struct message){.loc = loc, .code = code, .text = text};
    return false;
}

void diag_mend(struct diag *d, struct loc loc, struct str was, struct str now)
{
    struct mend *mend = arena_new(&d->arena, struct mend);
    *mend = (struct mend){.loc = loc,
                          .was = arena_copy(&d->arena, was),
                          .now = arena_copy(&d->arena, now)};
    mend->loc.path = arena_copy(&d->arena, loc.path);
    d->messages.at[d->messages.len - 1].mend = mend;
}

void diag_alike(struct diag *d)
{
    d->messages.at[d->messages.len - 1].alike = true;
}

void diag_system(struct diag *d)
{
    d->messages.at[d->messages.len - 1].failure = true;
}

bool diag_has_system(const struct diag *d)
{
    for (size_t i = 0; i < d->messages.len; i++)
        if (d->messages.at[i].failure)
            return true;
    return false;
}

void diag_like(struct diag *sinks, size_t n, const struct diag *of)
{
    for (size_t i = 0; i < n; i++)
        sinks[i] = (struct diag){.speech = of->speech};
}

void diag_merge(struct diag *to, struct diag *from)
{
    for (size_t i = 0; i < from->messages.len; i++)
        *vec_push(&to->arena, &to->messages) = from->messages.at[i];
    arena_adopt(&to->arena, &from->arena);
    *from = (struct diag){.speech = from->speech, .most = from->most};
}

void diag_release(struct diag *d)
{
    arena_release(&d->arena);
    *d = (struct diag){.speech = d->speech, .most = d->most};
}

void severities_init(struct severities *s)
{
    for (int i = 0; i < N_DIAG_CODES; i++)
        s->of[i] = diag_kinds[i].severity;
}

bool diag_code_find(struct str text, enum diag_code *out)
{
    for (int i = 0; i < N_DIAG_CODES; i++)
        if (str_is(text, diag_kinds[i].code)) {
            *out = (enum diag_code)i;
            return true;
        }
    return false;
}

static int compare(const void *a, const void *b)
{
    const struct message *x = a, *y = b;
    int order = str_compare(x->loc.path, y->loc.path);
    if (order != 0)
        return order;
    if (x->loc.line != y->loc.line)
        return x->loc.line < y->loc.line ? -1 : 1;
    if (x->loc.col != y->loc.col)
        return x->loc.col < y->loc.col ? -1 : 1;
    if (x->code != y->code)
        return x->code < y->code ? -1 : 1;
    return str_compare(x->text, y->text);
}

static struct str alike_key(struct arena *a, const struct message *m)
{
    return arena_printf(a, STR_FMT "\n%d\n" STR_FMT, STR_ARG(m->loc.path),
                        (int)m->code, STR_ARG(m->text));
}

/* How many messages there are like this one, itself included; the first time
 * that it is asked for, from 0. */
static size_t *count_of(struct map *counts, struct arena *a,
                        const struct message *m)
{
    struct str key = alike_key(a, m);
    size_t *n = map_get(counts, key);
    if (n != NULL)
        return n;
    n = arena_new(a, size_t);
    map_put(counts, a, key, n);
    return n;
}

static void tell_count(struct diag *d, struct message *m, size_t n)
{
    m->alike = false;
    if (n > 1)
        m->text = speech_say(&d->arena, d->speech, STR_FMT " (and %zu more %s)",
                             STR_ARG(m->text), n - 1,
                             n == 2 ? "place" : "places");
}

static void join_alike(struct diag *d)
{
    struct map counts = {0};
    struct arena scratch = {0};
    struct message *m = d->messages.at;
    size_t kept = 0;
    for (size_t i = 0; i < d->messages.len; i++)
        if (!m[i].alike || (*count_of(&counts, &scratch, &m[i]))++ == 0)
            m[kept++] = m[i];
    d->messages.len = kept;
    for (size_t i = 0; i < kept; i++)
        if (m[i].alike)
            tell_count(d, &m[i], *count_of(&counts, &scratch, &m[i]));
    map_release(&counts);
    arena_release(&scratch);
}

void diag_settle(struct diag *d)
{
    struct message *m = d->messages.at;
    if (d->messages.len == 0)
        return;
    qsort(m, d->messages.len, sizeof *m, compare);
    size_t kept = 1;
    for (size_t i = 1; i < d->messages.len; i++)
        if (compare(&m[kept - 1], &m[i]) != 0)
            m[kept++] = m[i];
    d->messages.len = kept;
    join_alike(d);
}

struct diag_counts diag_count(const struct diag *d, const struct severities *s)
{
    struct diag_counts counts = {0};
    for (size_t i = 0; i < d->messages.len; i++)
        switch (s->of[d->messages.at[i].code]) {
        case SEVERITY_ERROR: counts.errors++; break;
        case SEVERITY_WARNING: counts.warnings++; break;
        case SEVERITY_NOTICE: counts.notices++; break;
        case SEVERITY_OFF: break;
        }
    return counts;
}

const char *const severity_names[] = {
    [SEVERITY_OFF] = SPEECH("off"),
    [SEVERITY_NOTICE] = SPEECH("notice"),
    [SEVERITY_WARNING] = SPEECH("warning"),
    [SEVERITY_ERROR] = SPEECH("error")};

static bool is_shown(const struct diag *d, enum severity severity, bool quiet,
                     size_t n_printed)
{
    return severity != SEVERITY_OFF &&
           !(quiet && severity == SEVERITY_NOTICE) &&
           (d->most == 0 || n_printed < d->most);
}

struct diag_counts diag_print(struct diag *d, const struct severities *s,
                              FILE *to, const char *root,
                              enum diag_format format, bool quiet)
{
    size_t n[SEVERITY_ERROR + 1] = {0};
    struct diag_printer p = {.to = to, .root = root, .format = format};
    p.speech = d->speech;
    p.source.given_path = d->source_path;
    p.source.given = d->source;
    diag_settle(d);
    for (size_t i = 0; i < d->messages.len; i++) {
        enum diag_code code = d->messages.at[i].code;
        p.used[code] = is_shown(d, s->of[code], quiet, 0);
    }
    diag_printer_open(&p, s);
    for (size_t i = 0; i < d->messages.len; i++) {
        enum severity severity = s->of[d->messages.at[i].code];
        if (is_shown(d, severity, quiet, n[severity]))
            diag_printer_add(&p, &d->messages.at[i], severity);
        n[severity]++;
    }
    diag_printer_close(&p);
    for (size_t i = 0; i <= SEVERITY_ERROR; i++)
        n[i] = d->most == 0 || n[i] < d->most ? 0 : n[i] - d->most;
    return (struct diag_counts){n[SEVERITY_ERROR], n[SEVERITY_WARNING],
                                quiet ? 0 : n[SEVERITY_NOTICE]};
}
