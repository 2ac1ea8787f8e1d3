/* SPDX-License-Identifier: MIT */
#include "import.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/fs.h"
#include "build.h"
#include "import/spreadsheet.h"

enum { FAILED = 2 };

bool import_take(struct import_request *r, enum import_option option,
                 const char *text)
{
    if (option == IMPORT_DRY_RUN)
        r->dry_run = true;
    else if (option == IMPORT_FORCE)
        r->force = true;
    else if (option != IMPORT_MAP)
        r->given[option] = str_of(text);
    else if (r->n_map == IMPORT_MAPS_MAX)
        return false;
    else
        r->map[r->n_map++] = str_of(text);
    return true;
}

static int fail_import(const struct options *o, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static int fail_import(const struct options *o, const char *format, ...)
{
    struct arena a = {0};
    va_list args;
    va_start(args, format);
    struct str text = speech_vsay(&a, o->speech, format, args);
    va_end(args);
    fprintf(stderr, "jianbao: " STR_FMT "\n", STR_ARG(text));
    arena_release(&a);
    return FAILED;
}

/* ---- options ---- */

static bool find_delimiter(struct str text, char *out)
{
    static const struct {
        const char *name;
        char byte;
    } names[] = {
        {"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}, {"bar", '|'}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_is(text, names[i].name) ||
            (text.len == 1 && text.at[0] == names[i].byte)) {
            *out = names[i].byte;
            return true;
        }
    return text.len == 0;
}

static bool is_status(struct str text)
{
    return text.len == 0 || str_is(text, "actual") || str_is(text, "plan") ||
           str_is(text, "derived");
}

/* The output below the site, as cells name it; empty where it lies elsewhere
 * or is not there yet. */
static struct str path_in_site(struct arena *a, const struct options *o)
{
    char root[PATH_MAX], full[PATH_MAX];
    if (o->output == NULL || realpath(o->site, root) == NULL ||
        realpath(o->output, full) == NULL)
        return (struct str){0};
    size_t n = strlen(root);
    if (strncmp(full, root, n) != 0 || full[n] != '/')
        return (struct str){0};
    return arena_copy(a, str_of(full + n + 1));
}

static bool may_write(const struct options *o, const struct import_request *r)
{
    if (o->output == NULL || r->dry_run || r->force ||
        faccessat(AT_FDCWD, o->output, F_OK, AT_SYMLINK_NOFOLLOW) != 0)
        return true;
    fail_import(o,
                STR_FMT " exists; name another file with -o, or replace it "
                        "with --force",
                STR_ARG(str_of(o->output)));
    return false;
}

/* ---- result ---- */

static bool write_rows(const struct options *o, const struct import_request *r,
                       struct str csv)
{
    if (r->dry_run || csv.len == 0)
        return true;
    if (o->output == NULL)
        return fwrite(csv.at, 1, csv.len, stdout) == csv.len &&
               fflush(stdout) == 0;
    return r->force ? fs_revise(AT_FDCWD, o->output, csv)
                    : fs_create(AT_FDCWD, o->output, csv);
}

static void summarise(const struct options *o, const struct import_request *r,
                      const struct import_result *x)
{
    if (o->quiet || x->n_figures == 0)
        return;
    enum speech speech = o->speech;
    speech_print(stderr, speech, "%zu %s from %zu %s", x->n_rows,
                 x->n_rows == 1 ? "row" : "rows", x->n_figures,
                 x->n_figures == 1 ? "cell" : "cells");
    if (x->n_left > 0)
        speech_print(stderr, speech, ", %zu left out for doubts", x->n_left);
    if (x->n_told > 0)
        speech_print(stderr, speech, ", %zu left out as told", x->n_told);
    if (x->n_known > 0)
        speech_print(stderr, speech, ", %zu there already", x->n_known);
    if (x->n_missing > 0)
        speech_print(stderr, speech, ", %zu without a figure", x->n_missing);
    if (r->dry_run)
        speech_print(stderr, speech, "; nothing written");
    else if (o->output != NULL && x->n_rows > 0)
        speech_print(stderr, speech, "; written to " STR_FMT,
                     STR_ARG(str_of(o->output)));
    else if (o->output != NULL)
        speech_print(stderr, speech, "; no file written");
    fputc('\n', stderr);
}

static int report(struct options *o, const struct site *s,
                  const struct import_request *r, const struct import_result *x,
                  struct diag *d)
{
    struct diag_counts n = diag_count(d, &s->config.severities);
    FILE *to =
        o->format == DIAG_JSON || o->format == DIAG_SARIF ? stdout : stderr;
    diag_print(d, &s->config.severities, to, ".", (enum diag_format)o->format,
               o->quiet);
    summarise(o, r, x);
    return n.errors > 0 || x->n_left > 0 ? 1 : 0;
}

/* ---- the command ---- */

static int run(struct options *o, const struct site *s,
               const struct import_request *r, struct str file,
               struct str bytes)
{
    struct arena a = {0};
    struct diag d = {.speech = o->speech, .most = o->max_errors};
    struct import_result result;
    struct str why;
    struct import_options options = {.path = file,
                                     .district = r->given[IMPORT_DISTRICT],
                                     .indicator = r->given[IMPORT_INDICATOR],
                                     .period = r->given[IMPORT_PERIOD],
                                     .group = r->given[IMPORT_GROUP],
                                     .within = r->given[IMPORT_WITHIN],
                                     .source = r->given[IMPORT_SOURCE],
                                     .status = r->given[IMPORT_STATUS],
                                     .map = r->map,
                                     .n_map = r->n_map,
                                     .replaces = path_in_site(&a, o)};
    int status = FAILED;
    if (!find_delimiter(r->given[IMPORT_DELIMITER], &options.delimiter))
        fail_import(o, "--delimiter " STR_FMT " is none of comma, semicolon, tab, bar",
            STR_ARG(r->given[IMPORT_DELIMITER]));
    else if (!is_status(options.status))
        fail_import(o, "--status " STR_FMT " is none of actual, plan, derived",
            STR_ARG(options.status));
    else if (!import_sheet(&a, s, &options, bytes, &result, &d, &why))
        fail_import(o, STR_FMT, STR_ARG(why));
    else if (!write_rows(o, r, result.csv))
        fail_import(o, "cannot write %s: %s", o->output != NULL ? o->output : "the rows",
                    strerror(errno));
    else
        status = report(o, s, r, &result, &d);
    diag_release(&d);
    arena_release(&a);
    return status;
}

/* The site as it is: rows are compared with its names and cells. */
static int with_site(struct options *o, const struct import_request *r,
                     struct str file, struct str bytes)
{
    struct site site = {.root = -1};
    struct plan plan = {0};
    struct diag diag = {.speech = o->speech};
    struct severities severities;
    int status = 1;
    severities_init(&severities);
    if (prepare_site(&site, &plan, o, NULL, &diag)) {
        struct diag_counts n = diag_count(&diag, &site.config.severities);
        if (n.errors > 0)
            speech_print(stderr, o->speech,
                         "the site has %zu %s, see jianbao check\n", n.errors,
                         n.errors == 1 ? "error" : "errors");
        status = run(o, &site, r, file, bytes);
    } else {
        diag_print(&diag, &severities, stderr, o->site, DIAG_TEXT, o->quiet);
        status = diag_has_system(&diag) ? FAILED : 1;
    }
    release_site(&site, &plan);
    diag_release(&diag);
    return status;
}

int import_file(struct options *o, const struct import_request *r,
                const char *file)
{
    struct arena a = {0};
    struct str bytes;
    int status = FAILED;
    if (!may_write(o, r))
        return FAILED;
    if ((o->format == DIAG_JSON || o->format == DIAG_SARIF) && !r->dry_run &&
        o->output == NULL)
        return fail_import(o, "the report and the rows cannot both go to standard output; "
                   "add -o FILE or --dry-run");
    if (fs_read(&a, AT_FDCWD, file, IMPORT_BYTES_MAX, &bytes))
        status = with_site(o, r, str_of(file), bytes);
    else
        fail_import(o, "cannot read " STR_FMT ": %s", STR_ARG(str_of(file)),
                    errno == EFBIG ? "it is larger than 64 MiB" : strerror(errno));
    arena_release(&a);
    return status;
}
