/* SPDX-License-Identifier: MIT */
#include "base/packed.h"
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

static void put_inputs(struct writing *w, const struct inputs *in)
{
    varint_put(w->buf, in->len);
    for (size_t i = 0; i < in->len; i++) {
        const struct input *x = &in->at[i];
        struct buf *b = more(w);
        packed_str(b, x->path);
        varint_put(b, x->kind);
        varint_put(b, x->size);
        packed_signed(b, x->mtime);
        varint_put(b, x->inode);
        packed_hash(b, x->hash);
    }
}

static void put_messages(struct writing *w, const struct state *s,
                         const struct message *message, size_t n)
{
    varint_put(w->buf, n);
    for (size_t i = 0; i < n; i++) {
        const struct message *m = &message[i];
        struct buf *b = more(w);
        packed_str(b, str_of(diag_kinds[m->code].code));
        packed_str(b, m->loc.path);
        varint_put(b, m->loc.line);
        varint_put(b, m->loc.col);
        packed_str(b, m->text);
        varint_put(b, (uint64_t)s->severities.of[m->code]);
    }
}

static void put_checks(struct writing *w, const struct state *s)
{
    varint_put(w->buf, s->n_checks);
    for (size_t i = 0; i < s->n_checks; i++) {
        const struct state_check *c = &s->check[i];
        struct buf *b = more(w);
        packed_str(b, c->name);
        packed_hash(b, c->key);
        for (int lang = 0; lang < LANG_MAX; lang++)
            varint_put(b, c->stale[lang]);
        varint_put(b, c->first);
        varint_put(b, c->n_messages);
    }
}

static void put_queries(struct writing *w, const struct state *s)
{
    varint_put(w->buf, s->query.len);
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
            packed_hash(more(w), answer[i]);
    }
    arena_release(&scratch);
}

static void put_steps(struct buf *b, struct buf *scratch,
                      const struct state_page *p)
{
    struct steps steps = {p->steps, 0, UINT32_MAX};
    int64_t last = 0;
    if (p->number == NULL) {
        packed_str(b, p->steps);
        return;
    }
    buf_reset(scratch);
    for (uint32_t n; steps_next(&steps, &n);)
        steps_put(scratch, &last, p->number[n]);
    packed_str(b, buf_view(scratch));
}

static void put_pages(struct writing *w, const struct state *s)
{
    struct buf scratch = {0};
    varint_put(w->buf, s->n_pages);
    for (size_t i = 0; i < s->n_pages; i++) {
        struct state_page made = {0};
        const struct state_page *p = &made;
        struct buf *b = more(w);
        if (s->source != NULL)
            s->source->page(s->source->ctx, i, &made);
        else
            p = &s->page[i];
        packed_str(b, p->path);
        packed_hash(b, p->bytes);
        varint_put(b, p->size);
        fixed_put(b, p->row);
        varint_put(b, p->reason);
        put_steps(b, &scratch, p);
    }
    buf_release(&scratch);
}

static void put_head(struct buf *b, const struct state *s)
{
    buf_printf(b, STATE_HEAD, STATE_VERSION);
    packed_hash(b, s->program);
    packed_hash(b, s->options);
    packed_hash(b, s->rules);
    packed_hash(b, s->manifest);
    packed_hash(b, s->output);
    packed_signed(b, s->from);
    packed_signed(b, s->until);
    packed_signed(b, s->next_due);
    packed_str(b, s->timezone);
    varint_put(b, s->n_languages);
    varint_put(b, s->speech);
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
    packed_hash(out, hash_of(str_from(buf_view(out), begin)));
}

static bool write_file(void *ctx, int fd)
{
    struct buf b = {0};
    struct writing w = {.buf = &b, .fd = fd, .hasher = hasher_new()};
    put_all(&w, ctx);
    drain(&w);
    packed_hash(&b, hasher_end(w.hasher));
    bool good = !w.failed && fs_write(fd, buf_view(&b));
    buf_release(&b);
    return good;
}

bool state_save(int site, const struct state *s)
{
    return fs_make_parents(site, STATE_PATH) &&
           fs_replace_with(site, STATE_PATH, write_file, (void *)s);
}
