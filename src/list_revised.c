/* SPDX-License-Identifier: MIT */
#include "list_revised.h"

#include "model/body.h"
#include "model/statistics.h"

static void row(const struct site *s, const struct version *v,
                const struct reference *r, const struct cell *c,
                struct table *t)
{
    const struct figure f = cell_figure(c);
    table_add(t, v->path);
    table_add_number(t, r->text_loc.line);
    table_add_number(t, r->text_loc.col);
    table_add(t, cell_reference(t->arena, s, c));
    table_add(t, date_iso(t->arena, c->rare->revised));
    table_add(t, r->text);
    table_add(t, figure_plain(t->arena, &f));
    table_add(t, site_text(s, &c->rare->revision_note, (size_t)v->lang));
}

/* Where the text is empty, the page shows the new value. */
static void rows(const struct site *s, const struct version *v,
                 const struct markdown_scan *scan, const struct link *link,
                 struct table *t)
{
    for (size_t i = 0; link != NULL && i < scan->references.len; i++)
        if (link[i].revised && scan->references.at[i].text.len > 0)
            row(s, v, &scan->references.at[i], link[i].cell, t);
}

void list_revised(const struct site *s, const struct plan *p, struct table *t,
                  struct diag *d)
{
    struct arena work = {0};
    struct body body;
    table_init(t, t->arena,
               "file #line #column figure revised was now note");
    for (size_t i = 0; i < s->n_entries; i++)
        for (size_t lang = 0; lang < s->config.n_languages; lang++) {
            const struct version *v = s->entry[i]->in[lang];
            const struct figure_image *image = s->entry[i]->image;
            if (v == NULL)
                continue;
            rows(s, v, &v->summary.scan, v->summary.link, t);
            if (image != NULL && image->caption[lang] != NULL)
                rows(s, v, &image->caption[lang]->scan,
                     image->caption[lang]->link, t);
            arena_reset(&work);
            if (body_read(&work, s, p, v, &body, d))
                rows(s, v, &body.scan, body.link, t);
        }
    arena_release(&work);
}
