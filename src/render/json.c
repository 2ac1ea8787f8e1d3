/* SPDX-License-Identifier: MIT */
#include "render/json.h"

#include <assert.h>

#include "base/escape.h"

/* Most texts hold nothing to escape: E2 leads the line separators. */
static void put_text(struct buf *b, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c < 0x20 || c == '"' || c == '\\' || c == '<' || c == 0xE2) {
            escape_json(b, text);
            return;
        }
    }
    buf_str(b, text);
}

void json_name(struct json *j, struct str name)
{
    assert(j->level[j->depth].end == '}');
    assert(!j->level[j->depth].more ||
           str_compare(j->level[j->depth].last, name) < 0);
    if (j->level[j->depth].more)
        buf_byte(j->out, ',');
    if (j->depth <= j->lines)
        buf_byte(j->out, '\n');
    buf_byte(j->out, '"');
    put_text(j->out, name);
    buf_bytes(j->out, "\":", 2);
    j->level[j->depth].more = true;
    j->level[j->depth].last = name;
}

void json_here(struct json *j, const char *name)
{
    if (name != NULL) {
        json_name(j, str_of(name));
        return;
    }
    if (j->level[j->depth].end != ']')
        return;
    if (j->level[j->depth].more)
        buf_byte(j->out, ',');
    if (j->depth <= j->lines)
        buf_byte(j->out, '\n');
    j->level[j->depth].more = true;
}

static void begin(struct json *j, const char *name, char bracket, char end)
{
    json_here(j, name);
    assert(j->depth < JSON_DEPTH);
    buf_byte(j->out, bracket);
    j->depth++;
    j->level[j->depth].end = end;
    j->level[j->depth].more = false;
}

void json_object(struct json *j, const char *name)
{
    begin(j, name, '{', '}');
}

void json_array(struct json *j, const char *name)
{
    begin(j, name, '[', ']');
}

void json_end(struct json *j)
{
    assert(j->depth > 0);
    if (j->depth <= j->lines && j->level[j->depth].more)
        buf_byte(j->out, '\n');
    buf_byte(j->out, j->level[j->depth].end);
    j->depth--;
}

void json_str(struct json *j, const char *name, struct str text)
{
    json_here(j, name);
    buf_byte(j->out, '"');
    put_text(j->out, text);
    buf_byte(j->out, '"');
}

void json_opt(struct json *j, const char *name, struct str text)
{
    if (text.len > 0)
        json_str(j, name, text);
}

void json_bool(struct json *j, const char *name, bool yes)
{
    json_here(j, name);
    buf_text(j->out, yes ? "true" : "false");
}

void json_uint(struct json *j, const char *name, size_t n)
{
    json_here(j, name);
    buf_printf(j->out, "%zu", n);
}

void json_raw(struct json *j, const char *name, struct str value)
{
    json_here(j, name);
    buf_str(j->out, value);
}
