/* SPDX-License-Identifier: MIT */
#include "check/external.h"

#include <errno.h>
#include <string.h>
#include <time.h>

#include "check/tried.h"

enum {
    HOSTS_AT_ONCE = 64, /* that wait their turn */
    HOPELESS = 10       /* so many failures without one answer: no network */
};

struct visit {
    struct str url; /* NUL-terminated */
    const struct outside *first; /* place of it */
    struct fetch_result result;
    bool get, done;
};

/* Addresses of one host, one after another. */
struct host {
    size_t next, end; /* in visits */
    int64_t ready;    /* when it may be asked again */
    bool busy;
};

struct round {
    const struct site *s;
    struct arena *arena;
    const struct outside *all; /* by address */
    size_t n_all;
    struct fetch *fetch;
    struct visit *visits; /* by address */
    size_t n_visits;
    size_t at; /* first visit whose host has not had its turn */
    struct host host[HOSTS_AT_ONCE];
    size_t n_hosts, n_running;
    size_t n_answers, n_silent, n_left;
};

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* https://www.example.org:8080 */
static struct str origin_of(struct str url)
{
    size_t scheme = str_find(url, STR("://"));
    size_t from = scheme == SIZE_MAX ? 0 : scheme + 3;
    size_t length = 0;
    while (from + length < url.len &&
           strchr("/?#", url.at[from + length]) == NULL)
        length++;
    return str_head(url, from + length);
}

/* ---- asking ---- */

static void next_host(struct round *r)
{
    struct host *h = &r->host[r->n_hosts++];
    struct str origin = origin_of(r->visits[r->at].url);
    *h = (struct host){.next = r->at};
    while (r->at < r->n_visits &&
           str_eq(origin_of(r->visits[r->at].url), origin))
        r->at++;
    h->end = r->at;
    if (h->end - h->next > EXTERNAL_HOST_MAX) {
        r->n_left += h->end - h->next - EXTERNAL_HOST_MAX;
        h->end = h->next + EXTERNAL_HOST_MAX;
    }
}

static void start(struct round *r, struct host *h)
{
    struct visit *v = &r->visits[h->next];
    h->busy = fetch_start(r->fetch, v->url.at, !v->get, h->next);
    r->n_running += h->busy;
    if (!h->busy)
        h->next++;
}

static void start_ready(struct round *r)
{
    int64_t time = now();
    for (size_t i = 0; i < r->n_hosts; i++) {
        struct host *h = &r->host[i];
        if (h->next == h->end && !h->busy) {
            *h = r->host[--r->n_hosts];
            i--;
        } else if (!h->busy && h->ready <= time &&
                   r->n_running < EXTERNAL_PARALLEL)
            start(r, h);
    }
}

/* Servers without HEAD say so in one of these ways. */
static bool wants_get(const struct visit *v)
{
    unsigned status = v->result.status;
    return !v->get && v->result.outcome == FETCH_ANSWER &&
           (status == 403 || status == 405 || status == 501);
}

static void take(struct round *r, size_t index, struct fetch_result result)
{
    struct visit *v = &r->visits[index];
    v->result = result;
    for (size_t i = 0; i < r->n_hosts; i++) {
        struct host *h = &r->host[i];
        if (!h->busy || h->next != index)
            continue;
        h->busy = false;
        h->ready = now() + EXTERNAL_PAUSE;
        h->next += !wants_get(v);
    }
    r->n_running--;
    if (wants_get(v)) {
        v->get = true;
        return;
    }
    v->done = true;
    bool silent = result.outcome == FETCH_HOST ||
                  result.outcome == FETCH_CONNECT ||
                  result.outcome == FETCH_TIMEOUT;
    r->n_silent += silent;
    r->n_answers += !silent && result.outcome != FETCH_PRIVATE;
}

static void ask_all(struct round *r)
{
    while (r->n_answers > 0 || r->n_silent < HOPELESS) {
        while (r->n_hosts < HOSTS_AT_ONCE && r->at < r->n_visits)
            next_host(r);
        start_ready(r);
        if (r->n_hosts == 0 && r->at == r->n_visits)
            return;
        size_t index;
        struct fetch_result result;
        if (fetch_next(r->fetch, 50, &index, &result))
            take(r, index, result);
    }
}

/* ---- what to ask ---- */

static void gather(struct round *r, const struct tries *tries)
{
    const struct outside *all = r->all;
    r->visits = arena_array(r->arena, r->n_all + 1, struct visit);
    for (size_t i = 0; i < r->n_all; i++)
        if ((i == 0 || !str_eq(all[i].url, all[i - 1].url)) &&
            tries_find(tries, all[i].url) == NULL)
            r->visits[r->n_visits++] = (struct visit){
                .url = arena_copy(r->arena, all[i].url), .first = &all[i]};
}

static bool is_private_site(const struct site *s)
{
    struct arena a = {0};
    struct str host = origin_of(s->config.base_url);
    host = str_from(host, str_find(host, STR("://")) + 3);
    if (str_starts(host, STR("[")))
        host = str_head(str_from(host, 1), str_find_byte(host, ']') - 1);
    else
        host = str_head(host, str_find_byte(host, ':'));
    bool private = fetch_is_private(arena_copy(&a, host).at);
    arena_release(&a);
    return private;
}

/* With few addresses it may be they that are gone: one is named. */
static void report_offline(const struct round *r, struct diag *d)
{
    const struct visit *v = r->visits;
    while (!v->done)
        v++;
    diag_add(d, v->first->loc, DIAG_LINK_UNTRIED,
             "no outside address answers, of %zu tried, the first being '"
             STR_FMT "'; is there a network?",
             r->n_silent, STR_ARG(v->url));
}

static void visit_all(struct round *r, struct tries *tries, struct diag *d)
{
    const struct fetch_options options = {
        .agent = arena_printf(r->arena, "jianbao link check (+" STR_FMT ")",
                              STR_ARG(r->s->config.base_url))
                     .at,
        .timeout = r->s->options->timeout > 0 ? r->s->options->timeout
                                              : EXTERNAL_TIMEOUT,
        .private_too = is_private_site(r->s)};
    r->fetch = fetch_open(&options);
    if (r->fetch == NULL) {
        diag_add(d, (struct loc){0}, DIAG_LINK_UNTRIED,
                 "outside addresses were not tried: libcurl is not installed");
        return;
    }
    ask_all(r);
    fetch_close(r->fetch);
    if (r->n_answers == 0 && r->n_silent > 0) {
        report_offline(r, d);
        return;
    }
    for (size_t i = 0; i < r->n_visits; i++)
        if (r->visits[i].done)
            tries_add(tries, r->s, r->visits[i].url, r->visits[i].result);
    if (r->n_left > 0)
        diag_add(d, (struct loc){0}, DIAG_LINK_UNTRIED,
                 "%zu outside addresses are left for the next run: one host "
                 "is asked %d times at most",
                 r->n_left, EXTERNAL_HOST_MAX);
}

/* ---- messages ---- */

static const char *const silence[] = {
    [FETCH_HOST] = SPEECH("its host is not known"),
    [FETCH_CONNECT] = SPEECH("its host accepts no connection"),
    [FETCH_TIMEOUT] = SPEECH("it did not answer in time"),
    [FETCH_LOOP] = SPEECH("it redirects too often"),
    [FETCH_SECURITY] = SPEECH("its certificate or encryption is not valid"),
    [FETCH_PRIVATE] = SPEECH("it leads into a private network, where readers cannot "
                      "follow"),
    [FETCH_BROKEN] = SPEECH("what it answers is not HTTP"),
};

static struct str pages_of(struct arena *a, enum speech speech,
                           const struct outside *o)
{
    if (o->n_pages == 1)
        return arena_printf(a, "(" STR_FMT ")", STR_ARG(o->page->url));
    return speech_say(a, speech, "(on %zu pages, first " STR_FMT ")", o->n_pages,
                      STR_ARG(o->page->url));
}

static void report(struct arena *a, const struct outside *o,
                   const struct tried *t, struct diag *d)
{
    unsigned status = t->result.status;
    struct str pages = pages_of(a, d->speech, o);
    if (t->result.outcome != FETCH_ANSWER)
        diag_add(d, o->loc, DIAG_LINK_EXTERNAL,
                 "'" STR_FMT "': %s, tried " STR_FMT "; correct or remove the "
                 "link " STR_FMT,
                 STR_ARG(o->url), silence[t->result.outcome], STR_ARG(t->day),
                 STR_ARG(pages));
    else if (status == 401 || status == 403 || status == 429)
        diag_add(d, o->loc, DIAG_LINK_UNTRIED,
                 "'" STR_FMT "' turns programs away with %u, tried " STR_FMT
                 "; try it by hand " STR_FMT,
                 STR_ARG(o->url), status, STR_ARG(t->day), STR_ARG(pages));
    else if (status >= 400)
        diag_add(d, o->loc, DIAG_LINK_EXTERNAL,
                 "'" STR_FMT "' answers %u, tried " STR_FMT "; correct or "
                 "remove the link " STR_FMT,
                 STR_ARG(o->url), status, STR_ARG(t->day), STR_ARG(pages));
}

void check_external(struct check *c, const struct site *s, struct diag *d)
{
    size_t n;
    struct arena arena = {0};
    struct tries tries = {0};
    struct round *r = arena_new(&arena, struct round);
    const struct outside *all = check_outside(c, &n);
    *r = (struct round){.s = s, .arena = &arena, .all = all, .n_all = n};
    tries_read(&tries, s);
    gather(r, &tries);
    if (r->n_visits > 0)
        visit_all(r, &tries, d);
    for (size_t i = 0; i < n; i++) {
        const struct tried *t = tries_find(&tries, all[i].url);
        if (t != NULL)
            report(&arena, &all[i], t, d);
    }
    if (n > 0 && !tries_write(&tries, s))
        diag_add(d, (struct loc){STR(TRIED_PATH), 0, 0}, DIAG_LINK_UNTRIED,
                 "cannot keep what was tried: %s", strerror(errno));
    tries_release(&tries);
    arena_release(&arena);
}
