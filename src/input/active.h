/* SPDX-License-Identifier: MIT */
#ifndef JB_INPUT_ACTIVE_H
#define JB_INPUT_ACTIVE_H

/* Whether a browser that opens a published file would run a program in it.
 *
 * HTML, XML and JavaScript do by their kind (the ending, in any case). An SVG
 * picture is looked through as XML, as far as it is well-formed: elements that
 * run or embed (script, foreignObject, iframe, object, embed), attributes on…,
 * addresses with javascript:, and what could hide them from this reading:
 * entities, style sheets for XML, a fault of syntax. What a picture shown by
 * <img> may do is less; but its file has an address of its own. Linear in the
 * bytes: a tag with more than ACTIVE_ATTRIBUTES_MAX attributes is not read. */

#include "base/arena.h"

enum active_what {
    ACTIVE_NOTHING,
    ACTIVE_KIND,       /* name: the ending */
    ACTIVE_ELEMENT,    /* name */
    ACTIVE_ATTRIBUTE,  /* name: onload */
    ACTIVE_ADDRESS,    /* name: the attribute that has javascript: */
    ACTIVE_ENTITY,     /* <!ENTITY */
    ACTIVE_SHEET,      /* <?xml-stylesheet */
    ACTIVE_UNREADABLE, /* no well-formed XML */
};

enum { ACTIVE_ATTRIBUTES_MAX = 1000 };

struct active {
    enum active_what what; /* the first that was found */
    struct str name;       /* on the arena */
    unsigned line;         /* from 1; 0: the whole file */
};

struct active active_find(struct arena *a, struct str path, struct str bytes);

#endif
