/* SPDX-License-Identifier: MIT */
#include "verify.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/fs.h"
#include "build.h"
#include "output/lists.h"

static bool read_lists(struct arena *a, struct str folder,
                       struct manifest *out)
{
    struct lists lists;
    struct str failed;
    int dir = open(folder.at, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = dir >= 0 && lists_read(a, dir, (struct shard){0}, &lists,
                                       &failed) && !lists.bad;
    if (dir >= 0)
        close(dir);
    if (good)
        *out = lists.all;
    return good;
}

static size_t report_missing(enum speech speech, const struct manifest *in,
                             const struct manifest *from, const char *what)
{
    size_t n = 0;
    for (size_t i = 0; i < in->len; i++) {
        const struct listed *other = manifest_find(from, in->at[i].path);
        if (other != NULL && (what != NULL || hash_eq(other->hash,
                                                      in->at[i].hash)))
            continue;
        speech_print(stderr, speech, "jianbao: " STR_FMT " %s\n",
                     STR_ARG(in->at[i].path),
                     other != NULL ? "differs from a full build" : what);
        n++;
    }
    return n;
}

static int compare(struct arena *a, enum speech speech, struct str output,
                   struct str full)
{
    struct manifest got = {0}, expected = {0};
    if (!read_lists(a, output, &got) || !read_lists(a, full, &expected)) {
        speech_print(stderr, speech,
                     "jianbao: cannot read the manifests to compare\n");
        return 2;
    }
    size_t n = report_missing(speech, &expected, &got, NULL);
    n += report_missing(speech, &got, &expected,
                        SPEECH("is not in a full build"));
    if (n == 0)
        speech_print(stdout, speech,
                     "verified: %zu files are those of a full build\n",
                     got.len);
    else
        speech_print(stderr, speech,
                     "jianbao: %zu files differ: remove build/state, build "
                     "again, and report this\n",
                     n);
    return n == 0 ? 0 : 2;
}

int verify_site(struct options *options)
{
    struct arena a = {0};
    struct str output =
        options->output != NULL
            ? arena_copy(&a, str_of(options->output))
            : arena_printf(&a, "%s/output", options->site);
    while (output.len > 1 && output.at[output.len - 1] == '/')
        output.len--;
    struct str full =
        arena_printf(&a, STR_FMT ".jianbao-verify", STR_ARG(output));
    struct options again = *options;
    again.mute = true;
    again.state = STATE_IGNORE;
    again.output = full.at;
    again.changed = NULL;
    int status = build_site(options);
    if (status == 0) {
        again.as_of = options->as_of;
        fs_remove_tree(AT_FDCWD, full.at);
        status = build_site(&again) == 0
                     ? compare(&a, options->speech, output, full)
                     : 2;
        fs_remove_tree(AT_FDCWD, full.at);
    }
    arena_release(&a);
    return status;
}
