/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_TEMPLATE_RULES_H
#define JB_RENDER_TEMPLATE_RULES_H

/* What a single marker must fulfil where it stands: that it is known, of the
 * right kind, in its scope, with its modifier, at a place where ctemplate
 * escapes it rightly. */

#include "render/template_names.h"

/* A file, and where the walk stands with it. */
struct unit {
    struct checked_file file;
    struct str name; /* as in {{>NAME}}, or of its scope */
    bool used, active;
    size_t expanded; /* bytes with all that it includes */
    const struct unit *from; /* what includes it, while active */
    vec_of(struct scopes) seen;
};

/* A list may stand in itself, but each turn multiplies the rows. */
enum { RULES_NESTED_MAX = 3 };

struct rules {
    unsigned char n_open[N_MARKERS]; /* sections of a list, one in another */
    struct arena *a;
    struct diag *d;
    struct names names;
    bool good;
};

/* A marker that was complained about is not looked at again. Returns false. */
bool rules_complain(struct rules *r, struct unit *u, struct token *t,
                    enum diag_code code, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

void rules_value(struct rules *r, struct unit *u, struct token *t,
                 const struct scopes *open);

/* Leaves in `inner` what is open inside the section. In an unknown one that is
 * everything: its fault is told once. */
void rules_section(struct rules *r, struct unit *u, struct token *t,
                   const struct scopes *open, struct scopes *inner);
/* At the end of a section that was given to rules_section. */
void rules_section_end(struct rules *r, const struct token *t);

#endif
