/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_PAIR_H
#define JB_MODEL_PAIR_H

/* A translation and its original: is it up to date, has it the same parts, does
 * it use the approved terms? Asked after link; takes time in proportion to the
 * texts.
 *
 * The record. `jianbao translated` writes into the translation which state of
 * the original it was made from, `translation: {of: "…"}`: words with one space
 * between them, so that folding the line keeps it whole.
 *
 *     v1 FRONT BLOCK… CELL=VALUE…
 *
 * v1     the version of this form; anything else counts as no record
 * FRONT  of title, subtitle, kicker, summary, the image's texts, attachments'
 *        titles and corrections: the first 12 hexadecimal digits of their hash
 * BLOCK  the same of each leaf block of the body, in order. Texts are compared
 *        without markup, in NFC, white space collapsed, none beside Han
 *        characters and their punctuation; an empty stat text counts as the
 *        value it shows; a table as its cells
 * CELL   what the original cites, as in a reference but without `stat:`, with
 *        its period always; the district is left out where it is that of the
 *        cell before
 * VALUE  plain digits, `a..b` for a range, `:over` and the like for a
 *        qualifier; for a symbol its name. */

#include "model/plan.h"

enum { PAIR_MESSAGES_MAX = 20 }; /* of one check of one pair */

/* Glossary terms, prepared for search. */
struct terms;
const struct terms *pair_terms_new(struct arena *a, const struct site *s);

/* Checks all pairs of an entry whose bodies are open (see body.h), sets
 * version.recorded and version.n_stale, and reports translation-unrecorded,
 * translation-stale, parity and term-missing. `a` holds what is needed until
 * the next reset. */
void pair_entry(const struct site *s, const struct terms *terms,
                struct entry *e, struct arena *a, struct diag *d);

/* The record of an original as it is now; its body is open. */
struct str pair_record(struct arena *a, const struct site *s,
                       const struct version *original);

enum pair_change_kind {
    PAIR_FRONT,
    PAIR_BLOCK, /* changed; new where there is no `hash` */
    PAIR_GONE,  /* a block of the record is in it no more */
    PAIR_MOVED, /* the same blocks in another order */
    PAIR_CELL   /* has another value than when it was recorded */
};

struct pair_change {
    enum pair_change_kind kind;
    struct loc loc;      /* in the original, where there is a place */
    size_t block;        /* PAIR_BLOCK: index in the original's blocks */
    struct str hash;     /* of the recorded text; empty: it is new */
    struct str text;     /* first words of the block; the cell */
    struct str was, now; /* cell; `was` empty: not cited then */
};

struct pair_changes {
    struct pair_change *at;
    size_t len, cap;
};

/* What has changed in the original since the record, both bodies being open; false
 * where there is no record that this version of the program can read. */
bool pair_changes(struct arena *a, const struct site *s,
                  const struct version *translation, struct pair_changes *out);

/* ---- older states of a text ---- */

/* The texts of an original, as the record knows them. */
struct pair_texts {
    struct str front;  /* title, subtitle, kicker, summary, then what else
                          there is; U+001F behind each */
    struct str *block; /* one per scan.blocks */
    size_t n_blocks;
};
struct pair_texts pair_texts(struct arena *a, const struct version *v);

/* Those of the file's bytes at another time, where it still parses. The figures
 * that empty references show, and the tables of files, are those of today. The
 * site is not changed but for memory. */
bool pair_past(struct site *s, const struct plan *p, struct arena *a,
               const struct version *original, struct str bytes,
               struct pair_texts *out);

/* The text whose hash the record has, or NULL. */
const struct str *pair_recorded_text(const struct pair_texts *texts,
                                     enum pair_change_kind kind,
                                     struct str hash);

/* The bytes of a translation's file with the record in its front matter and
 * nothing else changed. False with *fault saying what is in the way. */
bool pair_write_record(struct arena *a, struct str file, struct str record,
                       struct str *out, const char **fault);

#endif
