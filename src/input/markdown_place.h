/* SPDX-License-Identifier: MIT */
#ifndef JB_INPUT_MARKDOWN_PLACE_H
#define JB_INPUT_MARKDOWN_PLACE_H

/* Where the pieces of a block stand in the file: part of the markdown module.
 *
 * cmark's places of inlines are unreliable (0.30: wrong behind multi-line
 * pieces), those of blocks are right. So a piece is searched in its block's
 * lines, in the order of the text. Work is bounded: after a few pieces that
 * are not found, the rest of the block gets the block's place. */

#include "input/markdown_tree.h"

struct places {
    struct str path, body;
    unsigned first_line; /* of the file, for the body's first line */
    vec_of(size_t) starts; /* offset of each line of the body */
    size_t from, end;      /* the block's lines */
    size_t cursor;         /* pieces before it are done */
    unsigned line;         /* of the body, from 1: */
    unsigned misses;
    struct loc block;
    struct {
        size_t offset;
        unsigned line, col;
    } known; /* the last place asked for */
};

void places_init(struct places *p, struct arena *a, struct str path,
                 struct str body, unsigned first_line);

/* The block that the next calls are about; returns its place. */
struct loc places_block(struct places *p, const struct markdown_node *block);

/* The next place of a piece as it stands in the source, moving on behind it,
 * else the block's. */
struct loc places_piece(struct places *p, struct str piece);

/* The places of a link's or image's url and of its text. */
void places_reference(struct places *p, const struct markdown_node *node,
                      struct str text, struct loc *url_loc,
                      struct loc *text_loc);

/* The line of the body, without its end; empty where there is none. */
struct str places_line(const struct places *p, unsigned line);

#endif
