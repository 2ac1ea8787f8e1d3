/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "model/lists.h"
#include "render/data_page.h"
#include "render/parts.h"
#include "render/reads.h"

struct str source_detail(struct render *r, const struct source *s)
{
    const struct str parts[] = {render_text(r, &s->publisher), s->author,
                                render_date(r, s->date, s->date_inferred)};
    return joined_by(r, "detail_join", parts, 3);
}

/* A title that already has its marks 《》 keeps them. */
static struct str work_title(struct render *r, struct str title)
{
    if (str_starts(title, STR("《")) || title.len == 0)
        return title;
    return RENDER_FILL(r, "work_title", {"text", title});
}

/* A page of a list. */
static struct str row_link(struct render *r, enum page_kind kind,
                           unsigned page)
{
    struct str url = render_link(r, kind, NULL);
    return page < 2 ? url
                    : arena_printf(&r->scratch, STR_FMT "page/%u/",
                                   STR_ARG(url), page);
}

enum { CITERS_MAX = 12 };

/* The newest; how many there are is told where more have been left out. */
static void add_citers(struct render *r, struct dict *item,
                       const struct paper *p)
{
    const struct entry *newest[CITERS_MAX];
    size_t n = 0, all = 0;
    read_citing(r, "doc", p->id);
    for (size_t i = 0; i < p->n_citing; i++) {
        const struct entry *e = p->citing[i];
        if (!entry_shown(r->site, e, r->lang))
            continue;
        all++;
        size_t k = n < CITERS_MAX ? n++ : n - 1;
        if (all > CITERS_MAX && e->instant <= newest[k]->instant)
            continue;
        for (; k > 0 && newest[k - 1]->instant < e->instant; k--)
            newest[k] = newest[k - 1];
        newest[k] = e;
    }
    for (size_t i = 0; i < n; i++)
        add_article_ref(r, item, M_DOC_CITERS, newest[i]);
    if (all > n)
        set(r, item, M_DOC_CITERS_MORE,
            RENDER_FILL(r, "citers_more", {"n", render_number(r, all)}));
}

void add_paper(struct render *r, struct dict *d, enum marker list,
               const struct paper *p, bool on_documents_page)
{
    struct dict *item = dict_add(d, list);
    struct str issuer = render_text(r, &p->issuer);
    struct str date = render_date(r, p->date, false);
    const struct str parts[] = {p->number, issuer, date};
    set(r, item, M_DOC_ID, p->id);
    set(r, item, M_DOC_TITLE, work_title(r, render_text(r, &p->title)));
    set(r, item, M_DOC_DETAIL, joined_by(r, "detail_join", parts, 3));
    set(r, item, M_DOC_NUMBER, p->number);
    set(r, item, M_DOC_ISSUER, issuer);
    set(r, item, M_DOC_DATE, date);
    set(r, item, M_DOC_DATETIME, date_iso(&r->scratch, p->date));
    if (!on_documents_page) {
        set(r, item, M_DOC_URL,
            ARENA_JOIN(&r->scratch,
                       row_link(r, PAGE_DOCUMENTS,
                                cut_page(cut_papers, p->place)),
                       STR("#"), p->id));
        return;
    }
    set(r, item, M_DOC_URL, p->url);
    add_citers(r, item, p);
}

/* The glossary pairs Chinese with English; other languages see both. */
void add_term(struct render *r, struct dict *d, enum marker list,
              const struct term *t, bool on_glossary)
{
    const struct config *c = &r->site->config;
    struct dict *item = dict_add(d, list);
    bool zh = numerals_of(c->language[r->lang].tag) == NUMERALS_ZH;
    struct str en = t->en.len > 0 ? t->en.at[0] : (struct str){0};
    set(r, item, M_TERM_NAME, zh || en.len == 0 ? t->zh : en);
    set(r, item, M_TERM_OTHER, zh ? en : t->zh);
    set(r, item, M_TERM_OTHER_TAG, zh ? STR("en") : STR("zh-Hans"));
    set(r, item, M_TERM_DEFINITION, render_text(r, &t->definition));
    if (t->kind.len > 0 && !str_is(t->kind, "term")) {
        char key[64];
        snprintf(key, sizeof key, "glossary_" STR_FMT, STR_ARG(t->kind));
        set(r, item, M_TERM_KIND, render_word(r, key));
    }
    if (on_glossary)
        set(r, item, M_TERM_ID, t->anchor);
    else
        set(r, item, M_TERM_URL,
            ARENA_JOIN(&r->scratch,
                       row_link(r, PAGE_GLOSSARY,
                                cut_page(cut_terms, t->place[r->lang])),
                       STR("#"), t->anchor));
}
