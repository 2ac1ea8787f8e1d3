/* SPDX-License-Identifier: MIT */
#include "check/tried.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/fs.h"

static const char header[] = "jianbao-links 1";

static const char *const words[] = {
    [FETCH_ANSWER] = "",          [FETCH_HOST] = "host",
    [FETCH_CONNECT] = "connect",  [FETCH_TIMEOUT] = "timeout",
    [FETCH_LOOP] = "loop",        [FETCH_SECURITY] = "security",
    [FETCH_PRIVATE] = "private",  [FETCH_BROKEN] = "broken",
};
enum { N_WORDS = sizeof words / sizeof *words };

static bool parse_result(struct str text, struct fetch_result *out)
{
    int64_t status;
    if (str_to_int(text, &status) && status >= 100 && status < 1000) {
        *out = (struct fetch_result){FETCH_ANSWER, (unsigned)status};
        return true;
    }
    for (int i = FETCH_ANSWER + 1; i < N_WORDS; i++)
        if (str_is(text, words[i])) {
            *out = (struct fetch_result){(enum fetch_outcome)i, 0};
            return true;
        }
    return false;
}

static bool is_fresh(const struct site *s, struct str day)
{
    struct date date;
    if (!date_parse(day, &date) || date.precision != DATE_DAY)
        return false;
    int64_t age = s->options->as_of - date_instant(date, s->config.zone);
    return age >= 0 && age < (int64_t)TRIED_DAYS * 24 * 60 * 60;
}

static void keep(struct tries *t, const struct tried *tried)
{
    struct tried *copy = arena_new(&t->arena, struct tried);
    *copy = *tried;
    if (map_put(&t->by_url, &t->arena, copy->url, copy) == copy)
        *vec_push(&t->arena, &t->list) = copy;
}

static void read_line(struct tries *t, const struct site *s, struct str line)
{
    struct tried tried;
    struct str result;
    if (str_cut(line, ' ', &tried.day, &line) &&
        str_cut(line, ' ', &result, &tried.url) && tried.url.len > 0 &&
        parse_result(result, &tried.result) && is_fresh(s, tried.day))
        keep(t, &tried);
}

void tries_read(struct tries *t, const struct site *s)
{
    struct str text, line;
    if (!fs_read(&t->arena, s->root, TRIED_PATH, TRIED_SIZE_MAX, &text) ||
        !str_line(&text, &line) || !str_is(line, header))
        return;
    while (str_line(&text, &line))
        read_line(t, s, line);
}

const struct tried *tries_find(const struct tries *t, struct str url)
{
    return map_get(&t->by_url, url);
}

void tries_add(struct tries *t, const struct site *s, struct str url,
               struct fetch_result result)
{
    struct date today = date_in_zone(s->options->as_of, s->config.zone);
    today.precision = DATE_DAY;
    keep(t, &(struct tried){.url = arena_copy(&t->arena, url),
                            .day = date_iso(&t->arena, today),
                            .result = result});
}

static int by_url(const void *a, const void *b)
{
    return str_compare((*(struct tried *const *)a)->url,
                       (*(struct tried *const *)b)->url);
}

bool tries_write(struct tries *t, const struct site *s)
{
    struct buf b = {0};
    if (t->list.len > 0)
        qsort(t->list.at, t->list.len, sizeof *t->list.at, by_url);
    buf_printf(&b, "%s\n", header);
    for (size_t i = 0; i < t->list.len; i++) {
        const struct tried *tried = t->list.at[i];
        buf_str(&b, tried->day);
        if (tried->result.outcome == FETCH_ANSWER)
            buf_printf(&b, " %u ", tried->result.status);
        else
            buf_printf(&b, " %s ", words[tried->result.outcome]);
        buf_str(&b, tried->url);
        buf_byte(&b, '\n');
    }
    bool good = fs_make_parents(s->root, TRIED_PATH) &&
                fs_replace(s->root, TRIED_PATH, buf_view(&b));
    buf_release(&b);
    return good;
}

void tries_release(struct tries *t)
{
    map_release(&t->by_url);
    arena_release(&t->arena);
}
