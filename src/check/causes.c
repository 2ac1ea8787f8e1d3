/* SPDX-License-Identifier: MIT */
#include "check/facts.h"

void causes_add(struct causes *k, struct loc loc, enum diag_code code,
                struct str text, struct str target, const struct page *page)
{
    struct str key = arena_printf(k->arena, "%d %u %u " STR_FMT "\n" STR_FMT,
                                  (int)code, loc.line, loc.col,
                                  STR_ARG(loc.path), STR_ARG(text));
    struct cause *cause = map_get(&k->by_key, key);
    if (cause == NULL) {
        cause = arena_new(k->arena, struct cause);
        *cause = (struct cause){.loc = loc,
                                .code = code,
                                .text = text,
                                .target = target,
                                .first = page};
        map_put(&k->by_key, k->arena, key, cause);
        *vec_push(k->arena, &k->list) = cause;
    }
    cause->n_pages += cause->last != page;
    cause->last = page;
}
