/* SPDX-License-Identifier: MIT */
#include "import/label_names.h"

enum { CANDIDATES_SHOWN = 5 };

static bool join_districts(struct labels *l, struct label *into,
                           const struct label *more)
{
    size_t most = into->n_districts * more->n_districts, n = 0;
    const struct district **all =
        arena_array(&l->arena, most + 1, const struct district *);
    for (size_t i = 0; i < into->n_districts; i++)
        for (size_t k = 0; k < more->n_districts; k++) {
            const struct district *a = into->district[i];
            const struct district *b = more->district[k];
            const struct district *deeper = label_is_below(b, a)   ? b
                                            : label_is_below(a, b) ? a
                                                                   : NULL;
            if (deeper != NULL && (n == 0 || all[n - 1] != deeper))
                all[n++] = deeper;
        }
    if (n == 0)
        return false;
    into->district = all;
    into->n_districts = n;
    return true;
}

static bool differ(struct labels *l, const struct label *a,
                   const struct label *b, const char *what, struct str *why)
{
    *why = speech_say(&l->arena, l->speech,
                      "'" STR_FMT "' and '" STR_FMT "' say two %s",
                      STR_ARG(a->text), STR_ARG(b->text), what);
    return false;
}

bool label_join(struct labels *l, struct label *into, const struct label *more,
                struct str *why)
{
    if (into->n_districts > 0 && more->n_districts > 0) {
        if (!join_districts(l, into, more))
            return differ(l, into, more, "districts", why);
    } else if (more->n_districts > 0) {
        into->district = more->district;
        into->n_districts = more->n_districts;
    }
    if (into->indicator != NULL && more->indicator != NULL &&
        into->indicator != more->indicator)
        return differ(l, into, more, "indicators", why);
    if (more->indicator != NULL) {
        into->indicator = more->indicator;
        into->other_indicator = more->other_indicator;
    }
    if (into->group != NULL && more->group != NULL &&
        into->group != more->group)
        return differ(l, into, more, "groups", why);
    into->group = more->group != NULL ? more->group : into->group;
    if (into->period.len > 0 && more->period.len > 0 &&
        !str_eq(into->period, more->period))
        return differ(l, into, more, "times", why);
    into->period = more->period.len > 0 ? more->period : into->period;
    if (more->unit.text.len > 0 && into->unit.text.len > 0 &&
        !str_eq(into->unit.text, more->unit.text))
        return differ(l, into, more, "units", why);
    into->unit = more->unit.text.len > 0 ? more->unit : into->unit;
    into->whole = into->whole || more->whole;
    into->ignored = into->ignored || more->ignored;
    into->known = into->known || more->known;
    into->partly = into->partly || more->partly;
    if (into->text.len == 0)
        into->text = more->text;
    return true;
}

struct str label_candidates(struct labels *l, const struct label *label)
{
    struct str all = {0};
    for (size_t i = 0; i < label->n_districts && i < CANDIDATES_SHOWN; i++) {
        const struct district *d = label->district[i];
        struct str up = d->parent != NULL
                            ? site_text(l->site, &d->parent->name, 0)
                            : STR("");
        all = arena_printf(&l->arena, STR_FMT "%s" STR_FMT " (" STR_FMT ")",
                           STR_ARG(all), i > 0 ? ", " : "", STR_ARG(d->code),
                           STR_ARG(up));
    }
    if (label->n_districts > CANDIDATES_SHOWN)
        all = arena_printf(&l->arena, STR_FMT " …", STR_ARG(all));
    return all;
}
