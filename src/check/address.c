/* SPDX-License-Identifier: MIT */
#include "check/address.h"

static int hex(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

static struct str decode(struct arena *a, struct str s)
{
    if (str_find_byte(s, '%') == SIZE_MAX)
        return s;
    char *at = arena_alloc(a, s.len + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        bool coded = s.at[i] == '%' && i + 2 < s.len && hex(s.at[i + 1]) >= 0 &&
                     hex(s.at[i + 2]) >= 0;
        at[n++] = coded ? (char)(hex(s.at[i + 1]) * 16 + hex(s.at[i + 2]))
                        : s.at[i];
        i += coded ? 2 : 0;
    }
    return (struct str){at, n};
}

/* RFC 3986, section 3.1. */
static bool has_scheme(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool later = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
        if (c == ':')
            return i > 0;
        if (!letter && (i == 0 || !later))
            return false;
    }
    return false;
}

static bool is_bad(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] <= ' ' || s.at[i] == 0x7F ||
            strchr("<>\"{}\\^`", s.at[i]) != NULL)
            return true;
    return s.len == 0;
}

/* Removes . and .. of a path that begins with a slash (section 5.2.4). */
static struct str without_dots(struct arena *a, struct str path)
{
    char *at = arena_alloc(a, path.len + 2, 1);
    size_t n = 0;
    struct str part, rest = str_from(path, 1);
    for (bool more = true; more;) {
        more = str_cut(rest, '/', &part, &rest);
        bool up = str_is(part, ".."), stay = str_is(part, ".");
        while (up && n > 0 && at[--n] != '/')
            ;
        if ((up || stay) && more)
            continue;
        at[n++] = '/';
        if (!up && !stay && part.len > 0)
            memcpy(at + n, part.at, part.len);
        n += up || stay ? 0 : part.len;
    }
    return (struct str){at, n};
}

static struct str absolute(struct arena *a, struct str from, struct str path)
{
    if (str_starts(path, STR("/")) && str_find(path, STR("/.")) == SIZE_MAX)
        return path;
    while (from.len > 0 && from.at[from.len - 1] != '/')
        from.len--;
    if (!str_starts(path, STR("/")))
        path = arena_printf(a, STR_FMT STR_FMT, STR_ARG(from), STR_ARG(path));
    return without_dots(a, path);
}

static bool is_http(struct str s)
{
    return str_starts(s, STR("http://")) || str_starts(s, STR("https://")) ||
           str_starts(s, STR("//"));
}

/* Takes base_url off, up to the base path: true when the address is ours. */
static bool take_host(const struct config *c, struct str *s)
{
    struct str base = str_head(c->base_url,
                               c->base_url.len - c->base_path.len);
    if (!str_starts(*s, base))
        return false;
    char next = s->len > base.len ? s->at[base.len] : '/';
    if (next != '/' && next != '?' && next != '#')
        return false;
    *s = str_from(*s, base.len);
    return true;
}

/* Takes the base path off a path of our host. */
static bool take_base(const struct config *c, struct str *path)
{
    struct str base = c->base_path;
    if (!str_starts(*path, base) ||
        (path->len > base.len && path->at[base.len] != '/'))
        return false;
    *path = path->len > base.len ? str_from(*path, base.len) : STR("/");
    return true;
}

struct address address_parse(struct arena *scratch, const struct config *c,
                             struct str from, struct str text)
{
    struct address a = {.kind = ADDRESS_OURS};
    struct str path = text;
    bool whole = take_host(c, &path);
    if (!whole && is_http(path)) {
        a.kind = is_bad(path) ? ADDRESS_BAD : ADDRESS_OUTSIDE;
        return a;
    }
    if (!whole && has_scheme(path)) {
        a.kind = ADDRESS_OTHER;
        return a;
    }
    if (!whole && is_bad(path)) {
        a.kind = ADDRESS_BAD;
        return a;
    }
    str_cut(path, '#', &path, &a.fragment);
    a.fragment = decode(scratch, a.fragment);
    bool query = str_cut(path, '?', &path, &(struct str){0});
    if (path.len == 0 && !whole) {
        a.path = query ? from : path;
        return a;
    }
    if (!str_starts(path, STR("/")))
        from = arena_printf(scratch, STR_FMT STR_FMT, STR_ARG(c->base_path),
                            STR_ARG(from));
    path = absolute(scratch, from, path.len > 0 ? path : STR("/"));
    if (!take_base(c, &path))
        a.kind = whole ? ADDRESS_OUTSIDE : ADDRESS_ABOVE;
    a.path = decode(scratch, path);
    return a;
}

const struct page *address_page(const struct plan *p, struct str path)
{
    const struct page *page = plan_by_url(p, path);
    struct str index = STR("/index.html");
    if (page == NULL && str_ends(path, index))
        page = plan_by_url(p, str_head(path, path.len - index.len + 1));
    return page;
}
