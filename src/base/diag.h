/* SPDX-License-Identifier: MIT */
#ifndef JB_BASE_DIAG_H
#define JB_BASE_DIAG_H

/* Messages to the people who write the site.
 *
 * Every message has a code from diag.def, which gives its severity, and a
 * place. A sink belongs to one thread; sinks are merged, then printed sorted by
 * path, line, column, code and text, each once, so that the output does not
 * depend on the number of threads. Reporting returns false, so that a failing
 * function ends with `return diag_add(...)`. Whoever gets a false passes it on
 * and does not report again.
 *
 * Text of a message: lower case, no full stop; what was found, what was
 * expected, what to do. A warning says what was done instead. */

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/vec.h"

/* A place in an input file. Lines and columns count from 1, columns in
 * characters (code points); 0 = unknown. The path is relative to the site. */
struct loc {
    struct str path;
    unsigned line, col;
};

enum severity { SEVERITY_OFF, SEVERITY_NOTICE, SEVERITY_WARNING, SEVERITY_ERROR };

enum diag_code {
#define D(id, text, severity, meaning, fix) DIAG_##id,
#include "base/diag.def"
#undef D
    N_DIAG_CODES
};

struct diag_kind {
    const char *code;
    enum severity severity;
    const char *meaning; /* one sentence */
    const char *fix;     /* what to do, one sentence */
};

extern const struct diag_kind diag_kinds[N_DIAG_CODES];

/* What `check --fix` does: where `was` stands, `now` is written. */
struct mend {
    struct loc loc;
    struct str was, now;
};

struct message {
    struct loc loc;
    enum diag_code code;
    struct str text;
    const struct mend *mend; /* NULL: takes judgement */
};

struct diag {
    struct arena arena; /* owns the texts */
    vec_of(struct message) messages;
    struct str source_path, source; /* the text of a file that lies in another
                                       encoding: for lines above carets */
};

#define JB_MUST_USE __attribute__((warn_unused_result))

bool diag_add(struct diag *d, struct loc loc, enum diag_code code,
              const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Gives the newest message, of which there must be one, its mend. */
void diag_mend(struct diag *d, struct loc loc, struct str was, struct str now);

/* Moves all messages of `from` behind those of `to`. */
void diag_merge(struct diag *to, struct diag *from);
void diag_release(struct diag *d);

/* How each code counts in this run. */
struct severities {
    enum severity of[N_DIAG_CODES];
};
void severities_init(struct severities *s);
bool diag_code_find(struct str text, enum diag_code *out);

struct diag_counts {
    size_t errors, warnings, notices;
};
struct diag_counts diag_count(const struct diag *d, const struct severities *s);

enum diag_format { DIAG_TEXT, DIAG_JSON, DIAG_SARIF, DIAG_GITHUB };

/* Prints what is not off, sorted. `root` is the site's folder: the source line
 * above the caret is read from there. Notices are left out when `quiet`. */
void diag_print(struct diag *d, const struct severities *s, FILE *to,
                const char *root, enum diag_format format, bool quiet);

#endif
