/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_RECORDS_H
#define JB_MODEL_RECORDS_H

/* What the files of data/ say: districts, indicators, cells and the registers
 * that they refer to. Part of the site: see site.h for who owns them. */

#include "base/vec.h"
#include "model/figure.h"
#include "model/period.h"
#include "model/settings.h"

struct entry;
struct cell;
struct period_set;
struct ranking;

struct district {
    struct loc loc;
    bool broken;
    struct str code;
    struct text name;
    struct str kind; /* nation, province, city, district, county, … or local */
    struct str parent_code;
    struct date valid_from, valid_to; /* DATE_NONE: open */
    struct strs successor_codes;
    struct str sort_zh, pinyin;
    struct district *parent;  /* NULL: a root */
    struct district **child;  /* current ones, by code */
    size_t n_children;
    struct district **successor;
    size_t n_successors;
    struct district **predecessor; /* whose successor this one is */
    size_t n_predecessors;
    struct district *older;   /* earlier row of the same code, or NULL */
    bool current;             /* newest row of its code, not ended */
    unsigned depth;           /* 0: a root */
    uint32_t index;           /* in site.district */
    const struct cell *cell;  /* its cells; see statistics.h for the order */
    size_t n_cells;
    const struct period_set *periods; /* of its cells; may be NULL */
    struct entry **brief;     /* published articles of its own, newest first */
    size_t n_briefs;
    struct event **event;     /* by period */
    size_t n_events;
    struct entry *intro;      /* content/districts/<code>, or NULL */
    uint32_t name_order[LANG_MAX]; /* place in the order of all names */
    size_t n_reached;         /* briefs of its own and of all its descendants */
    struct date updated;      /* see dates.h */
};

enum measure { MEASURE_STOCK, MEASURE_FLOW, MEASURE_SHARE, MEASURE_GROWTH,
               MEASURE_AVERAGE, MEASURE_LEVEL };
enum polarity { POLARITY_NONE, POLARITY_HIGHER, POLARITY_LOWER };

struct indicator {
    struct loc loc;
    bool broken;
    struct str id;
    struct text name, definition;
    struct unit *unit; /* never NULL unless broken */
    enum measure measure;
    struct str base; /* an indicator's id, or words */
    struct indicator *of;        /* the indicator that base names, or NULL */
    struct indicator *numerator; /* of a share or average over `of`, or NULL */
    struct indicator **part;     /* that this one is the sum of */
    size_t n_parts;
    bool is_fact;    /* scope: fact */
    enum polarity polarity;
    struct topic *topic; /* may be NULL */
    int priority;        /* 1.. ; lower is more important; 1000 when not set */
    uint8_t decimals;
    uint32_t index; /* in site.indicator */
    const struct cell **cell; /* all its cells: by district, group, plan, period */
    size_t n_cells;
    const struct period_set *periods; /* of its cells; may be NULL */
    const struct ranking *ranking; /* NULL: a one-off fact */
    struct entry **citing; /* articles that cite one of them, after link */
    size_t n_citing;
    struct date updated; /* see dates.h */
};

struct group {
    struct loc loc;
    struct str id;
    struct text name;
    uint16_t index; /* in site.group, from 1; 0 is "no group" */
    uint16_t split; /* index of the first group that divides the same whole;
                       0: overlaps with others, as far as is known */
    uint16_t n_split; /* in that first one: how many there are */
};

struct topic {
    struct loc loc;
    bool broken;
    struct str id;
    struct text name, description;
    uint32_t index;       /* in site.topic */
    struct entry **brief; /* published, newest first */
    size_t n_briefs;
    struct indicator **indicator; /* series by priority, then id */
    size_t n_indicators;
};

struct paper { /* documents.csv: the 《…》 that articles name */
    struct loc loc;
    bool broken;
    struct str id;
    struct text title, issuer;
    struct str number, url;
    struct date date;
    bool used;      /* after link: a text refers to it */
    uint32_t place; /* in the list of all, see lists.h */
    struct entry **citing;
    size_t n_citing;
};

struct source {
    struct loc loc;
    bool broken;
    struct str id;
    struct text title, publisher;
    struct str author, editor, url;
    struct date date;
    bool date_inferred;
    uint16_t index; /* in site.source, from 1 */
};

enum status { STATUS_ACTUAL, STATUS_DERIVED, STATUS_PLAN };
enum symbol { SYMBOL_NONE, SYMBOL_Z, SYMBOL_X, SYMBOL_C, SYMBOL_LOW, SYMBOL_U };

struct event {
    struct loc loc;
    bool broken;
    struct str id;
    struct district *district;
    struct period period;
    struct text text;
    struct source *source;
    enum status status;
};

struct term { /* glossary.csv */
    struct loc loc;
    bool broken;
    struct str zh;
    struct strs en; /* approved forms, the first is used */
    struct str kind; /* term, person, school, organisation, ignore */
    struct str scope; /* a district or source id, or empty */
    struct text definition;
    struct str note;
    struct str anchor; /* id on the glossary page */
    uint32_t place[LANG_MAX]; /* in the glossary, see lists.h */
    struct entry **citing;
    size_t n_citing;
};

/* What few cells have. */
struct cell_rare {
    struct decimal high;
    struct str quote;
    struct text note, revision_note;
    struct date release, revised;
    const struct str *extra; /* values of unknown columns, by site.extra_column */
};

struct cell {
    struct district *district;
    struct indicator *indicator;
    struct period period;
    int64_t coef; /* the (lower) value is coef / 10^places */
    struct cell_rare *rare; /* may be NULL */
    uint8_t places, scale, qualifier; /* as in struct figure */
    bool range : 1, has_value : 1;
    bool restated : 1; /* for the place as it is now, from before it was so */
    uint8_t status; /* enum status */
    uint8_t symbol; /* enum symbol */
    uint16_t group, source; /* indexes from 1; 0: none */
    uint16_t file;  /* index in site.statistics_file */
    uint32_t line;
};

#endif
