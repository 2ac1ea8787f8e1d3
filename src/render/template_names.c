/* SPDX-License-Identifier: MIT */
#include "render/template_names.h"

const char *const kind_words[] = {
    [MARKER_TEXT] = SPEECH("plain text"),
    [MARKER_URL] = SPEECH("an address"),
    [MARKER_HTML] = SPEECH("markup"),
    [MARKER_LINK] = SPEECH("a checked address"),
    [MARKER_JSON] = SPEECH("JSON"),
    [MARKER_SHOW] = SPEECH("a section"),
    [MARKER_LIST] = SPEECH("a list"),
};

/* Of ctemplate's own modifiers those that escape (docs: "Output modifiers");
 * `none` is not one of them. */
static const struct str standard[] = {
    STR_INIT("h"),         STR_INIT("html_escape"),
    STR_INIT("p"),         STR_INIT("pre_escape"),
    STR_INIT("u"),         STR_INIT("url_query_escape"),
    STR_INIT("j"),         STR_INIT("javascript_escape"),
    STR_INIT("o"),         STR_INIT("json_escape"),
    STR_INIT("c"),         STR_INIT("cleanse_css"),
    STR_INIT("U=html"),    STR_INIT("U=query"),
    STR_INIT("H=pre"),     STR_INIT("H=url"),
    STR_INIT("J=number"),  STR_INIT("H=attribute"),
    STR_INIT("H=snippet"), STR_INIT("xml_escape"),
};

void names_init(struct names *n, struct arena *a,
                const struct template_words *langs, size_t n_langs)
{
    *n = (struct names){.a = a, .langs = langs, .n_langs = n_langs};
    for (size_t i = 0; i < N_MARKERS; i++)
        map_put(&n->known, a, str_of(marker_infos[i].name),
                (void *)&marker_infos[i]);
}

void names_finish(struct names *n, struct checked *out)
{
    out->names = n->list.at;
    out->n_names = n->list.len;
    out->words = n->words.at;
    out->n_langs = n->n_langs;
    map_release(&n->known);
    map_release(&n->used);
}

bool names_find(const struct names *n, struct str name, enum marker *out)
{
    const struct marker_info *info = map_get(&n->known, name);
    if (info == NULL)
        return false;
    *out = (enum marker)(info - marker_infos);
    return true;
}

struct str upper_name(struct arena *a, struct str name)
{
    struct str upper = arena_copy(a, name);
    for (char *c = (char *)upper.at; *c != '\0'; c++)
        if (*c >= 'a' && *c <= 'z')
            *c = (char)(*c - 'a' + 'A');
    return upper;
}

static bool is_section(enum marker_kind kind)
{
    return kind == MARKER_SHOW || kind == MARKER_LIST;
}

struct str names_near(const struct names *n, struct str name,
                      const struct scopes *open, bool section)
{
    struct str upper = upper_name(n->a, name), near = {0};
    size_t limit = name.len / 3 + 1, best = limit * 4 + 4;
    for (size_t i = 0; i < N_MARKERS; i++) {
        const struct marker_info *info = &marker_infos[i];
        size_t cost = str_distance(str_of(info->name), upper, limit) * 4;
        cost += scopes_have(open, marker_scopes[i]) ? 0 : 2;
        cost += is_section(info->kind) == section ? 0 : 1;
        if (cost >= best)
            continue;
        best = cost;
        near = str_of(info->name);
    }
    return near;
}

struct checked_name *names_add(struct names *n, struct str name)
{
    struct checked_name *entry = map_get(&n->used, name);
    if (entry != NULL)
        return entry;
    entry = arena_new(n->a, struct checked_name);
    entry->name = name;
    map_put(&n->used, n->a, name, entry);
    *vec_push(n->a, &n->list) = entry;
    return entry;
}

static bool derives(const struct names *n, struct checked_name *entry,
                    struct str prefix, enum meaning meaning)
{
    enum marker base;
    if (!str_starts(entry->name, prefix) ||
        !names_find(n, str_from(entry->name, prefix.len), &base) ||
        marker_scopes[base] != marker_scopes[entry->show])
        return false;
    entry->meaning = meaning;
    entry->marker = base;
    return true;
}

void names_add_marker(struct names *n, struct str name, enum marker m)
{
    struct checked_name *entry = names_add(n, name);
    if (entry->meaning != MEANING_NONE)
        return;
    entry->marker = entry->show = m;
    entry->meaning = MEANING_MARKER;
    if (marker_infos[m].kind == MARKER_SHOW &&
        !derives(n, entry, STR("HAS_"), MEANING_HAS))
        derives(n, entry, STR("NO_"), MEANING_NO);
}

bool is_word(struct str name)
{
    return name.len > 2 && str_starts(name, STR("T_"));
}

static struct str lower(struct arena *a, struct str s)
{
    char *at = arena_alloc(a, s.len + 1, 1);
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        at[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    return (struct str){at, s.len};
}

struct str word_key(struct arena *a, struct str name)
{
    return lower(a, str_from(name, 2));
}

struct str file_stem(struct arena *a, struct str name)
{
    struct str stem = lower(a, name);
    for (char *c = (char *)stem.at; *c != '\0'; c++)
        if (*c == '_')
            *c = '-';
    return stem;
}

size_t names_add_word(struct names *n, struct str name)
{
    struct checked_name *entry = names_add(n, name);
    if (entry->meaning != MEANING_NONE)
        return 0;
    entry->meaning = MEANING_WORD;
    entry->word = n->n_langs ? n->words.len / n->n_langs : 0;
    struct str key = word_key(n->a, name);
    for (size_t i = 0; i < n->n_langs; i++) {
        bool found = false;
        struct str text = n->langs[i].get(n->langs[i].words, key, &found);
        *vec_push(n->a, &n->words) =
            found ? arena_copy(n->a, text) : (struct str){0};
        *vec_push(n->a, &n->has) = found;
    }
    return n->n_langs;
}

const struct str *names_word_lacks(const struct names *n, struct str name,
                                   size_t lang)
{
    const struct checked_name *entry = map_get(&n->used, name);
    bool has = n->has.at[entry->word * n->n_langs + lang];
    return has ? NULL : &n->langs[lang].lang;
}

struct str modifier_of(enum marker_kind kind)
{
    switch (kind) {
    case MARKER_HTML: return STR("x-html");
    case MARKER_LINK: return STR("x-url");
    case MARKER_JSON: return STR("x-json");
    case MARKER_TEXT:
    case MARKER_URL:
    case MARKER_SHOW:
    case MARKER_LIST: break;
    }
    return (struct str){0};
}

bool modifiers_standard(struct str modifiers)
{
    struct str one;
    while (modifiers.len > 0) {
        bool known = false;
        str_cut(modifiers, ':', &one, &modifiers);
        for (size_t i = 0; i < sizeof standard / sizeof *standard; i++)
            known |= str_eq(one, standard[i]);
        if (!known)
            return false;
    }
    return true;
}

void name_table_init(struct name_table *t, struct arena *a, size_t n_names)
{
    size_t size = 16;
    while (size < n_names * 2)
        size *= 2;
    t->ids = arena_array(a, size, uint64_t);
    t->names = arena_array(a, size, const struct checked_name *);
    t->mask = size - 1;
}

void name_table_put(struct name_table *t, uint64_t id,
                    const struct checked_name *name)
{
    size_t i = id >> 1 & t->mask;
    while (t->names[i] != NULL)
        i = (i + 1) & t->mask;
    t->ids[i] = id;
    t->names[i] = name;
}

bool checked_shown(const struct checked_name *n, const struct dict_stack *s)
{
    switch (n->meaning) {
    case MEANING_MARKER: return dict_has(s, n->marker);
    case MEANING_HAS: return dict_has(s, n->marker) || dict_has(s, n->show);
    case MEANING_NO: return !dict_has(s, n->marker) || dict_has(s, n->show);
    case MEANING_NONE:
    case MEANING_WORD: break;
    }
    return false;
}

const struct dict *checked_items(const struct checked_name *n,
                                 const struct dict_stack *s)
{
    if (n->meaning != MEANING_MARKER ||
        marker_infos[n->marker].kind != MARKER_LIST)
        return NULL;
    const struct dict_entry *e = dict_find(s, n->marker);
    return e != NULL ? e->value.items.first : NULL;
}
