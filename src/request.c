/* SPDX-License-Identifier: MIT */
#include "request.h"

#include <getopt.h>
#include <limits.h>
#include <string.h>

#include "base/parallel.h"
#include "check/external.h"
#include "misuse.h"
#include "model/config.h"
#include "output/lists.h"

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

static bool parse_days(const char *text, int32_t *out)
{
    size_t n;
    bool good = parse_count(text, &n) && n >= 1 && n <= INT32_MAX;
    *out = good ? (int32_t)n : 0;
    return good;
}

/* ---- what is said of a value that will not do ---- */

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
    case OPT_TIMEOUT:
        return misuse(o->speech,
                      "--timeout '%s' is no number of seconds from 1 to %d",
                      text, EXTERNAL_TIMEOUT_MAX);
    case OPT_SHARD:
        return misuse(o->speech, "--shard '%s' is no share such as 2/7", text);
    case OPT_AS_OF:
        return misuse(o->speech,
                      "--as-of '%s' is no date such as 2021-06-18 or "
                      "2021-06-18T16:20",
                      text);
    case 'j':
        return misuse(o->speech, "-j '%s' is no number of threads from 1 to %d",
                      text, PARALLEL_MAX);
    default: /* imports take any value, but not any number of them */
        return misuse(o->speech, "more than %d times --map", IMPORT_MAPS_MAX);
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

/* ---- one option ---- */

/* Where an option without a value is kept. */
static bool *flag_of(struct request *r, int option)
{
    switch (option) {
    case 'q': return &r->o.quiet;
    case 'v': return &r->o.verbose;
    case 'h': return &r->help;
    case OPT_DRAFTS: return &r->o.drafts;
    case OPT_STRICT: return &r->o.strict;
    case OPT_ATOMIC: return &r->o.atomic;
    case OPT_ALL: return &r->o.all;
    case OPT_COPY: return &r->o.copy;
    case OPT_EXTERNAL: return &r->o.external;
    case OPT_FIX: return &r->o.fix;
    case OPT_VERIFY: return &r->o.verify;
    default: return NULL;
    }
}

/* Where a value is kept that is not looked at here. */
static const char **text_of(struct request *r, int option)
{
    switch (option) {
    case 'C': return &r->o.site;
    case 'o': return &r->o.output;
    case OPT_CHANGED: return &r->o.changed;
    case OPT_FORMAT: return &r->format;
    default: return NULL;
    }
}

static bool parse_value(struct request *r, int option, const char *text)
{
    struct options *o = &r->o;
    switch (option) {
    case 'j': return parse_jobs(text, &o->threads);
    case OPT_TIMEOUT: return parse_timeout(text, &o->timeout);
    case OPT_SHARD: return parse_shard(text, o);
    case OPT_BASE_URL:
        o->base_url = str_of(text);
        return config_is_base_url(o->base_url);
    case OPT_LANG: return speech_find(str_of(text), &o->speech);
    case OPT_FRESHNESS: return parse_days(text, &o->freshness);
    case OPT_MAX_ERRORS:
        r->limited = true;
        return parse_count(text, &o->max_errors);
    case OPT_AS_OF: return date_parse(str_of(text), &o->as_of_date);
    default:
        return import_take(&r->import,
                           (enum import_option)(option - OPT_IMPORT), text);
    }
}

/* 0, or the exit status of a command line that cannot be run. */
static int take(struct request *r, int option, char **argv)
{
    bool *flag = flag_of(r, option);
    const char **text = text_of(r, option);
    if (option == '?' || option == ':')
        return bad_option(&r->o, option, argv);
    if (flag != NULL)
        *flag = true;
    else if (text != NULL)
        *text = optarg;
    else if (option == OPT_FULL)
        r->o.state = STATE_RENEW;
    else if (!parse_value(r, option, optarg))
        return bad_value(&r->o, option, optarg);
    return 0;
}

int request_read(struct request *r, int argc, char **argv)
{
    *r = (struct request){.o = {.site = ".", .threads = parallel_default()}};
    r->o.speech = speech_of_locale(misuse_variable);
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, ":C:o:j:qvh", long_options,
                                 NULL)) != -1;) {
        int status = take(r, c, argv);
        if (status != 0)
            return status;
    }
    if (r->o.shards > 0) /* whatever --full says, and wherever it stands */
        r->o.state = STATE_IGNORE;
    r->word = argv + optind;
    r->n_words = (size_t)(argc - optind);
    r->o.import = &r->import;
    return 0;
}
