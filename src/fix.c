/* SPDX-License-Identifier: MIT */
#include "fix.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/fs.h"
#include "build.h"

enum { FILE_BYTES_MAX = 512 * 1024 * 1024 };

static int by_place(const void *x, const void *y)
{
    const struct mend *const *a = x, *const *b = y;
    int order = str_compare((*a)->loc.path, (*b)->loc.path);
    if (order == 0)
        order = ((*a)->loc.line > (*b)->loc.line) -
                ((*a)->loc.line < (*b)->loc.line);
    if (order == 0)
        order =
            ((*a)->loc.col > (*b)->loc.col) - ((*a)->loc.col < (*b)->loc.col);
    return order != 0 ? order : str_compare((*a)->now, (*b)->now);
}

/* A file from its start to the next mend. */
struct mending {
    struct str text;
    size_t line_at; /* offset of the line: */
    unsigned line;  /* from 1 */
    size_t done;    /* bytes that are in `out` */
    struct buf out;
    size_t n_mends;
};

/* Offset of a place at or behind the last one, or SIZE_MAX. */
static size_t find(struct mending *m, struct loc loc)
{
    for (; m->line < loc.line; m->line++) {
        size_t end = str_find_byte(str_from(m->text, m->line_at), '\n');
        if (end == SIZE_MAX)
            return SIZE_MAX;
        m->line_at += end + 1;
    }
    size_t at = m->line_at;
    if (m->line == 1 && str_starts(m->text, STR("\xEF\xBB\xBF")))
        at = 3;
    for (unsigned i = 1; i < loc.col && at < m->text.len; i++)
        utf8_next(m->text, &at);
    return at;
}

static void mend(struct mending *m, const struct mend *one)
{
    size_t at = find(m, one->loc);
    if (at == SIZE_MAX || at < m->done ||
        !str_starts(str_from(m->text, at), one->was))
        return;
    buf_bytes(&m->out, m->text.at + m->done, at - m->done);
    buf_str(&m->out, one->now);
    m->done = at + one->was.len;
    m->n_mends++;
}

static bool report(const struct site *s, struct str path)
{
    speech_print(stderr, s->options->speech,
                 "jianbao: cannot mend " STR_FMT ": %s\n", STR_ARG(path),
                 strerror(errno));
    return false;
}

static bool mend_file(const struct site *s, const struct mend **mends, size_t n)
{
    struct mending m = {.line = 1};
    struct arena scratch = {0};
    struct str path = mends[0]->loc.path;
    const char *name = arena_copy(&scratch, path).at;
    bool good = fs_read(&scratch, s->root, name, FILE_BYTES_MAX, &m.text);
    for (size_t i = 0; good && i < n; i++)
        mend(&m, mends[i]);
    if (good && m.n_mends > 0) {
        buf_str(&m.out, str_from(m.text, m.done));
        good = fs_revise(s->root, name, buf_view(&m.out));
    }
    if (!good)
        report(s, path);
    else if (m.n_mends > 0 && !s->options->quiet)
        speech_print(stdout, s->options->speech,
                     STR_FMT ": %zu %s mended\n", STR_ARG(path), m.n_mends,
                     m.n_mends == 1 ? "place" : "places");
    buf_release(&m.out);
    arena_release(&scratch);
    return good;
}

static bool mend_all(const struct site *s, const struct diag *d)
{
    struct arena a = {0};
    const struct mend **all =
        arena_array(&a, d->messages.len + 1, const struct mend *);
    size_t n = 0;
    bool good = true;
    for (size_t i = 0; i < d->messages.len; i++) {
        const struct message *m = &d->messages.at[i];
        if (m->mend != NULL && s->config.severities.of[m->code] != SEVERITY_OFF)
            all[n++] = m->mend;
    }
    qsort(all, n, sizeof *all, by_place);
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i; end < n && str_eq(all[end]->loc.path, all[i]->loc.path);)
            end++;
        good = mend_file(s, all + i, end - i) && good;
    }
    arena_release(&a);
    return good;
}

bool fix_site(struct options *options)
{
    struct site site = {.root = -1};
    struct plan plan = {0};
    struct diag diag = {.speech = options->speech};
    bool good = true;
    struct severities severities;
    severities_init(&severities);
    if (prepare_site(&site, &plan, options, NULL, &diag))
        good = mend_all(&site, &diag);
    else if (diag_has_system(&diag)) {
        diag_print(&diag, &severities, stderr, options->site, DIAG_TEXT,
                   options->quiet);
        good = false;
    }
    release_site(&site, &plan);
    diag_release(&diag);
    return good;
}
