/* SPDX-License-Identifier: MIT */
#include "model/config.h"

#include "model/address.h"
#include "model/config_read.h"

static void read_title(struct reading *r, const struct value *v)
{
    (void)field_text(&r->f, v, 0, &r->c->title);
}

static void read_tagline(struct reading *r, const struct value *v)
{
    (void)field_text(&r->f, v, 0, &r->c->tagline);
}

/* scheme://host[/path], RFC 3986 section 3, without query and fragment */
static bool split_base_url(struct config *c, struct str url)
{
    while (str_ends(url, STR("/")))
        url.len--;
    if (!address_is_base(url))
        return false;
    struct str rest = str_from(url, str_find(url, STR("://")) + 3);
    size_t slash = str_find_byte(rest, '/');
    c->base_url = url;
    c->base_path =
        slash != SIZE_MAX ? str_from(rest, slash) : (struct str){0};
    return true;
}

bool config_is_base_url(struct str url)
{
    struct config probe;
    return split_base_url(&probe, url);
}

static void read_base_url(struct reading *r, const struct value *v)
{
    struct str url;
    if (field_str(&r->f, v, &url) && !split_base_url(r->c, url))
        diag_add(r->f.d, v->loc, DIAG_FIELD_VALUE,
                 "'base_url' is '" STR_FMT
                 "', expected an address such as https://example.org or "
                 "https://example.org/news",
                 STR_ARG(url));
}

static const char *const language_keys[] = {"id", "tag", "name", NULL};

static bool lang_id_ok(struct str id)
{
    if (id.len < 2 || id.len > 8)
        return false;
    for (size_t i = 0; i < id.len; i++)
        if (id.at[i] < 'a' || id.at[i] > 'z')
            return false;
    return true;
}

static bool read_language(struct reading *r, const struct value *v,
                          struct language *out)
{
    if (!field_is_map(&r->f, v))
        return false;
    field_check_known(&r->f, v, language_keys);
    const struct value *id = value_get(v, "id");
    if (id == NULL || !field_str(&r->f, id, &out->id) || !lang_id_ok(out->id))
        return diag_add(r->f.d, v->loc, DIAG_FIELD_VALUE,
                        "a language needs an 'id' of two to eight small "
                        "letters, such as zh");
    out->tag = out->name = out->id;
    const struct value *tag = value_get(v, "tag");
    const struct value *name = value_get(v, "name");
    if (tag != NULL && !field_str(&r->f, tag, &out->tag))
        return false;
    if (tag != NULL && !address_is_language_tag(out->tag))
        return diag_add(r->f.d, tag->loc, DIAG_FIELD_VALUE,
                        "a language's 'tag' is a BCP 47 tag such as zh-Hans");
    return name == NULL || field_str(&r->f, name, &out->name);
}

/* Read before everything else: texts depend on it. */
static bool read_languages(struct reading *r, const struct value *file)
{
    const struct value *v = value_get(file, "languages");
    if (v == NULL)
        return diag_add(r->f.d, file->loc, DIAG_FIELD_MISSING,
                        "'languages' is missing; write it as "
                        "[{id: zh, tag: zh-Hans, name: 中文}]");
    if (!field_is_list(&r->f, v))
        return false;
    if (v->len == 0 || v->len > LANG_MAX)
        return diag_add(r->f.d, v->loc, DIAG_FIELD_VALUE,
                        "'languages' lists %zu languages, expected 1 to %d",
                        v->len, LANG_MAX);
    r->c->language = arena_array(r->f.a, v->len, struct language);
    const struct value *item = v->first;
    for (; item != NULL; item = item->next) {
        struct language *l = &r->c->language[r->c->n_languages];
        if (!read_language(r, item, l))
            return false;
        for (size_t i = 0; i < r->c->n_languages; i++)
            if (str_eq(r->c->language[i].id, l->id))
                return diag_add(r->f.d, item->loc, DIAG_KEY_DUPLICATE,
                                "language '" STR_FMT "' is listed twice",
                                STR_ARG(l->id));
        r->c->n_languages++;
    }
    return true;
}

static void read_timezone(struct reading *r, const struct value *v)
{
    (void)field_str(&r->f, v, &r->c->timezone);
}

static void read_page_size(struct reading *r, const struct value *v)
{
    (void)field_size(&r->f, v, 1, PAGE_SIZE_MAX, &r->c->page_size);
}

static void read_missing(struct reading *r, const struct value *v)
{
    static const char *const names[] = {"fallback", "omit", "error", NULL};
    static const char *const sections[] = {"articles", "pages", "districts",
                                           NULL};
    int policy;
    if (v->kind == VALUE_MAP)
        field_check_known(&r->f, v, sections);
    for (size_t i = 0; i < N_ENTRY_KINDS; i++) {
        const struct value *own =
            v->kind == VALUE_MAP ? value_get(v, sections[i]) : v;
        if (own == NULL || own->kind == VALUE_NULL)
            continue;
        if (field_enum(&r->f, own, names, &policy))
            r->c->missing[i] = (enum missing_policy)policy;
        else if (own == v)
            return;
    }
}

static void read_raw_html(struct reading *r, const struct value *v)
{
    (void)field_bool(&r->f, v, &r->c->raw_html);
}

static void read_status_page(struct reading *r, const struct value *v)
{
    (void)field_bool(&r->f, v, &r->c->status_page);
}

static const char *const numbers_keys[] = {"ignore", NULL};

static void read_numbers(struct reading *r, const struct value *v)
{
    if (!field_is_map(&r->f, v))
        return;
    field_check_known(&r->f, v, numbers_keys);
    const struct value *ignore = value_get(v, "ignore");
    struct strs all = {0};
    if (ignore != NULL && field_strs(&r->f, ignore, &all, NULL)) {
        r->c->ignore = all.at;
        r->c->n_ignore = all.len;
    }
}

static void unknown_code(struct reading *r, const struct value *m)
{
    struct map codes = {0};
    struct arena scratch = {0};
    for (int i = 0; i < N_DIAG_CODES; i++)
        map_put(&codes, &scratch, str_of(diag_kinds[i].code), r);
    struct str hint = did_you_mean(r->f.a, r->f.d->speech,
                                   map_nearest(&codes, m->key));
    diag_add(r->f.d, m->key_loc, DIAG_FIELD_UNKNOWN,
             "'" STR_FMT "' is no message code" STR_FMT, STR_ARG(m->key),
             STR_ARG(hint));
    map_release(&codes);
    arena_release(&scratch);
}

static void read_severity(struct reading *r, const struct value *v)
{
    static const char *const names[] = {"off", "notice", "warning", "error",
                                        NULL};
    if (!field_is_map(&r->f, v))
        return;
    for (const struct value *m = v->first; m != NULL; m = m->next) {
        enum diag_code code;
        int level;
        if (!diag_code_find(m->key, &code))
            unknown_code(r, m);
        else if (diag_kinds[code].severity == SEVERITY_ERROR)
            diag_add(r->f.d, m->key_loc, DIAG_FIELD_VALUE,
                     "'" STR_FMT "' is always an error; remove it here",
                     STR_ARG(m->key));
        else if (field_enum(&r->f, m, names, &level))
            r->c->severities.of[code] = (enum severity)level;
    }
}

static const char *const extra_keys[] = {"type", "shared", NULL};

static void read_extra(struct reading *r, const struct value *v)
{
    static const char *const types[] = {"text", "number", "date", "bool",
                                        "list", NULL};
    if (!field_is_map(&r->f, v))
        return;
    r->c->extra = arena_array(r->f.a, v->len, struct extra_field);
    for (const struct value *m = v->first; m != NULL; m = m->next) {
        struct extra_field *field = &r->c->extra[r->c->n_extra];
        field->name = m->key;
        int type = 0;
        if (!field_is_map(&r->f, m))
            continue;
        field_check_known(&r->f, m, extra_keys);
        const struct value *t = value_get(m, "type");
        const struct value *shared = value_get(m, "shared");
        if ((t == NULL || field_enum(&r->f, t, types, &type)) &&
            (shared == NULL || field_bool(&r->f, shared, &field->shared)))
            r->c->n_extra++;
        field->type = (unsigned)type;
    }
}

static void read_site_id(struct reading *r, const struct value *v)
{
    (void)field_str(&r->f, v, &r->c->site_id_code);
}

static const char *const deploy_keys[] = {"host", NULL};

static void read_deploy(struct reading *r, const struct value *v)
{
    if (!field_is_map(&r->f, v))
        return;
    field_check_known(&r->f, v, deploy_keys);
    const struct value *host = value_get(v, "host");
    if (host != NULL)
        (void)field_str(&r->f, host, &r->c->deploy_host);
}

static void read_nothing(struct reading *r, const struct value *v)
{
    (void)r, (void)v;
}

static const struct {
    const char *key;
    read_fn *read;
} members[] = {
    {"languages", read_nothing},
    {"title", read_title},
    {"tagline", read_tagline},
    {"base_url", read_base_url},
    {"timezone", read_timezone},
    {"publisher", config_publisher},
    {"license", config_license},
    {"genres", config_genres},
    {"menu", config_menu},
    {"home", config_home},
    {"page_size", read_page_size},
    {"missing_translation", read_missing},
    {"raw_html", read_raw_html},
    {"numbers", read_numbers},
    {"severity", read_severity},
    {"extra", read_extra},
    {"status_page", read_status_page},
    {"footer", config_footer},
    {"site_id_code", read_site_id},
    {"deploy", read_deploy},
};
enum { N_MEMBERS = sizeof members / sizeof *members };

static void read_members(struct reading *r, const struct value *file)
{
    const char *known[N_MEMBERS + 1] = {0};
    for (size_t i = 0; i < N_MEMBERS; i++) {
        known[i] = members[i].key;
        const struct value *v = value_get(file, members[i].key);
        if (v != NULL && v->kind != VALUE_NULL)
            members[i].read(r, v);
    }
    field_check_known(&r->f, file, known);
}

bool config_load(struct config *c, struct arena *a, const struct value *file,
                 struct str base_url, struct diag *d)
{
    struct reading r = {.f = {.a = a, .d = d, .config = c}, .c = c};
    *c = (struct config){.loc = file->loc,
                         .timezone = STR("Asia/Shanghai"),
                         .page_size = PAGE_SIZE_DEFAULT};
    severities_init(&c->severities);
    if (!read_languages(&r, file))
        return false;
    read_members(&r, file);
    if (base_url.len > 0)
        (void)split_base_url(c, base_url);
    if (c->base_url.len == 0 && value_get(file, "base_url") == NULL)
        return diag_add(d, file->loc, DIAG_FIELD_MISSING,
                        "'base_url' is missing: the address that the site "
                        "will have, such as https://example.org");
    const struct value *zone = value_get(file, "timezone");
    c->zone = zone_open(c->timezone);
    struct str hint = {0};
    if (c->zone == NULL)
        hint = did_you_mean(a, d->speech, zone_near(a, c->timezone));
    if (c->zone == NULL)
        return diag_add(d, zone != NULL ? zone->loc : file->loc,
                        DIAG_FIELD_VALUE,
                        "'" STR_FMT "' is no time zone; expected one such as "
                        "Asia/Shanghai" STR_FMT,
                        STR_ARG(c->timezone), STR_ARG(hint));
    if (value_get(file, "title") == NULL)
        diag_add(d, file->loc, DIAG_FIELD_MISSING,
                 "'title' is missing: the site's name in each language");
    return c->base_url.len > 0;
}

void config_release(struct config *c)
{
    if (c->zone != NULL)
        zone_close(c->zone);
    c->zone = NULL;
}
