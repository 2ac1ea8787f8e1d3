/* SPDX-License-Identifier: MIT */
#include "render/parts.h"

static struct dict *language_note(struct render *r, const char *kind,
                                  struct str text)
{
    struct dict *d = dict_add(r->dict, M_LANGUAGE_NOTES);
    set(r, d, M_LNOTE_KIND, str_of(kind));
    set(r, d, M_LNOTE_TEXT, text);
    return d;
}

static struct dict *translation_note(struct render *r, const struct version *v)
{
    struct str by = v->translation_by;
    switch (v->translation) {
    case TRANSLATION_MACHINE:
        return language_note(r, "machine", render_word(r, "lnote_machine"));
    case TRANSLATION_REVIEWED:
        return language_note(r, "reviewed",
                             by.len > 0
                                 ? RENDER_FILL(r, "lnote_reviewed", {"by", by})
                                 : render_word(r, "lnote_reviewed_anonymous"));
    case TRANSLATION_HUMAN:
        return language_note(r, "human",
                             by.len > 0
                                 ? RENDER_FILL(r, "lnote_human", {"by", by})
                                 : render_word(r, "lnote_human_anonymous"));
    case TRANSLATION_NONE: break;
    }
    return NULL;
}

static void link_original(struct render *r, struct dict *d,
                          const struct version *o)
{
    const struct config *c = &r->site->config;
    const struct entry *e = o->entry;
    const struct page *page =
        plan_find(r->plan, e->kind == ENTRY_PAGE ? PAGE_PAGE : PAGE_ARTICLE, e,
                  c->language[o->lang].id);
    if (page == NULL)
        return;
    set(r, d, M_LNOTE_URL, render_href(r, page->url));
    set(r, d, M_LNOTE_LINK,
        words_get(&r->site->words[o->lang], "lnote_original_link"));
    set(r, d, M_LNOTE_TAG, c->language[o->lang].tag);
}

void set_language_notes(struct render *r, const struct version *v)
{
    const struct version *o = v->entry->in[v->entry->original];
    if ((size_t)v->lang != r->lang)
        language_note(
            r, "fallback",
            RENDER_FILL(r, "lnote_fallback",
                        {"language", r->site->config.language[v->lang].name}));
    if (v->original || o == NULL)
        return;
    struct dict *d = translation_note(r, v);
    if (d != NULL)
        link_original(r, d, o);
    if (v->n_stale > 0)
        link_original(
            r,
            language_note(r, "stale",
                          RENDER_FILL(r, "lnote_stale",
                                      {"n", render_number(r, v->n_stale)})),
            o);
}
