/* SPDX-License-Identifier: MIT */
/* A page: its ids, its addresses, and what its head says of it. */
#include <stdlib.h>

#include "check/facts.h"

/* What an attribute says; its name outlives the page. */
static const struct role {
    const char *name;
    enum { ID, IDS, ADDRESS, ADDRESSES } kind;
} roles[] = {
    {"href", ADDRESS},        {"id", ID},
    {"src", ADDRESS},         {"aria-labelledby", IDS},
    {"headers", IDS},         {"for", IDS},
    {"aria-describedby", IDS}, {"aria-controls", IDS},
    {"srcset", ADDRESSES},    {"imagesrcset", ADDRESSES},
    {"poster", ADDRESS},      {"action", ADDRESS},
    {"formaction", ADDRESS},  {"cite", ADDRESS},
    {"xlink:href", ADDRESS},
};

static const struct role *role_of(const char *name)
{
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (strcmp(name, roles[i].name) == 0)
            return &roles[i];
    return NULL;
}

static bool is(const struct markup_tag *tag, const char *name)
{
    return strcmp(tag->name, name) == 0;
}

/* Takes the next of a list set apart by ASCII white space. */
static bool next_word(struct str *rest, struct str *word)
{
    static const char blanks[] = " \t\n\f\r";
    size_t from = 0;
    while (from < rest->len && strchr(blanks, rest->at[from]) != NULL)
        from++;
    size_t to = from;
    while (to < rest->len && strchr(blanks, rest->at[to]) == NULL)
        to++;
    *word = str_head(str_from(*rest, from), to - from);
    *rest = str_from(*rest, to);
    return word->len > 0;
}

static bool has_word(struct str list, const char *word)
{
    for (struct str one; next_word(&list, &one);)
        if (str_is(one, word))
            return true;
    return false;
}

/* ---- ids ---- */

static void add_id(struct scan *x, struct str id)
{
    *vec_push(&x->w->scratch, &x->ids) =
        (struct named_id){.hash = facts_hash(id),
                          .id = arena_copy(&x->w->scratch, id),
                          .order = (uint32_t)x->ids.len};
}

static void ask_ids(struct scan *x, const char *attribute, struct str list)
{
    list = arena_copy(&x->w->scratch, list);
    struct str rest = list;
    for (struct str id; next_word(&rest, &id);)
        *vec_push(&x->w->scratch, &x->asks) =
            (struct named_id){.hash = facts_hash(id),
                              .id = id,
                              .attribute = attribute,
                              .value = list};
}

static int by_hash(const void *a, const void *b)
{
    const struct named_id *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static void fault_of_id(struct scan *x, struct str id, const char *what)
{
    scan_fault(x, DIAG_PAGE_ID, scan_literal(x, "id", id),
               SCAN_TEXT(x, "#" STR_FMT, STR_ARG(id)),
               SCAN_SAY(x, "the id '" STR_FMT "' %s", STR_ARG(id), what));
}

static void keep_ids(struct scan *x)
{
    size_t n = x->ids.len;
    if (n == 0)
        return;
    qsort(x->ids.at, n, sizeof *x->ids.at, by_hash);
    x->facts->id = arena_array(&x->w->arena, n, uint64_t);
    x->facts->n_ids = (uint32_t)n;
    for (size_t i = 0; i < n; i++) {
        struct named_id *id = &x->ids.at[i];
        x->facts->id[i] = id->hash;
        if (id->id.len == 0 || str_find_byte(id->id, ' ') != SIZE_MAX)
            fault_of_id(x, id->id, "is empty or has a space");
        else if (i > 0 && id[-1].hash == id->hash &&
                 (i < 2 || id[-2].hash != id->hash))
            fault_of_id(x, id->id, "stands twice in one page");
    }
}

static void check_asks(struct scan *x)
{
    for (size_t i = 0; i < x->asks.len; i++) {
        struct named_id *ask = &x->asks.at[i];
        if (facts_has(x->facts, ask->hash))
            continue;
        scan_fault(x, DIAG_PAGE_ANCHOR,
                   scan_literal(x, ask->attribute, ask->value),
                   SCAN_TEXT(x, STR_FMT "#" STR_FMT, STR_ARG(x->page->url),
                             STR_ARG(ask->id)),
                   SCAN_SAY(x, "%s names the id '" STR_FMT
                                "', which the page does not have",
                             ask->attribute, STR_ARG(ask->id)));
    }
}

/* ---- addresses ---- */

/* "a.jpg 1x, b.jpg 2x" (HTML, section 4.8.4.2.1); a comma may be part of an
 * address, but not end it. */
static void follow_set(struct scan *x, struct str list)
{
    for (struct str word; next_word(&list, &word);) {
        bool ends = str_ends(word, STR(","));
        while (str_ends(word, STR(",")))
            word.len--;
        if (word.len > 0)
            scan_address(x, NULL, word);
        size_t comma = ends ? SIZE_MAX : str_find_byte(list, ',');
        if (!ends)
            list = str_from(list, comma == SIZE_MAX ? list.len : comma + 1);
    }
}

static void follow_link(struct scan *x, struct str href)
{
    const struct page *to = scan_address(x, "href", href);
    if (to != NULL && to != x->page)
        x->w->linked[to - x->c->p->page] = true;
}

static void follow_canonical(struct scan *x, struct str href)
{
    const struct page *to = scan_address(x, "href", href);
    if (x->page->kind == PAGE_REDIRECT || to == x->page)
        return;
    scan_fault(x, DIAG_PAGE_CANONICAL, STR("rel=\"canonical\""),
               (struct str){0},
               SCAN_SAY(x, "the canonical address is not that of the page; write "
                   "{{CANONICAL}}"));
}

static void follow_alternate(struct scan *x, struct str tag, struct str href)
{
    const struct page *to = scan_address(x, "href", href);
    if (to != NULL && !str_is(tag, "x-default"))
        *vec_push(&x->w->scratch, &x->alternates) = (struct alternate){
            (uint32_t)(to - x->c->p->page), facts_hash(tag)};
}

static void follow_element(struct scan *x, const struct markup_tag *tag,
                           struct str href)
{
    struct str rel = {0}, lang;
    if (is(tag, "a") || is(tag, "area")) {
        follow_link(x, href);
        return;
    }
    if (is(tag, "link"))
        markup_get(tag, "rel", &rel);
    if (has_word(rel, "canonical"))
        follow_canonical(x, href);
    else if (has_word(rel, "alternate") && markup_get(tag, "hreflang", &lang))
        follow_alternate(x, lang, href);
    else
        scan_address(x, "href", href);
}

/* ---- the head ---- */

static void take_html(struct scan *x, const struct markup_tag *tag)
{
    struct str lang = {0};
    if (!markup_get(tag, "lang", &lang) || lang.len == 0)
        scan_fault(x, DIAG_PAGE_LANGUAGE, STR("<html"), (struct str){0},
                   SCAN_SAY(x, "the page does not say its language; write <html "
                       "lang=\"{{LANG_TAG}}\">"));
    x->facts->lang = lang.len > 0 ? facts_hash(lang) : 0;
}

/* content="0; url=/zh/new/" */
static struct str refresh_url(struct str content)
{
    size_t at = str_find(content, STR("url="));
    return at != SIZE_MAX ? str_from(content, at + 4) : (struct str){0};
}

static void take_meta(struct scan *x, const struct markup_tag *tag)
{
    struct str name = {0}, content = {0}, other = {0};
    markup_get(tag, "content", &content);
    if (markup_get(tag, "name", &name) && str_is(name, "description") &&
        content.len > 0)
        x->facts->description = facts_hash(content);
    if (markup_get(tag, "property", &other) &&
        (str_is(other, "og:url") || str_is(other, "og:image")))
        scan_address(x, "content", content);
    if (markup_get(tag, "http-equiv", &other) && str_is(other, "refresh") &&
        refresh_url(content).len > 0)
        scan_address(x, "content", refresh_url(content));
}

/* ---- tags ---- */

static void take_attribute(struct scan *x, const struct markup_tag *tag,
                           const struct role *role, struct str value)
{
    switch (role->kind) {
    case ID: add_id(x, value); break;
    case IDS: ask_ids(x, role->name, value); break;
    case ADDRESSES: follow_set(x, value); break;
    case ADDRESS:
        if (strcmp(role->name, "href") == 0)
            follow_element(x, tag, value);
        else
            scan_address(x, role->name, value);
        break;
    }
}

static void open_tag(void *ctx, const struct markup_tag *tag)
{
    struct scan *x = ctx;
    if (is(tag, "html"))
        take_html(x, tag);
    if (is(tag, "meta"))
        take_meta(x, tag);
    for (const char **a = tag->attribute; a != NULL && *a != NULL; a += 2) {
        const struct role *role = role_of(a[0]);
        if (role != NULL)
            take_attribute(x, tag, role,
                           a[1] != NULL ? str_of(a[1]) : (struct str){0});
    }
    prose_open(x, tag);
}

static void close_tag(void *ctx, const char *name)
{
    prose_close(ctx, name);
}

static void take_text(void *ctx, struct str text)
{
    prose_text(ctx, text);
}

static void keep_alternates(struct scan *x)
{
    size_t n = x->alternates.len < UINT16_MAX ? x->alternates.len : UINT16_MAX;
    if (n == 0)
        return;
    x->facts->n_alternates = (uint16_t)n;
    x->facts->alternate = arena_array(&x->w->arena, n, struct alternate);
    memcpy(x->facts->alternate, x->alternates.at,
           n * sizeof *x->alternates.at);
}

void scan_html(struct scan *x, struct str bytes)
{
    const struct markup_handler handler = {x, open_tag, close_tag, take_text};
    bool whole = markup_html(bytes, &handler);
    keep_ids(x);
    keep_alternates(x);
    if (whole) {
        prose_end(x);
        check_asks(x);
    } else
        scan_fault(x, DIAG_PAGE_NESTING, (struct str){0}, (struct str){0},
                   SCAN_SAY(x, "more than %d elements lie inside each other; "
                                "what follows was not looked at",
                             MARKUP_DEPTH_MAX));
}
