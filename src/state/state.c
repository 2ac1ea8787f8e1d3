/* SPDX-License-Identifier: MIT */
#include "state/state.h"

#include <stddef.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/varint.h"

enum { HASH_SIZE = 16 };

struct reading {
    struct arena *a;
    struct str rest;
    bool bad;
};

static uint64_t get(struct reading *r)
{
    uint64_t n;
    if (varint_take(&r->rest, &n))
        return n;
    r->bad = true;
    return 0;
}

static int64_t get_signed(struct reading *r)
{
    return varint_unfolded(get(r));
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

static uint64_t get_fixed(struct reading *r)
{
    if (r->rest.len < FIXED_BYTES) {
        r->bad = true;
        return 0;
    }
    uint64_t n = fixed_at(r->rest.at);
    r->rest = str_from(r->rest, FIXED_BYTES);
    return n;
}

static struct hash get_hash(struct reading *r)
{
    struct hash h = {0};
    if (r->rest.len < HASH_SIZE) {
        r->bad = true;
        return h;
    }
    h.low = fixed_at(r->rest.at);
    h.high = fixed_at(r->rest.at + FIXED_BYTES);
    r->rest = str_from(r->rest, HASH_SIZE);
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
    size_t n = get_count(r, 5 + HASH_SIZE);
    r->bad = r->bad || n > STATE_REASONS;
    n = r->bad ? 0 : n;
    uint32_t *end = arena_array(r->a, n + 1, uint32_t);
    const char *text = r->rest.at;
    struct query q;
    for (size_t i = 0; i < n && !r->bad; i++) {
        r->bad = !query_take(&r->rest, &q);
        end[i] = r->bad ? 0 : (uint32_t)(r->rest.at - text);
    }
    s->query = (struct query_list){text, end, n};
    s->answer = arena_array(r->a, n + 1, struct hash);
    for (size_t i = 0; i < n && !r->bad; i++)
        s->answer[i] = get_hash(r);
}

static void get_page(struct reading *r, const struct state *s,
                     struct state_page *p)
{
    p->path = get_str(r);
    p->bytes = get_hash(r);
    p->size = get(r);
    p->row = get_fixed(r);
    p->reason = (uint32_t)get_below(r, UINT32_MAX);
    p->steps = get_str(r);
    r->bad = r->bad ||
             (p->reason < STATE_REASONS && p->reason >= s->query.len);
}

static void get_pages(struct reading *r, struct state *s)
{
    get_queries(r, s);
    s->n_pages = get_count(r, 28);
    s->page = arena_array(r->a, s->n_pages + 1, struct state_page);
    for (size_t i = 0; i < s->n_pages && !r->bad; i++) {
        get_page(r, s, &s->page[i]);
        r->bad = r->bad || (i > 0 && str_compare(s->page[i - 1].path,
                                                 s->page[i].path) >= 0);
    }
}

/* The line at the begin and the hash at the end; what is between. */
static bool open_file(struct str bytes, struct str *inside)
{
    char line[32];
    int n = snprintf(line, sizeof line, STATE_HEAD, STATE_VERSION);
    struct str head = {line, (size_t)n};
    if (!str_starts(bytes, head) || bytes.len < head.len + HASH_SIZE ||
        bytes.len > STATE_SIZE_MAX)
        return false;
    struct str all = str_head(bytes, bytes.len - HASH_SIZE);
    struct reading end = {.rest = str_from(bytes, all.len)};
    *inside = str_from(all, head.len);
    return hash_eq(get_hash(&end), hash_of(all));
}

bool state_parse(struct arena *a, struct str bytes, struct state *out)
{
    struct reading r = {.a = a};
    *out = (struct state){0};
    if (!open_file(bytes, &r.rest))
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
