/* SPDX-License-Identifier: MIT */
#include "output/place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/fs.h"
#include "output/lists.h"

enum { LINKS_MAX = 8, LOCK_TRIES = 40, LOCK_PAUSE_MS = 50 };

bool place_fail(const struct place *p, struct str path, const char *what,
                struct diag *d)
{
    int error = errno;
    return diag_add(d, (struct loc){0}, DIAG_OUTPUT_WRITE,
                    "%s%s" STR_FMT ": cannot %s: %s", p->shown,
                    path.len ? "/" : "", STR_ARG(path), what, strerror(error));
}

/* The same about one of our own names beside the output. */
static bool fail_beside(const struct place *p, const char *suffix,
                        const char *what, struct diag *d)
{
    int error = errno;
    return diag_add(d, (struct loc){0}, DIAG_OUTPUT_WRITE,
                    "%s%s.jianbao-%s: cannot %s: %s", p->shown,
                    p->inside ? "/" : "", suffix, what, strerror(error));
}

/* Our own names; `out` has room for NAME_MAX and more. A name that does not
 * fit is cut, then too long for the system as well. */
enum { BESIDE_MAX = 512 };

static int beside(const struct place *p, const char *suffix, char *out)
{
    snprintf(out, BESIDE_MAX, "%s.jianbao-%s", p->inside ? "" : p->name,
             suffix);
    return p->inside ? p->output : p->parent;
}

static struct str without_slashes(struct str path)
{
    while (path.len > 1 && path.at[path.len - 1] == '/')
        path.len--;
    return path;
}

/* The part up to the last slash, empty: none. */
static struct str folder_of(struct str path)
{
    while (path.len > 0 && path.at[path.len - 1] != '/')
        path.len--;
    return path;
}

static bool follow(struct place *p, struct str *path, struct diag *d)
{
    for (int i = 0; i < LINKS_MAX; i++) {
        char target[4096];
        ssize_t n = readlinkat(AT_FDCWD, path->at, target, sizeof target);
        if (n < 0)
            return true; /* no link; whatever else is wrong shows later */
        struct str to = without_slashes((struct str){target, (size_t)n});
        struct str above = folder_of(*path);
        if (to.len > 0 && to.at[0] == '/')
            above.len = 0;
        *path = arena_printf(&p->arena, STR_FMT STR_FMT, STR_ARG(above),
                             STR_ARG(to));
        p->linked = true;
    }
    return diag_add(d, (struct loc){0}, DIAG_OUTPUT_PATH,
                    "%s is a link to a link to a link: name the folder itself",
                    p->shown);
}

static bool open_parent(struct place *p, struct str path, bool make,
                        struct diag *d)
{
    struct str above = folder_of(path);
    struct str name = str_from(path, above.len);
    p->name = arena_copy(&p->arena, name).at;
    if (name.len == 0 || str_is(name, ".") || str_is(name, ".."))
        return diag_add(d, (struct loc){0}, DIAG_OUTPUT_PATH,
                        "the output `%s` is no folder of its own: name one "
                        "that jianbao may replace",
                        p->shown);
    if (make && !fs_make_parents(AT_FDCWD, path.at))
        return place_fail(p, (struct str){0}, "make the folder above it", d);
    const char *parent = above.len ? arena_copy(&p->arena, above).at : ".";
    p->parent = openat(AT_FDCWD, parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (p->parent < 0 && (make || errno != ENOENT))
        return place_fail(p, (struct str){0}, "open the folder above it", d);
    return true;
}

static bool has_old(const struct place *p)
{
    char old[BESIDE_MAX];
    struct stat st;
    beside(p, "old", old);
    return fstatat(p->parent, old, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

/* Sets *there; anything but a folder is reported. */
static bool look(struct place *p, bool *there, struct stat *st, struct diag *d)
{
    *there = fstatat(p->parent, p->name, st, AT_SYMLINK_NOFOLLOW) == 0;
    if (!*there && errno != ENOENT)
        return place_fail(p, (struct str){0}, "look at it", d);
    if (!*there && p->linked && !has_old(p))
        return diag_add(d, (struct loc){0}, DIAG_OUTPUT_PATH,
                        "the output %s is a link to nothing: make the folder "
                        "that it points at, or remove the link",
                        p->shown);
    if (*there && !S_ISDIR(st->st_mode))
        return diag_add(d, (struct loc){0}, DIAG_OUTPUT_PATH,
                        "the output %s is a file, expected a folder: move it "
                        "away or name another output",
                        p->shown);
    return true;
}

static bool open_output(struct place *p, struct diag *d)
{
    p->output = openat(p->parent, p->name,
                       O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    return p->output >= 0 || place_fail(p, (struct str){0}, "open it", d);
}

static bool find_inside(struct place *p, struct diag *d)
{
    bool there;
    struct stat st, above;
    if (!look(p, &there, &st, d))
        return false;
    if (fstat(p->parent, &above) != 0)
        return place_fail(p, (struct str){0}, "look at the folder above it", d);
    p->inside = there && (st.st_dev != above.st_dev ||
                          faccessat(p->parent, ".", W_OK, AT_EACCESS) != 0);
    return !p->inside || open_output(p, d);
}

static bool report_holder(const struct place *p, int dir, const char *name,
                          struct diag *d)
{
    struct arena scratch = {0};
    struct str text;
    int64_t number;
    if (!fs_read(&scratch, dir, name, 64, &text) ||
        !str_to_int(str_trim(text), &number))
        text = STR("unknown");
    diag_add(d, (struct loc){0}, DIAG_OUTPUT_LOCKED,
             "another run (process " STR_FMT ") is writing %s: wait until it "
             "has ended",
             STR_ARG(str_trim(text)), p->shown);
    arena_release(&scratch);
    return false;
}

/* The lock file is removed by whoever holds it, so the one that was locked may
 * not be the one that has the name by now. */
static bool has_name(int fd, int dir, const char *name)
{
    struct stat ours, named;
    return fstat(fd, &ours) == 0 &&
           fstatat(dir, name, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
           ours.st_ino == named.st_ino && ours.st_dev == named.st_dev;
}

/* The locked file, or -1; EWOULDBLOCK: someone else has it. */
static int lock_once(int dir, const char *name)
{
    int fd = openat(dir, name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd < 0)
        return -1;
    bool locked = flock(fd, LOCK_EX | LOCK_NB) == 0;
    int error = locked || errno == EINTR ? EWOULDBLOCK : errno;
    if (locked && has_name(fd, dir, name))
        return fd;
    if (error != EWOULDBLOCK) /* no locks here: nobody can hold it */
        unlinkat(dir, name, 0);
    close(fd);
    errno = error;
    return -1;
}

static bool take_lock(struct place *p, struct diag *d)
{
    char name[BESIDE_MAX], pid[32];
    int dir = beside(p, "lock", name);
    p->lock = lock_once(dir, name);
    for (int i = 0; i < LOCK_TRIES && p->lock < 0 && errno == EWOULDBLOCK &&
                    !place_interrupted(p);
         i++) {
        nanosleep(&(struct timespec){.tv_nsec = LOCK_PAUSE_MS * 1000000L},
                  NULL);
        p->lock = lock_once(dir, name);
    }
    if (p->lock < 0)
        return errno == EWOULDBLOCK ? report_holder(p, dir, name, d)
                                    : fail_beside(p, "lock", "lock it", d);
    int len = snprintf(pid, sizeof pid, "%-20ld\n", (long)getpid());
    return pwrite(p->lock, pid, (size_t)len, 0) == len ||
           fail_beside(p, "lock", "write it", d);
}

/* Whether a run of ours put the tree that is there in place of the old one: a
 * whole build's has one list for all, a shard's those of the old one, too. */
static bool has_followed(struct place *p, const char *old, bool *yes,
                         struct diag *d)
{
    struct strs now = {0}, former = {0};
    if (!lists_names(&p->arena, p->parent, p->name, &now))
        return place_fail(p, (struct str){0}, "read it", d);
    *yes = now.len > 0;
    if (now.len == 0 || str_is(now.at[0], MANIFEST_NAME))
        return true;
    if (!lists_names(&p->arena, p->parent, old, &former))
        return fail_beside(p, "old", "read it", d);
    for (size_t i = 0; i < former.len; i++)
        *yes = *yes && str_in(now.at, now.len, former.at[i]);
    return true;
}

/* A run killed in place_swap left the former tree aside: before the new one had
 * the name it goes back, afterwards it was on its way out. */
static bool mend_swap(struct place *p, struct diag *d)
{
    char old[BESIDE_MAX];
    struct stat st;
    beside(p, "old", old);
    if (!has_old(p))
        return errno == ENOENT || fail_beside(p, "old", "look at it", d);
    p->repaired = true;
    bool there, followed = false, empty = true;
    if (!look(p, &there, &st, d))
        return false;
    if (there && !fs_is_empty(p->parent, p->name, &empty))
        return place_fail(p, (struct str){0}, "read it", d);
    if (empty)
        return renameat(p->parent, old, p->parent, p->name) == 0 ||
               fail_beside(p, "old", "put it back", d);
    if (!has_followed(p, old, &followed, d))
        return false;
    if (followed)
        return fs_remove_tree(p->parent, old) ||
               fail_beside(p, "old", "remove it", d);
    return diag_add(d, (struct loc){0}, DIAG_OUTPUT_PATH,
                    "%s and the former tree %s.jianbao-old both exist after a "
                    "run was killed: remove one of them",
                    p->shown, p->shown);
}

static bool open_mended(struct place *p, struct diag *d)
{
    bool there;
    struct stat st;
    if (!mend_swap(p, d) || !look(p, &there, &st, d))
        return false;
    if (!there)
        return true;
    p->mode = st.st_mode & 07777;
    bool empty;
    if (!fs_is_empty(p->parent, p->name, &empty))
        return place_fail(p, (struct str){0}, "read it", d);
    return empty || open_output(p, d);
}

bool place_open(struct place *p, const char *output, bool make, struct diag *d)
{
    *p = (struct place){.parent = -1, .output = -1, .stage = -1, .lock = -1};
    struct str path = arena_copy(&p->arena, without_slashes(str_of(output)));
    p->shown = path.at;
    if (!follow(p, &path, d) || !open_parent(p, path, make, d))
        return false;
    if (p->parent < 0)
        return true;
    char stage[BESIDE_MAX];
    if (!find_inside(p, d))
        return false;
    signals_hold(&p->signals);
    if (!take_lock(p, d) || (!p->inside && !open_mended(p, d)))
        return false;
    int dir = beside(p, "new", stage);
    return fs_remove_tree(dir, stage) ||
           fail_beside(p, "new", "remove what a killed run left", d);
}

bool place_interrupted(const struct place *p)
{
    return signals_pending(&p->signals);
}

static bool is_there(const struct place *p, const char *suffix)
{
    char name[BESIDE_MAX];
    struct stat st;
    int dir = beside(p, suffix, name);
    return fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0 ||
           errno != ENOENT;
}

bool place_is_untidy(const char *output)
{
    struct place p = {.parent = -1, .output = -1, .stage = -1, .lock = -1};
    struct diag unheard = {0};
    struct str path = arena_copy(&p.arena, without_slashes(str_of(output)));
    p.shown = path.at;
    bool untidy = !follow(&p, &path, &unheard) ||
                  !open_parent(&p, path, false, &unheard) || p.parent < 0 ||
                  !find_inside(&p, &unheard) || is_there(&p, "lock") ||
                  is_there(&p, "new") || is_there(&p, "old");
    place_close(&p);
    diag_release(&unheard);
    return untidy;
}

bool place_stage(struct place *p, struct diag *d)
{
    char name[BESIDE_MAX];
    int dir = beside(p, "new", name);
    if (mkdirat(dir, name, 0777) != 0)
        return fail_beside(p, "new", "make the folder", d);
    p->stage =
        openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (p->stage >= 0)
        return true;
    bool result = fail_beside(p, "new", "open the folder", d);
    unlinkat(dir, name, AT_REMOVEDIR);
    return result;
}

bool place_swap(struct place *p, struct diag *d)
{
    char stage[BESIDE_MAX], old[BESIDE_MAX];
    beside(p, "new", stage);
    beside(p, "old", old);
    if (p->mode != 0 && fchmod(p->stage, p->mode) != 0)
        return fail_beside(p, "new", "set its permissions", d);
    bool aside = p->output >= 0;
    if (aside && renameat(p->parent, p->name, p->parent, old) != 0)
        return place_fail(p, (struct str){0}, "rename it", d);
    if (renameat(p->parent, stage, p->parent, p->name) != 0) {
        bool result = fail_beside(p, "new", "rename it into place", d);
        if (aside)
            renameat(p->parent, old, p->parent, p->name);
        return result;
    }
    close(p->stage);
    p->stage = -1;
    /* What cannot be removed now is reported by the next place_open. */
    if (aside)
        fs_remove_tree(p->parent, old);
    return true;
}

void place_close(struct place *p)
{
    char name[BESIDE_MAX];
    if (p->stage >= 0) {
        close(p->stage);
        int dir = beside(p, "new", name);
        fs_remove_tree(dir, name);
    }
    if (p->lock >= 0) {
        int dir = beside(p, "lock", name);
        unlinkat(dir, name, 0);
        close(p->lock);
    }
    if (p->output >= 0)
        close(p->output);
    if (p->parent >= 0)
        close(p->parent);
    arena_release(&p->arena);
    signals_release(&p->signals);
    *p = (struct place){.parent = -1, .output = -1, .stage = -1, .lock = -1};
}
