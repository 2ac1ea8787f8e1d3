/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/parallel.h"
#include "build.h"
#include "check/external.h"
#include "explain.h"
#include "help.h"
#include "import.h"
#include "list.h"
#include "model/config.h"
#include "misuse.h"
#include "output/publish.h"
#include "translated.h"
#include "verify.h"
#include "version.h"
#include "why.h"

enum { SHARDS_MAX = 1000, MAX_ERRORS = 100 };

enum {
    OPT_DRAFTS = 256,
    OPT_AS_OF,
    OPT_STRICT,
    OPT_BASE_URL,
    OPT_FORMAT,
    OPT_ATOMIC,
    OPT_ALL,
    OPT_COPY,
    OPT_EXTERNAL,
    OPT_TIMEOUT,
    OPT_FIX,
    OPT_FULL,
    OPT_VERIFY,
    OPT_CHANGED,
    OPT_SHARD,
    OPT_LANG,
    OPT_MAX_ERRORS,
    OPT_FRESHNESS,
    OPT_IMPORT /* and those of enum import_option behind it */
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
    {"all", no_argument, NULL, OPT_ALL},
    {"copy", no_argument, NULL, OPT_COPY},
    {"external", no_argument, NULL, OPT_EXTERNAL},
    {"timeout", required_argument, NULL, OPT_TIMEOUT},
    {"fix", no_argument, NULL, OPT_FIX},
    {"full", no_argument, NULL, OPT_FULL},
    {"verify", no_argument, NULL, OPT_VERIFY},
    {"changed", required_argument, NULL, OPT_CHANGED},
    {"shard", required_argument, NULL, OPT_SHARD},
    {"district", required_argument, NULL, OPT_IMPORT + IMPORT_DISTRICT},
    {"indicator", required_argument, NULL, OPT_IMPORT + IMPORT_INDICATOR},
    {"period", required_argument, NULL, OPT_IMPORT + IMPORT_PERIOD},
    {"group", required_argument, NULL, OPT_IMPORT + IMPORT_GROUP},
    {"source", required_argument, NULL, OPT_IMPORT + IMPORT_SOURCE},
    {"status", required_argument, NULL, OPT_IMPORT + IMPORT_STATUS},
    {"within", required_argument, NULL, OPT_IMPORT + IMPORT_WITHIN},
    {"map", required_argument, NULL, OPT_IMPORT + IMPORT_MAP},
    {"delimiter", required_argument, NULL, OPT_IMPORT + IMPORT_DELIMITER},
    {"dry-run", no_argument, NULL, OPT_IMPORT + IMPORT_DRY_RUN},
    {"force", no_argument, NULL, OPT_IMPORT + IMPORT_FORCE},
    {"freshness", required_argument, NULL, OPT_FRESHNESS},
    {"lang", required_argument, NULL, OPT_LANG},
    {"max-errors", required_argument, NULL, OPT_MAX_ERRORS},
    {"quiet", no_argument, NULL, 'q'},
    {"verbose", no_argument, NULL, 'v'},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

static bool parse_count(const char *text, size_t *out)
{
    int64_t n;
    if (!str_to_int(str_of(text), &n))
        return false;
    *out = (size_t)n;
    return true;
}

static bool parse_jobs(const char *text, size_t *out)
{
    return parse_count(text, out) && *out >= 1 && *out <= PARALLEL_MAX;
}

static bool parse_shard(const char *text, struct options *o)
{
    struct str i, n;
    int64_t shard, shards;
    if (!str_cut(str_of(text), '/', &i, &n) || !str_to_int(i, &shard) ||
        !str_to_int(n, &shards) || shard < 1 || shard > shards ||
        shards > SHARDS_MAX)
        return false;
    o->shard = (size_t)shard;
    o->shards = (size_t)shards;
    o->state = STATE_IGNORE;
    return true;
}

static bool parse_timeout(const char *text, unsigned *out)
{
    int64_t n;
    if (!str_to_int(str_of(text), &n) || n < 1 || n > EXTERNAL_TIMEOUT_MAX)
        return false;
    *out = (unsigned)n;
    return true;
}

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

/* The command line: options, and what depends on the command. */
struct request {
    struct options o;
    struct import_request import;
    const char *format;
    bool help;
    bool limited; /* --max-errors was given */
};

/* `text` is --lang, --max-errors or -j with a word that will not do. */
static int bad_value(const struct options *o, int option, const char *text)
{
    switch (option) {
    case OPT_LANG:
        return misuse(o->speech,
                      "--lang '%s' is no language; expected zh or en", text);
    case OPT_MAX_ERRORS:
        return misuse(o->speech, "--max-errors '%s' is no number; 0 shows all",
                      text);
    case OPT_FRESHNESS:
        return misuse(o->speech, "--freshness '%s' is no number of days", text);
    case OPT_BASE_URL:
        return misuse(o->speech,
                      "--base-url '%s' is no address such as "
                      "https://example.org",
                      text);
    default:
        return misuse(o->speech, "-j '%s' is no number of threads from 1 to %d",
                      text, PARALLEL_MAX);
    }
}

/* What getopt_long could not take: the option stands before optind. */
static int bad_option(const struct options *o, int option, char **argv)
{
    const char *names[sizeof long_options / sizeof *long_options + 1] = {NULL};
    const char *word = argv[optind - 1];
    for (size_t i = 0; long_options[i].name != NULL; i++)
        names[i] = long_options[i].name;
    if (option == ':')
        return misuse(o->speech, "option '%s' needs a value", word);
    if (optopt != 0 && strncmp(word, "--", 2) != 0)
        return misuse(o->speech, "option '-%c' is not known", optopt);
    if (optopt != 0)
        return misuse(o->speech, "option '%s' takes no value", word);
    return misuse_unknown(o->speech, "option", word + strspn(word, "-"), names);
}

static bool parse_days(const char *text, int32_t *out)
{
    size_t n;
    bool good = parse_count(text, &n) && n >= 1 && n <= INT32_MAX;
    *out = good ? (int32_t)n : 0;
    return good;
}

/* 0 to go on, else the exit status + 1. */
static int take(struct request *request, int option, char **argv)
{
    struct options *o = &request->o;
    switch (option) {
    case 'C': o->site = optarg; break;
    case 'o': o->output = optarg; break;
    case 'q': o->quiet = true; break;
    case 'v': o->verbose = true; break;
    case OPT_DRAFTS: o->drafts = true; break;
    case OPT_STRICT: o->strict = true; break;
    case OPT_ATOMIC: o->atomic = true; break;
    case OPT_ALL: o->all = true; break;
    case OPT_COPY: o->copy = true; break;
    case OPT_EXTERNAL: o->external = true; break;
    case OPT_TIMEOUT:
        if (!parse_timeout(optarg, &o->timeout))
            return 1 + misuse(o->speech,
                              "--timeout '%s' is no number of seconds from 1 "
                              "to %d",
                              optarg, EXTERNAL_TIMEOUT_MAX);
        break;
    case OPT_FIX: o->fix = true; break;
    case OPT_FULL: o->state = STATE_RENEW; break;
    case OPT_VERIFY: o->verify = true; break;
    case OPT_CHANGED: o->changed = optarg; break;
    case OPT_SHARD:
        if (!parse_shard(optarg, o))
            return 1 + misuse(o->speech, "--shard '%s' is no share such as 2/7",
                              optarg);
        break;
    case OPT_BASE_URL:
        o->base_url = str_of(optarg);
        if (!config_is_base_url(o->base_url))
            return 1 + bad_value(o, option, optarg);
        break;
    case OPT_LANG:
        if (!speech_find(str_of(optarg), &o->speech))
            return 1 + bad_value(o, option, optarg);
        break;
    case OPT_FRESHNESS:
        if (!parse_days(optarg, &o->freshness))
            return 1 + bad_value(o, option, optarg);
        break;
    case OPT_MAX_ERRORS:
        request->limited = true;
        if (!parse_count(optarg, &o->max_errors))
            return 1 + bad_value(o, option, optarg);
        break;
    case 'j':
        if (!parse_jobs(optarg, &o->threads))
            return 1 + bad_value(o, option, optarg);
        break;
    case OPT_AS_OF:
        if (!date_parse(str_of(optarg), &o->as_of_date))
            return 1 + misuse(o->speech,
                              "--as-of '%s' is no date such as 2021-06-18 or "
                              "2021-06-18T16:20",
                              optarg);
        break;
    case OPT_FORMAT: request->format = optarg; break;
    case 'h': request->help = true; break;
    default:
        if (option < OPT_IMPORT)
            return 1 + bad_option(o, option, argv);
        if (!import_take(&request->import,
                         (enum import_option)(option - OPT_IMPORT), optarg))
            return 1 + misuse(o->speech, "more than %d times --map",
                              IMPORT_MAPS_MAX);
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
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
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
    return 0;
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
        return 0;
    }
    if (n > c->most)
        return misuse(speech, "there is no use for '%s'", arguments[c->most]);
    if (r->format != NULL && !choose(r->format, c->formats, &r->o.format))
        return misuse_format(speech, r->format, c->formats);
    if (!r->limited && r->o.format == DIAG_TEXT)
        r->o.max_errors = MAX_ERRORS;
    if (c->site && !is_folder(r->o.site))
        return misuse(speech, "'%s' is no folder", r->o.site);
    return c->run(&r->o, arguments, n);
}

int main(int argc, char **argv)
{
    char share[PATH_MAX];
    struct request r = {.o = {.site = ".", .threads = parallel_default()}};
    r.o.speech = speech_of_locale(misuse_variable);
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, ":C:o:j:qvh", long_options,
                                 NULL)) != -1;) {
        int status = take(&r, c, argv);
        if (status != 0)
            return status - 1;
    }
    if (optind >= argc && r.help) {
        speech_lines(stdout, r.o.speech, help_usage);
        return 0;
    }
    if (optind >= argc)
        return misuse(r.o.speech, "a command is missing");
    r.o.as_of = (int64_t)time(NULL);
    r.o.import = &r.import;
    r.o.share = find_share(share);
    return run(&r, argv[optind], argv + optind + 1,
               (size_t)(argc - optind - 1));
}
