/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/parallel.h"
#include "build.h"
#include "output/publish.h"
#include "version.h"

enum { USAGE = 2 };

enum {
    OPT_DRAFTS = 256,
    OPT_AS_OF,
    OPT_STRICT,
    OPT_BASE_URL,
    OPT_FORMAT,
    OPT_ATOMIC
};

static const struct option long_options[] = {
    {"site", required_argument, NULL, 'C'},
    {"output", required_argument, NULL, 'o'},
    {"jobs", required_argument, NULL, 'j'},
    {"drafts", no_argument, NULL, OPT_DRAFTS},
    {"as-of", required_argument, NULL, OPT_AS_OF},
    {"strict", no_argument, NULL, OPT_STRICT},
    {"base-url", required_argument, NULL, OPT_BASE_URL},
    {"format", required_argument, NULL, OPT_FORMAT},
    {"atomic", no_argument, NULL, OPT_ATOMIC},
    {"quiet", no_argument, NULL, 'q'},
    {"verbose", no_argument, NULL, 'v'},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

static const char usage[] =
    "usage: jianbao <command> [options]\n"
    "\n"
    "  build          check the site and write its pages\n"
    "  check          find every mistake, write nothing\n"
    "  explain CODE   what a message code means and what to do\n"
    "  clean          remove the files that a build has written\n"
    "\n"
    "  -C DIR         the site's folder (default: this folder)\n"
    "  -o DIR         the output folder (default: output/ in the site)\n"
    "  -j N           number of threads\n"
    "  --as-of TIME   build as of this time, e.g. 2021-06-18T16:20\n"
    "  --drafts       build drafts too\n"
    "  --strict       warnings count as errors\n"
    "  --base-url URL the address of the site, instead of site.yaml's\n"
    "  --format FORM  messages as text, json, sarif or github\n"
    "  --atomic       always put a whole new output folder into place\n"
    "  -q, -v         say less, say more\n"
    "\n"
    "exit status: 0 clean, 1 mistakes in the site, 2 usage or system\n";

static int misuse(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

static int misuse(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("jianbao: ", stderr);
    vfprintf(stderr, format, args);
    fputs("; see jianbao --help\n", stderr);
    va_end(args);
    return USAGE;
}

static bool parse_jobs(const char *text, size_t *out)
{
    int64_t n;
    if (!str_to_int(str_of(text), &n) || n < 1 || n > PARALLEL_MAX)
        return false;
    *out = (size_t)n;
    return true;
}

static bool parse_format(const char *text, int *out)
{
    static const char *const names[] = {"text", "json", "sarif", "github"};
    for (int i = 0; i < 4; i++)
        if (strcmp(text, names[i]) == 0) {
            *out = i;
            return true;
        }
    return false;
}

/* 0 to go on, else the exit status + 1. */
static int take(struct options *o, int option)
{
    switch (option) {
    case 'C': o->site = optarg; break;
    case 'o': o->output = optarg; break;
    case 'q': o->quiet = true; break;
    case 'v': o->verbose = true; break;
    case OPT_DRAFTS: o->drafts = true; break;
    case OPT_STRICT: o->strict = true; break;
    case OPT_ATOMIC: o->atomic = true; break;
    case OPT_BASE_URL: o->base_url = str_of(optarg); break;
    case 'j':
        if (!parse_jobs(optarg, &o->threads))
            return 1 + misuse("-j %s is no number of threads from 1 to 64",
                              optarg);
        break;
    case OPT_AS_OF:
        if (!date_parse(str_of(optarg), &o->as_of_date))
            return 1 + misuse("--as-of %s is no date such as 2021-06-18 or "
                              "2021-06-18T16:20",
                              optarg);
        break;
    case OPT_FORMAT:
        if (!parse_format(optarg, &o->format))
            return 1 + misuse("--format %s is none of text, json, sarif, "
                              "github",
                              optarg);
        break;
    case 'h': fputs(usage, stdout); return 1;
    default: return 1 + misuse("%s", "that option is not known");
    }
    return 0;
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

static int explain(const char *text)
{
    enum diag_code code;
    static const char *const levels[] = {"off", "notice", "warning", "error"};
    if (text == NULL)
        return misuse("%s", "explain needs a message code");
    if (!diag_code_find(str_of(text), &code))
        return misuse("%s is no message code", text);
    const struct diag_kind *k = &diag_kinds[code];
    printf("%s (%s)\n  %s\n  %s\n", k->code, levels[k->severity], k->meaning,
           k->fix);
    return 0;
}

static int clean(const struct options *o)
{
    struct diag d = {0};
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

static const char *const later[] = {"serve",      "new",    "move", "list",
                                    "translated", "why",    "impact",
                                    "import",     "init",   NULL};

static int run(const char *command, struct options *o, const char *argument)
{
    if (strcmp(command, "build") == 0)
        return build_site(o);
    if (strcmp(command, "check") == 0)
        return check_site(o);
    if (strcmp(command, "explain") == 0)
        return explain(argument);
    if (strcmp(command, "clean") == 0)
        return clean(o);
    for (size_t i = 0; later[i] != NULL; i++)
        if (strcmp(command, later[i]) == 0)
            return misuse("the command %s is not in this version yet", command);
    return misuse("there is no command %s", command);
}

int main(int argc, char **argv)
{
    char share[PATH_MAX];
    struct options o = {.site = ".", .threads = parallel_default()};
    for (int c; (c = getopt_long(argc, argv, "C:o:j:qvh", long_options,
                                 NULL)) != -1;) {
        int status = take(&o, c);
        if (status != 0)
            return status - 1;
    }
    if (optind >= argc)
        return misuse("%s", "a command is missing");
    o.as_of = (int64_t)time(NULL);
    o.share = find_share(share);
    return run(argv[optind], &o, optind + 1 < argc ? argv[optind + 1] : NULL);
}
