/* SPDX-License-Identifier: MIT */
#include "input/json_read.h"

#include <stdio.h>
#include <stdlib.h>

#include <jansson.h>

#include "base/memory.h"

struct reading {
    void (*string)(void *ctx, struct str value);
    void *ctx;
};

static void walk(const struct reading *r, json_t *value)
{
    size_t i;
    const char *key;
    json_t *item;
    if (json_is_string(value))
        r->string(r->ctx, (struct str){json_string_value(value),
                                       json_string_length(value)});
    json_array_foreach(value, i, item)
        walk(r, item);
    json_object_foreach(value, key, item)
        walk(r, item);
}

void json_start(void)
{
    json_set_alloc_funcs(memory_take, free);
}

bool json_read(struct str text, void (*string)(void *ctx, struct str value),
               void *ctx, struct json_fault *fault)
{
    const struct reading r = {string, ctx};
    json_error_t error;
    json_t *value = json_loadb(text.len > 0 ? text.at : "", text.len,
                               JSON_REJECT_DUPLICATES | JSON_DECODE_ANY |
                                   JSON_ALLOW_NUL,
                               &error);
    if (value == NULL) {
        fault->line = error.line > 0 ? (unsigned)error.line : 1;
        fault->col = error.column > 0 ? (unsigned)error.column : 1;
        snprintf(fault->text, sizeof fault->text, "%s", error.text);
        return false;
    }
    walk(&r, value);
    json_decref(value);
    return true;
}
