/* SPDX-License-Identifier: MIT */
#include "state/state.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/buf.h"

#define STATE_PATH "build/state"

/* ---- writing ---- */

static void put(struct buf *b, uint64_t n)
{
    while (n >= 0x80) {
        buf_byte(b, (char)(n | 0x80));
        n >>= 7;
    }
    buf_byte(b, (char)n);
}

/* Small negative numbers stay short. */
static void put_signed(struct buf *b, int64_t n)
{
    put(b, (uint64_t)n << 1 ^ (n < 0 ? UINT64_MAX : 0));
}

static void put_str(struct buf *b, struct str s)
{
    put(b, s.len);
    buf_str(b, s);
}

static void put_hash(struct buf *b, struct hash h)
{
    char bytes[16];
    for (int i = 0; i < 8; i++) {
        bytes[i] = (char)(h.low >> 8 * i);
        bytes[8 + i] = (char)(h.high >> 8 * i);
    }
    buf_bytes(b, bytes, sizeof bytes);
}

static void put_inputs(struct buf *b, const struct inputs *in)
{
    put(b, in->len);
    for (size_t i = 0; i < in->len; i++) {
        const struct input *x = &in->at[i];
        put_str(b, x->path);
        put(b, x->kind);
        put(b, x->size);
        put_signed(b, x->mtime);
        put(b, x->inode);
        put_hash(b, x->hash);
    }
}

static void put_messages(struct buf *b, const struct state *s,
                         const struct message *message, size_t n)
{
    put(b, n);
    for (size_t i = 0; i < n; i++) {
        const struct message *m = &message[i];
        put_str(b, str_of(diag_kinds[m->code].code));
        put_str(b, m->loc.path);
        put(b, m->loc.line);
        put(b, m->loc.col);
        put_str(b, m->text);
        put(b, (uint64_t)s->severities.of[m->code]);
    }
}

static void put_checks(struct buf *b, const struct state *s)
{
    put(b, s->n_checks);
    for (size_t i = 0; i < s->n_checks; i++) {
        const struct state_check *c = &s->check[i];
        put_str(b, c->name);
        put_hash(b, c->key);
        for (int lang = 0; lang < LANG_MAX; lang++)
            put(b, c->stale[lang]);
        put(b, c->first);
        put(b, c->n_messages);
    }
}

static void put_pages(struct buf *b, const struct state *s)
{
    put(b, s->n_queries);
    for (size_t i = 0; i < s->n_queries; i++) {
        const struct query *q = &s->query[i];
        put(b, (uint64_t)q->kind);
        put_str(b, q->a);
        put_str(b, q->b);
        put(b, q->m);
        put(b, q->n);
        put_hash(b, s->answer[i]);
    }
    put(b, s->n_pages);
    for (size_t i = 0; i < s->n_pages; i++) {
        const struct state_page *p = &s->page[i];
        put_str(b, p->path);
        put_hash(b, p->bytes);
        put(b, p->size);
        put(b, p->reason);
        put(b, p->n_queries);
        for (size_t k = 0; k < p->n_queries; k++)
            put_signed(b, (int64_t)p->query[k] -
                              (k > 0 ? (int64_t)p->query[k - 1] : 0));
    }
}

static void put_all(struct buf *b, const struct state *s)
{
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
    put_inputs(b, &s->inputs);
    put_messages(b, s, s->message, s->n_messages);
    put_messages(b, s, s->found, s->n_found);
    put_checks(b, s);
    put_pages(b, s);
}

void state_write(struct buf *out, const struct state *s)
{
    buf_printf(out, "jianbao-state %d\n", STATE_VERSION);
    size_t at = out->len;
    put_hash(out, (struct hash){0});
    size_t begin = out->len;
    put_all(out, s);
    struct buf sum = {0};
    put_hash(&sum, hash_of(str_from(buf_view(out), begin)));
    memcpy(out->at + at, sum.at, sum.len);
    buf_release(&sum);
}

/* ---- reading ---- */

struct reading {
    struct arena *a;
    struct str rest;
    bool bad;
};

static uint64_t get(struct reading *r)
{
    uint64_t n = 0;
    for (unsigned shift = 0; shift < 64 && r->rest.len > 0; shift += 7) {
        unsigned char c = (unsigned char)r->rest.at[0];
        r->rest = str_from(r->rest, 1);
        /* The last of ten bytes has one bit left; no leading zeros. */
        if ((shift == 63 && c > 1) || (c == 0 && shift > 0))
            break;
        n |= (uint64_t)(c & 0x7F) << shift;
        if (c < 0x80)
            return n;
    }
    r->bad = true;
    return 0;
}

static int64_t get_signed(struct reading *r)
{
    uint64_t n = get(r);
    return (int64_t)(n >> 1 ^ (n & 1 ? UINT64_MAX : 0));
}

static uint64_t get_below(struct reading *r, uint64_t limit)
{
    uint64_t n = get(r);
    if (n < limit)
        return n;
    r->bad = true;
    return 0;
}

static struct str get_str(struct reading *r)
{
    uint64_t len = get(r);
    struct str s = {r->rest.at, (size_t)len};
    if (len > r->rest.len) {
        r->bad = true;
        return (struct str){0};
    }
    r->rest = str_from(r->rest, (size_t)len);
    return s;
}

static struct hash get_hash(struct reading *r)
{
    struct hash h = {0};
    if (r->rest.len < 16) {
        r->bad = true;
        return h;
    }
    for (int i = 0; i < 8; i++) {
        h.low |= (uint64_t)(unsigned char)r->rest.at[i] << 8 * i;
        h.high |= (uint64_t)(unsigned char)r->rest.at[8 + i] << 8 * i;
    }
    r->rest = str_from(r->rest, 16);
    return h;
}

/* A count of things that take at least `least` bytes each: what is left bounds
 * the memory that a lie can cost. */
static size_t get_count(struct reading *r, size_t least)
{
    uint64_t n = get(r);
    if (n <= r->rest.len / least)
        return (size_t)n;
    r->bad = true;
    return 0;
}

static void get_inputs(struct reading *r, struct inputs *out)
{
    size_t n = get_count(r, 21);
    *out = (struct inputs){arena_array(r->a, n + 1, struct input), n, n};
    for (size_t i = 0; i < n && !r->bad; i++) {
        struct input *x = &out->at[i];
        x->path = get_str(r);
        x->kind = (uint8_t)get_below(r, FS_OTHER + 1);
        x->size = get(r);
        x->mtime = get_signed(r);
        x->inode = get(r);
        x->hash = get_hash(r);
        r->bad = r->bad ||
                 (i > 0 && str_compare(out->at[i - 1].path, x->path) >= 0);
    }
}

static struct message *get_messages(struct reading *r, struct state *s,
                                    size_t *n)
{
    *n = get_count(r, 6);
    struct message *message = arena_array(r->a, *n + 1, struct message);
    for (size_t i = 0; i < *n && !r->bad; i++) {
        struct message *m = &message[i];
        r->bad = !diag_code_find(get_str(r), &m->code) || r->bad;
        m->loc.path = get_str(r);
        m->loc.line = (unsigned)get_below(r, UINT32_MAX);
        m->loc.col = (unsigned)get_below(r, UINT32_MAX);
        m->text = get_str(r);
        s->severities.of[m->code] =
            (enum severity)get_below(r, SEVERITY_ERROR + 1);
    }
    return message;
}

static void get_checks(struct reading *r, struct state *s)
{
    s->n_checks = get_count(r, 19 + LANG_MAX);
    s->check = arena_array(r->a, s->n_checks + 1, struct state_check);
    for (size_t i = 0; i < s->n_checks && !r->bad; i++) {
        struct state_check *c = &s->check[i];
        c->name = get_str(r);
        c->key = get_hash(r);
        for (int lang = 0; lang < LANG_MAX; lang++)
            c->stale[lang] = (uint32_t)get_below(r, UINT32_MAX);
        c->first = (size_t)get_below(r, s->n_found + 1);
        c->n_messages = (size_t)get_below(r, s->n_found - c->first + 1);
        r->bad = r->bad ||
                 (i > 0 && str_compare(s->check[i - 1].name, c->name) >= 0);
    }
}

static void get_queries(struct reading *r, struct state *s)
{
    s->n_queries = get_count(r, 21);
    s->query = arena_array(r->a, s->n_queries + 1, struct query);
    s->answer = arena_array(r->a, s->n_queries + 1, struct hash);
    for (size_t i = 0; i < s->n_queries && !r->bad; i++) {
        struct query *q = &s->query[i];
        q->kind = (enum query_kind)get_below(r, N_QUERY_KINDS);
        q->a = get_str(r);
        q->b = get_str(r);
        q->m = (uint32_t)get_below(r, (uint64_t)UINT32_MAX + 1);
        q->n = (uint32_t)get_below(r, (uint64_t)UINT32_MAX + 1);
        s->answer[i] = get_hash(r);
        r->bad = r->bad || q->a.len > QUERY_TEXT_MAX ||
                 q->b.len > QUERY_TEXT_MAX;
    }
}

static void get_page(struct reading *r, const struct state *s,
                     struct state_page *p)
{
    p->path = get_str(r);
    p->bytes = get_hash(r);
    p->size = get(r);
    p->reason = (uint32_t)get_below(r, UINT32_MAX);
    p->n_queries = get_count(r, 1);
    uint32_t *query = arena_array(r->a, p->n_queries + 1, uint32_t);
    int64_t last = 0;
    for (size_t i = 0; i < p->n_queries && !r->bad; i++) {
        int64_t step = get_signed(r);
        r->bad = r->bad || step > UINT32_MAX || step < -(int64_t)UINT32_MAX;
        last = r->bad ? -1 : last + step;
        if (last < 0 || (uint64_t)last >= s->n_queries)
            r->bad = true;
        else
            query[i] = (uint32_t)last;
    }
    p->query = query;
}

static void get_pages(struct reading *r, struct state *s)
{
    get_queries(r, s);
    s->n_pages = get_count(r, 20);
    s->page = arena_array(r->a, s->n_pages + 1, struct state_page);
    for (size_t i = 0; i < s->n_pages && !r->bad; i++) {
        get_page(r, s, &s->page[i]);
        r->bad = r->bad || (i > 0 && str_compare(s->page[i - 1].path,
                                                 s->page[i].path) >= 0);
    }
}

bool state_parse(struct arena *a, struct str bytes, struct state *out)
{
    char line[32];
    int n = snprintf(line, sizeof line, "jianbao-state %d\n", STATE_VERSION);
    struct reading r = {.a = a, .rest = bytes};
    *out = (struct state){0};
    if (!str_starts(bytes, (struct str){line, (size_t)n}))
        return false;
    r.rest = str_from(bytes, (size_t)n);
    struct hash sum = get_hash(&r);
    if (r.bad || !hash_eq(sum, hash_of(r.rest)))
        return false;
    out->program = get_hash(&r);
    out->options = get_hash(&r);
    out->rules = get_hash(&r);
    out->manifest = get_hash(&r);
    out->output = get_hash(&r);
    out->from = get_signed(&r);
    out->until = get_signed(&r);
    out->next_due = get_signed(&r);
    out->timezone = get_str(&r);
    out->n_languages = (uint32_t)get_below(&r, UINT32_MAX);
    out->speech = (enum speech)get_below(&r, N_SPEECHES);
    get_inputs(&r, &out->inputs);
    severities_init(&out->severities);
    if (!r.bad)
        out->message = get_messages(&r, out, &out->n_messages);
    if (!r.bad)
        out->found = get_messages(&r, out, &out->n_found);
    if (!r.bad)
        get_checks(&r, out);
    if (!r.bad)
        get_pages(&r, out);
    return !r.bad && r.rest.len == 0;
}

bool state_load(struct arena *a, int site, struct state *out)
{
    struct str bytes;
    return fs_read(a, site, STATE_PATH, STATE_SIZE_MAX, &bytes) &&
           state_parse(a, bytes, out);
}

bool state_save(int site, const struct state *s)
{
    struct buf b = {0};
    state_write(&b, s);
    bool good = fs_make_parents(site, STATE_PATH) &&
                fs_replace(site, STATE_PATH, buf_view(&b));
    int kept = errno;
    buf_release(&b);
    errno = kept;
    return good;
}

const struct state_page *state_page(const struct state *s, struct str path)
{
    return str_search(s->page, s->n_pages, sizeof *s->page,
                      offsetof(struct state_page, path), path);
}

const struct state_check *state_check(const struct state *s, struct str name)
{
    return str_search(s->check, s->n_checks, sizeof *s->check,
                      offsetof(struct state_check, name), name);
}
