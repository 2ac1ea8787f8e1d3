/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_JSON_H
#define JB_RENDER_JSON_H

/* JSON (RFC 8259) under construction, appended to a buffer.
 *
 * Levels are opened and ended; commas come by themselves. The members of an
 * object must be written in byte order of their names (asserted), so that the
 * same data are always the same bytes. Names are borrowed until the object
 * ends. Names in arrays are NULL. */

#include "base/buf.h"

enum { JSON_DEPTH = 12 };

struct json {
    struct buf *out;
    unsigned lines; /* members of so many outer levels begin on a new line */
    unsigned depth;
    struct {
        char end;        /* bracket; 0 above the outermost value */
        bool more;       /* a comma is due */
        struct str last; /* name written before */
    } level[JSON_DEPTH + 1];
};

void json_object(struct json *j, const char *name);
void json_array(struct json *j, const char *name);
void json_end(struct json *j);

/* The name of the next value, where it is no literal: then give NULL there. */
void json_name(struct json *j, struct str name);

void json_str(struct json *j, const char *name, struct str text);
void json_opt(struct json *j, const char *name, struct str text); /* not when
                                                                     empty */
void json_bool(struct json *j, const char *name, bool yes);
void json_uint(struct json *j, const char *name, size_t n);
/* A value that is JSON already; nothing may be added to it. */
void json_raw(struct json *j, const char *name, struct str value);
/* The same for a value that the caller then appends to the buffer. */
void json_here(struct json *j, const char *name);

#endif
