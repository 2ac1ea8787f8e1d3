/* SPDX-License-Identifier: MIT */
#ifndef JB_BASE_DIAG_PRINT_H
#define JB_BASE_DIAG_PRINT_H

/* How messages look; inside diag*.c.
 *
 *   text    path:line:col: severity: text [code], the source line, a caret
 *   json    a list of objects, one for each message (described in README.md)
 *   sarif   SARIF 2.1.0 (OASIS), one run with the rules that occur in it
 *   github  workflow commands: ::error file=…,line=…,col=…::text
 *
 * A printer is zeroed but for its first members; open, add in the order of
 * diag_settle, close. */

#include "base/diag.h"

/* The file that messages point into, read once: messages are sorted by place,
 * so it is gone through once, however many there are. */
struct source {
    struct arena arena;
    struct str given_path, given; /* a text that is not read from the disk */
    struct str path, rest;        /* rest: behind `line` */
    struct str line;
    unsigned number; /* of the line, from 1; 0: none was read */
    unsigned col;    /* a column of the line, and its offset */
    size_t at;
};

struct diag_printer {
    FILE *to;
    const char *root;
    enum diag_format format;
    enum speech speech;
    bool used[N_DIAG_CODES];
    struct source source;
    bool any; /* something was added */
};

void diag_printer_open(struct diag_printer *p, const struct severities *s);
void diag_printer_add(struct diag_printer *p, const struct message *m,
                      enum severity severity);
void diag_printer_close(struct diag_printer *p);

/* The text form. */
void diag_print_text(struct diag_printer *p, const struct message *m,
                     enum severity severity);

#endif
