/* SPDX-License-Identifier: MIT */
/* What a page says in words: title, headings, names of links, descriptions of
 * images; and the JSON-LD in it. */
#include "check/facts.h"

static bool is(const char *name, const char *wanted)
{
    return strcmp(name, wanted) == 0;
}

static bool has_text(const struct markup_tag *tag, const char *attribute)
{
    struct str value;
    return markup_get(tag, attribute, &value) && str_trim(value).len > 0;
}

/* ---- headings ---- */

static void take_heading(struct scan *x, const struct markup_tag *tag,
                         unsigned level)
{
    struct prose *p = &x->prose;
    struct str id = {0};
    bool jumps = level > p->level + 1;
    markup_get(tag, "id", &id);
    if (p->level == 0)
        p->first = level;
    else if (jumps)
        scan_fault(x, DIAG_PAGE_HEADING,
                   id.len > 0 ? scan_literal(x, "id", id) : (struct str){0},
                   SCAN_TEXT(x, "%s" STR_FMT, id.len > 0 ? "#" : "",
                             STR_ARG(id)),
                   SCAN_SAY(x, "in the page, <h%u> follows <h%u>; leave no "
                                "level of headings out",
                             level, p->level));
    p->level = level;
    p->n_h1 += level == 1;
}

/* ---- links ---- */

static void open_link(struct scan *x, const struct markup_tag *tag)
{
    struct prose *p = &x->prose;
    p->in_link = markup_get(tag, "href", &p->link);
    p->link = arena_copy(&x->w->scratch, p->link);
    p->named = has_text(tag, "aria-label") || has_text(tag, "title") ||
               has_text(tag, "aria-labelledby");
}

static void close_link(struct scan *x)
{
    struct prose *p = &x->prose;
    if (p->in_link && !p->named)
        scan_fault(x, DIAG_PAGE_LINK_EMPTY, scan_literal(x, "href", p->link),
                   scan_target(x, p->link),
                   SCAN_SAY(x, "the link to '" STR_FMT "' has no text",
                             STR_ARG(p->link)));
    p->in_link = false;
}

/* ---- images ---- */

static void take_image(struct scan *x, const struct markup_tag *tag)
{
    struct prose *p = &x->prose;
    struct str src = {0}, alt = {0};
    markup_get(tag, "src", &src);
    if (!markup_get(tag, "alt", &alt))
        scan_fault(x, DIAG_PAGE_ALT, scan_literal(x, "src", src),
                   scan_target(x, src),
                   SCAN_SAY(x, "the image '" STR_FMT "' has no attribute alt",
                             STR_ARG(src)));
    p->named = p->named || str_trim(alt).len > 0;
    if (p->in_figure == 0)
        return;
    p->alt = arena_copy(&x->w->scratch, str_trim(alt));
    p->src = arena_copy(&x->w->scratch, src);
}

static void close_figure(struct scan *x)
{
    struct prose *p = &x->prose;
    struct str caption = str_trim(buf_view(p->caption));
    if (p->alt.len > 0 && str_eq(p->alt, caption))
        scan_fault(x, DIAG_PAGE_ALT, scan_literal(x, "src", p->src),
                   scan_target(x, p->src),
                   SCAN_SAY(x, "the description of '" STR_FMT "' is its "
                                "caption once more; say what the image shows",
                             STR_ARG(p->src)));
    p->alt = (struct str){0};
    buf_reset(p->caption);
}

/* ---- tags ---- */

static void open_script(struct scan *x, const struct markup_tag *tag)
{
    struct str type = {0};
    markup_get(tag, "type", &type);
    x->prose.in_json = str_is(type, "application/ld+json");
    buf_reset(x->prose.json);
}

void prose_open(struct scan *x, const struct markup_tag *tag)
{
    struct prose *p = &x->prose;
    const char *name = tag->name;
    if (name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0')
        take_heading(x, tag, (unsigned)(name[1] - '0'));
    else if (is(name, "a"))
        open_link(x, tag);
    else if (is(name, "img"))
        take_image(x, tag);
    else if (is(name, "svg"))
        p->in_svg++;
    else if (is(name, "title") && p->in_svg == 0)
        p->in_title = true;
    else if (is(name, "figure"))
        p->in_figure++;
    else if (is(name, "figcaption"))
        p->in_caption = true;
    else if (is(name, "script"))
        open_script(x, tag);
}

void prose_close(struct scan *x, const char *name)
{
    struct prose *p = &x->prose;
    if (is(name, "a"))
        close_link(x);
    else if (is(name, "svg"))
        p->in_svg -= p->in_svg > 0;
    else if (is(name, "title"))
        p->in_title = false;
    else if (is(name, "figcaption"))
        p->in_caption = false;
    else if (is(name, "script") && p->in_json) {
        p->in_json = false;
        scan_json(x, buf_view(p->json), STR("application/ld+json"));
    } else if (is(name, "figure") && p->in_figure > 0 && --p->in_figure == 0)
        close_figure(x);
}

void prose_text(struct scan *x, struct str text)
{
    struct prose *p = &x->prose;
    if (p->in_json)
        buf_str(p->json, text);
    if (p->in_title)
        buf_str(p->title, text);
    if (p->in_caption)
        buf_str(p->caption, text);
    if (p->in_link && !p->named)
        p->named = str_trim(text).len > 0;
}

void prose_end(struct scan *x)
{
    struct prose *p = &x->prose;
    struct str title = str_trim(buf_view(p->title));
    if (p->n_h1 == 1 && p->first > 1)
        scan_fault(x, DIAG_PAGE_HEADING, (struct str){0}, (struct str){0},
                   SCAN_SAY(x, "the first heading is of level %u; begin with "
                                "<h1>",
                             p->first));
    if (p->n_h1 != 1)
        scan_fault(x, DIAG_PAGE_HEADING, STR("<h1"), (struct str){0},
                   SCAN_SAY(x, "the page has %s; it needs exactly one",
                             p->n_h1 == 0 ? "no <h1>" : "more than one <h1>"));
    if (title.len > 0)
        x->facts->title = facts_hash(title);
    else
        scan_fault(x, DIAG_PAGE_TITLE, STR("<title"), (struct str){0},
                   SCAN_SAY(x, "the page has no title"));
}
