/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "generate.h"

/* Both languages of an article are written with the same draws, so that they
 * have the same blocks, figures and links. */

struct pair {
    const char *in[N_LANGS];
};

#define TITLE(zh, en) {{zh, en}},
#define HEAD(zh, en)
#define SAY(zh, en)
#define ITEM(zh, en)
#define TERM(zh, en, define_zh, define_en)
#define PAPER(id, zh, en)
static const struct pair titles[] = {
#include "phrases.def"
};
#undef TITLE
#undef HEAD
#define TITLE(zh, en)
#define HEAD(zh, en) {{zh, en}},
static const struct pair heads[] = {
#include "phrases.def"
};
#undef HEAD
#undef SAY
#define HEAD(zh, en)
#define SAY(zh, en) {{zh, en}},
static const struct pair sayings[] = {
#include "phrases.def"
};
#undef SAY
#undef ITEM
#define SAY(zh, en)
#define ITEM(zh, en) {{zh, en}},
static const struct pair items[] = {
#include "phrases.def"
};
#undef ITEM
#undef TERM
#define ITEM(zh, en)
#define TERM(zh, en, define_zh, define_en) {{zh, en}},
static const struct pair terms[] = {
#include "phrases.def"
};
#undef TERM
#undef PAPER
#define TERM(zh, en, define_zh, define_en)
#define PAPER(id, zh, en) {id, {{zh, en}}},
static const struct {
    const char *id;
    struct pair title;
} papers[] = {
#include "phrases.def"
};

enum {
    N_TITLES = sizeof titles / sizeof *titles,
    N_HEADS = sizeof heads / sizeof *heads,
    N_SAYINGS = sizeof sayings / sizeof *sayings,
    N_ITEMS = sizeof items / sizeof *items,
    N_TERMS = sizeof terms / sizeof *terms,
    N_PAPERS = sizeof papers / sizeof *papers
};

struct article {
    const struct corpus *corpus;
    FILE *f;
    int lang;
    size_t number;
    int year;
    const struct division *main, *other; /* other: the one above, or a peer */
    size_t topic_indicator;
    struct chance chance;
    size_t saying, item, head; /* where the turns of phrases begin */
};

enum { SHUFFLE = 7 }; /* coprime to the counts of phrases */

int article_year(size_t i)
{
    return YEAR_FIRST + 1 + (int)(i * SHUFFLE % ARTICLE_YEARS);
}

static const struct division *district_of(const struct corpus *c, size_t i)
{
    struct chance chance = chance_of(c->seed, i, 1);
    const struct world *w = c->world;
    return &w->at[w->county[chance_below(&chance, w->n_counties)]];
}

void article_slug(const struct corpus *c, size_t i, char *out, size_t size)
{
    snprintf(out, size, "d%s-%06zu", district_of(c, i)->code, i + 1);
}

/* ---- pieces ---- */

static const char *take(const struct article *a, const struct pair *all,
                        size_t n, size_t *turn)
{
    *turn = (*turn + 1) % n;
    return all[*turn].in[a->lang];
}

static void put(struct article *a, const char *zh, const char *en)
{
    fputs(a->lang == ZH ? zh : en, a->f);
}

static void space(struct article *a)
{
    put(a, "", " ");
}

/* A cell of the year that has a value, and whose text is kept in `text`. */
static size_t pick(struct article *a, const struct division *d, size_t i,
                   int year, char *text, size_t size)
{
    struct cell c = cell_at(d, i, year);
    while (c.missing)
        c = cell_at(d, i = (i + 1) % N_INDICATORS, year);
    cell_text(&c, a->lang, text, size);
    return i;
}

static void put_stat(struct article *a, const struct division *d, size_t i,
                     int year, const char *name)
{
    char text[80], reference[160];
    i = pick(a, d, i, year, text, sizeof text);
    snprintf(reference, sizeof reference, "[%s](stat:%s/%s/%d)", text, d->code,
             indicators[i].id, year);
    fprintf(a->f, indicators[i].sentence[a->lang], name, reference);
}

/* A whole sentence with a figure. */
static void say_figure(struct article *a, const char *name)
{
    static const struct pair openings[] = {
        {{"%d年，", "In %d, "}},
        {{"据统计年鉴，%d年", "According to the yearbook, in %d, "}},
        {{"到%d年底，", "By the end of %d, "}},
    };
    const struct division *d =
        chance_below(&a->chance, 4) == 0 ? a->other : a->main;
    size_t i = chance_below(&a->chance, 2) == 0
                   ? a->topic_indicator + chance_below(&a->chance, 4)
                   : chance_below(&a->chance, N_INDICATORS);
    int year = a->year - 1 - (int)chance_below(&a->chance, 3);
    if (year < YEAR_FIRST)
        year = YEAR_FIRST;
    if (year >= YEAR_FIRST + N_YEARS)
        year = YEAR_FIRST + N_YEARS - 1;
    fprintf(a->f, openings[chance_below(&a->chance, 3)].in[a->lang], year);
    put_stat(a, d, i % N_INDICATORS, year,
             name != NULL && d == a->main ? name : d->name[a->lang]);
    put(a, "。", ".");
}

static void say(struct article *a)
{
    fputs(take(a, sayings, N_SAYINGS, &a->saying), a->f);
}

static void end(struct article *a)
{
    fputs("\n\n", a->f);
}

/* ---- blocks ---- */

static void put_lead(struct article *a)
{
    char name[160];
    snprintf(name, sizeof name, "[%s](district:%s)", a->main->name[a->lang],
             a->main->code);
    say_figure(a, name);
    space(a);
    say(a);
    space(a);
    fprintf(a->f,
            a->lang == ZH ? "[%s](district:%s)的情况与此相近："
                          : "In [%s](district:%s) things are much the same: ",
            a->other->name[a->lang], a->other->code);
    put(a, "学校、家长和教育部门都在寻找办法。",
        "schools, parents and the department look for ways.");
    end(a);
}

static void put_list(struct article *a)
{
    put(a, "接下来的工作包括：", "The work ahead includes these tasks:");
    end(a);
    for (int i = 0; i < 4; i++) {
        fprintf(a->f, "- %s", take(a, items, N_ITEMS, &a->item));
        put(a, "；\n", ";\n");
    }
    fputs("\n", a->f);
}

static void put_quote(struct article *a)
{
    fputs("> ", a->f);
    say(a);
    end(a);
}

static void put_section(struct article *a, int at)
{
    fprintf(a->f, "## %s", take(a, heads, N_HEADS, &a->head));
    if (a->lang == ZH && at == 0)
        fputs(" {#findings}", a->f);
    end(a);
    say(a);
    space(a);
    say_figure(a, NULL);
    space(a);
    say(a);
    end(a);
    if (at == 1)
        put_list(a);
    else if (chance_below(&a->chance, 4) == 0)
        put_quote(a);
    say(a);
    space(a);
    if (chance_below(&a->chance, 3) > 0)
        say_figure(a, NULL);
    else
        say(a);
    end(a);
}

static void put_chart(struct article *a)
{
    const struct indicator *x = &indicators[a->topic_indicator];
    bool table = a->number % 20 == 0;
    if (a->number % 10 != 0)
        return;
    put(a, "![", "![");
    fprintf(a->f, "%s", x->name[a->lang]);
    fprintf(a->f,
            table ? "](table:%s,%s/%s,%s/%d)" : "](chart:%s,%s/%s?type=line)",
            a->main->code, a->other->code, x->id,
            indicators[(a->topic_indicator + 1) % N_INDICATORS].id,
            a->year - 2 < YEAR_FIRST ? YEAR_FIRST : a->year - 2);
    end(a);
}

/* An earlier article, so that links hold in smaller sites, too. */
static void put_closing(struct article *a)
{
    static const char *const lang[] = {"zh", "en"};
    size_t t = chance_below(&a->chance, N_TERMS);
    size_t p = chance_below(&a->chance, N_PAPERS);
    say(a);
    space(a);
    fprintf(a->f,
            a->lang == ZH ? "这与[%.*s](term:%s)和[《%s》](doc:%s)有关"
                          : "This has to do with [%.*s](term:%s) and the "
                            "[*%s*](doc:%s)",
            (int)strcspn(terms[t].in[a->lang], "|"), terms[t].in[a->lang],
            terms[t].in[ZH], papers[p].title.in[a->lang], papers[p].id);
    if (a->number > 0) {
        char slug[64];
        size_t i = chance_below(&a->chance, a->number);
        article_slug(a->corpus, i, slug, sizeof slug);
        put(a, "，也可参看[往期简报]", "; see also an [earlier brief]");
        fprintf(a->f, "(../%d/%s.%s.md#findings)", article_year(i), slug,
                lang[a->lang]);
    }
    put(a, "。\n", ".\n");
}

/* ---- front matter ---- */

static void put_summary(struct article *a)
{
    put(a, "summary: '", "summary: '");
    say_figure(a, NULL);
    put(a, "当地正在改进学校的工作。", " Schools are changing how they work.");
    fputs("'\n", a->f);
}

static void put_shared(struct article *a)
{
    const struct indicator *x = &indicators[a->topic_indicator];
    size_t day = chance_below(&a->chance, 28);
    size_t month = chance_below(&a->chance, 12);
    size_t minute = chance_below(&a->chance, 600);
    bool two = chance_below(&a->chance, 3) == 0;
    bool brief = chance_below(&a->chance, 3) > 0;
    if (a->lang == EN && !a->corpus->whole)
        return;
    fprintf(a->f, "date: %d-%02zu-%02zu", a->year, month + 1, day + 1);
    if (a->number % 4 == 0)
        fprintf(a->f, "T%02zu:%02zu%s", 8 + minute / 60, minute % 60,
                a->corpus->whole ? ":00" : "");
    fprintf(a->f, "\ndistricts: [\"%s\"", a->main->code);
    if (a->number % 6 == 0)
        fprintf(a->f, ", \"%s\"", a->other->code);
    fprintf(a->f, "]\ntopics: [%s%s]\ngenre: %s\n", x->topic,
            two && strcmp(x->topic, "quality") != 0 ? ", quality" : "",
            brief ? "brief" : "summary");
    if (a->number % 3 == 0)
        fprintf(a->f, "source: news-%d\n", a->year);
}

static void put_key_figures(struct article *a)
{
    char text[80];
    int year = a->year - 1 >= YEAR_FIRST + N_YEARS ? YEAR_FIRST + N_YEARS - 1
                                                   : a->year - 1;
    if (a->lang == EN || a->number % 2 != 0)
        return;
    size_t i = pick(a, a->main, a->topic_indicator, year, text, sizeof text);
    size_t k =
        pick(a, a->main, (i + 1) % N_INDICATORS, year, text, sizeof text);
    fputs("key_figures:\n", a->f);
    fprintf(a->f, "  - stat:%s/%s/%d\n", a->main->code, indicators[i].id, year);
    if (k != i)
        fprintf(a->f, "  - stat:%s/%s/%d\n", a->main->code, indicators[k].id,
                year);
}

static void put_front(struct article *a)
{
    size_t title = chance_below(&a->chance, N_TITLES);
    fputs("---\ntitle: ", a->f);
    fprintf(a->f, titles[title].in[a->lang], a->main->name[a->lang]);
    fputc('\n', a->f);
    put_summary(a);
    put_shared(a);
    put_key_figures(a);
    put(a, "", "translation:\n  status: human\n");
    fputs("---\n\n", a->f);
}

void write_article(FILE *f, const struct corpus *c, size_t i, int lang)
{
    struct article a = {.corpus = c,
                        .f = f,
                        .lang = lang,
                        .number = i,
                        .year = article_year(i),
                        .main = district_of(c, i),
                        .chance = chance_of(c->seed, i, 2)};
    a.other = &c->world->at[a.main->parent];
    a.topic_indicator = chance_below(&a.chance, N_INDICATORS);
    a.saying = chance_below(&a.chance, N_SAYINGS);
    a.item = chance_below(&a.chance, N_ITEMS);
    a.head = chance_below(&a.chance, N_HEADS);
    put_front(&a);
    put_lead(&a);
    for (int at = 0; at < 3; at++)
        put_section(&a, at);
    put_chart(&a);
    put_closing(&a);
}
