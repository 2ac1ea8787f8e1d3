/* SPDX-License-Identifier: MIT */
#include "model/query.h"

#include <assert.h>

const char *const query_names[N_QUERY_KINDS] = {
#define QUERY(id, name) name,
    QUERIES(QUERY)
#undef QUERY
};

/* ---- as bytes ---- */

static char *write_str(char *at, struct str s)
{
    at = varint_write(at, s.len);
    if (s.len > 0)
        memcpy(at, s.at, s.len);
    return at + s.len;
}

/* Millions of times in a build: room is asked for once. */
void query_put(struct buf *b, const struct query *q)
{
    buf_reserve(b, 5 * VARINT_MAX + q->a.len + q->b.len);
    char *at = varint_write(b->at + b->len, (uint64_t)q->kind);
    at = write_str(at, q->a);
    at = write_str(at, q->b);
    at = varint_write(at, q->m);
    at = varint_write(at, q->n);
    b->len = (size_t)(at - b->at);
}

static bool take_str(struct str *rest, struct str *out)
{
    uint64_t len;
    if (!varint_take(rest, &len) || len > rest->len || len > QUERY_TEXT_MAX)
        return false;
    *out = str_head(*rest, (size_t)len);
    *rest = str_from(*rest, (size_t)len);
    return true;
}

bool query_take(struct str *rest, struct query *q)
{
    uint64_t kind, m, n;
    if (!varint_take(rest, &kind) || kind >= N_QUERY_KINDS ||
        !take_str(rest, &q->a) || !take_str(rest, &q->b) ||
        !varint_take(rest, &m) || m > UINT32_MAX || !varint_take(rest, &n) ||
        n > UINT32_MAX)
        return false;
    q->kind = (enum query_kind)kind;
    q->m = (uint32_t)m;
    q->n = (uint32_t)n;
    return true;
}

void steps_put(struct buf *b, int64_t *last, uint32_t number)
{
    varint_put(b, varint_folded((int64_t)number - *last));
    *last = number;
}

/* ---- each once ---- */

static uint32_t *numbers(const struct buf *b)
{
    return (uint32_t *)(void *)b->at;
}

static void add_number(struct buf *b, uint32_t n)
{
    buf_bytes(b, (const char *)&n, sizeof n);
}

struct str query_text(const struct query_list *l, size_t number)
{
    size_t from = number > 0 ? l->end[number - 1] : 0;
    return (struct str){l->text + from, l->end[number] - from};
}

bool query_at(const struct query_list *l, size_t number, struct query *q)
{
    struct str text = query_text(l, number);
    return query_take(&text, q);
}

struct query_list numbered_list(const struct numbered *n)
{
    return (struct query_list){n->text.at, numbers(&n->end), n->len};
}

/* The slot that holds the text, or the free one where it belongs. */
static uint32_t *slot_of(const struct numbered *n, struct str text)
{
    const struct query_list known = numbered_list(n);
    uint32_t *slots = numbers(&n->slot);
    for (size_t at = (size_t)hash_key(text);; at++) {
        uint32_t *slot = &slots[at & (n->n_slots - 1)];
        if (*slot == 0 || str_eq(query_text(&known, *slot - 1), text))
            return slot;
    }
}

static void grow(struct numbered *n)
{
    n->n_slots = n->n_slots > 0 ? n->n_slots * 2 : 256;
    buf_release(&n->slot);
    buf_reserve(&n->slot, n->n_slots * sizeof(uint32_t));
    memset(n->slot.at, 0, n->n_slots * sizeof(uint32_t));
    const struct query_list known = numbered_list(n);
    for (uint32_t i = 0; i < n->len; i++)
        *slot_of(n, query_text(&known, i)) = i + 1;
}

uint32_t numbered_last(struct numbered *n)
{
    if ((size_t)n->len * 4 >= n->n_slots * 3)
        grow(n);
    size_t from = n->len > 0 ? numbers(&n->end)[n->len - 1] : 0;
    assert(n->text.at != NULL && from < n->text.len);
    uint32_t *slot = slot_of(n, str_from(buf_view(&n->text), from));
    if (*slot != 0)
        n->text.len = from;
    else {
        add_number(&n->end, (uint32_t)n->text.len);
        *slot = ++n->len;
    }
    return *slot - 1;
}

void numbered_copy(struct numbered *n, const struct query_list *l)
{
    if (l->len == 0)
        return;
    buf_bytes(&n->text, l->text, l->end[l->len - 1]);
    buf_bytes(&n->end, (const char *)l->end, l->len * sizeof *l->end);
    n->len = (uint32_t)l->len;
    n->n_slots = 128;
    while (n->n_slots * 3 <= l->len * 4)
        n->n_slots *= 2;
    grow(n);
}

void numbered_release(struct numbered *n)
{
    buf_release(&n->text);
    buf_release(&n->end);
    buf_release(&n->slot);
    *n = (struct numbered){0};
}

/* ---- of a worker ---- */

void trace_begin(struct trace *t)
{
    t->page = t->steps.len;
    t->last = 0;
    t->n = 0;
    t->kinds = 0;
    t->serial++;
}

static bool has_kind(const struct trace *t, enum query_kind kind)
{
    return t->kinds >> kind & 1;
}

bool trace_noted(struct trace *t, const struct query *q)
{
    if (t == NULL || !has_kind(t, q->kind))
        return false;
    struct buf *text = &t->query.text;
    size_t from = text->len;
    query_put(text, q);
    uint32_t slot = *slot_of(&t->query, str_from(buf_view(text), from));
    text->len = from;
    return slot != 0 && numbers(&t->seen)[slot - 1] == t->serial;
}

/* The same subject, or the first or second text of it alone. */
static bool noted(struct trace *t, enum query_kind kind, struct str a,
                  struct str b, uint32_t m)
{
    return has_kind(t, kind) &&
           trace_noted(t, &(struct query){kind, a, b, m, 0});
}

static bool has_figures(struct trace *t, struct str district,
                        struct str indicator)
{
    const struct str none = {0};
    return has_kind(t, QUERY_CELLS) ||
           noted(t, QUERY_FAMILY, district, none, 0) ||
           (indicator.len > 0 && noted(t, QUERY_INDICATOR, indicator, none, 0));
}

/* Whether its answer is part of one that the page has noted. */
static bool is_implied(struct trace *t, const struct query *q)
{
    const struct str none = {0};
    switch (q->kind) {
    case QUERY_URL:
    case QUERY_PAGE: return has_kind(t, QUERY_PLAN);
    case QUERY_TITLE:
        if (noted(t, QUERY_CARD, q->a, q->b, q->m))
            return true;
        /* fall through */
    case QUERY_CARD:
        return has_kind(t, QUERY_TEXTS) ||
               noted(t, QUERY_TEXT, q->a, q->b, q->m);
    case QUERY_SERIES:
        return has_figures(t, q->a, q->b) ||
               noted(t, QUERY_DISTRICT, q->a, none, 0) ||
               noted(t, QUERY_PEERS, q->a, q->b, 0);
    case QUERY_PEERS: return has_figures(t, q->a, q->b);
    case QUERY_DISTRICT: return has_figures(t, q->a, none);
    default: return false;
    }
}

void trace_note(struct trace *t, const struct query *q)
{
    if (t == NULL || is_implied(t, q))
        return;
    query_put(&t->query.text, q);
    uint32_t number = numbered_last(&t->query);
    while (t->seen.len / sizeof(uint32_t) < t->query.len)
        add_number(&t->seen, 0);
    uint32_t *seen = &numbers(&t->seen)[number];
    if (*seen == t->serial)
        return;
    *seen = t->serial;
    t->kinds |= (uint64_t)1 << q->kind;
    steps_put(&t->steps, &t->last, number);
    t->n++;
}

void trace_close(struct trace *t)
{
    buf_release(&t->query.slot);
    t->query.n_slots = 0;
    buf_release(&t->seen);
}

void trace_release(struct trace *t)
{
    trace_close(t);
    numbered_release(&t->query);
    buf_release(&t->steps);
    *t = (struct trace){0};
}
