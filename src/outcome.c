/* SPDX-License-Identifier: MIT */
#include "outcome.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>

#include "base/fs.h"
#include "model/plan.h"

/* Standard output belongs to the messages where a program reads them. */
static bool is_machine(const struct options *o)
{
    return o->format == DIAG_JSON || o->format == DIAG_SARIF;
}

static void print_time(FILE *out, enum speech speech, const char *before,
                       int64_t instant, struct zone *zone)
{
    struct arena scratch = {0};
    struct str text = date_iso(&scratch, date_in_zone(instant, zone));
    fprintf(out, "%s" STR_FMT, speech_word(speech, before), STR_ARG(text));
    arena_release(&scratch);
}

void outcome_print(const struct options *o, const struct outcome *r)
{
    FILE *out = is_machine(o) ? stderr : stdout;
    if (o->quiet || o->mute)
        return;
    speech_print(out, o->speech,
                 "%zu files in %zu languages: %zu written, %zu unchanged, %zu "
                 "removed\n",
                 r->files, r->languages, r->counts.written,
                 r->counts.unchanged, r->counts.removed);
    if (o->verbose)
        speech_print(out, o->speech, "%zu rendered\n", r->rendered);
    print_time(out, o->speech, SPEECH("as of "), o->as_of, r->zone);
    if (r->next_due < INT64_MAX)
        print_time(out, o->speech, SPEECH("; next due "), r->next_due, r->zone);
    fputc('\n', out);
}

static void list_change(struct buf *out, const char *what,
                        struct str base_url, struct str path)
{
    struct str url = path, index = STR(PAGE_INDEX);
    if (str_eq(url, index) || str_ends(url, STR("/" PAGE_INDEX)))
        url = str_head(url, url.len - index.len);
    buf_printf(out, "%s\t" STR_FMT "/" STR_FMT "\t" STR_FMT "\n", what,
               STR_ARG(base_url), STR_ARG(url), STR_ARG(path));
}

bool outcome_list(const char *path, struct str base_url,
                  const struct publish_changes *c, struct diag *d)
{
    struct buf list = {0};
    if (path == NULL)
        return true;
    for (size_t i = 0; i < c->written.len; i++)
        list_change(&list, "written", base_url, c->written.at[i]);
    for (size_t i = 0; i < c->removed.len; i++)
        list_change(&list, "removed", base_url, c->removed.at[i]);
    bool good = fs_replace(AT_FDCWD, path, buf_view(&list));
    buf_release(&list);
    return good || diag_add(d, (struct loc){0}, DIAG_OUTPUT_WRITE,
                            "cannot write the list %s: %s", path,
                            strerror(errno));
}

static void print_hidden(enum speech speech, const struct diag_counts *n)
{
    if (n->errors + n->warnings + n->notices > 0)
        speech_print(stderr, speech,
                     "not shown: %zu %s, %zu %s, %zu %s; --max-errors 0 shows "
                     "all\n",
                     n->errors, n->errors == 1 ? "error" : "errors",
                     n->warnings, n->warnings == 1 ? "warning" : "warnings",
                     n->notices, n->notices == 1 ? "notice" : "notices");
}

int outcome_say(struct diag *d, const struct severities *severities,
                const struct options *o, bool failed)
{
    fflush(stdout);
    struct diag_counts hidden = {0};
    if (!o->mute)
        hidden =
            diag_print(d, severities, is_machine(o) ? stdout : stderr, o->site,
                       (enum diag_format)o->format, o->quiet);
    struct diag_counts n = diag_count(d, severities);
    print_hidden(o->speech, &hidden);
    if (!o->mute && n.errors + n.warnings > 0)
        speech_print(stderr, o->speech, "%zu %s, %zu %s\n", n.errors,
                     n.errors == 1 ? "error" : "errors", n.warnings,
                     n.warnings == 1 ? "warning" : "warnings");
    if (failed || diag_has_system(d))
        return 2;
    return n.errors > 0 || (o->strict && n.warnings > 0) ? 1 : 0;
}
