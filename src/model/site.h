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

#include "base/date.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/unicode.h"
#include "base/vec.h"
#include "input/csv.h"
#include "input/markdown.h"
#include "model/figure.h"
#include "model/period.h"
#include "model/words.h"

enum { LANG_MAX = 8 };

/* A text in each language of the site, by language index. */
struct text {
    struct str in[LANG_MAX];
};

struct entry;
struct version;
struct district;
struct indicator;
struct cell;
struct page;

/* ---- configuration: site.yaml ---- */

struct language {
    struct str id;  /* zh: in file names and URLs */
    struct str tag; /* zh-Hans: BCP 47, for lang attributes */
    struct str name; /* 中文 */
};

enum missing_policy { MISSING_FALLBACK, MISSING_OMIT, MISSING_ERROR };

struct genre {
    struct loc loc;
    struct str id;
    struct text name;
};

struct footer_item {
    struct text text;
    struct str url; /* may be empty */
};

struct menu_item {
    struct loc loc;
    struct str target; /* "articles", "districts", …, or the name of a page */
    struct text name;  /* empty: the target's own */
};

struct extra_field {
    struct str name;
    enum { EXTRA_TEXT, EXTRA_NUMBER, EXTRA_DATE, EXTRA_BOOL, EXTRA_LIST } type;
    bool shared;
};

struct config {
    struct loc loc;
    struct text title, tagline;
    struct str base_url;  /* https://host/path, no slash at the end */
    struct str base_path; /* "" or "/path" */
    struct language *language;
    size_t n_languages;
    struct str timezone;
    struct zone *zone;
    struct text publisher;
    struct str publisher_url, publisher_email;
    struct text license;
    struct str license_url;
    struct genre *genre;
    size_t n_genres;
    struct menu_item *menu;
    size_t n_menu;
    struct str home_lead;     /* slug path of an article, or empty: the latest */
    struct loc home_lead_loc;
    struct str *home_figures; /* stat: references */
    struct loc *home_figures_loc;
    size_t n_home_figures;
    size_t page_size;
    enum missing_policy missing;
    bool raw_html, status_page;
    struct str *ignore; /* texts that are names though they hold numbers */
    size_t n_ignore;
    struct severities severities;
    struct extra_field *extra;
    size_t n_extra;
    struct footer_item *footer;
    size_t n_footer;
    struct str site_id_code; /* footer.site_id_code: 网站标识码 */
    struct str deploy_host;
};

/* ---- data ---- */

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
    struct entry **brief;     /* published articles of its own, newest first */
    size_t n_briefs;
    struct event **event;     /* by period */
    size_t n_events;
    struct entry *intro;      /* content/districts/<code>, or NULL */
    size_t n_reached;         /* briefs of its own and of all its descendants */
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
    bool is_fact;    /* scope: fact */
    enum polarity polarity;
    struct topic *topic; /* may be NULL */
    int priority;        /* 1.. ; lower is more important; 1000 when not set */
    uint8_t decimals;
    uint32_t index; /* in site.indicator */
    const struct cell **cell; /* all its cells: by district, group, plan, period */
    size_t n_cells;
    struct entry **citing; /* articles that cite one of them, after link */
    size_t n_citing;
};

struct group {
    struct loc loc;
    struct str id;
    struct text name;
    uint16_t index; /* in site.group, from 1; 0 is "no group" */
};

struct topic {
    struct loc loc;
    bool broken;
    struct str id;
    struct text name, description;
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
    uint8_t status; /* enum status */
    uint8_t symbol; /* enum symbol */
    uint16_t group, source; /* indexes from 1; 0: none */
    uint16_t file;  /* index in site.statistics_file */
    uint32_t line;
};

/* ---- content ---- */

enum entry_kind { ENTRY_ARTICLE, ENTRY_PAGE, ENTRY_DISTRICT };

struct media {
    struct str path;     /* below the site, content/…: the file */
    struct str url_path; /* media/…: below the output */
    uint64_t size;
    struct str sha256;   /* of an attachment's bytes, in hexadecimal */
    unsigned width, height; /* pixels of an image, where known */
    bool used;           /* a page refers to it: it is published */
};

/* What a reference became. */
enum link_kind {
    LINK_BROKEN,   /* reported; silent afterwards */
    LINK_EXTERNAL, /* http, https, mailto, tel: as written */
    LINK_PAGE,     /* href; `lang` when it is another language's page */
    LINK_STAT,     /* cell; shown text when it is written by us */
    LINK_CHART,
    LINK_TABLE,
    LINK_CSV,
    LINK_IMAGE
};

enum { CHART_DISTRICTS_MAX = 12, CHART_INDICATORS_MAX = 5 };

struct selection { /* of chart: and table: */
    const struct district *district[CHART_DISTRICTS_MAX];
    const struct indicator *indicator[CHART_INDICATORS_MAX];
    size_t n_districts, n_indicators;
    struct period period; /* PERIOD_NONE: all */
    uint16_t group;
    bool plan;
    enum { CHART_AUTO, CHART_BAR, CHART_LINE, CHART_DOT } type;
};

struct csv_block {
    struct csv_table table;
    struct inline_text *cell; /* n_rows x n_columns, header not included */
    struct inline_text *head; /* n_columns */
};

struct link {
    enum link_kind kind;
    struct loc loc;
    struct str href;
    int lang; /* LINK_PAGE: language index of the target when it differs, else -1 */
    const struct cell *cell;
    struct str shown; /* LINK_STAT: the value to show where the text is empty */
    bool checked;     /* LINK_STAT: the text holds the checked number */
    bool revised;     /* LINK_STAT: the cell was revised after this text */
    const struct selection *selection;
    const struct csv_block *csv;
    const struct media *media;
    const struct term *term;
    const struct paper *paper;
    const struct district *district;
};

/* A short text in Markdown: summary, caption, correction, cell. */
struct inline_text {
    struct str source;
    struct loc loc;
    struct markdown_scan scan;
    struct link *link; /* one per scan.references, after link */
};

struct person { /* a byline */
    struct text role, name, org; /* role: an id with a word role_<id>, or words */
};

struct figure_image {
    struct loc loc;
    struct str src;
    struct text alt, credit;
    struct inline_text *caption[LANG_MAX];
    struct media *media;
};

struct attachment {
    struct loc loc;
    struct str file;
    struct text title;
    struct media *media;
};

struct correction {
    struct loc loc;
    struct date date;
    struct inline_text text;
};

enum translation_status { TRANSLATION_NONE, TRANSLATION_HUMAN,
                          TRANSLATION_MACHINE, TRANSLATION_REVIEWED };

/* One file: a content set in one language. */
struct version {
    struct loc loc; /* of the front matter */
    bool broken, draft;
    bool unread; /* nothing of the file is known; broken, too */
    struct entry *entry;
    int lang;
    struct str path; /* below the site */
    struct str title, subtitle, kicker;
    struct loc title_loc;
    struct inline_text summary; /* source empty: none */
    struct date updated;
    enum translation_status translation;
    struct str translation_by, translation_of;
    struct correction *correction;
    size_t n_corrections;
    const struct value *front; /* as read */
    struct str body;
    unsigned body_line;
    struct markdown_scan scan;
    struct link *link;       /* one per scan.references, after link */
    struct str *heading_id;  /* one per scan.headings, after index */
    struct word_count words;
    bool original;
    bool recorded;    /* translation: says which original it was made from */
    unsigned n_stale; /* blocks of the original that have changed since; after
                         pair_check */
    const struct cell **cited; /* cells of the text in order of first citation */
    size_t n_cited;
};

/* A content set: an article, page or district introduction in its languages. */
struct entry {
    enum entry_kind kind;
    struct loc loc; /* of the original */
    bool broken;
    struct str slug; /* articles: 2021/jianxi-strong-district; pages: about;
                        districts: the code */
    int year;        /* articles: the folder; else 0 */
    struct version *in[LANG_MAX]; /* drafts left out are NULL after index */
    int original;    /* language index */
    struct date date, publish_at;
    int64_t instant; /* when it is published, seconds since 1970 */
    bool date_inferred, published;
    struct district **district;
    size_t n_districts;
    struct topic **topic;
    size_t n_topics;
    const struct genre *genre; /* NULL: none */
    struct source *source;
    bool repost;
    struct person *byline;
    size_t n_byline;
    struct text editor;
    struct figure_image *image; /* NULL: none */
    struct attachment *attachment;
    size_t n_attachments;
    struct strs key_figure_refs;
    struct loc *key_figure_loc;
    const struct cell **key_figure; /* after link */
    size_t n_key_figures;
    struct strs aliases;
    struct loc *alias_loc;
    struct date withdrawn; /* DATE_NONE: not */
    struct text withdrawn_reason;
    struct strs related_slugs;
    struct loc *related_loc;
    struct entry **related;
    size_t n_related;
    struct entry *newer, *older; /* neighbours in time among articles */
};

/* ---- the whole ---- */

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

struct options {
    const char *site;   /* -C: the folder, "." */
    const char *output; /* -o: NULL: <site>/output */
    const char *share;  /* folder of the default layouts, or NULL */
    size_t threads;
    bool drafts, strict, fix, quiet, verbose, atomic;
    bool all;  /* translated: every translation */
    bool copy; /* check: Chinese copy too */
    struct date as_of_date; /* --as-of, in the site's zone; DATE_NONE: now */
    int64_t as_of; /* seconds since 1970; now, or as_of_date once the zone is
                      known */
    struct str base_url; /* empty: site.yaml's */
    int format; /* enum diag_format; list: enum list_format */
};

struct site {
    struct arena arena;
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
    struct str *statistics_file; /* paths */
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
    int64_t next_due; /* when the next embargo ends, INT64_MAX: none */

    struct map by_code, by_indicator, by_unit, by_group, by_topic, by_paper,
        by_source, by_event, by_term, by_entry, by_media, by_sheet;
    struct map refused; /* see site_refuse */
    const struct str *ignore; /* names that hold numbers: config and glossary */
    size_t n_ignore;
};

/* The text in `lang`, else in the default language, else in any. */
struct str site_text(const struct site *s, const struct text *t, size_t lang);
/* The text's language index that site_text would take, or -1. */
int site_text_lang(const struct site *s, const struct text *t, size_t lang);

int site_lang(const struct site *s, struct str id); /* index, or -1 */

/* The newest row of a code, or NULL. */
struct district *site_district(const struct site *s, struct str code);
struct indicator *site_indicator(const struct site *s, struct str id);
/* Keys: "articles/2021/x", "pages/about", "districts/410305". */
struct entry *site_entry(const struct site *s, struct str key);

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

void site_release(struct site *s);

#endif
