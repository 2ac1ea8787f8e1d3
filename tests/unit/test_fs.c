/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"

/* Every test works in a new empty folder `dir`; teardown finds descriptors that
 * were left open. */
struct place {
    char path[256];
    int dir;
    int next_fd;
};

static int lowest_free_fd(void)
{
    int fd = dup(0);
    close(fd);
    return fd;
}

static int set_up(void **state)
{
    static struct place place;
    const char *tmp = getenv("TMPDIR");
    snprintf(place.path, sizeof place.path, "%s/jianbao-fs-XXXXXX",
             tmp != NULL ? tmp : "/tmp");
    if (mkdtemp(place.path) == NULL)
        return -1;
    place.dir = open(place.path, O_RDONLY | O_DIRECTORY);
    place.next_fd = lowest_free_fd();
    *state = &place;
    return place.dir < 0;
}

static int tear_down(void **state)
{
    struct place *p = *state;
    bool leak = lowest_free_fd() != p->next_fd;
    close(p->dir);
    bool removed = fs_remove_tree(AT_FDCWD, p->path);
    return leak || !removed || access(p->path, F_OK) == 0;
}

static void put(int dir, const char *path, const char *text)
{
    assert_true(fs_make_parents(dir, path));
    assert_true(fs_create(dir, path, str_of(text)));
}

static void assert_file(int dir, const char *path, const char *text)
{
    struct arena a = {0};
    struct str s;
    assert_true(fs_read(&a, dir, path, 1 << 20, &s));
    assert_true(str_is(s, text));
    arena_release(&a);
}

static bool exists(int dir, const char *path)
{
    struct stat st;
    return fstatat(dir, path, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

static void reads(void **state)
{
    int dir = ((struct place *)*state)->dir;
    struct arena a = {0};
    struct str s;
    put(dir, "a.txt", "hello");
    put(dir, "empty", "");
    assert_true(fs_read(&a, dir, "a.txt", 5, &s));
    assert_true(str_is(s, "hello"));
    assert_int_equal(s.at[5], '\0');
    assert_true(fs_read(&a, dir, "empty", 0, &s));
    assert_int_equal(s.len, 0);
    arena_release(&a);
}

static void refuses_to_read(void **state)
{
    int dir = ((struct place *)*state)->dir;
    struct arena a = {0};
    put(dir, "a.txt", "hello");
    assert_int_equal(mkdirat(dir, "folder", 0777), 0);
    assert_int_equal(mkfifoat(dir, "pipe", 0666), 0);
    assert_int_equal(symlinkat("nowhere", dir, "link"), 0);
    static const struct {
        const char *path;
        size_t max;
        int error;
    } rows[] = {
        {"a.txt", 4, EFBIG}, {"absent", 9, ENOENT}, {"folder", 9, EISDIR},
        {"pipe", 9, EINVAL}, {"link", 9, ELOOP},    {"a.txt/x", 9, ENOTDIR},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str s = STR("untouched");
        assert_false(fs_read(&a, dir, rows[i].path, rows[i].max, &s));
        assert_int_equal(errno, rows[i].error);
        assert_true(str_is(s, "untouched"));
    }
    arena_release(&a);
}

static void walks_in_order(void **state)
{
    int dir = ((struct place *)*state)->dir;
    static const struct {
        const char *path;
        enum fs_kind kind;
        uint64_t size;
    } rows[] = {
        {"B", FS_FILE, 1},        {"a", FS_FOLDER, 0},    {"a/2", FS_FOLDER, 0},
        {"a/2/deep", FS_FILE, 4}, {"a/3.md", FS_FILE, 3}, {"b", FS_FILE, 2},
        {"link", FS_LINK, 0},     {"out", FS_LINK, 0},    {"pipe", FS_OTHER, 0},
        {"涧西", FS_FILE, 0},
    };
    put(dir, "r/b", "bb");
    put(dir, "r/涧西", "");
    put(dir, "r/B", "B");
    put(dir, "r/.hidden", "x");
    put(dir, "r/.git/config", "x");
    put(dir, "r/a/3.md", "333");
    put(dir, "r/a/2/deep", "deep");
    assert_int_equal(symlinkat("a", dir, "r/link"), 0);
    assert_int_equal(symlinkat("..", dir, "r/out"), 0);
    assert_int_equal(mkfifoat(dir, "r/pipe", 0666), 0);
    struct arena a = {0};
    struct fs_entries found = {0};
    assert_true(fs_walk(&a, dir, "r", &found));
    assert_int_equal(found.len, sizeof rows / sizeof *rows);
    for (size_t i = 0; i < found.len; i++) {
        assert_string_equal(found.at[i].path.at, rows[i].path);
        assert_int_equal(found.at[i].kind, rows[i].kind);
        if (rows[i].kind == FS_FILE)
            assert_int_equal(found.at[i].size, rows[i].size);
    }
    arena_release(&a);
}

static void lists_names(void **state)
{
    static const char *const rows[] = {".git", ".x", "B", "a", "涧西"};
    int dir = ((struct place *)*state)->dir;
    struct arena a = {0};
    put(dir, "r/a/below", "");
    put(dir, "r/涧西", "");
    put(dir, "r/B", "");
    put(dir, "r/.x", "");
    put(dir, "r/.git/config", "");
    for (int dotted = 0; dotted < 2; dotted++) {
        struct strs names = {0};
        int fd = openat(dir, "r", O_RDONLY | O_DIRECTORY);
        size_t first = dotted ? 0 : 2, n = sizeof rows / sizeof *rows;
        assert_true(fs_names(&a, fd, dotted, &names));
        assert_int_equal(fcntl(fd, F_GETFD), -1);
        assert_int_equal(names.len, n - first);
        for (size_t i = first; i < n; i++)
            assert_string_equal(names.at[i - first].at, rows[i]);
    }
    struct strs none = {0};
    put(dir, "file", "");
    int fd = openat(dir, "file", O_RDONLY);
    assert_false(fs_names(&a, fd, true, &none));
    assert_int_equal(errno, ENOTDIR);
    assert_int_equal(fcntl(fd, F_GETFD), -1);
    arena_release(&a);
}

static void walks_to_its_limits(void **state)
{
    int dir = ((struct place *)*state)->dir;
    struct arena a = {0};
    struct fs_entries found = {0};
    assert_true(fs_walk(&a, dir, "absent", &found));
    assert_int_equal(found.len, 0);
    put(dir, "file", "");
    assert_false(fs_walk(&a, dir, "file", &found));
    assert_int_equal(errno, ENOTDIR);
    char path[4 * FS_DEPTH_MAX + 16] = "r/";
    for (int i = 0; i < FS_DEPTH_MAX; i++)
        memcpy(path + 2 + 2 * i, "d/", 3);
    memcpy(path + 2 + 2 * FS_DEPTH_MAX, "x", 2);
    put(dir, path, "");
    assert_true(fs_walk(&a, dir, "r", &found));
    assert_int_equal(found.len, FS_DEPTH_MAX + 1);
    memcpy(path + 2 + 2 * FS_DEPTH_MAX, "d/x", 4);
    put(dir, path, "");
    assert_false(fs_walk(&a, dir, "r", &found));
    assert_int_equal(errno, ELOOP);
    arena_release(&a);
}

static void makes_parents(void **state)
{
    int dir = ((struct place *)*state)->dir;
    char path[5000];
    assert_true(fs_make_parents(dir, "plain"));
    assert_true(fs_make_parents(dir, "a/b/c/file"));
    assert_true(fs_make_parents(dir, "a/b/c/file"));
    assert_true(exists(dir, "a/b/c"));
    assert_false(exists(dir, "a/b/c/file"));
    put(dir, "file", "");
    assert_false(fs_make_parents(dir, "file/a/b"));
    assert_int_equal(errno, ENOTDIR);
    memset(path, 'x', sizeof path);
    path[sizeof path - 1] = '\0';
    assert_false(fs_make_parents(dir, path));
    assert_int_equal(errno, ENAMETOOLONG);
}

static void creates(void **state)
{
    int dir = ((struct place *)*state)->dir;
    assert_true(fs_create(dir, "a", STR("one")));
    assert_file(dir, "a", "one");
    assert_false(fs_create(dir, "a", STR("two")));
    assert_int_equal(errno, EEXIST);
    assert_file(dir, "a", "one");
    assert_int_equal(symlinkat("target", dir, "link"), 0);
    assert_false(fs_create(dir, "link", STR("two")));
    assert_int_equal(errno, EEXIST);
    assert_false(exists(dir, "target"));
    assert_false(fs_create(dir, "no/such", STR("x")));
    assert_int_equal(errno, ENOENT);
}

static void overwrites(void **state)
{
    int dir = ((struct place *)*state)->dir;
    put(dir, "a", "something long");
    assert_true(fs_overwrite(dir, "a", STR("short")));
    assert_file(dir, "a", "short");
    assert_true(fs_overwrite(dir, "a", STR("rather longer")));
    assert_file(dir, "a", "rather longer");
    assert_true(fs_overwrite(dir, "a", STR("")));
    assert_file(dir, "a", "");
    assert_false(fs_overwrite(dir, "absent", STR("x")));
    assert_int_equal(errno, ENOENT);
    assert_int_equal(symlinkat("a", dir, "link"), 0);
    assert_false(fs_overwrite(dir, "link", STR("x")));
    assert_int_equal(errno, ELOOP);
    assert_file(dir, "a", "");
}

static void replaces(void **state)
{
    int dir = ((struct place *)*state)->dir;
    assert_true(fs_replace(dir, "a", STR("one")));
    assert_int_equal(linkat(dir, "a", dir, "other", 0), 0);
    put(dir, ".a.jianbao-new", "left by a killed run");
    assert_true(fs_replace(dir, "a", STR("two")));
    assert_file(dir, "a", "two");
    assert_file(dir, "other", "one");
    assert_false(exists(dir, ".a.jianbao-new"));
    /* so is what lies where the file beside belongs, and not what it leads to */
    assert_int_equal(symlinkat("other", dir, ".a.jianbao-new"), 0);
    assert_true(fs_replace(dir, "a", STR("2")));
    assert_int_equal(linkat(dir, "other", dir, ".a.jianbao-new", 0), 0);
    assert_true(fs_replace(dir, "a", STR("22")));
    assert_file(dir, "a", "22");
    assert_file(dir, "other", "one");
    assert_false(exists(dir, ".a.jianbao-new"));
    /* a link is replaced, not what it points at */
    assert_int_equal(symlinkat("other", dir, "link"), 0);
    assert_true(fs_replace(dir, "link", STR("three")));
    assert_file(dir, "link", "three");
    assert_file(dir, "other", "one");
    /* a folder stays, and nothing is left beside it */
    assert_int_equal(mkdirat(dir, "folder", 0777), 0);
    assert_false(fs_replace(dir, "folder", STR("x")));
    assert_int_equal(errno, EISDIR);
    assert_false(exists(dir, ".folder.jianbao-new"));
}

/* A file that people wrote keeps its permissions. */
static void revises(void **state)
{
    int dir = ((struct place *)*state)->dir;
    struct stat st;
    put(dir, "a", "one");
    assert_int_equal(fchmodat(dir, "a", 0640, 0), 0);
    assert_true(fs_revise(dir, "a", STR("two")));
    assert_file(dir, "a", "two");
    assert_int_equal(fstatat(dir, "a", &st, 0), 0);
    assert_int_equal(st.st_mode & 07777, 0640);
    assert_true(fs_revise(dir, "new", STR("three")));
    assert_file(dir, "new", "three");
}

/* A full disk, played by a limit on file sizes. */
static void leaves_no_half_file(void **state)
{
    int dir = ((struct place *)*state)->dir;
    struct rlimit old, small;
    char text[1000];
    memset(text, 'x', sizeof text);
    struct str bytes = {text, sizeof text};
    put(dir, "old", "old");
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    small = old;
    small.rlim_cur = 100;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    bool created = fs_create(dir, "new", bytes);
    int create_error = errno;
    bool replaced = fs_replace(dir, "old", bytes);
    int replace_error = errno;
    setrlimit(RLIMIT_FSIZE, &old);
    assert_false(created);
    assert_int_equal(create_error, EFBIG);
    assert_false(exists(dir, "new"));
    assert_false(replaced);
    assert_int_equal(replace_error, EFBIG);
    assert_file(dir, "old", "old");
    assert_false(exists(dir, ".old.jianbao-new"));
}

static void tells_same_files(void **state)
{
    int dir = ((struct place *)*state)->dir;
    static char big[40000];
    memset(big, 'x', sizeof big);
    struct str bytes = {big, sizeof big};
    put(dir, "a", "abc");
    put(dir, "empty", "");
    assert_true(fs_create(dir, "big", bytes));
    assert_int_equal(symlinkat("a", dir, "link"), 0);
    assert_int_equal(mkdirat(dir, "folder", 0777), 0);
    assert_int_equal(mkfifoat(dir, "pipe", 0666), 0);
    assert_true(fs_same(dir, "a", STR("abc")));
    assert_true(fs_same(dir, "empty", STR("")));
    assert_true(fs_same(dir, "big", bytes));
    assert_false(fs_same(dir, "a", STR("abd")));
    assert_false(fs_same(dir, "a", STR("ab")));
    assert_false(fs_same(dir, "a", STR("abcd")));
    assert_false(fs_same(dir, "absent", STR("")));
    assert_false(fs_same(dir, "link", STR("abc")));
    assert_false(fs_same(dir, "folder", STR("")));
    assert_false(fs_same(dir, "pipe", STR("")));
    assert_true(fs_same_files(dir, "big", dir, "big"));
    assert_true(fs_same_files(dir, "empty", dir, "empty"));
    assert_false(fs_same_files(dir, "a", dir, "big"));
    assert_false(fs_same_files(dir, "a", dir, "empty"));
    assert_false(fs_same_files(dir, "a", dir, "link"));
    assert_false(fs_same_files(dir, "absent", dir, "absent"));
    for (size_t at = 0; at < sizeof big; at += sizeof big - 1) {
        big[at] = 'y';
        assert_false(fs_same(dir, "big", bytes));
        big[at] = 'x';
    }
}

static void removes_trees(void **state)
{
    int dir = ((struct place *)*state)->dir;
    put(dir, "keep/file", "kept");
    put(dir, "tree/a/b/c", "x");
    put(dir, "tree/.hidden", "x");
    assert_int_equal(symlinkat("../keep", dir, "tree/link"), 0);
    assert_int_equal(symlinkat("keep", dir, "link"), 0);
    assert_int_equal(mkfifoat(dir, "tree/pipe", 0666), 0);
    assert_true(fs_remove_tree(dir, "tree"));
    assert_false(exists(dir, "tree"));
    assert_true(fs_remove_tree(dir, "link"));
    assert_false(exists(dir, "link"));
    assert_file(dir, "keep/file", "kept");
    assert_true(fs_remove_tree(dir, "absent"));
    assert_true(fs_remove_tree(dir, "keep/file"));
    assert_false(exists(dir, "keep/file"));
    assert_false(fs_remove_tree(dir, "keep/."));
    assert_true(exists(dir, "keep"));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(reads),
        TEST(refuses_to_read),
        TEST(walks_in_order),
        TEST(lists_names),
        TEST(walks_to_its_limits),
        TEST(makes_parents),
        TEST(creates),
        TEST(overwrites),
        TEST(replaces),
        TEST(revises),
        TEST(leaves_no_half_file),
        TEST(tells_same_files),
        TEST(removes_trees),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
