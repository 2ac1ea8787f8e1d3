/* SPDX-License-Identifier: MIT */
#include "trees.h"

#include "base/parallel.h"

/* Each row runs with and without --atomic, with the bytes at once and in pieces,
 * and expects the same tree. On an
 * error the tree must be as the hand left it, inodes and times included. */
static const struct {
    const char *name;
    const char *first; /* published first; NULL: nothing */
    const char *hand;  /* done in the output folder by someone else */
    const char *then;  /* published */
    const char *tree;  /* expected; NULL: an error */
    const char *code;  /* of the first message; NULL: none */
} rows[] = {
    {"fresh", NULL, NULL, "a/b/c=1 a/d=2 e=", "a/b/c=1 a/d=2 e=", NULL},
    {"empty plan", NULL, NULL, "", "", NULL},
    {"empty folder", NULL, "./", "a=1", "a=1", NULL},
    {"folders between others", NULL, NULL, "a-b/x=1 a/x=2 a/z/y=3 a/z0=4",
     "a-b/x=1 a/x=2 a/z/y=3 a/z0=4", NULL},
    {"Han", "教育/简报.html=1", NULL, "教育/简报.html=2 教育/二/简.html=3",
     "教育/二/简.html=3 教育/简报.html=2", NULL},
    {"same", "a=1 b=2", NULL, "a=1 b=2", "a=1 b=2", NULL},
    {"changed", "a=1 b=2", NULL, "a=1 b=22", "a=1 b=22", NULL},
    {"shorter", "a=12345", NULL, "a=1", "a=1", NULL},
    {"added", "a=1", NULL, "a=1 n/n/n=2", "a=1 n/n/n=2", NULL},
    {"stale and emptied folders", "a/b/c/x=1 a/y=2", NULL, "a/y=2", "a/y=2",
     NULL},
    {"all stale", "a/b/c/x=1 y=2", NULL, "", "", NULL},
    {"stale beside foreign", "a/b/x=1 a/y=2", "a/b/f=F", "a/y=2",
     "a/b/f=F a/y=2", NULL},
    {"foreign is kept", "a=1",
     "f=F d/g=G e/ .git/config=C l->/nowhere d/l->../f", "a=2 d/b=3",
     ".git/config=C a=2 d/b=3 d/g=G d/l->../f e/ f=F l->/nowhere", NULL},
    {"into a foreign folder", NULL, "CNAME=x .git/HEAD=y", "a=1 b/c=2",
     ".git/HEAD=y CNAME=x a=1 b/c=2", NULL},
    {"foreign in the way", "a=1", "b=F", "a=2 b=2", NULL, "output-foreign"},
    {"foreign of the same size and other bytes", "a=1", "b=F c=3", "b=G c=3",
     NULL, "output-foreign"},
    {"foreign with the same bytes is adopted", "a=1", "b=2", "a=1 b=2",
     "a=1 b=2", NULL},
    {"foreign file where a folder must be", "a=1", "b=F", "a=1 b/c=2", NULL,
     "output-foreign"},
    {"foreign file two levels above", "a=1", "b=F", "a=1 b/c/d=2", NULL,
     "output-foreign"},
    {"foreign folder where a file must be", "a=1", "b/f=F", "a=1 b=2", NULL,
     "output-foreign"},
    {"foreign empty folder there", "a=1", "b/", "a=1 b=2", NULL,
     "output-foreign"},
    {"our file becomes a folder", "a=1 z=1", NULL, "a/b/c=2 z=1", "a/b/c=2 z=1",
     NULL},
    {"our folder becomes a file", "a/b/c=1 a/d=2 z=1", NULL, "a=3 z=1",
     "a=3 z=1", NULL},
    {"… but holds a foreign file", "a/b/c=1 z=1", "a/b/f=F", "a=3 z=2", NULL,
     "output-foreign"},
    {"… but holds a foreign empty folder", "a/b/c=1 z=1", "a/e/", "a=3 z=2",
     NULL, "output-foreign"},
    {"… but holds a link", "a/b/c=1 z=1", "a/b/l->c", "a=3 z=2", NULL,
     "output-foreign"},
    {"both ways at once", "a=1 b/c=2", NULL, "a/c=3 b=4", "a/c=3 b=4", NULL},
    {"our file was removed", "a=1 b=2", "-a", "a=1 b=2", "a=1 b=2", NULL},
    {"our file was cut", "a=123 b=2", "a=12", "a=123 b=2", "a=123 b=2", NULL},
    {"our stale file was removed", "a/x=1 b=2", "-a/x", "b=2", "b=2", NULL},
    {"our folder was removed", "a/x=1 b=2", "-a", "a/x=1 b=3", "a/x=1 b=3",
     NULL},
    {"link at a planned path", "a=1 b=1", "-a a->b", "a=2 b=1", NULL,
     "output-foreign"},
    {"link with the same bytes behind it", "a=1 b=1", "-a a->b", "a=1 b=1",
     NULL, "output-foreign"},
    {"link at a stale path", "a=1 b=1", "-a a->b", "b=2", "a->b b=2", NULL},
    {"link for a folder", "d/a=1 b=1", "-d d->../else", "d/a=2 b=1", NULL,
     "output-foreign"},
    {"link for a folder that is stale", "d/a=1 b=1", "-d d->../else", "b=2",
     "b=2 d->../else", NULL},
    {"link to a folder inside", NULL, "r/x=1 l->r", "l/x=1", NULL,
     "output-foreign"},
    {"file and folder at once", "a=1", NULL, "a=2 a/b=3", NULL, "output-path"},
    {"path that leaves", "a=1", NULL, "../x=1", NULL, "output-path"},
    {"path that is ours", "a=1", NULL, ".jianbao-manifest=1", NULL,
     "output-path"},
    {"the manifest is gone", "a=1 b=2", "-.jianbao-manifest", "a=1 b=2",
     "a=1 b=2", NULL},
    {"the manifest is gone, nothing is ours", "a=1 b=2", "-.jianbao-manifest",
     "a=1 b=3", NULL, "output-foreign"},
    {"the manifest is broken", "a=1 b=2", ".jianbao-manifest=x", "a=1 b=2",
     "a=1 b=2", "output-manifest"},
    {"a broken manifest makes stale files foreign", "a=1 b=2",
     ".jianbao-manifest=x", "a=1", "a=1 b=2", "output-manifest"},
    {"the manifest is a link", "a=1 b=2",
     "-.jianbao-manifest .jianbao-manifest->../else/x", "a=1 b=2", "a=1 b=2",
     "output-manifest"},
    {"a marker makes us compare", "a=1 b=2",
     "a=X .jianbao-building=", "a=1 b=2", "a=1 b=2", NULL},
    {"without one we trust", "a=1 b=2", "a=X", "a=1 b=2", "a=X b=2", NULL},
};

static void run_row(size_t i, bool atomic, bool pieces)
{
    struct trees t;
    trees_open(&t);
    t.pieces = pieces;
    trees_apply(&t, "", "else/a=E else/x=E");
    if (rows[i].first != NULL)
        assert_true(trees_build(&t, rows[i].first, false).good);
    if (rows[i].hand != NULL)
        trees_apply(&t, "out", rows[i].hand);
    const char *before = trees_text(&t, "out", true);
    struct trees_run run = trees_build(&t, rows[i].then, atomic);
    const char *now = trees_text(&t, "out", false);
    const char *code = rows[i].code ? rows[i].code : "";
    if (strcmp(run.code, code) != 0)
        fail_msg("%s: message `%s`", rows[i].name, run.code);
    if (run.good != (rows[i].tree != NULL))
        fail_msg("%s: result %d", rows[i].name, run.good);
    if (rows[i].tree == NULL &&
        strcmp(before, trees_text(&t, "out", true)) != 0)
        fail_msg("%s: touched: %s", rows[i].name, now);
    if (rows[i].tree != NULL && strcmp(now, rows[i].tree) != 0)
        fail_msg("%s: %s", rows[i].name, now);
    assert_string_equal(trees_text(&t, "else", false), "a=E x=E");
    assert_string_equal(trees_names(&t), "else out");
    /* What was published once is touched by no second time. */
    if (run.good) {
        before = trees_text(&t, "out", true);
        run = trees_build(&t, rows[i].then, false);
        assert_true(run.good);
        assert_int_equal(run.counts.written + run.counts.removed, 0);
        assert_string_equal(before, trees_text(&t, "out", true));
    }
    trees_close(&t);
}

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (int how = 0; how < 4; how++)
            run_row(i, how & 1, how & 2);
    }
}

static void test_touches_little(void **state)
{
    (void)state;
    for (int how = 0; how < 4; how++) {
        bool atomic = how & 1;
        struct trees t;
        trees_open(&t);
        t.pieces = how & 2;
        struct trees_run run = trees_build(&t, "a=1 b=2 c/d=3", atomic);
        assert_true(run.good && run.counts.written == 3);
        assert_int_equal(run.counts.bytes, 3);
        trees_apply(&t, "out", "f=F");
        struct stat a = trees_stat(&t, "out/a"), b = trees_stat(&t, "out/b");
        struct stat f = trees_stat(&t, "out/f");
        run = trees_build(&t, "a=1 b=X", atomic);
        assert_true(run.good);
        assert_int_equal(run.counts.written, 1);
        assert_int_equal(run.counts.unchanged, 1);
        assert_int_equal(run.counts.removed, 1);
        struct stat a2 = trees_stat(&t, "out/a"), b2 = trees_stat(&t, "out/b");
        assert_int_equal(a.st_ino, a2.st_ino);
        assert_int_equal(a.st_mtim.tv_nsec, a2.st_mtim.tv_nsec);
        assert_int_equal(a.st_mtim.tv_sec, a2.st_mtim.tv_sec);
        assert_int_not_equal(b.st_ino, b2.st_ino);
        assert_int_equal(f.st_ino, trees_stat(&t, "out/f").st_ino);
        assert_int_equal(b2.st_nlink, 1);
        struct stat m = trees_stat(&t, "out/" MANIFEST_NAME);
        assert_true(trees_build(&t, "a=1 b=X", false).good);
        assert_int_equal(m.st_ino, trees_stat(&t, "out/" MANIFEST_NAME).st_ino);
        trees_close(&t);
    }
}

/* n files; `bytes` by a letter. */
static struct trees_plan many(struct trees *t, size_t n, char letter,
                              size_t size)
{
    struct trees_plan plan = {0};
    char *bytes = arena_alloc(&t->arena, size, 1);
    memset(bytes, letter, size);
    for (size_t i = 0; i < n; i++) {
        *vec_push(&t->arena, &plan.paths) =
            arena_printf(&t->arena, "p/%06zu/index.html", i);
        *vec_push(&t->arena, &plan.bytes) = (struct str){bytes, size};
    }
    return plan;
}

static void test_many_in_place(void **state)
{
    (void)state;
    struct trees t;
    trees_open(&t);
    struct trees_plan plan = many(&t, PUBLISH_FEW + 2, 'a', 10);
    assert_true(trees_publish(t.output, &plan, false, NULL).good);
    trees_apply(&t, "out", "f=F");
    struct stat first = trees_stat(&t, "out/p/000000/index.html");
    const char *other = trees_path(&t, "name");
    assert_int_equal(link(trees_path(&t, "out/p/000001/index.html"), other), 0);
    plan = many(&t, PUBLISH_FEW + 3, 'b', 9);
    plan.paths.len = plan.bytes.len = PUBLISH_FEW + 3;
    struct trees_run run = trees_publish(t.output, &plan, false, NULL);
    assert_true(run.good);
    assert_int_equal(run.counts.written, PUBLISH_FEW + 3);
    struct stat now = trees_stat(&t, "out/p/000000/index.html");
    assert_int_equal(first.st_ino, now.st_ino);
    assert_int_equal(now.st_size, 9);
    /* A file with a second name is not written through it. */
    assert_int_equal(trees_stat(&t, "name").st_size, 10);
    assert_int_equal(trees_stat(&t, "out/p/000001/index.html").st_size, 9);
    assert_int_equal(access(trees_path(&t, "out/" MANIFEST_MARKER), F_OK), -1);
    for (size_t i = 0; i < plan.paths.len; i++)
        assert_true(fs_same(
            AT_FDCWD,
            trees_path(
                &t, arena_printf(&t.arena, "out/%s", plan.paths.at[i].at).at),
            plan.bytes.at[i]));
    trees_close(&t);
}

/* More changed bytes than are held in memory, in both ways of writing. */
static void test_spill(void **state)
{
    (void)state;
    static const struct {
        size_t n, size;
    } cases[] = {{3, PUBLISH_HELD_MAX / 2 + 1},
                 {PUBLISH_FEW + 40, PUBLISH_HELD_MAX / PUBLISH_FEW}};
    for (size_t c = 0; c < 2; c++) {
        struct trees t;
        trees_open(&t);
        trees_apply(&t, "out", "f=F");
        struct trees_plan plan = many(&t, cases[c].n, 'x', 1);
        assert_true(trees_publish(t.output, &plan, false, NULL).good);
        plan = many(&t, cases[c].n, 'y', cases[c].size);
        for (size_t i = 0; i < plan.bytes.len; i++)
            plan.bytes.at[i].len -= i; /* each another one */
        assert_true(trees_publish(t.output, &plan, false, NULL).good);
        for (size_t i = 0; i < plan.paths.len; i++) {
            struct arena scratch = {0};
            const char *path =
                arena_printf(&scratch, "%s/%s", t.output, plan.paths.at[i].at)
                    .at;
            assert_true(fs_same(AT_FDCWD, path, plan.bytes.at[i]));
            arena_release(&scratch);
        }
        assert_string_equal(trees_names(&t), "out");
        trees_close(&t);
    }
}

struct threaded {
    struct publish *p;
    const struct trees_plan *plan;
    struct diag d[4];
    bool good[4];
};

static void give(void *ctx, size_t worker, size_t i)
{
    struct threaded *job = ctx;
    if (!publish_file(job->p, i, job->plan->bytes.at[i], &job->d[worker]))
        job->good[worker] = false;
}

/* Folders, memory and counts are shared by the workers. */
static void test_threads(void **state)
{
    (void)state;
    struct trees t;
    trees_open(&t);
    for (int letter = 'a'; letter < 'd'; letter++) {
        struct trees_plan plan =
            many(&t, 2 * PUBLISH_FEW, (char)letter, 100);
        struct threaded job = {.plan = &plan, .good = {1, 1, 1, 1}};
        job.p = publish_open(
            &(struct publish_options){t.output, letter == 'c', true, 4, NULL,
                                      {0}},
            plan.paths.at, plan.paths.len, &job.d[0]);
        struct publish_counts counts;
        assert_non_null(job.p);
        parallel_for(plan.paths.len, 4, give, &job);
        assert_true(job.good[0] && job.good[1] && job.good[2] && job.good[3]);
        assert_true(publish_finish(job.p, &counts, &job.d[0]));
        assert_int_equal(counts.written, plan.paths.len);
        for (size_t i = 0; i < plan.paths.len; i++) {
            const char *path =
                arena_printf(&t.arena, "%s/%s", t.output, plan.paths.at[i].at)
                    .at;
            assert_true(fs_same(AT_FDCWD, path, plan.bytes.at[i]));
        }
    }
    trees_close(&t);
}

static void test_abandon(void **state)
{
    (void)state;
    for (int atomic = 0; atomic < 2; atomic++)
        for (int there = 0; there < 2; there++) {
            struct trees t;
            trees_open(&t);
            struct diag d = {0};
            if (there)
                assert_true(trees_build(&t, "a=1 b=2", false).good);
            const char *before = trees_text(&t, "out", true);
            struct str paths[] = {STR_INIT("a"), STR_INIT("c/d")};
            struct publish *p = publish_open(
                &(struct publish_options){t.output, atomic, true, 0, NULL, {0}},
                paths, 2,
                &d);
            assert_true(publish_file(p, 1, STR("x"), &d));
            publish_abandon(p);
            assert_string_equal(before, trees_text(&t, "out", true));
            assert_string_equal(trees_names(&t), there ? "out" : "");
            trees_close(&t);
        }
    publish_abandon(NULL);
}

static void test_clean(void **state)
{
    (void)state;
    static const struct {
        const char *first, *hand, *tree;
        bool good;
    } cases[] = {
        {"a=1 b/c=2", "", "(none)", true},
        {"a=1 b/c=2", "f=F b/g=G e/", "b/g=G e/ f=F", true},
        {"a=1 b/c=2", "-a a->b/c", "a->b/c", true},
        {"a=1 b/c=2", "-b b->../else", "b->../else", true},
        {"a=1 b/c=2", ".jianbao-manifest=x", "a=1 b/c=2", false},
        {"a=1", "-.jianbao-manifest", "a=1", true},
        {NULL, "f=F", "f=F", true},
        {NULL, NULL, "(none)", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct trees t;
        struct diag d = {0};
        trees_open(&t);
        trees_apply(&t, "", "else/c=E");
        if (cases[i].first != NULL)
            assert_true(trees_build(&t, cases[i].first, false).good);
        if (cases[i].hand != NULL)
            trees_apply(&t, "out", cases[i].hand);
        assert_int_equal(publish_clean(t.output, &d), cases[i].good);
        assert_int_equal(d.messages.len, !cases[i].good);
        assert_string_equal(trees_text(&t, "out", false), cases[i].tree);
        assert_string_equal(trees_text(&t, "else", false), "c=E");
        assert_null(strstr(trees_names(&t), "jianbao"));
        diag_release(&d);
        trees_close(&t);
    }
    struct diag d = {0};
    assert_true(publish_clean("/nonexistent/a/b", &d));
    diag_release(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_touches_little),
        cmocka_unit_test(test_many_in_place),
        cmocka_unit_test(test_spill),
        cmocka_unit_test(test_threads),
        cmocka_unit_test(test_abandon),
        cmocka_unit_test(test_clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
