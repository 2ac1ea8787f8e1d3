/* SPDX-License-Identifier: MIT */
#ifndef JB_INPUT_MARKUP_H
#define JB_INPUT_MARKUP_H

/* HTML and XML as a stream of tags and texts, by libxml2; no tree is made.
 *
 * HTML is read as browsers do, so that it never fails: what is not closed is
 * closed, what stands nowhere is put somewhere. XML is well-formed or not: the
 * first fault ends it. No entity, DTD or address is ever fetched. Texts may come
 * in several pieces; entities are decoded; names of HTML come in lower case,
 * those of XML with their prefix. Everything given to a handler is borrowed
 * until it returns. Thread-safe between markup_start and markup_end, which the
 * program calls before and after its threads. */

#include "base/str.h"

struct markup_tag {
    const char *name;
    const char **attribute; /* name, value (NULL: none), …, NULL; or NULL */
    unsigned line;
};

/* Any of the functions may be NULL. */
struct markup_handler {
    void *ctx;
    void (*open)(void *ctx, const struct markup_tag *tag);
    void (*close)(void *ctx, const char *name);
    void (*text)(void *ctx, struct str text);
};

struct markup_fault {
    unsigned line, col; /* from 1; col in bytes */
    char text[200];     /* what libxml2 says, without a line end */
};

void markup_start(void);
void markup_end(void);

enum { MARKUP_DEPTH_MAX = 1000 };

/* The bytes are UTF-8. False: more than MARKUP_DEPTH_MAX elements are open at
 * once, and what follows was not read; each stray end tag is compared with all
 * of them. */
bool markup_html(struct str bytes, const struct markup_handler *handler);

/* False, and the fault, where the bytes are no well-formed XML. */
bool markup_xml(struct str bytes, const struct markup_handler *handler,
                struct markup_fault *fault);

/* The value of an attribute, empty when it has none; false: not there. */
bool markup_get(const struct markup_tag *tag, const char *name,
                struct str *value);

#endif
