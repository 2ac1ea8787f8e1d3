/* SPDX-License-Identifier: MIT */
#ifndef JB_REQUEST_H
#define JB_REQUEST_H

/* The command line, read: every option of every command, and the words that
 * are none. Which command they belong to is the caller's matter. */

#include "import.h"
#include "list.h"

struct request {
    struct options o; /* o.import is `import`: a request stays where it is */
    struct import_request import;
    const char *format; /* --format, NULL without */
    bool help;
    bool limited; /* --max-errors was given */
    char **word;  /* the command and its arguments */
    size_t n_words;
};

/* 0, or the exit status where something was said about an option. Options may
 * stand behind words: `argv` is put into another order. */
int request_read(struct request *r, int argc, char **argv);

#endif
