/* SPDX-License-Identifier: MIT */
#include "base/varint.h"
#include "state/state.h"

/* What is written goes through `buf`: into the file at `fd` piece by piece, or
 * stays there where fd is -1. */
struct writing {
    struct buf *buf;
    int fd;
    struct hasher *hasher;
    bool failed;
};

enum {
    PIECE = 256 * 1024, /* bytes */
    ANSWERS = 64 * 1024
};

static void drain(struct writing *w)
{
    hasher_add(w->hasher, buf_view(w->buf));
    w->failed = w->failed || !fs_write(w->fd, buf_view(w->buf));
    buf_reset(w->buf);
}

/* Between the elements of what is long. */
static inline struct buf *more(struct writing *w)
{
    if (w->fd >= 0 && w->buf->len > PIECE)
        drain(w);
    return w->buf;
}

static void put(struct buf *b, uint64_t n)
{
    varint_put(b, n);
}

static void put_signed(struct buf *b, int64_t n)
{
    put(b, varint_folded(n));
}

static void put_str(struct buf *b, struct str s)
{
    put(b, s.len);
    buf_str(b, s);
}

static void put_hash(struct buf *b, struct hash h)
{
    fixed_put(b, h.low);
    fixed_put(b, h.high);
}

static void put_inputs(struct writing *w, const struct inputs *in)
{
    put(w->buf, in->len);
    for (size_t i = 0; i < in->len; i++) {
        const struct input *x = &in->at[i];
        struct buf *b = more(w);
        put_str(b, x->path);
        put(b, x->kind);
        put(b, x->size);
        put_signed(b, x->mtime);
        put(b, x->inode);
        put_hash(b, x->hash);
    }
}

static void put_messages(struct writing *w, const struct state *s,
                         const struct message *message, size_t n)
{
    put(w->buf, n);
    for (size_t i = 0; i < n; i++) {
        const struct message *m = &message[i];
        struct buf *b = more(w);
        put_str(b, str_of(diag_kinds[m->code].code));
        put_str(b, m->loc.path);
        put(b, m->loc.line);
        put(b, m->loc.col);
        put_str(b, m->text);
        put(b, (uint64_t)s->severities.of[m->code]);
    }
}

static void put_checks(struct writing *w, const struct state *s)
{
    put(w->buf, s->n_checks);
    for (size_t i = 0; i < s->n_checks; i++) {
        const struct state_check *c = &s->check[i];
        struct buf *b = more(w);
        put_str(b, c->name);
        put_hash(b, c->key);
        for (int lang = 0; lang < LANG_MAX; lang++)
            put(b, c->stale[lang]);
        put(b, c->first);
        put(b, c->n_messages);
    }
}

static void put_queries(struct writing *w, const struct state *s)
{
    put(w->buf, s->query.len);
    for (size_t i = 0; i < s->query.len; i++)
        buf_str(more(w), query_text(&s->query, i));
}

static void put_answers(struct writing *w, const struct state *s)
{
    struct arena scratch = {0};
    size_t n = s->source != NULL ? ANSWERS : s->query.len;
    for (size_t from = 0; from < s->query.len; from += n) {
        const struct hash *answer = s->answer;
        if (n > s->query.len - from)
            n = s->query.len - from;
        if (s->source != NULL) {
            arena_reset(&scratch);
            struct hash *out = arena_array(&scratch, n, struct hash);
            s->source->answers(s->source->ctx, from, n, out);
            answer = out;
        }
        for (size_t i = 0; i < n; i++)
            put_hash(more(w), answer[i]);
    }
    arena_release(&scratch);
}

static void put_steps(struct buf *b, struct buf *scratch,
                      const struct state_page *p)
{
    struct steps steps = {p->steps, 0, UINT32_MAX};
    int64_t last = 0;
    if (p->number == NULL) {
        put_str(b, p->steps);
        return;
    }
    buf_reset(scratch);
    for (uint32_t n; steps_next(&steps, &n);)
        steps_put(scratch, &last, p->number[n]);
    put_str(b, buf_view(scratch));
}

static void put_pages(struct writing *w, const struct state *s)
{
    struct buf scratch = {0};
    put(w->buf, s->n_pages);
    for (size_t i = 0; i < s->n_pages; i++) {
        struct state_page made = {0};
        const struct state_page *p = &made;
        struct buf *b = more(w);
        if (s->source != NULL)
            s->source->page(s->source->ctx, i, &made);
        else
            p = &s->page[i];
        put_str(b, p->path);
        put_hash(b, p->bytes);
        put(b, p->size);
        fixed_put(b, p->row);
        put(b, p->reason);
        put_steps(b, &scratch, p);
    }
    buf_release(&scratch);
}

static void put_head(struct buf *b, const struct state *s)
{
    buf_printf(b, STATE_HEAD, STATE_VERSION);
    put_hash(b, s->program);
    put_hash(b, s->options);
    put_hash(b, s->rules);
    put_hash(b, s->manifest);
    put_hash(b, s->output);
    put_signed(b, s->from);
    put_signed(b, s->until);
    put_signed(b, s->next_due);
    put_str(b, s->timezone);
    put(b, s->n_languages);
    put(b, s->speech);
}

static void put_all(struct writing *w, const struct state *s)
{
    put_head(w->buf, s);
    put_inputs(w, &s->inputs);
    put_messages(w, s, s->message, s->n_messages);
    put_messages(w, s, s->found, s->n_found);
    put_checks(w, s);
    put_queries(w, s);
    put_answers(w, s);
    put_pages(w, s);
}

void state_write(struct buf *out, const struct state *s)
{
    struct writing w = {.buf = out, .fd = -1};
    size_t begin = out->len;
    put_all(&w, s);
    put_hash(out, hash_of(str_from(buf_view(out), begin)));
}

static bool write_file(void *ctx, int fd)
{
    struct buf b = {0};
    struct writing w = {.buf = &b, .fd = fd, .hasher = hasher_new()};
    put_all(&w, ctx);
    drain(&w);
    put_hash(&b, hasher_end(w.hasher));
    bool good = !w.failed && fs_write(fd, buf_view(&b));
    buf_release(&b);
    return good;
}

bool state_save(int site, const struct state *s)
{
    return fs_make_parents(site, STATE_PATH) &&
           fs_replace_with(site, STATE_PATH, write_file, (void *)s);
}
