/* SPDX-License-Identifier: MIT */
#include "build.h"

#include <unistd.h>

#include "base/unicode.h"
#include "destination.h"
#include "fix.h"
#include "inspect.h"
#include "model/compare.h"
#include "model/config.h"
#include "model/copy_check.h"
#include "model/freshness.h"
#include "model/index.h"
#include "model/link.h"
#include "model/load.h"
#include "model/plan.h"
#include "model/words_check.h"
#include "outcome.h"
#include "produce.h"
#include "state/checks.h"
#include "state/figures.h"
#include "state/texts.h"

struct build {
    struct options *options;
    struct site site;
    struct plan plan;
    struct templates *templates;
    struct diag diag;
    struct severities severities;
    struct past past;
    struct str output;
    bool failed; /* the system failed us: exit status 2 */
};

/* ---- layouts ---- */

struct wording {
    const struct site *s;
    size_t lang;
};

/* A word that only this language lacks is found: words_check reports it. */
static struct str word_text(const void *wording, struct str key, bool *found)
{
    const struct wording *w = wording;
    char name[128];
    *found = false;
    if (key.len >= sizeof name)
        return (struct str){0};
    memcpy(name, key.at, key.len);
    name[key.len] = '\0';
    for (size_t i = 0; i < w->s->config.n_languages; i++)
        *found = *found || !words_lack(&w->s->words[i], key);
    return words_get(&w->s->words[w->lang], name);
}

static struct str word_near(const void *wording, struct str key)
{
    const struct wording *w = wording;
    return map_nearest(&w->s->words[w->lang].byname, key);
}

static void load_templates(struct build *b)
{
    struct site *s = &b->site;
    struct template_file *files =
        arena_array(&s->arena, s->n_layouts + 1, struct template_file);
    for (size_t i = 0; i < s->n_layouts; i++)
        files[i] = (struct template_file){s->layout[i].path,
                                          s->layout[i].shown,
                                          s->layout[i].text};
    struct template_words words[LANG_MAX];
    struct wording wording[LANG_MAX];
    for (size_t i = 0; i < s->config.n_languages; i++) {
        wording[i] = (struct wording){s, i};
        words[i] = (struct template_words){s->config.language[i].id, word_text,
                                           &wording[i], word_near};
    }
    b->templates = templates_new(files, s->n_layouts, words,
                                 s->config.n_languages, &b->diag);
    bool seen[N_PAGE_KINDS] = {false};
    for (size_t i = 0; b->templates != NULL && i < b->plan.len; i++) {
        enum page_kind kind = b->plan.page[i].kind;
        const char *layout = page_layout(kind);
        if (layout == NULL || seen[kind] ||
            templates_has(b->templates, layout))
            continue;
        seen[kind] = true;
        diag_add(&b->diag, (struct loc){STR("layouts"), 0, 0},
                 DIAG_TEMPLATE_MISSING,
                 "the layout %s is missing; restore it, or install the default "
                 "theme",
                 layout);
    }
}

/* ---- all mistakes, before anything is made ---- */

bool prepare_site(struct site *s, struct plan *p, struct options *options,
                  struct past *past, struct diag *d)
{
    struct checks checks;
    struct texts texts;
    struct figures figures;
    s->texts = texts_open(&texts, past);
    s->statistics = figures_open(&figures, past);
    bool loaded = load_site(s, options, d);
    texts_close(&texts);
    figures_close(&figures);
    s->texts = NULL;
    s->statistics = NULL;
    past_learn(past, s);
    if (!loaded)
        return false;
    index_site(s, d);
    plan_make(p, s, d);
    link_site(s, p, d);
    if (options->copy)
        copy_check(s, p, d);
    if (options->freshness > 0)
        freshness_check(s, d);
    checks_begin(&checks, s, past, d);
    compare_texts(s, p, d);
    checks_end(&checks, s, d);
    return !diag_has_system(d);
}

void release_site(struct site *s, struct plan *p)
{
    if (s->root >= 0)
        close(s->root);
    plan_release(p);
    config_release(&s->config);
    site_release(s);
    unicode_release();
}

static void prepare(struct build *b)
{
    severities_init(&b->severities);
    if (!prepare_site(&b->site, &b->plan, b->options,
                      b->past.site >= 0 ? &b->past : NULL, &b->diag))
        return;
    b->severities = b->site.config.severities;
    plan_add_media(&b->plan, &b->site, &b->diag);
    if (b->site.n_layouts > 0) {
        words_check(&b->site, &b->diag);
        load_templates(b);
    } else
        diag_add(&b->diag, (struct loc){STR("layouts"), 0, 0},
                 DIAG_TEMPLATE_MISSING,
                 "there is no theme: neither layouts in this folder nor the "
                 "default theme; install jianbao with it, or copy its layouts "
                 "here");
    diag_settle(&b->diag);
}

static bool may_freeze(const struct build *b)
{
    struct diag_counts n = diag_count(&b->diag, &b->severities);
    return n.errors == 0 && (!b->options->strict || n.warnings == 0);
}

/* ---- render and publish ---- */

static bool publish_all(struct build *b)
{
    struct publish_changes changes = {0};
    struct site *s = &b->site;
    size_t n_said = b->diag.messages.len;
    if (!destination_apart(b->options->site, b->output, &b->diag))
        return false;
    destination_vanished(b->output.at, &b->plan, &b->diag);
    if (!may_freeze(b))
        return true;
    struct produce p = {.options = b->options,
                        .site = s,
                        .plan = &b->plan,
                        .templates = b->templates,
                        .past = &b->past,
                        .diag = &b->diag,
                        .severities = &b->severities,
                        .output = b->output.at,
                        .changes =
                            b->options->changed != NULL ? &changes : NULL,
                        .n_said = n_said};
    bool good = produce_site(&p) &&
                outcome_list(b->options->changed, s->config.base_url, &changes,
                             &b->diag);
    arena_release(&changes.arena);
    if (!good)
        return false;
    outcome_print(b->options, &(struct outcome){p.n_files,
                                                s->config.n_languages,
                                                p.rendered, p.counts,
                                                s->next_due, s->config.zone});
    return true;
}

/* ---- the end ---- */

static int finish(struct build *b)
{
    int status =
        outcome_say(&b->diag, &b->severities, b->options, b->failed);
    templates_free(b->templates);
    release_site(&b->site, &b->plan);
    diag_release(&b->diag);
    past_close(&b->past);
    return status;
}

static struct build build_with(struct options *options)
{
    struct build b = {
        .options = options, .site.root = -1, .past.site = -1};
    b.diag.speech = options->speech;
    b.diag.most = options->max_errors;
    return b;
}

int check_site(struct options *options)
{
    if (options->fix && !fix_site(options))
        return 2;
    struct build b = build_with(options);
    prepare(&b);
    if (b.templates != NULL && diag_count(&b.diag, &b.severities).errors == 0)
        b.failed = !inspect_site(&b.site, &b.plan, b.templates, &b.diag);
    return finish(&b);
}

/* ---- nothing has changed ---- */

/* True, with the exit status, when a build would say and leave what the last
 * one said and left. */
static bool is_unchanged(struct build *b, int *status)
{
    struct past *p = &b->past;
    struct options *o = b->options;
    struct hash manifest;
    if (!p->known || o->atomic)
        return false;
    struct zone *zone = zone_open(p->state.timezone);
    if (o->as_of_date.precision != DATE_NONE)
        o->as_of = date_instant(o->as_of_date, zone);
    bool same = past_holds(p, b->output.at, o->as_of) &&
                publish_intact(b->output.at, &manifest) &&
                hash_eq(manifest, p->state.manifest);
    if (same) {
        const struct outcome r = {.files = p->state.n_pages,
                                  .languages = p->state.n_languages,
                                  .counts.unchanged = p->state.n_pages,
                                  .next_due = p->state.next_due,
                                  .zone = zone};
        const struct publish_changes none = {0};
        past_refresh(p);
        bool good = outcome_list(o->changed, (struct str){0}, &none, &b->diag);
        outcome_print(o, &r);
        for (size_t i = 0; i < p->state.n_messages; i++)
            *vec_push(&b->diag.arena, &b->diag.messages) = p->state.message[i];
        *status = outcome_say(&b->diag, &p->state.severities, o, !good);
        diag_release(&b->diag);
    }
    zone_close(zone);
    return same;
}

int build_site(struct options *options)
{
    struct build b = build_with(options);
    int status;
    past_open(&b.past, options);
    b.output = options->output != NULL
                   ? str_of(options->output)
                   : arena_printf(&b.past.arena, "%s/output", options->site);
    if (is_unchanged(&b, &status)) {
        past_close(&b.past);
        unicode_release();
        return status;
    }
    prepare(&b);
    if (may_freeze(&b) && b.templates != NULL)
        b.failed = !publish_all(&b);
    return finish(&b);
}
