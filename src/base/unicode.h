/* SPDX-License-Identifier: MIT */
#ifndef JB_BASE_UNICODE_H
#define JB_BASE_UNICODE_H

/* Characters. UTF-8 decoding and the classes that typography needs are ours;
 * normalisation, collation, breaking and conversion are ICU's, opened on first
 * use and kept per thread until unicode_release. */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* Decodes the character at *at (which must be < s.len) and moves *at behind
 * it; an invalid byte gives U+FFFD and moves by one (Unicode 15, D92). */
uint32_t utf8_next_long(struct str s, size_t *at); /* inside of utf8_next */
static inline uint32_t utf8_next(struct str s, size_t *at)
{
    unsigned char c = (unsigned char)s.at[*at];
    if (c >= 0x80)
        return utf8_next_long(s, at);
    ++*at;
    return c;
}
size_t utf8_put(uint32_t character, char out[4]);

/* Offset of the first byte that is not UTF-8, or SIZE_MAX. */
size_t utf8_invalid_at(struct str s);
size_t utf8_count(struct str s); /* characters */

/* The whole characters in the first `most` bytes: for messages about a text
 * that may be long. */
struct str utf8_head(struct str s, size_t most);

/* 1-based column in characters of a byte offset in a line. */
unsigned utf8_column(struct str line, size_t offset);

bool unicode_is_han(uint32_t c);  /* ideographs, kana: no space between them */
bool unicode_is_cjk_punct(uint32_t c); /* 、。，：；！？“”《》（）… and the like */
bool unicode_is_wide(uint32_t c); /* two columns of a terminal */
bool unicode_is_unseen(uint32_t c); /* marks, joiners: no column by itself */
bool unicode_is_punct(uint32_t c);  /* general categories P* and S* */
bool unicode_is_space(uint32_t c);  /* white space, U+00A0 and U+3000 too */
bool unicode_is_alnum(uint32_t c); /* letters, digits and combining marks */

struct str unicode_trim(struct str s); /* without white space at both ends */

/* Both give `s` itself back where it is in that form already. */
struct str unicode_nfc(struct arena *a, struct str s);
struct str unicode_lower(struct arena *a, struct str s);

/* A key whose byte order is the collation order: "zh" pinyin, else the
 * language's own or the root order. */
struct str unicode_sort_key(struct arena *a, const char *lang, struct str s);

/* Grapheme clusters (UAX 29). */
size_t unicode_graphemes(struct str s);

/* Whether a part of a text, not empty, begins and ends where words do (UAX 29,
 * of Chinese by ICU's dictionary): 学区 is no such part of 大学区域. The time is
 * that of breaking the text up to there. */
bool unicode_is_whole(struct str text, size_t at, size_t len);

/* Columns of a terminal. A cluster takes two where it has a wide character or
 * is an emoji, none where it has only marks and invisible characters, else one;
 * control characters take one. */
size_t unicode_columns(struct str s);
/* The longest head and tail that take at most so many columns; clusters stay
 * whole. */
struct str unicode_fit_head(struct str s, size_t columns);
struct str unicode_fit_tail(struct str s, size_t columns);
/* Where the cluster begins that has the byte at `offset`. */
size_t unicode_cluster_at(struct str s, size_t offset);

/* The first sentences of plain text, at most `max` grapheme clusters; cut at
 * 。！？.!? where one lies in the last third, else at a word or character with
 * an ellipsis ("……" when the text is mostly Han, "…" otherwise). */
struct str unicode_excerpt(struct arena *a, struct str text, size_t max);

/* Han characters and other words, counted apart (for reading time). */
struct word_count {
    size_t han, words;
};
struct word_count unicode_words(struct str text);

/* A heading's or file's id: lower case, Han kept, other runs of letters and
 * digits joined by "-"; "section" when nothing is left. */
struct str unicode_slug(struct arena *a, struct str text);

/* True when the bytes decode as GB18030 without a fault. */
bool unicode_looks_like_gb18030(struct str bytes);

/* The bytes as UTF-8, which `charset` names to ICU ("GB18030", "UTF-16LE",
 * "UTF-16BE"). False with the offset of the first byte that does not decode. */
bool unicode_convert(struct arena *a, const char *charset, struct str bytes,
                     struct str *out, size_t *fault);

/* Before anything else of ICU's in a run: it then ends the run when it gets no
 * memory, where it would go on with other results. */
void unicode_start(void);

void unicode_release(void);

#endif
