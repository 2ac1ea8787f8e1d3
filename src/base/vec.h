/* SPDX-License-Identifier: MIT */
#ifndef JB_BASE_VEC_H
#define JB_BASE_VEC_H

/* A typed growable array on an arena; zeroed is empty.
 *
 *     vec_of(int) numbers = {0};
 *     *vec_push(arena, &numbers) = 7;
 *     for (size_t i = 0; i < numbers.len; i++) use(numbers.at[i]);
 *
 * Pointers to elements are valid until the next vec_push. */

#include "base/arena.h"

#define vec_of(T)                                                             \
    struct {                                                                  \
        T *at;                                                                \
        size_t len, cap;                                                      \
    }

/* The address of a new zeroed last element. */
#define vec_push(a, v)                                                        \
    ((v)->len == (v)->cap                                                     \
         ? ((v)->at = arena_grow((a), (v)->at, (v)->cap,                      \
                                 (v)->cap ? (v)->cap * 2 : 8,                 \
                                 sizeof *(v)->at),                            \
            (v)->cap = (v)->cap ? (v)->cap * 2 : 8, &(v)->at[(v)->len++])     \
         : &(v)->at[(v)->len++])

struct strs {
    struct str *at;
    size_t len, cap;
};

#endif
