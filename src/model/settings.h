/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_SETTINGS_H
#define JB_MODEL_SETTINGS_H

/* What site.yaml says, typed and with its defaults; filled by config.h. */

#include "base/date.h"
#include "base/diag.h"

enum { LANG_MAX = 8 };

/* A text in each language of the site, by language index. */
struct text {
    struct str in[LANG_MAX];
};
extern const struct text text_nothing; /* in no language */

struct language {
    struct str id;  /* zh: in file names and URLs */
    struct str tag; /* zh-Hans: BCP 47, for lang attributes */
    struct str name; /* 中文 */
};

enum missing_policy { MISSING_FALLBACK, MISSING_OMIT, MISSING_ERROR };

/* The folders of content/: a section of the site each. */
enum entry_kind { ENTRY_ARTICLE, ENTRY_PAGE, ENTRY_DISTRICT, N_ENTRY_KINDS };

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
    enum missing_policy missing[N_ENTRY_KINDS];
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

#endif
