/* SPDX-License-Identifier: MIT */
#ifndef JB_BENCH_GENERATE_H
#define JB_BENCH_GENERATE_H

/* Writes a site of a given size for the benchmarks. Everything follows from the
 * seed: the same seed, size and list of divisions give the same bytes on every
 * machine. A cell depends on its district's code only, an article on its number
 * only, so small sites are parts of large ones. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { ZH, EN, N_LANGS };

/* ---- chance ---- */

struct chance {
    uint64_t state;
};
struct chance chance_of(uint64_t seed, uint64_t a, uint64_t b);
uint64_t chance_next(struct chance *c);
size_t chance_below(struct chance *c, size_t n);

/* ---- divisions ---- */

enum { NATION, PROVINCE, CITY, COUNTY };

struct division {
    char code[8];
    const char *name[N_LANGS], *sort, *pinyin;
    size_t parent; /* index; its own: none */
    int level;
    uint64_t number; /* the code as a number */
    int64_t people;  /* somewhat more than in all that lie within it */
};

struct world {
    struct division *at; /* by code */
    size_t len;
    size_t *county; /* indexes of those on the lowest level */
    size_t n_counties;
};

/* From the file, or invented where it is NULL; at most `limit` of them: the
 * nation and then one province after the other, beginning with code 41. */
void world_make(struct world *w, const char *file, size_t limit);

/* ---- figures ---- */

enum { N_INDICATORS = 20, YEAR_FIRST = 2015, N_YEARS = 10 };

struct indicator {
    const char *id, *name[N_LANGS];
    const char *unit, *measure, *polarity, *topic;
    int kind;       /* of its values: see figures.c */
    int64_t weight; /* share of the population in millionths */
    const char *sentence[N_LANGS]; /* district, figure */
};
extern const struct indicator indicators[N_INDICATORS];

struct cell {
    size_t indicator;
    int year;
    int64_t value; /* shares: in hundredths */
    bool over, missing;
};
struct cell cell_at(const struct division *d, size_t indicator, int year);
/* As a writer would put it: 4.1万多名, more than 41,000 pupils. */
const char *cell_text(const struct cell *c, int lang, char *out, size_t size);

void write_units(FILE *f);
void write_indicators(FILE *f);
void write_statistics(FILE *f, const struct world *w, int year);

/* ---- articles ---- */

struct corpus {
    uint64_t seed;
    const struct world *world;
    size_t n_articles;
    bool whole; /* translations repeat the shared fields, for other programs */
};
enum { ARTICLE_YEARS = 10 };
int article_year(size_t i);
void article_slug(const struct corpus *c, size_t i, char *out, size_t size);
void write_article(FILE *f, const struct corpus *c, size_t i, int lang);

/* Stops the program when a file cannot be written. */
FILE *file_open(const char *dir, const char *path);
void file_close(FILE *f);

#endif
