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
 * expected, what to do. A warning says what was done instead. It stands in
 * English at its diag_add, its Chinese in speech.zh.def (see base/speech.h);
 * parts of it are made with speech_say in the sink's language. */

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/speech.h"
#include "base/vec.h"

/* A place in an input file. Lines and columns count from 1, columns in
 * characters (code points); 0 = unknown. The path is relative to the site. */
struct loc {
    struct str path;
    unsigned line, col;
};

enum severity {
    SEVERITY_OFF,
    SEVERITY_NOTICE,
    SEVERITY_WARNING,
    SEVERITY_ERROR
};

enum diag_code {
#define D(id, text, severity, meaning, fix) DIAG_##id,
#include "base/diag.def"
#undef D
    N_DIAG_CODES
};

struct diag_kind {
    const char *code;
    enum severity severity;
    const char *meaning; /* one sentence; in speech.zh.def too */
    const char *fix;     /* what to do, one sentence */
};

extern const struct diag_kind diag_kinds[N_DIAG_CODES];
extern const char *const severity_names[]; /* by enum severity */

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
    bool alike;   /* see diag_alike */
    bool failure; /* see diag_system */
};

struct diag {
    struct arena arena; /* owns the texts */
    vec_of(struct message) messages;
    struct str source_path, source; /* the text of a file that lies in another
                                       encoding: for lines above carets */
    enum speech speech; /* of the texts; one for all sinks of a run */
    size_t most;        /* printed of each severity; 0: all */
};

#define JB_MUST_USE __attribute__((warn_unused_result))

bool diag_add(struct diag *d, struct loc loc, enum diag_code code,
              const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Gives the newest message, of which there must be one, its mend. */
void diag_mend(struct diag *d, struct loc loc, struct str was, struct str now);

/* The newest message, of which there must be one, has a cause that may show at
 * many places of a file, such as a name that is not known: those of the same
 * text are told once, at the first place, with their number. */
void diag_alike(struct diag *d);

/* The newest message, of which there must be one, is about the system, which
 * failed, and not about the site: the exit status is 2. */
void diag_system(struct diag *d);
bool diag_has_system(const struct diag *d);

/* Sets up empty sinks of workers, whose messages `of` will get. */
void diag_like(struct diag *sinks, size_t n, const struct diag *of);

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

/* Sorts the messages, drops those that stand there twice and joins those that
 * are alike. */
void diag_settle(struct diag *d);

/* Prints what is not off, sorted. `root` is the site's folder: the source line
 * above the caret is read from there. Notices are left out when `quiet`. Gives
 * the number of those that were left out since there are more than `most`. */
struct diag_counts diag_print(struct diag *d, const struct severities *s,
                              FILE *to, const char *root,
                              enum diag_format format, bool quiet);

#endif
