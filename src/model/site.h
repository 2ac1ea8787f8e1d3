/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_SITE_H
#define JB_MODEL_SITE_H

/* The typed site: what the files of a site say, joined.
 *
 * Everything lives on site.arena (and the arenas that loading adopted into it)
 * and is released with it. Load fills the records, index joins them, plan lists
 * the outputs, link resolves references; from then on the site is passed as
 * `const struct site *` and nothing changes any more.
 *
 * A record with a mistake stays, marked `broken`: later stages check everything
 * else, and a reference to a broken record is silent. Every struct that came
 * from a file keeps its place. Empty texts are zero-length strings, absent
 * records NULL. Arrays of pointers are sorted by full keys, so that no order
 * depends on threads or hashing. */

#include "base/map.h"
#include "model/query.h"
#include "model/records.h"
#include "model/settings.h"
#include "model/texts.h"
#include "model/words.h"

struct layout_file {
    struct str path;  /* below its layouts folder */
    struct str shown; /* for messages */
    struct str text;
};

struct sheet { /* a CSV file of content/, for table: references */
    struct str path; /* below the site */
    struct csv_table table;
    bool broken, used; /* used: a text shows it */
};

enum { NEWS_SECONDS = 2 * 24 * 60 * 60 }; /* how long an article is news */
struct import_request;
struct text_cache;
struct statistics_cache;

struct options {
    const char *site;   /* -C: the folder, "." */
    const char *output; /* -o: NULL: <site>/output */
    const char *share;  /* folder of the default layouts, or NULL */
    size_t threads;
    bool drafts, strict, fix, quiet, verbose, atomic;
    bool mute; /* no message and no count */
    enum {
        STATE_USE,   /* build/state is read and written */
        STATE_RENEW, /* --full: only written */
        STATE_IGNORE
    } state;
    bool verify;         /* --verify: then compare with a full build */
    const char *changed; /* --changed: where to list what changed, or NULL */
    size_t shard, shards; /* --shard i/n: 1 … n; 0: everything */
    bool all;  /* translated: every translation */
    bool copy; /* check: Chinese copy too */
    bool external;    /* check: outside addresses too */
    unsigned timeout; /* of those, in seconds; 0: the default */
    struct date as_of_date; /* --as-of, in the site's zone; DATE_NONE: now */
    int64_t as_of; /* seconds since 1970; now, or as_of_date once the zone is
                      known */
    struct str base_url; /* empty: site.yaml's */
    enum speech speech; /* --lang, else the locale: messages and outputs */
    int32_t freshness;  /* check: days; 0: not asked for */
    size_t max_errors;  /* printed of each severity; 0: all */
    int format; /* enum diag_format; list: enum list_format */
    const struct import_request *import; /* import: what only it takes */
};

struct site {
    struct arena arena;
    struct arena packed; /* version.packed, until link */
    struct trace *trace; /* a worker's own copy of this struct notes here what
                            is asked; NULL: nobody wants to know */
    const struct options *options;
    int root; /* descriptor of the site's folder */
    struct config config;
    struct words *words; /* one per language */

    struct district **district; /* all rows: by code, then valid_from */
    size_t n_districts;
    struct district **top; /* current districts without a parent */
    size_t n_top;
    struct indicator **indicator; /* by id */
    size_t n_indicators;
    struct unit **unit;
    size_t n_units;
    struct group **group; /* in file order; group[i]->index == i + 1 */
    size_t n_groups;
    struct topic **topic; /* in file order */
    size_t n_topics;
    struct paper **paper; /* in file order */
    size_t n_papers;
    struct source **source; /* in file order; source[i]->index == i + 1 */
    size_t n_sources;
    struct event **event; /* by period, then district */
    size_t n_events;
    struct term **term; /* in file order */
    size_t n_terms;
    struct cell *cell; /* by district, indicator, group, plan, period */
    size_t n_cells;
    struct cell *waiting; /* cells whose release is still to come, likewise */
    size_t n_waiting;
    struct str *statistics_file;  /* paths */
    struct hash *statistics_hash; /* of their bytes; zero: not known */
    size_t n_statistics_files;
    struct str *extra_column; /* unknown columns of statistics, by name */
    size_t n_extra_columns;

    struct entry **entry; /* all sets: by kind, then slug */
    size_t n_entries;
    struct entry **page_entry; /* the pages among them: a slice of entry */
    size_t n_page_entries;
    struct entry **article; /* published and not withdrawn, newest first */
    size_t n_articles;
    const int **year; /* of the articles' folders, in order of the newest */
    size_t n_years;
    struct entry *lead;     /* of the first page, after link; NULL: none */
    const struct cell **home_figure; /* key figures of the first page */
    size_t n_home_figures;

    struct media **media; /* all files of content/ but texts, by path */
    size_t n_media;
    struct sheet **sheet; /* the CSV files among them, by path */
    size_t n_sheets;
    struct layout_file *layout;
    size_t n_layouts;
    struct layout_file *asset;
    size_t n_assets;
    struct str *stray; /* files of the site's layouts/ that nothing reads */
    size_t n_strays;
    int64_t next_due; /* when the next embargo ends, INT64_MAX: none */
    int64_t next_old; /* when the next article stops being news, likewise */

    struct map by_code, by_indicator, by_unit, by_group, by_topic, by_paper,
        by_source, by_event, by_term, by_entry, by_media, by_sheet;
    struct text_cache *texts; /* while loading; NULL: none */
    struct statistics_cache *statistics; /* likewise */
    struct map refused; /* see site_refuse */
    const struct lists *lists; /* see lists.h */
    struct shelves *shelves; /* of listing.h */
    const struct str *ignore; /* names that hold numbers: config and glossary */
    size_t n_ignore;
    const struct names *names; /* the same, prepared; after link; NULL: none */
};

/* The text in `lang`, else in the default language, else in any. */
struct str site_text(const struct site *s, const struct text *t, size_t lang);
/* The text's language index that site_text would take, or -1. */
int site_text_lang(const struct site *s, const struct text *t, size_t lang);

int site_lang(const struct site *s, struct str id); /* index, or -1 */

/* The newest row of a code, or NULL. */
struct district *site_district(const struct site *s, struct str code);
/* The row whose page stands for the place: its own, or, for a code that has
 * ended and left nothing but one successor, that one's, and so on. (Chains end
 * since a successor ends later; SUCCESSION_MAX steps at most.) */
enum { SUCCESSION_MAX = 64 };
const struct district *district_shown(const struct district *d);
/* The row of the district's code that held in all of the period, from `d` and
 * its older ones; NULL: none did. */
const struct district *district_at(const struct district *d, struct period p);
struct indicator *site_indicator(const struct site *s, struct str id);
/* Keys: "articles/2021/x", "pages/about", "districts/410305". */
struct entry *site_entry(const struct site *s, struct str key);
/* The index in site.entry of the text of this enum entry_kind and slug, or
 * n_entries; logarithmic. */
size_t site_entry_index(const struct site *s, unsigned kind, struct str slug);

/* Notes what was reported and left out, so that nobody complains that it is
 * missing: a path below the site ("data/units.csv": some of its rows; "data" or
 * "content": all that is in it), or the figures of a row: "district/indicator",
 * with * for the part that could not be read. `key` must live as long as the
 * site. */
void site_refuse(struct site *s, struct str key);
/* True for the path, or when a folder above it was refused. */
bool site_refused(const struct site *s, struct str path);
bool site_refused_figure(const struct site *s, struct str district,
                         struct str indicator);

/* True when readers of `lang` get this entry's own page in that language. */
static inline bool entry_has(const struct entry *e, size_t lang)
{
    return e->in[lang] != NULL;
}
/* The version shown to readers of `lang`: its own, else by the site's policy
 * the original; NULL when it is left out. */
const struct version *entry_version(const struct site *s,
                                    const struct entry *e, size_t lang);
/* The same for whoever shows no more than title, date and places of it. */
const struct version *entry_title(const struct site *s, const struct entry *e,
                                  size_t lang);
/* Whether there is one; for counting, where the list itself is the query. */
bool entry_shown(const struct site *s, const struct entry *e, size_t lang);
/* Published within NEWS_SECONDS before as-of. */
bool site_is_news(const struct site *s, const struct entry *e);
/* "articles/2021/x": the entry's key, on the arena. */
struct str site_entry_key(struct arena *a, const struct entry *e);

void site_release(struct site *s);

#endif
