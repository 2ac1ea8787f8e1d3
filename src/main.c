/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/unicode.h"
#include "build.h"
#include "explain.h"
#include "help.h"
#include "misuse.h"
#include "output/publish.h"
#include "request.h"
#include "translated.h"
#include "verify.h"
#include "version.h"
#include "why.h"

enum { MAX_ERRORS = 100 };

/* The position of a word, or false. */
static bool choose(const char *text, const char *const *names, int *out)
{
    for (int i = 0; names[i] != NULL; i++)
        if (strcmp(text, names[i]) == 0) {
            *out = i;
            return true;
        }
    return false;
}

/* The exit status behind a text that is all there is. */
static int told(enum speech speech)
{
    return speech_flush(speech) ? 0 : 2;
}

/* The default theme: installed, else beside the program. */
static const char *find_share(char room[PATH_MAX])
{
    static const char *const under[] = {"/../share/jianbao/layouts",
                                        "/../layouts", "/../../layouts"};
    char exe[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    if (n <= 0)
        return NULL;
    exe[n] = '\0';
    char *slash = strrchr(exe, '/');
    if (slash == NULL)
        return NULL;
    *slash = '\0';
    for (size_t i = 0; i < sizeof under / sizeof *under; i++) {
        char full[2 * PATH_MAX];
        snprintf(full, sizeof full, "%s%s", exe, under[i]);
        if (realpath(full, room) != NULL)
            return room;
    }
    return NULL;
}

static int clean(const struct options *o)
{
    struct diag d = {.speech = o->speech};
    struct severities s;
    struct arena a = {0};
    const char *output = o->output;
    severities_init(&s);
    if (output == NULL)
        output = arena_printf(&a, "%s/output", o->site).at;
    bool good = publish_clean(output, &d);
    diag_print(&d, &s, stderr, o->site, DIAG_TEXT, o->quiet);
    diag_release(&d);
    arena_release(&a);
    return good ? 0 : 2;
}

static bool is_folder(const char *path)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return false;
    errno = ENOTDIR;
    return S_ISDIR(st.st_mode);
}

/* ---- commands ---- */

typedef int command_fn(struct options *o, char **arguments, size_t n);

static int run_build(struct options *o, char **arguments, size_t n)
{
    (void)arguments, (void)n;
    return o->verify ? verify_site(o) : build_site(o);
}

static int run_check(struct options *o, char **arguments, size_t n)
{
    (void)arguments, (void)n;
    return check_site(o);
}

static int run_explain(struct options *o, char **arguments, size_t n)
{
    enum diag_code code;
    if (n == 0)
        return misuse(o->speech, "explain needs a message code");
    if (!diag_code_find(str_of(arguments[0]), &code)) {
        const char *names[N_DIAG_CODES + 1] = {NULL};
        for (int i = 0; i < N_DIAG_CODES; i++)
            names[i] = diag_kinds[i].code;
        return misuse_unknown(o->speech, "message code", arguments[0], names);
    }
    explain_code(stdout, o->speech, code);
    return told(o->speech);
}

static int run_clean(struct options *o, char **arguments, size_t n)
{
    (void)arguments, (void)n;
    return clean(o);
}

static int run_list(struct options *o, char **arguments, size_t n)
{
    enum list_kind kind;
    if (n == 0)
        return misuse(o->speech, "list needs a word: " LIST_WORDS);
    if (!list_kind_find(arguments[0], &kind))
        return misuse_unknown(o->speech, "list", arguments[0], list_kind_names);
    return list_site(o, kind);
}

static int run_translated(struct options *o, char **arguments, size_t n)
{
    if (n == 0 && !o->all)
        return misuse(o->speech,
                      "translated needs the files of translations, or --all");
    return record_translations(o, arguments, n);
}

static int run_why(struct options *o, char **arguments, size_t n)
{
    if (n == 0)
        return misuse(o->speech,
                      "why needs the path or the address of an output");
    return why_output(o, arguments[0]);
}

static int run_impact(struct options *o, char **arguments, size_t n)
{
    if (n == 0)
        return misuse(o->speech,
                      "impact needs a file of the site, or a figure: "
                      "stat:DISTRICT/INDICATOR/PERIOD");
    return impact_of(o, arguments[0]);
}

static int run_import(struct options *o, char **arguments, size_t n)
{
    if (n == 0)
        return misuse(o->speech,
                      "import needs a file: a spreadsheet saved as CSV");
    return import_file(o, o->import, arguments[0]);
}

static const char *const message_formats[] = {"text", "json", "sarif",
                                              "github", NULL};
static const char *const list_formats[] = {"table", "csv", "json", NULL};

static const struct command {
    const char *name;
    command_fn *run;
    bool site; /* needs the site's folder */
    size_t most; /* arguments */
    const char *const *formats;
} commands[] = {
    {"build", run_build, true, 0, message_formats},
    {"check", run_check, true, 0, message_formats},
    {"list", run_list, true, 1, list_formats},
    {"translated", run_translated, true, SIZE_MAX, message_formats},
    {"why", run_why, true, 1, list_formats},
    {"impact", run_impact, true, 1, list_formats},
    {"import", run_import, true, 1, message_formats},
    {"explain", run_explain, false, 1, message_formats},
    {"clean", run_clean, false, 0, message_formats},
};
enum { N_COMMANDS = sizeof commands / sizeof *commands };

static const char *const later[] = {"serve", "new", "move", "init", NULL};

static const struct command *find_command(const char *name)
{
    for (size_t i = 0; i < N_COMMANDS; i++)
        if (strcmp(name, commands[i].name) == 0)
            return &commands[i];
    return NULL;
}

static int run(struct request *r, const char *name, char **arguments, size_t n)
{
    const struct command *c = find_command(name);
    enum speech speech = r->o.speech;
    int later_at;
    if (c == NULL && choose(name, later, &later_at))
        return misuse(speech, "the command '%s' is not in this version yet",
                      name);
    if (c == NULL) {
        const char *names[N_COMMANDS + 1] = {NULL};
        for (size_t i = 0; i < N_COMMANDS; i++)
            names[i] = commands[i].name;
        return misuse_unknown(speech, "command", name, names);
    }
    if (r->help) {
        speech_lines(stdout, speech, help_of(c->name));
        return told(speech);
    }
    if (n > c->most)
        return misuse(speech, "there is no use for '%s'", arguments[c->most]);
    if (r->format != NULL && !choose(r->format, c->formats, &r->o.format))
        return misuse_format(speech, r->format, c->formats);
    if (!r->limited && r->o.format == DIAG_TEXT)
        r->o.max_errors = MAX_ERRORS;
    if (c->site && !is_folder(r->o.site))
        return fs_is_fault(errno)
                   ? misuse(speech, "cannot read '%s': %s", r->o.site,
                            strerror(errno))
                   : misuse(speech, "'%s' is no folder", r->o.site);
    int status = c->run(&r->o, arguments, n);
    return speech_flush(speech) ? status : 2;
}

int main(int argc, char **argv)
{
    char share[PATH_MAX];
    struct request r;
    unicode_start();
    signal(SIGXFSZ, SIG_IGN); /* writing fails instead, with a message */
    int status = request_read(&r, argc, argv);
    if (status != 0)
        return status;
    if (r.n_words == 0 && r.help) {
        speech_lines(stdout, r.o.speech, help_usage);
        return told(r.o.speech);
    }
    if (r.n_words == 0)
        return misuse(r.o.speech, "a command is missing");
    r.o.as_of = (int64_t)time(NULL);
    r.o.share = find_share(share);
    return run(&r, r.word[0], r.word + 1, r.n_words - 1);
}
