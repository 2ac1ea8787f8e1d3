/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_REF_H
#define JB_MODEL_REF_H

/* The grammar of references: what the URL of a link or image says.
 *
 *   stat     = "stat:" district "/" indicator [ "/" period ] [ "?" params ]
 *   chart    = "chart:" districts "/" indicators [ "/" period ] [ "?" params ]
 *   table    = "table:" districts "/" indicators [ "/" period ]
 *            | "table:" path ".csv"
 *   others   = "district:" code | "term:" zh | "doc:" id | "event:" id
 *            | "indicator:" id | path ".md" [ "#" id ] | "#" id
 *   params   = status=plan | group=id | form=full|number|value |
 *              type=bar|line|dot, joined by "&"
 *
 * Everything in a parsed ref is a slice of the URL (terms may be decoded onto
 * the arena). Ids are [a-z0-9][a-z0-9_-]*. */

#include "base/arena.h"
#include "model/figure.h"
#include "model/site.h"

enum ref_scheme {
    REF_STAT,
    REF_CHART,
    REF_TABLE,
    REF_TABLE_FILE,
    REF_DISTRICT,
    REF_TERM,
    REF_DOC,
    REF_EVENT,
    REF_INDICATOR,
    REF_TEXT_FILE, /* relative path of an .md file */
    REF_FILE,      /* relative path of another file */
    REF_ANCHOR,    /* #id on the same page */
    REF_EXTERNAL   /* http, https, mailto, tel */
};

struct ref {
    enum ref_scheme scheme;
    struct str district[CHART_DISTRICTS_MAX];
    struct str indicator[CHART_INDICATORS_MAX];
    size_t n_districts, n_indicators;
    struct str period_text;
    struct period period; /* PERIOD_NONE: none given */
    struct str group;
    bool plan;
    enum figure_form form;
    int type;         /* of struct selection */
    struct str target; /* code, id, term, path or URL */
    struct str fragment;
};

/* False with *fault saying what was expected ("a period such as 2021 …") when
 * the URL has one of the schemes and does not follow the grammar, or has a
 * scheme that is not allowed (*fault then is NULL). */
bool ref_parse(struct arena *a, struct str url, struct ref *out,
               const char **fault);

bool ref_id_ok(struct str id);

#endif
