/* SPDX-License-Identifier: MIT */
#include "state/state.h"

#include <stddef.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/packed.h"

static void get_inputs(struct arena *a, struct unpacking *u, struct inputs *out)
{
    size_t n = unpack_count(u, 21);
    *out = (struct inputs){arena_array(a, n + 1, struct input), n, n};
    for (size_t i = 0; i < n && !u->bad; i++) {
        struct input *x = &out->at[i];
        x->path = unpack_str(u);
        x->kind = (uint8_t)unpack_number(u, FS_OTHER);
        x->size = unpack_number(u, UINT64_MAX);
        x->mtime = unpack_signed(u);
        x->inode = unpack_number(u, UINT64_MAX);
        x->hash = unpack_hash(u);
        u->bad =
            u->bad || (i > 0 && str_compare(out->at[i - 1].path, x->path) >= 0);
    }
}

static struct message *get_messages(struct arena *a, struct unpacking *u,
                                    struct state *s, size_t *n)
{
    *n = unpack_count(u, 6);
    struct message *message = arena_array(a, *n + 1, struct message);
    for (size_t i = 0; i < *n && !u->bad; i++) {
        struct message *m = &message[i];
        u->bad = !diag_code_find(unpack_str(u), &m->code) || u->bad;
        m->loc.path = unpack_str(u);
        m->loc.line = (unsigned)unpack_number(u, UINT32_MAX);
        m->loc.col = (unsigned)unpack_number(u, UINT32_MAX);
        m->text = unpack_str(u);
        s->severities.of[m->code] =
            (enum severity)unpack_number(u, SEVERITY_ERROR);
    }
    return message;
}

static void get_checks(struct arena *a, struct unpacking *u, struct state *s)
{
    s->n_checks = unpack_count(u, 19 + LANG_MAX);
    s->check = arena_array(a, s->n_checks + 1, struct state_check);
    for (size_t i = 0; i < s->n_checks && !u->bad; i++) {
        struct state_check *c = &s->check[i];
        c->name = unpack_str(u);
        c->key = unpack_hash(u);
        for (int lang = 0; lang < LANG_MAX; lang++)
            c->stale[lang] = (uint32_t)unpack_number(u, UINT32_MAX);
        c->first = (size_t)unpack_number(u, s->n_found);
        c->n_messages = (size_t)unpack_number(u, s->n_found - c->first);
        u->bad = u->bad ||
                 (i > 0 && str_compare(s->check[i - 1].name, c->name) >= 0);
    }
}

static void get_queries(struct arena *a, struct unpacking *u, struct state *s)
{
    size_t n = unpack_count(u, 5 + HASH_BYTES);
    u->bad = u->bad || n > STATE_REASONS;
    n = u->bad ? 0 : n;
    uint32_t *end = arena_array(a, n + 1, uint32_t);
    const char *text = u->rest.at;
    struct query q;
    for (size_t i = 0; i < n && !u->bad; i++) {
        u->bad = !query_take(&u->rest, &q);
        end[i] = u->bad ? 0 : (uint32_t)(u->rest.at - text);
    }
    s->query = (struct query_list){text, end, n};
    s->answer = arena_array(a, n + 1, struct hash);
    for (size_t i = 0; i < n && !u->bad; i++)
        s->answer[i] = unpack_hash(u);
}

static void get_page(struct unpacking *u, const struct state *s,
                     struct state_page *p)
{
    p->path = unpack_str(u);
    p->bytes = unpack_hash(u);
    p->size = unpack_number(u, UINT64_MAX);
    p->row = unpack_fixed(u);
    p->reason = (uint32_t)unpack_number(u, UINT32_MAX);
    p->steps = unpack_str(u);
    u->bad = u->bad || (p->reason < STATE_REASONS && p->reason >= s->query.len);
}

static void get_pages(struct arena *a, struct unpacking *u, struct state *s)
{
    get_queries(a, u, s);
    s->n_pages = unpack_count(u, 28);
    s->page = arena_array(a, s->n_pages + 1, struct state_page);
    for (size_t i = 0; i < s->n_pages && !u->bad; i++) {
        get_page(u, s, &s->page[i]);
        u->bad = u->bad || (i > 0 && str_compare(s->page[i - 1].path,
                                                 s->page[i].path) >= 0);
    }
}

/* The line at the begin and the hash at the end; what is between. */
static bool open_file(struct str bytes, struct str *inside)
{
    char line[32];
    int n = snprintf(line, sizeof line, STATE_HEAD, STATE_VERSION);
    struct str head = {line, (size_t)n};
    if (!str_starts(bytes, head) || bytes.len < head.len + HASH_BYTES ||
        bytes.len > STATE_SIZE_MAX)
        return false;
    struct str all = str_head(bytes, bytes.len - HASH_BYTES);
    struct unpacking end = {.rest = str_from(bytes, all.len)};
    *inside = str_from(all, head.len);
    return hash_eq(unpack_hash(&end), hash_of(all));
}

bool state_parse(struct arena *a, struct str bytes, struct state *out)
{
    struct unpacking u = {0};
    *out = (struct state){0};
    if (!open_file(bytes, &u.rest))
        return false;
    out->program = unpack_hash(&u);
    out->options = unpack_hash(&u);
    out->rules = unpack_hash(&u);
    out->manifest = unpack_hash(&u);
    out->output = unpack_hash(&u);
    out->from = unpack_signed(&u);
    out->until = unpack_signed(&u);
    out->next_due = unpack_signed(&u);
    out->timezone = unpack_str(&u);
    out->n_languages = (uint32_t)unpack_number(&u, UINT32_MAX);
    out->speech = (enum speech)unpack_number(&u, N_SPEECHES - 1);
    get_inputs(a, &u, &out->inputs);
    severities_init(&out->severities);
    if (!u.bad)
        out->message = get_messages(a, &u, out, &out->n_messages);
    if (!u.bad)
        out->found = get_messages(a, &u, out, &out->n_found);
    if (!u.bad)
        get_checks(a, &u, out);
    if (!u.bad)
        get_pages(a, &u, out);
    return !u.bad && u.rest.len == 0;
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
