/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/escape.h"
#include "model/statistics.h"
#include "render/data_page.h"
#include "render/parts.h"
#include "render/text.h"

/* What was put right in a text, by its editors or by the source of a figure
 * that it cites. */
struct correction_line {
    struct date date;
    size_t at; /* order among equal dates */
    struct str markup;
};

struct correction_lines {
    struct correction_line *at;
    size_t len, cap;
    vec_of(const struct cell *) told; /* one line for each figure */
};

static void add_line(struct render *r, struct correction_lines *all,
                     struct date date, struct str markup)
{
    *vec_push(&r->scratch, all) =
        (struct correction_line){date, all->len, markup};
}

static bool is_told(struct render *r, struct correction_lines *all,
                    const struct cell *c)
{
    for (size_t i = 0; i < all->told.len; i++)
        if (all->told.at[i] == c)
            return true;
    *vec_push(&r->scratch, &all->told) = c;
    return false;
}

/* The text of a reference without words is the present value. */
static struct str revision_line(struct render *r, const struct cell *c,
                                struct str old)
{
    const struct figure f = cell_figure(c);
    struct buf b = {0};
    struct str what = RENDER_FILL(
        r, old.len > 0 ? "revision_line" : "revision_line_now",
        {"date", render_date(r, c->rare->revised, false)},
        {"place", render_text(r, &c->district->name)},
        {"indicator", render_text(r, &c->indicator->name)},
        {"period", period_words(&r->scratch, c->period, r->words)},
        {"old", old},
        {"new", figure_prose(&r->scratch, &f, r->words, FIGURE_FULL)});
    const struct str parts[] = {what, render_text(r, &c->rare->revision_note)};
    escape_html(&b, joined_by(r, "sentence_join", parts, 2));
    struct str line = arena_copy(&r->scratch, buf_view(&b));
    buf_release(&b);
    return line;
}

static void add_revised(struct render *r, struct correction_lines *all,
                        const struct markdown_scan *scan,
                        const struct link *link, bool with_words)
{
    for (size_t i = 0; link != NULL && i < scan->references.len; i++) {
        struct str old = scan->references.at[i].text;
        const struct cell *c = link[i].cell;
        if (link[i].revised && (old.len > 0) == with_words &&
            !is_told(r, all, c))
            add_line(r, all, c->rare->revised, revision_line(r, c, old));
    }
}

/* The old value is told where the text has it anywhere. */
static void add_all_revised(struct render *r, struct correction_lines *all,
                            const struct version *v)
{
    const struct body *body = text_open(r, v);
    const struct figure_image *image = v->entry->image;
    const struct inline_text *caption =
        image != NULL ? image->caption[v->lang] : NULL;
    for (int words = 1; words >= 0; words--) {
        add_revised(r, all, &v->summary.scan, v->summary.link, words == 1);
        if (caption != NULL)
            add_revised(r, all, &caption->scan, caption->link, words == 1);
        add_revised(r, all, &body->scan, body->link, words == 1);
    }
}

static int newest_first(const void *a, const void *b)
{
    const struct correction_line *x = a, *y = b;
    int by = date_compare(y->date, x->date);
    return by != 0 ? by : (x->at > y->at) - (x->at < y->at);
}

bool set_corrections(struct render *r, const struct version *v)
{
    struct correction_lines all = {0};
    for (size_t i = v->n_corrections; i > 0; i--)
        add_line(r, &all, v->correction[i - 1].date,
                 text_inline(r, &v->correction[i - 1].text));
    add_all_revised(r, &all, v);
    if (all.len > 1)
        qsort(all.at, all.len, sizeof *all.at, newest_first);
    for (size_t i = 0; i < all.len; i++) {
        struct dict *d = dict_add(r->dict, M_CORRECTIONS);
        set(r, d, M_CORRECTION_DATE, render_date(r, all.at[i].date, false));
        set(r, d, M_CORRECTION_DATETIME,
            date_iso(&r->scratch, all.at[i].date));
        set_markup(d, M_CORRECTION_TEXT, all.at[i].markup);
    }
    return all.len > 0;
}
