/* SPDX-License-Identifier: MIT */
#ifndef JB_INPUT_JSON_READ_H
#define JB_INPUT_JSON_READ_H

/* JSON (RFC 8259), by jansson: whether it parses, and the texts in it. */

#include "base/str.h"

struct json_fault {
    unsigned line, col; /* from 1; col in bytes */
    char text[200];
};

/* Once in a run, before threads begin: from then on running out of memory ends
 * it, where it would else be a text that does not parse. */
void json_start(void);

/* Gives every string that is a value, not a key, in the order of the text of
 * arrays. False, and the fault, where it does not parse or an object has a key
 * twice; nothing is given then. Nesting above 2,048 levels does not parse. */
bool json_read(struct str text, void (*string)(void *ctx, struct str value),
               void *ctx, struct json_fault *fault);

#endif
