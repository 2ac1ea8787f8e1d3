/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_TEXTS_H
#define JB_MODEL_TEXTS_H

/* What the files of content/ say: sets of texts in their languages, their
 * references and what these became. Part of the site: see site.h for who owns
 * them. */

#include "base/hash.h"
#include "base/unicode.h"
#include "input/csv.h"
#include "input/markdown.h"
#include "model/records.h"

struct entry;
struct inline_text;

struct media {
    struct str path;     /* below the site, content/…: the file */
    struct str url_path; /* media/…: below the output */
    struct str url;      /* the same as an address: "/media/…", percent-encoded */
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

struct link { /* where it stands: scan.references has that */
    enum link_kind kind;
    int16_t lang; /* LINK_PAGE: language index of the target when it differs,
                     else -1 */
    bool checked : 1; /* LINK_STAT: the text holds the checked number */
    bool revised : 1; /* LINK_STAT: the cell was revised after this text */
    bool first : 1;   /* of the references to the term in the body */
    struct str href; /* of pages and files as written by the site */
    const struct cell *cell;
    struct str shown; /* LINK_STAT: the value to show where the text is empty */
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

/* Fields of the front matter that have words. */
enum front_text {
    FRONT_TITLE,
    FRONT_SUBTITLE,
    FRONT_KICKER,
    FRONT_IMAGE,
    FRONT_SUMMARY,
    FRONT_ATTACHMENTS,
    N_FRONT_TEXTS
};

/* What takes most room of a text, there only while somebody needs it: see
 * body.h. */
struct body {
    struct str meta, text; /* front matter; what is behind it */
    unsigned meta_line, text_line;
    struct markdown_scan scan;
    struct link *link; /* one per scan.references */
};

struct position { /* in a known file */
    unsigned line, col;
};

enum text_check { TEXT_CHECKED = 1, TEXT_REVISED = 2 }; /* as in struct link */

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
    struct str translation_by;
    bool has_record;    /* translation.of, which is long: */
    struct hash record; /*   its hash */
    struct correction *correction;
    size_t n_corrections;
    const struct value *front; /* as read; NULL after content_join */
    const struct markdown_scan *scan; /* of the body, without blocks; likewise */
    struct position front_place[N_FRONT_TEXTS]; /* of the values; line 0: not
                                                there */
    struct hash bytes, meta; /* of the file; of its front matter */
    struct hash shown;       /* of the file and what its references became;
                                after link */
    struct str text;         /* the file; nothing where it is read again */
    struct str packed;       /* the scan, see scan_bytes.h; until link */
    struct body *body;       /* between body_open and body_close */
    struct str *heading_id;  /* of the body's headings, after index */
    size_t n_headings;
    struct str plain;        /* text of the body's paragraphs; only where there
                                is no summary */
    struct word_count words;
    struct str teaser; /* of the summary as scanned, else of the body: for
                          lists */
    bool original;
    bool recorded;    /* translation: says which original it was made from */
    unsigned n_stale; /* blocks of the original that have changed since; after
                         compare_texts */
    unsigned char *checks; /* of each reference of the body whether its number
                              agrees: enum text_check; after link */
    uint32_t n_checks;
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
    const struct text *editor;
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
    const struct text *withdrawn_reason;
    struct strs related_slugs;
    struct loc *related_loc;
    struct entry **related;
    size_t n_related;
    bool compared; /* its languages need not be compared again */
    struct entry *newer, *older; /* neighbours in time among articles */
};

#endif
