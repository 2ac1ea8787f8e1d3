/* SPDX-License-Identifier: MIT */
#include "input/yaml.h"

#include <yaml.h>

#include "base/map.h"
#include "base/memory.h"
#include "base/unicode.h"
#include "input/yaml_fault.h"

/* A place as libyaml counts lines and columns, and as everybody does. */
struct cursor {
    size_t at; /* offset */
    struct yaml_place odd, plain;
};

struct reader {
    struct arena *arena; /* of the tree */
    struct arena scratch; /* nodes of the maps of keys */
    struct diag *diag;
    struct str path, bytes;
    unsigned first_line;
    size_t nodes;
    struct cursor cursor;
    bool odd_breaks; /* the text has some that are no line ends to others */
    bool faulty; /* something was reported, reading goes on */
    yaml_parser_t parser;
};

static struct loc place(const struct reader *r, struct yaml_place at)
{
    return (struct loc){r->path, r->first_line + (unsigned)at.line,
                        (unsigned)at.col + 1};
}

/* Line ends of YAML 1.1 (section 4.2) that editors do not count as such. */
static bool has_odd_breaks(struct str s)
{
    for (size_t at = 0; at < s.len; at++)
        if (s.at[at] == '\r' && (at + 1 == s.len || s.at[at + 1] != '\n'))
            return true;
    return str_find(s, STR("\xC2\x85")) != SIZE_MAX ||
           str_find(s, STR("\xE2\x80\xA8")) != SIZE_MAX ||
           str_find(s, STR("\xE2\x80\xA9")) != SIZE_MAX;
}

static void step(struct cursor *c, struct str s)
{
    uint32_t ch = utf8_next(s, &c->at);
    if (ch == '\r' && c->at < s.len && s.at[c->at] == '\n')
        ch = utf8_next(s, &c->at);
    c->odd.col++;
    c->plain.col++;
    if (ch == '\n' || ch == '\r' || ch == 0x85 || ch == 0x2028 || ch == 0x2029)
        c->odd = (struct yaml_place){c->odd.line + 1, 0};
    if (ch == '\n')
        c->plain = (struct yaml_place){c->plain.line + 1, 0};
}

static bool is_before(struct yaml_place a, struct yaml_place b)
{
    return a.line < b.line || (a.line == b.line && a.col < b.col);
}

/* Places are asked for from the beginning to the end, more or less. */
static struct yaml_place from_mark(struct reader *r, yaml_mark_t mark)
{
    const struct yaml_place to = {mark.line, mark.column};
    if (!r->odd_breaks)
        return to;
    if (is_before(to, r->cursor.odd))
        r->cursor = (struct cursor){0};
    while (r->cursor.at < r->bytes.len && is_before(r->cursor.odd, to))
        step(&r->cursor, r->bytes);
    return r->cursor.plain;
}

static struct loc start_of(struct reader *r, const yaml_event_t *event)
{
    return place(r, from_mark(r, event->start_mark));
}

/* The reader gives a byte offset instead of a mark. */
static bool report_bytes(struct reader *r)
{
    struct str before = str_head(r->bytes, r->parser.problem_offset), line;
    struct yaml_place at = {0};
    while (str_cut(before, '\n', &line, &before))
        at.line++;
    at.col = utf8_count(line);
    return diag_add(r->diag, place(r, at), DIAG_YAML_SYNTAX,
                    "a character that YAML does not allow; remove it (%s)",
                    r->parser.problem);
}

static bool report_syntax(struct reader *r)
{
    const yaml_parser_t *p = &r->parser;
    const char *problem = p->problem;
    if (p->error == YAML_MEMORY_ERROR || problem == NULL)
        out_of_memory();
    if (p->error == YAML_READER_ERROR)
        return report_bytes(r);
    struct yaml_fault fault = {r->bytes, p->problem, p->context,
                               from_mark(r, p->problem_mark),
                               from_mark(r, p->context_mark)};
    bool at_context;
    const char *text = yaml_fault_explain(&fault, &at_context);
    struct loc loc = place(r, at_context ? fault.context_at : fault.at);
    if (text == NULL)
        return diag_add(r->diag, loc, DIAG_YAML_SYNTAX, "%s", problem);
    return diag_add(r->diag, loc, DIAG_YAML_SYNTAX, "%s (YAML: %s)", text,
                    problem);
}

static bool next(struct reader *r, yaml_event_t *event)
{
    return yaml_parser_parse(&r->parser, event) ? true : report_syntax(r);
}

/* Reports and goes on. */
static void refuse(struct reader *r, struct loc loc, const char *text)
{
    r->faulty = true;
    diag_add(r->diag, loc, DIAG_YAML_KIND, "%s", text);
}

static void refuse_properties(struct reader *r, struct loc loc,
                              const yaml_char_t *anchor, const yaml_char_t *tag)
{
    if (anchor != NULL)
        refuse(r, loc,
               "an anchor; put a text that begins with '&' in quotes, "
               "and write repeated values out");
    if (tag != NULL)
        refuse(r, loc, "a tag; put a text that begins with '!' in quotes");
}

/* Escapes can write what no text file may hold: "\x00". */
static void refuse_controls(struct reader *r, struct loc loc, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F) {
            refuse(r, loc,
                   "an escape that makes a control character, which no page "
                   "can show; leave it out");
            return;
        }
    }
}

static void take_scalar(struct reader *r, const yaml_event_t *event,
                        struct value *v)
{
    struct str text = {(const char *)event->data.scalar.value,
                       event->data.scalar.length};
    refuse_properties(r, v->loc, event->data.scalar.anchor,
                      event->data.scalar.tag);
    v->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    v->block = event->data.scalar.style == YAML_LITERAL_SCALAR_STYLE ||
               event->data.scalar.style == YAML_FOLDED_SCALAR_STYLE;
    refuse_controls(r, v->loc, text);
    v->text = arena_copy(r->arena, text);
    bool null = text.len == 0 || str_is(text, "~") || str_is(text, "null");
    v->kind = null && !v->quoted ? VALUE_NULL : VALUE_SCALAR;
}

static bool take_node(struct reader *r, const yaml_event_t *event,
                      struct value *v, size_t depth);

static bool take_list(struct reader *r, struct value *list, size_t depth)
{
    struct value **end = &list->first;
    for (;;) {
        yaml_event_t event;
        if (!next(r, &event))
            return false;
        bool last = event.type == YAML_SEQUENCE_END_EVENT, good = true;
        if (!last) {
            *end = arena_new(r->arena, struct value);
            good = take_node(r, &event, *end, depth);
            end = &(*end)->next;
            list->len++;
        }
        yaml_event_delete(&event);
        if (last || !good)
            return good;
    }
}

/* Keys are scalars; where one is not, reading stops, because nothing sensible
 * follows. */
static bool take_key(struct reader *r, const yaml_event_t *event,
                     struct map *keys, struct value *v)
{
    struct loc loc = start_of(r, event);
    if (event->type != YAML_SCALAR_EVENT)
        return diag_add(r->diag, loc, DIAG_YAML_KIND,
                        "a key that is no text; put it in quotes");
    struct value key = {.loc = loc};
    take_scalar(r, event, &key);
    v->key = key.text;
    v->key_loc = loc;
    if (key.text.len == 0)
        return diag_add(r->diag, loc, DIAG_YAML_KIND,
                        "a colon without a key before it");
    const struct value *first = map_put(keys, &r->scratch, v->key, v);
    if (first == v)
        return true;
    r->faulty = true;
    diag_add(r->diag, loc, DIAG_KEY_DUPLICATE,
             "key '" STR_FMT "' stands here again, first on line %u, column "
             "%u; remove one",
             STR_ARG(v->key), first->key_loc.line, first->key_loc.col);
    diag_alike(r->diag);
    return true;
}

static bool take_pair(struct reader *r, const yaml_event_t *event,
                      struct map *keys, struct value *v, size_t depth)
{
    yaml_event_t value;
    if (!take_key(r, event, keys, v) || !next(r, &value))
        return false;
    bool good = take_node(r, &value, v, depth);
    yaml_event_delete(&value);
    return good;
}

static bool take_map(struct reader *r, struct value *map, size_t depth)
{
    struct value **end = &map->first;
    struct map keys = {0};
    for (bool going = true, good = true;;) {
        yaml_event_t event;
        good = next(r, &event);
        if (good) {
            going = event.type != YAML_MAPPING_END_EVENT;
            if (going) {
                *end = arena_new(r->arena, struct value);
                good = take_pair(r, &event, &keys, *end, depth);
                end = &(*end)->next;
                map->len++;
            }
            yaml_event_delete(&event);
        }
        if (!good || !going) {
            map_release(&keys);
            return good;
        }
    }
}

static bool within_limits(struct reader *r, struct loc loc, size_t depth)
{
    if (++r->nodes > YAML_NODES_MAX)
        return diag_add(r->diag, loc, DIAG_YAML_LIMIT,
                        "more than %d values; split the file", YAML_NODES_MAX);
    if (depth > YAML_DEPTH_MAX)
        return diag_add(r->diag, loc, DIAG_YAML_LIMIT,
                        "nested more than %d levels deep; nest less deeply",
                        YAML_DEPTH_MAX);
    return true;
}

static bool take_node(struct reader *r, const yaml_event_t *event,
                      struct value *v, size_t depth)
{
    v->loc = start_of(r, event);
    bool nested = event->type == YAML_SEQUENCE_START_EVENT ||
                  event->type == YAML_MAPPING_START_EVENT;
    if (!within_limits(r, v->loc, nested ? depth + 1 : depth))
        return false;
    switch (event->type) {
    case YAML_SEQUENCE_START_EVENT:
        v->kind = VALUE_LIST;
        refuse_properties(r, v->loc, event->data.sequence_start.anchor,
                          event->data.sequence_start.tag);
        return take_list(r, v, depth + 1);
    case YAML_MAPPING_START_EVENT:
        v->kind = VALUE_MAP;
        refuse_properties(r, v->loc, event->data.mapping_start.anchor,
                          event->data.mapping_start.tag);
        return take_map(r, v, depth + 1);
    case YAML_ALIAS_EVENT:
        refuse(r, v->loc,
               "an alias; put a text that begins with '*' in "
               "quotes, and write repeated values out");
        return true;
    default: take_scalar(r, event, v); return true;
    }
}

static bool report_top(struct reader *r, const struct value *top)
{
    if (top->kind == VALUE_SCALAR && str_find(top->text, STR("：")) != SIZE_MAX)
        return diag_add(r->diag, top->loc, DIAG_YAML_SYNTAX,
                        "a full-width colon; write a plain colon and a space, "
                        "'key: value'");
    const char *what =
        top->kind == VALUE_LIST ? SPEECH("a list") : SPEECH("a text");
    return diag_add(r->diag, top->loc, DIAG_YAML_SYNTAX,
                    "%s where 'key: value' lines are expected", what);
}

static bool take_end(struct reader *r)
{
    for (bool last = false, more = false; !last;) {
        yaml_event_t event;
        if (!next(r, &event))
            return false;
        last = event.type == YAML_STREAM_END_EVENT;
        more = event.type == YAML_DOCUMENT_START_EVENT;
        struct loc loc = start_of(r, &event);
        yaml_event_delete(&event);
        if (more)
            return diag_add(r->diag, loc, DIAG_YAML_KIND,
                            "a second document; remove the line '---'");
    }
    return true;
}

/* After the stream's and a document's start, `top` is the first node; an empty
 * stream leaves it an empty map. */
static bool take_document(struct reader *r, struct value *top)
{
    top->kind = VALUE_MAP;
    top->loc = (struct loc){r->path, r->first_line, 1};
    for (;;) {
        yaml_event_t event;
        if (!next(r, &event))
            return false;
        yaml_event_type_t type = event.type;
        bool framing = type == YAML_STREAM_START_EVENT ||
                       type == YAML_DOCUMENT_START_EVENT;
        bool good = framing || type == YAML_STREAM_END_EVENT ||
                    take_node(r, &event, top, 0);
        yaml_event_delete(&event);
        if (!good || type == YAML_STREAM_END_EVENT)
            return good;
        if (framing)
            continue;
        if (top->kind == VALUE_NULL)
            top->kind = VALUE_MAP;
        if (top->kind != VALUE_MAP)
            return r->faulty ? false : report_top(r, top);
        return take_end(r);
    }
}

struct value *yaml_parse(struct arena *a, struct str path, struct str bytes,
                         unsigned first_line, struct diag *d)
{
    struct reader r = {
        .arena = a, .diag = d, .path = path, .first_line = first_line};
    struct loc begin = {path, first_line, 1};
    struct value *top = arena_new(a, struct value);
    if (bytes.len > YAML_BYTES_MAX) {
        diag_add(d, begin, DIAG_YAML_LIMIT,
                 "%zu bytes of YAML; at most %d are allowed", bytes.len,
                 YAML_BYTES_MAX);
        return NULL;
    }
    r.bytes =
        str_starts(bytes, STR("\xEF\xBB\xBF")) ? str_from(bytes, 3) : bytes;
    if (!yaml_parser_initialize(&r.parser))
        out_of_memory();
    r.odd_breaks = has_odd_breaks(r.bytes);
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(
        &r.parser, (const unsigned char *)(r.bytes.len ? r.bytes.at : ""),
        r.bytes.len);
    bool good = take_document(&r, top) && !r.faulty;
    yaml_parser_delete(&r.parser);
    arena_release(&r.scratch);
    return good ? top : NULL;
}

const char *yaml_library(void)
{
    return yaml_get_version_string();
}
