/* SPDX-License-Identifier: MIT */
/* Every call that publish makes to the file system, one after the other, is
 * made to fail, or to be the last before the process is killed. The functions
 * below stand in front of those of libc: the linker prefers the program's. */
#define _GNU_SOURCE
#define TREES_HOME "/dev/shm" /* thousands of small trees */
#include "trees.h"

#include <dlfcn.h>
#include <limits.h>
#include <sys/file.h>
#include <sys/wait.h>

enum how { PASS, KILL, FAIL };

static struct {
    enum how how;
    long at; /* which call */
    _Atomic long calls;
    int error;
} fault;

/* True: the call is to fail. */
static bool step(void)
{
    if (fault.how == PASS || ++fault.calls != fault.at)
        return false;
    if (fault.how == KILL)
        _exit(42);
    errno = fault.error;
    return true;
}

/* ISO C has no conversion from an object pointer to a function pointer. */
#define REAL(name)                                                             \
    static __typeof__(name) *real;                                             \
    if (real == NULL) {                                                        \
        void *found = dlsym(RTLD_NEXT, #name);                                 \
        memcpy(&real, &found, sizeof real);                                    \
    }

#define STAND_IN(name, parameters, ...)                                        \
    int name parameters                                                        \
    {                                                                          \
        REAL(name)                                                             \
        return step() ? -1 : real(__VA_ARGS__);                                \
    }

STAND_IN(fstatat,
         (int dir, const char *restrict path, struct stat *restrict st,
          int flags),
         dir, path, st, flags)
STAND_IN(mkdirat, (int dir, const char *path, mode_t mode), dir, path, mode)
STAND_IN(renameat, (int from, const char *a, int to, const char *b), from, a,
         to, b)
STAND_IN(unlinkat, (int dir, const char *path, int flags), dir, path, flags)
STAND_IN(linkat, (int from, const char *a, int to, const char *b, int flags),
         from, a, to, b, flags)
STAND_IN(ftruncate, (int fd, off_t size), fd, size)
STAND_IN(flock, (int fd, int how), fd, how)
STAND_IN(fchmod, (int fd, mode_t mode), fd, mode)

/* Waiting for the disk thousands of times would prove nothing. */
int fsync(int fd)
{
    (void)fd;
    return step() ? -1 : 0;
}

int openat(int dir, const char *path, int flags, ...)
{
    REAL(openat)
    va_list rest;
    va_start(rest, flags);
    unsigned mode = (flags & O_CREAT) != 0 ? va_arg(rest, unsigned) : 0;
    va_end(rest);
    return step() ? -1 : real(dir, path, flags, mode);
}

/* Killed in the middle, half of the bytes are there. */
static bool step_write(size_t *len)
{
    if (fault.how == KILL && fault.calls + 1 == fault.at) {
        *len /= 2;
        return true;
    }
    return false;
}

ssize_t write(int fd, const void *at, size_t len)
{
    REAL(write)
    if (step_write(&len) && real(fd, at, len) >= 0)
        step();
    return step() ? -1 : real(fd, at, len);
}

ssize_t pwrite(int fd, const void *at, size_t len, off_t where)
{
    REAL(pwrite)
    if (step_write(&len) && real(fd, at, len, where) >= 0)
        step();
    return step() ? -1 : real(fd, at, len, where);
}

static const struct scene {
    const char *name;
    bool atomic;
    const char *first, *hand, *then;
    const char *other; /* what is built after the fault, every second time */
    size_t n_more;     /* further files, all changed */
    bool pieces;       /* the bytes come in pieces */
} scenes[] = {
    {"fresh", false, NULL, NULL, "a=1 b/c=2 b/d=3", "a=9 b=4", 0, false},
    {"fresh, in pieces", false, NULL, NULL, "a=1 b/c=2 b/d=3", "a=9 b=4", 0,
     true},
    {"fresh into an empty folder", false, NULL, "./", "a=1 b/c=2", "a/b=9", 0, false},
    {"few", false, "a=1 b/c=2 d/e/f=3 same=1 s=5", "k/f=F l->a d/e/g=G e/",
     "a=22 same=1 s=6 n/m=7", "a=33 n=4", 0, false},
    {"only removal", false, "a=1 b/c=2 b/d/e=3", "b/f=F", "a=1", "b/c=9", 0, false},
    {"in the way", false, "a=1 b/c=2 b/d/e=3 z=1", "f=F", "a/x=1 b=2 z=1",
     "a=1 b/c=9", 0, false},
    {"after another fault", false, "a=1 b=2", ".jianbao-building=x a=X",
     "a=2 b=2 n=3", "a=1 b=2", 0, false},
    {"atomic", true, "a=1 b/c=2 d/e/f=3 same=1", "k/f=F l->a d/e/g=G e/",
     "a=22 same=1 n/m=7", "a=33 n=4", 0, false},
    {"many in place", false, "a=1 b/c=2 same=1 s/t=0", "k/f=F",
     "a=22 same=1 n/m=7", "a=33 n=4", PUBLISH_FEW, false},
    {"few, in pieces", false, "a=1 b/c=2 d/e=3 same=1", "k/f=F",
     "a=22 same=1 n/m=7", "a=33 n=4", 0, true},
    {"atomic, in pieces", true, "a=1 b/c=2 d/e=3 same=1", "k/f=F",
     "a=22 same=1 n/m=7", "a=33 n=4", 0, true},
};

static struct trees_plan plan_of(struct trees *t, const char *text, size_t more,
                                 char letter)
{
    struct trees_plan plan = trees_plan(t, text);
    for (size_t i = 0; i < more; i++) {
        *vec_push(&t->arena, &plan.paths) =
            arena_printf(&t->arena, "z/%zu/%04zu", i % 3, i / 3);
        *vec_push(&t->arena, &plan.bytes) =
            arena_printf(&t->arena, "%c%zu", letter, i);
    }
    if (more > 0) { /* i % 3 is not their order */
        size_t at = plan.paths.len - more;
        for (size_t i = 0; i < more; i++)
            plan.paths.at[at + i] = arena_printf(&t->arena, "z/%05zu", i);
    }
    return plan;
}

static void set_up(struct trees *t, const struct scene *s)
{
    trees_open(t);
    t->pieces = s->pieces;
    if (s->first != NULL) {
        struct trees_plan plan = plan_of(t, s->first, s->n_more, 'o');
        assert_true(trees_publish(t->output, &plan, false, NULL).good);
    }
    if (s->hand != NULL)
        trees_apply(t, "out", s->hand);
}

/* The tree as it must be after `text` was built on the scene's first tree. */
static char *expected(const struct scene *s, const char *text)
{
    struct trees t;
    set_up(&t, s);
    struct trees_plan plan = plan_of(&t, text, s->n_more, 'n');
    assert_true(trees_publish(t.output, &plan, s->atomic, NULL).good);
    char *tree = strdup(trees_text(&t, "out", false));
    trees_close(&t);
    return tree;
}

static int told = -1; /* pipe: publish_finish is about to be called */

static void tell(void)
{
    enum how how = fault.how;
    fault.how = PASS;
    assert_int_equal(write(told, "F", 1), 1);
    fault.how = how;
}

static struct trees_run run_with(struct trees *t, const struct scene *s,
                                 enum how how, long at)
{
    struct trees_plan plan = plan_of(t, s->then, s->n_more, 'n');
    fault.how = how;
    fault.at = at;
    fault.calls = 0;
    fault.error = at % 2 ? ENOSPC : EIO;
    struct trees_run run = trees_publish(t->output, &plan, s->atomic, tell);
    fault.how = PASS;
    return run;
}

static long count_calls(const struct scene *s)
{
    struct trees t;
    int ends[2];
    set_up(&t, s);
    assert_int_equal(pipe(ends), 0);
    told = ends[1];
    assert_true(run_with(&t, s, FAIL, LONG_MAX).good);
    close(ends[0]);
    close(ends[1]);
    trees_close(&t);
    return fault.calls;
}

/* True when the child got to its end without reaching the call. */
static bool run_killed(struct trees *t, const struct scene *s, long at)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(run_with(t, s, KILL, at).good ? 0 : 1);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_true(WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 42);
    return WEXITSTATUS(status) == 0;
}

struct wanted {
    char *then, *other;
};

/* One fault, what may be there after it, and the next run. */
static bool try_at(const struct scene *s, enum how how, long at,
                   const struct wanted *w)
{
    struct trees t;
    int ends[2];
    char byte;
    set_up(&t, s);
    assert_int_equal(pipe(ends), 0);
    told = ends[1];
    const char *before = trees_text(&t, "out", true);
    const char *old = trees_text(&t, "out", false);
    struct trees_run run = {.good = true};
    bool ended = how == KILL && run_killed(&t, s, at);
    if (how == FAIL) {
        run = run_with(&t, s, how, at);
        ended = fault.calls < at;
    }
    close(ends[1]);
    bool finishing = read(ends[0], &byte, 1) == 1;
    close(ends[0]);
    const char *now = trees_text(&t, "out", false);
    if (!finishing && strcmp(before, trees_text(&t, "out", true)) != 0)
        fail_msg("%s, call %ld: touched before the end", s->name, at);
    bool whole = s->atomic || s->first == NULL;
    if (whole && strcmp(now, old) != 0 && strcmp(now, w->then) != 0 &&
        strcmp(now, "(none)") != 0)
        fail_msg("%s, call %ld: neither old nor new: %s", s->name, at, now);
    if (how == FAIL && whole && s->first && strcmp(now, "(none)") == 0)
        fail_msg("%s, call %ld: lost", s->name, at);
    if ((ended || (how == FAIL && run.good)) && strcmp(now, w->then) != 0)
        fail_msg("%s, call %ld: %s", s->name, at, now);
    if (!run.good && run.messages == 0)
        fail_msg("%s, call %ld: no message", s->name, at);
    bool other = at % 2;
    struct trees_plan plan =
        plan_of(&t, other ? s->other : s->then, s->n_more, 'n');
    run = trees_publish(t.output, &plan, false, NULL);
    now = trees_text(&t, "out", false);
    if (!run.good || strcmp(now, other ? w->other : w->then) != 0)
        fail_msg("%s, call %ld: not mended (%s): %s", s->name, at, run.code,
                 now);
    assert_string_equal(trees_names(&t), "out");
    trees_close(&t);
    return ended;
}

/* All calls of a small scene; of a large one the last and some between. Both
 * parities, as they mend in two ways. */
static void run_scene(const struct scene *s, enum how how)
{
    struct wanted w = {expected(s, s->then), expected(s, s->other)};
    long calls = count_calls(s);
    assert_true(calls > 20 + (long)s->n_more);
    for (long at = 1; at <= calls; at++)
        if (s->n_more == 0 || at % 149 == 0 || at > calls - 10)
            assert_false(try_at(s, how, at, &w));
    assert_true(try_at(s, how, calls + 1, &w));
    free(w.then);
    free(w.other);
}

static void test_killed(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++)
        run_scene(&scenes[i], KILL);
}

/* A second kill while the first is being mended by another plan. */
static void test_killed_twice(void **state)
{
    (void)state;
    struct scene one = {.name = "twice",
                        .first = "a=1 b/c=2 same=1",
                        .hand = "f=F",
                        .then = "a=2 n/m=3 o=4 same=1"};
    struct scene two = one;
    two.then = "a=3 b/c=5 p=6";
    one.other = two.other = "a=4 q/r=7";
    char *want = expected(&one, one.other);
    long first = count_calls(&one), second = count_calls(&two);
    for (long i = 1; i <= first; i += 4)
        for (long j = i % 3; j <= second; j += 3) {
            struct trees t;
            set_up(&t, &one);
            told = open("/dev/null", O_WRONLY | O_CLOEXEC);
            run_killed(&t, &one, i);
            run_killed(&t, &two, j);
            close(told);
            assert_true(trees_build(&t, one.other, false).good);
            const char *now = trees_text(&t, "out", false);
            if (strcmp(now, want) != 0)
                fail_msg("calls %ld and %ld: %s", i, j, now);
            trees_close(&t);
        }
    free(want);
}

static void test_failing(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++)
        run_scene(&scenes[i], FAIL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_killed),
        cmocka_unit_test(test_killed_twice),
        cmocka_unit_test(test_failing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
