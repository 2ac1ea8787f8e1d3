/* SPDX-License-Identifier: MIT */
#include "model/ref.h"

#include "base/unicode.h"

static bool id_byte(char c, bool first)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           (!first && (c == '_' || c == '-'));
}

bool ref_id_ok(struct str id)
{
    for (size_t i = 0; i < id.len; i++)
        if (!id_byte(id.at[i], i == 0))
            return false;
    return id.len > 0;
}

static bool list(struct str text, struct str *out, size_t max, size_t *n)
{
    struct str item;
    bool more = true;
    *n = 0;
    while (more) {
        more = str_cut(text, ',', &item, &text);
        if (*n == max || !ref_id_ok(item))
            return false;
        out[(*n)++] = item;
    }
    return true;
}

static int one_of(struct str text, const char *const *names)
{
    for (int i = 0; names[i] != NULL; i++)
        if (str_is(text, names[i]))
            return i;
    return -1;
}

static const char *const form_names[] = {"full", "number", "value", NULL};
static const char *const type_names[] = {"auto", "bar", "line", "dot", NULL};

static const char *param(struct str text, struct ref *out)
{
    struct str key, value;
    str_cut(text, '=', &key, &value);
    if (str_is(key, "status")) {
        out->plan = true;
        return str_is(value, "plan") ? NULL : "status=plan";
    }
    if (str_is(key, "group")) {
        out->group = value;
        return ref_id_ok(value) ? NULL : "group= and the id of a group";
    }
    if (str_is(key, "form")) {
        int form = one_of(value, form_names);
        out->form = (enum figure_form)(form < 0 ? 0 : form);
        return form >= 0 ? NULL : "form=full, form=number or form=value";
    }
    if (str_is(key, "type") && out->scheme == REF_CHART) {
        out->type = one_of(value, type_names);
        return out->type > 0 ? NULL : "type=bar, type=line or type=dot";
    }
    return out->scheme == REF_CHART
               ? "type=, group= or status=plan behind the question mark"
               : "status=plan, group= or form= behind the question mark";
}

/* district "/" indicator [ "/" period ] [ "?" params ] */
static const char *selection(struct str text, struct ref *out)
{
    struct str path, params, districts, indicators, rest;
    bool lists = out->scheme != REF_STAT;
    str_cut(text, '?', &path, &params);
    if (!str_cut(path, '/', &districts, &rest))
        return "a district code, a slash and an indicator";
    str_cut(rest, '/', &indicators, &out->period_text);
    if (!list(districts, out->district, lists ? CHART_DISTRICTS_MAX : 1,
              &out->n_districts))
        return lists ? "up to 12 district codes joined by commas"
                     : "one district code such as 410305";
    if (!list(indicators, out->indicator, lists ? CHART_INDICATORS_MAX : 1,
              &out->n_indicators))
        return lists ? "up to 5 indicator ids joined by commas"
                     : "one indicator id behind the slash";
    if (period_parse(indicators, &out->period))
        return "an indicator between the district and the period";
    if (rest.len > indicators.len && out->period_text.len == 0)
        return "a period behind the last slash";
    if (out->period_text.len > 0 &&
        !period_parse(out->period_text, &out->period))
        return "a period such as 2021, 2021-06, AY2021 or 2016..2020";
    while (params.len > 0) {
        struct str one;
        str_cut(params, '&', &one, &params);
        const char *fault = param(one, out);
        if (fault != NULL)
            return fault;
    }
    return NULL;
}

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* RFC 3986 section 2.1 */
static struct str percent_decoded(struct arena *a, struct str s)
{
    if (str_find_byte(s, '%') == SIZE_MAX)
        return s;
    char *at = arena_alloc(a, s.len + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] == '%' && i + 2 < s.len && hex(s.at[i + 1]) >= 0 &&
            hex(s.at[i + 2]) >= 0) {
            at[n++] = (char)(hex(s.at[i + 1]) * 16 + hex(s.at[i + 2]));
            i += 2;
        } else
            at[n++] = s.at[i];
    return (struct str){at, n};
}

static const struct {
    struct str prefix;
    enum ref_scheme scheme;
} schemes[] = {
    {STR_INIT("stat:"), REF_STAT},         {STR_INIT("chart:"), REF_CHART},
    {STR_INIT("table:"), REF_TABLE},       {STR_INIT("district:"), REF_DISTRICT},
    {STR_INIT("term:"), REF_TERM},         {STR_INIT("doc:"), REF_DOC},
    {STR_INIT("event:"), REF_EVENT},       {STR_INIT("indicator:"), REF_INDICATOR},
    {STR_INIT("http://"), REF_EXTERNAL},   {STR_INIT("https://"), REF_EXTERNAL},
    {STR_INIT("mailto:"), REF_EXTERNAL},   {STR_INIT("tel:"), REF_EXTERNAL},
};

static bool has_scheme(struct str url)
{
    for (size_t i = 0; i < url.len; i++) {
        char c = url.at[i];
        if (c == ':')
            return i > 0;
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'))
            return false;
    }
    return false;
}

static bool local(struct str url, struct ref *out, const char **fault)
{
    str_cut(url, '#', &out->target, &out->fragment);
    *fault = NULL;
    if (has_scheme(url) || str_starts(url, STR("//")))
        return false;
    if (out->target.len == 0) {
        out->scheme = REF_ANCHOR;
        *fault = "an id behind the #";
        return out->fragment.len > 0;
    }
    out->scheme = str_ends(out->target, STR(".md")) ? REF_TEXT_FILE : REF_FILE;
    return true;
}

bool ref_parse(struct arena *a, struct str url, struct ref *out,
               const char **fault)
{
    *out = (struct ref){0};
    *fault = NULL;
    size_t i = 0, n = sizeof schemes / sizeof *schemes;
    while (i < n && !str_starts(url, schemes[i].prefix))
        i++;
    if (i == n)
        return local(url, out, fault);
    struct str rest = str_from(url, schemes[i].prefix.len);
    out->scheme = schemes[i].scheme;
    out->target = rest;
    switch (out->scheme) {
    case REF_EXTERNAL: out->target = url; return true;
    case REF_TABLE:
        if (str_ends(rest, STR(".csv"))) {
            out->scheme = REF_TABLE_FILE;
            return true;
        }
        /* fall through */
    case REF_STAT:
    case REF_CHART: *fault = selection(rest, out); return *fault == NULL;
    case REF_TERM:
        out->target = percent_decoded(a, rest);
        *fault = "a term of the glossary, in Chinese";
        return out->target.len > 0 && utf8_invalid_at(out->target) == SIZE_MAX;
    case REF_DISTRICT:
        *fault = "a district code such as 410305";
        return ref_id_ok(rest);
    default: *fault = "an id"; return ref_id_ok(rest);
    }
}
