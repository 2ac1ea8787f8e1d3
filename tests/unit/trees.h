/* SPDX-License-Identifier: MIT */
#ifndef JB_TESTS_TREES_H
#define JB_TESTS_TREES_H

/* Real folders for the tests of publish. Trees are written as text, parts
 * separated by blanks: `a/x=1` a file and its bytes, `l->t` a link, `d/` an
 * empty folder, and in trees_apply also `-x`: remove x and all below it. */

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/fs.h"
#include "output/manifest.h"
#include "output/publish.h"

/* Where the folders are made unless TMPDIR says otherwise. */
#ifndef TREES_HOME
#define TREES_HOME "/tmp"
#endif

struct trees {
    char root[512];
    char output[600]; /* root/out */
    bool pieces;      /* what is built comes in pieces */
    struct arena arena;
};

static inline void trees_open(struct trees *t)
{
    const char *tmp = getenv("TMPDIR");
    *t = (struct trees){0};
    if (tmp == NULL || *tmp == '\0')
        tmp = TREES_HOME;
    if (access(tmp, W_OK) != 0)
        tmp = "/tmp";
    snprintf(t->root, sizeof t->root, "%s/jianbao-XXXXXX", tmp);
    assert_non_null(mkdtemp(t->root));
    snprintf(t->output, sizeof t->output, "%s/out", t->root);
}

static inline void trees_close(struct trees *t)
{
    assert_true(fs_remove_tree(AT_FDCWD, t->root));
    arena_release(&t->arena);
}

/* Path below the root. */
static inline const char *trees_path(struct trees *t, const char *path)
{
    return arena_printf(&t->arena, "%s/%s", t->root, path).at;
}

static inline struct stat trees_stat(struct trees *t, const char *path)
{
    struct stat st;
    assert_int_equal(lstat(trees_path(t, path), &st), 0);
    return st;
}

static inline void trees_apply_one(struct trees *t, const char *under,
                                   struct str part)
{
    bool gone = str_starts(part, STR("-"));
    size_t arrow = str_find(part, STR("->"));
    struct str path, value;
    bool file = !gone && arrow == SIZE_MAX && str_cut(part, '=', &path, &value);
    if (gone)
        path = str_from(part, 1);
    else if (arrow != SIZE_MAX) {
        path = str_head(part, arrow);
        value = str_from(part, arrow + 2);
    } else if (!file)
        path = part;
    const char *full = arena_printf(&t->arena, "%s/%s%s" STR_FMT, t->root,
                                    under, *under ? "/" : "", STR_ARG(path))
                           .at;
    assert_true(gone || fs_make_parents(AT_FDCWD, full));
    if (gone)
        assert_true(fs_remove_tree(AT_FDCWD, full));
    else if (file) {
        assert_true(fs_remove_tree(AT_FDCWD, full));
        assert_true(fs_create(AT_FDCWD, full, value));
    } else if (arrow != SIZE_MAX)
        assert_int_equal(symlink(arena_copy(&t->arena, value).at, full), 0);
}

/* Changes the folder `under` below the root. */
static inline void trees_apply(struct trees *t, const char *under,
                               const char *text)
{
    struct str part, rest = str_of(text);
    bool more = rest.len > 0;
    while (more) {
        more = str_cut(rest, ' ', &part, &rest);
        trees_apply_one(t, under, part);
    }
}

struct trees_listing {
    struct trees *t;
    struct strs parts;
    const char *under;
    bool inodes; /* inode and time instead of the bytes */
};

static inline bool trees_list_one(void *ctx, struct str path, enum fs_kind kind)
{
    struct trees_listing *l = ctx;
    struct arena *a = &l->t->arena;
    const char *full =
        arena_printf(a, "%s/" STR_FMT, l->under, STR_ARG(path)).at;
    struct str text = {0};
    struct stat st;
    char target[512];
    if (str_is(path, MANIFEST_NAME))
        return true;
    bool empty = false;
    if (kind == FS_FOLDER)
        assert_true(fs_is_empty(AT_FDCWD, full, &empty));
    if (kind == FS_FOLDER && !empty)
        return true;
    assert_int_equal(fstatat(AT_FDCWD, full, &st, AT_SYMLINK_NOFOLLOW), 0);
    if (kind == FS_FOLDER)
        text = STR("/");
    else if (kind == FS_LINK) {
        ssize_t n = readlink(full, target, sizeof target);
        assert_true(n >= 0);
        text = arena_printf(a, "->%.*s", (int)n, target);
    } else if (l->inodes)
        text =
            arena_printf(a, "@%llu:%lld.%09ld", (unsigned long long)st.st_ino,
                         (long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
    else if (kind == FS_FILE) {
        assert_true(fs_read(a, AT_FDCWD, full, SIZE_MAX / 4, &text));
        text = arena_printf(a, "=" STR_FMT, STR_ARG(text));
    } else
        text = STR("?");
    *vec_push(a, &l->parts) =
        arena_printf(a, STR_FMT STR_FMT, STR_ARG(path), STR_ARG(text));
    return true;
}

static inline int trees_order(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* The folder below the root as text, sorted, without the manifest; `(none)`
 * when it does not exist. */
static inline const char *trees_text(struct trees *t, const char *under,
                                     bool inodes)
{
    struct trees_listing l = {.t = t, .inodes = inodes};
    struct stat st;
    l.under = trees_path(t, under);
    if (stat(l.under, &st) != 0)
        return "(none)";
    struct buf ended = {0};
    assert_true(fs_visit(AT_FDCWD, arena_printf(&t->arena, "%s/.", l.under).at,
                         trees_list_one, &l, &ended));
    buf_release(&ended);
    if (l.parts.len > 1)
        qsort(l.parts.at, l.parts.len, sizeof *l.parts.at, trees_order);
    struct buf b = {0};
    for (size_t i = 0; i < l.parts.len; i++)
        buf_printf(&b, "%s" STR_FMT, i ? " " : "", STR_ARG(l.parts.at[i]));
    const char *text = arena_copy(&t->arena, buf_view(&b)).at;
    buf_release(&b);
    return text;
}

/* The names in the root, to see what was left beside the output. */
static inline const char *trees_names(struct trees *t)
{
    struct fs_entries all = {0};
    struct buf b = {0};
    assert_true(fs_walk(&t->arena, AT_FDCWD, t->root, &all));
    for (size_t i = 0; i < all.len; i++)
        if (str_find_byte(all.at[i].path, '/') == SIZE_MAX)
            buf_printf(&b, "%s" STR_FMT, b.len ? " " : "",
                       STR_ARG(all.at[i].path));
    const char *text = arena_copy(&t->arena, buf_view(&b)).at;
    buf_release(&b);
    return text;
}

struct trees_plan {
    struct strs paths, bytes;
    bool pieces; /* the bytes come in pieces */
};

static inline int trees_by_path(const void *a, const void *b)
{
    struct str x = *(const struct str *)a, y = *(const struct str *)b, rest;
    str_cut(x, '=', &x, &rest);
    str_cut(y, '=', &y, &rest);
    return str_compare(x, y);
}

/* Sorted, from text of `path=bytes`. */
static inline struct trees_plan trees_plan(struct trees *t, const char *text)
{
    struct trees_plan plan = {.pieces = t->pieces};
    struct strs parts = {0};
    struct str part, rest = str_of(text);
    bool more = rest.len > 0;
    while (more) {
        more = str_cut(rest, ' ', &part, &rest);
        *vec_push(&t->arena, &parts) = part;
    }
    if (parts.len > 1)
        qsort(parts.at, parts.len, sizeof *parts.at, trees_by_path);
    for (size_t i = 0; i < parts.len; i++)
        assert_true(str_cut(parts.at[i], '=', vec_push(&t->arena, &plan.paths),
                            vec_push(&t->arena, &plan.bytes)));
    return plan;
}

struct trees_run {
    bool good;
    struct publish_counts counts;
    char code[40]; /* of the first message */
    size_t messages;
};

/* In pieces of one byte, the way of what is too long to be held. */
static inline bool trees_pieces(struct publish *p, size_t i, struct str bytes,
                                struct diag *d)
{
    struct pieces pieces = {0};
    bool good = publish_piece(p, i, &pieces, str_head(bytes, 0), d);
    for (size_t k = 0; good && k < bytes.len; k++)
        good = publish_piece(p, i, &pieces, str_head(str_from(bytes, k), 1), d);
    return good && publish_end(p, i, &pieces, d);
}

static inline struct trees_run trees_publish(const char *output,
                                             const struct trees_plan *plan,
                                             bool atomic,
                                             void (*before_finish)(void))
{
    struct trees_run run = {0};
    struct diag d = {0};
    struct publish *p =
        publish_open(&(struct publish_options){output, atomic, true, 2, NULL,
                                               {0}},
                     plan->paths.at, plan->paths.len, &d);
    bool good = p != NULL;
    for (size_t i = 0; good && i < plan->paths.len; i++)
        good = plan->pieces ? trees_pieces(p, i, plan->bytes.at[i], &d)
                            : publish_file(p, i, plan->bytes.at[i], &d);
    if (good && before_finish != NULL)
        before_finish();
    if (good)
        run.good = publish_finish(p, &run.counts, &d);
    else
        publish_abandon(p);
    run.messages = d.messages.len;
    if (d.messages.len > 0)
        snprintf(run.code, sizeof run.code, "%s",
                 diag_kinds[d.messages.at[0].code].code);
    diag_release(&d);
    return run;
}

static inline struct trees_run trees_build(struct trees *t, const char *text,
                                           bool atomic)
{
    struct trees_plan plan = trees_plan(t, text);
    return trees_publish(t->output, &plan, atomic, NULL);
}

#endif
