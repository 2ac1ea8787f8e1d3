/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "generate.h"

/* splitmix64 and xorshift64*, both in the public domain. */
static uint64_t mix(uint64_t x)
{
    x += 0x9e3779b97f4a7c15;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
    x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
    return x ^ (x >> 31);
}

struct chance chance_of(uint64_t seed, uint64_t a, uint64_t b)
{
    uint64_t state = mix(mix(mix(seed) ^ a) ^ b);
    return (struct chance){state != 0 ? state : 1};
}

uint64_t chance_next(struct chance *c)
{
    c->state ^= c->state >> 12;
    c->state ^= c->state << 25;
    c->state ^= c->state >> 27;
    return c->state * 0x2545f4914f6cdd1d;
}

size_t chance_below(struct chance *c, size_t n)
{
    return (size_t)((chance_next(c) >> 32) % n);
}

/* ---- from the file ---- */

static void *get(size_t n, size_t size)
{
    void *at = calloc(n, size);
    if (at == NULL) {
        fputs("generate: no memory\n", stderr);
        exit(2);
    }
    return at;
}

static char *copy(const char *text)
{
    size_t len = strlen(text) + 1;
    return memcpy(get(len, 1), text, len);
}

static void add(struct world *w, const char *code, const char *const *name,
                const char *sort, const char *pinyin)
{
    struct division *d = &w->at[w->len++];
    snprintf(d->code, sizeof d->code, "%s", code);
    d->name[ZH] = copy(name[ZH]);
    char english[32];
    snprintf(english, sizeof english, "District %s", d->code);
    d->name[EN] = copy(name[EN] != NULL && name[EN][0] != '\0' ? name[EN]
                                                               : english);
    d->sort = copy(sort);
    d->pinyin = copy(pinyin);
    d->number = strtoull(code, NULL, 10);
}

static void read_line(struct world *w, char *line)
{
    const char *field[6] = {line, "", "", "", "", ""};
    line[strcspn(line, "\n")] = '\0';
    for (size_t i = 1; i < 6; i++) {
        char *tab = strchr(line, '\t');
        if (tab == NULL)
            break;
        *tab = '\0';
        field[i] = line = tab + 1;
    }
    const char *name[N_LANGS] = {field[1], field[3]};
    add(w, field[0], name, field[4], field[5]);
}

enum { DIVISIONS_MAX = 10000, LINE = 512 };

static void read_divisions(struct world *w, const char *path)
{
    char line[LINE];
    FILE *f = fopen(path, "r");
    if (f == NULL) {
        perror(path);
        exit(2);
    }
    while (w->len < DIVISIONS_MAX && fgets(line, sizeof line, f) != NULL)
        read_line(w, line);
    fclose(f);
}

/* ---- invented ---- */

static const int provinces[] = {11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33,
                                34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50,
                                51, 52, 53, 54, 61, 62, 63, 64, 65};
static const char *const syllables[][3] = {
    {"洛", "luo", "luò"}, {"阳", "yang", "yáng"}, {"安", "an", "ān"},
    {"江", "jiang", "jiāng"}, {"河", "he", "hé"}, {"山", "shan", "shān"},
    {"州", "zhou", "zhōu"}, {"平", "ping", "píng"}, {"宁", "ning", "níng"},
    {"泉", "quan", "quán"}, {"川", "chuan", "chuān"}, {"清", "qing", "qīng"},
    {"新", "xin", "xīn"}, {"昌", "chang", "chāng"}, {"云", "yun", "yún"},
    {"海", "hai", "hǎi"},
};
enum { N_SYLLABLES = sizeof syllables / sizeof *syllables };

static void invent(struct world *w, int number, const char *kind_zh,
                   const char *kind_en, const char *kind_sort)
{
    struct chance c = chance_of(1, (uint64_t)number, 0);
    const char *const *a = syllables[chance_below(&c, N_SYLLABLES)];
    const char *const *b = syllables[chance_below(&c, N_SYLLABLES)];
    char code[16], zh[32], en[64], sort[64], pinyin[64];
    snprintf(code, sizeof code, "%d", number);
    snprintf(zh, sizeof zh, "%s%s%s", a[0], b[0], kind_zh);
    snprintf(en, sizeof en, "%c%s%s %s", a[1][0] - 'a' + 'A', a[1] + 1, b[1],
             kind_en);
    snprintf(sort, sizeof sort, "%s %s %s", a[1], b[1], kind_sort);
    snprintf(pinyin, sizeof pinyin, "%s%s %s", a[2], b[2], kind_sort);
    const char *name[N_LANGS] = {zh, en};
    add(w, code, name, sort, pinyin);
}

static void invent_divisions(struct world *w)
{
    const char *nation[N_LANGS] = {"全国", "China"};
    add(w, "100000", nation, "quan guo", "Quánguó");
    for (size_t p = 0; p < sizeof provinces / sizeof *provinces; p++) {
        int province = provinces[p] * 10000;
        invent(w, province, "省", "Province", "sheng");
        for (int city = 1; city <= 11; city++) {
            invent(w, province + city * 100, "市", "City", "shi");
            for (int i = 1; i <= 8; i++)
                invent(w, province + city * 100 + i, "区", "District", "qu");
        }
    }
}

/* ---- the tree ---- */

static int by_code(const void *a, const void *b)
{
    const struct division *x = a, *y = b;
    return (x->number > y->number) - (x->number < y->number);
}

/* The order in which a small world takes them: province 41 first. */
static int by_choice(const void *a, const void *b)
{
    const struct division *x = a, *y = b;
    uint64_t p = x->number == 100000 ? 0 : (x->number / 10000 + 59) % 100 + 1;
    uint64_t q = y->number == 100000 ? 0 : (y->number / 10000 + 59) % 100 + 1;
    return p != q ? (p > q) - (p < q) : by_code(a, b);
}

static size_t find(const struct world *w, uint64_t number, size_t none)
{
    struct division key = {.number = number};
    const struct division *d =
        bsearch(&key, w->at, w->len, sizeof *w->at, by_code);
    return d != NULL ? (size_t)(d - w->at) : none;
}

static void place(struct world *w, size_t i)
{
    struct division *d = &w->at[i];
    uint64_t n = d->number;
    size_t nation = find(w, 100000, i);
    d->level = n == 100000       ? NATION
               : n % 10000 == 0  ? PROVINCE
               : n % 100 == 0    ? CITY
                                 : COUNTY;
    size_t province = find(w, n / 10000 * 10000, nation);
    d->parent = d->level == COUNTY ? find(w, n / 100 * 100, province)
                : d->level == CITY ? province
                                   : nation;
    if (d->level == COUNTY)
        w->county[w->n_counties++] = i;
}

/* Children stand behind their parents, whose codes are smaller. */
static void count_people(struct world *w)
{
    static const int64_t of_level[] = {1400000000, 42000000, 4200000, 480000};
    for (size_t i = w->len; i > 0; i--) {
        struct division *d = &w->at[i - 1];
        struct chance c = chance_of(2, d->number, 0);
        if (d->people == 0)
            d->people = of_level[d->level] / 100 *
                        (int64_t)(60 + chance_below(&c, 80));
        if (d->parent != i - 1)
            w->at[d->parent].people += d->people / 10 * 12;
    }
}

void world_make(struct world *w, const char *file, size_t limit)
{
    *w = (struct world){.at = get(DIVISIONS_MAX, sizeof *w->at)};
    if (file != NULL)
        read_divisions(w, file);
    else
        invent_divisions(w);
    qsort(w->at, w->len, sizeof *w->at, by_choice);
    if (w->len > limit)
        w->len = limit;
    qsort(w->at, w->len, sizeof *w->at, by_code);
    w->county = get(w->len + 1, sizeof *w->county);
    for (size_t i = 0; i < w->len; i++)
        place(w, i);
    count_people(w);
    if (w->n_counties == 0) {
        fputs("generate: there are no districts\n", stderr);
        exit(2);
    }
}
