/* SPDX-License-Identifier: MIT */
/* Where the output lies, who may write it, and one writer at a time. */
#include "trees.h"

#include <pthread.h>
#include <sys/wait.h>

static void test_output_places(void **state)
{
    (void)state;
    static const struct {
        const char *hand, *output, *code, *where;
    } cases[] = {
        {"", "new/deep/out", "", "new/deep/out"},
        {"", "out///", "", "out"},
        {"out=F", "out", "output-path", NULL},
        {"x=F", "x/out", "output-write", NULL},
        {"real/ out->real", "out", "", "real"},
        {"real/f=F out->real/", "out", "", "real"},
        {"real/ l->real out->l", "out/", "", "real"},
        {"out->real", "out", "output-path", NULL},
        {"out->out", "out", "output-path", NULL},
        {"real=F out->real", "out", "output-path", NULL},
        {"", "new/.", "output-path", NULL},
        {"", "new/..", "output-path", NULL},
        {"", "", "output-path", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct trees t;
        trees_open(&t);
        trees_apply(&t, "", cases[i].hand);
        struct trees_plan plan = trees_plan(&t, "a=1 b/c=2");
        const char *output =
            *cases[i].output ? trees_path(&t, cases[i].output) : "";
        for (int round = 0; round < 3; round++) {
            struct trees_run run =
                trees_publish(output, &plan, round == 2, NULL);
            if (strcmp(run.code, cases[i].code) != 0)
                fail_msg("%zu: `%s`", i, run.code);
            assert_int_equal(run.good, cases[i].where != NULL);
        }
        if (cases[i].where != NULL) {
            const char *path =
                arena_printf(&t.arena, "%s/b/c", cases[i].where).at;
            assert_int_equal(trees_stat(&t, path).st_size, 1);
        }
        assert_null(strstr(trees_names(&t), ".jianbao"));
        trees_close(&t);
    }
}

static void test_keeps_permissions(void **state)
{
    (void)state;
    struct trees t;
    trees_open(&t);
    trees_apply(&t, "out", "d/f=F");
    assert_int_equal(chmod(trees_path(&t, "out"), 0750), 0);
    assert_int_equal(chmod(trees_path(&t, "out/d"), 0711), 0);
    assert_true(trees_build(&t, "a=1", true).good);
    assert_int_equal(trees_stat(&t, "out").st_mode & 07777, 0750);
    assert_int_equal(trees_stat(&t, "out/d").st_mode & 07777, 0711);
    trees_close(&t);
}

/* As a user without rights; root is asked for nothing. */
static int without_rights(struct trees *t, const char *plan)
{
    pid_t child = fork();
    if (child == 0) {
        if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
            _exit(99);
        struct trees_run run = trees_build(t, plan, false);
        _exit(run.good ? 0 : strcmp(run.code, "output-write") == 0 ? 1 : 2);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void test_read_only(void **state)
{
    (void)state;
    struct trees t;
    trees_open(&t);
    assert_int_equal(chmod(t.root, 0755), 0);
    assert_int_equal(without_rights(&t, "a=1"), geteuid() == 0 ? 1 : 0);
    assert_true(trees_build(&t, "a=1", false).good);
    if (geteuid() == 0) {
        /* The folder above may not be written, the output may. */
        assert_int_equal(without_rights(&t, "a=2"), 1);
        assert_int_equal(chmod(t.output, 0777), 0);
        assert_int_equal(without_rights(&t, "b=2"), 0);
        assert_string_equal(trees_text(&t, "out", false), "b=2");
    }
    assert_int_equal(chmod(t.root, 0700), 0);
    trees_close(&t);
}

static void test_lock(void **state)
{
    (void)state;
    struct trees t;
    trees_open(&t);
    struct diag d = {0};
    struct str paths[] = {STR_INIT("a")};
    struct publish_options options = {t.output, false, true, 0, NULL,
                                      {0}};
    struct publish *p = publish_open(&options, paths, 1, &d);
    assert_non_null(p);
    assert_null(publish_open(&options, paths, 1, &d));
    assert_int_equal(d.messages.len, 1);
    assert_int_equal(d.messages.at[0].code, DIAG_OUTPUT_LOCKED);
    char pid[32];
    snprintf(pid, sizeof pid, "process %ld)", (long)getpid());
    assert_true(str_find(d.messages.at[0].text, str_of(pid)) != SIZE_MAX);
    publish_abandon(p);
    assert_string_equal(trees_names(&t), "");
    assert_true(trees_build(&t, "a=1", false).good);
    diag_release(&d);
    trees_close(&t);
}

static void *build_again(void *arg)
{
    struct trees *t = arg;
    struct trees_plan plan = trees_plan(t, "a=1 b/c=2");
    for (int i = 0; i < 10; i++)
        if (!trees_publish(t->output, &plan, i % 2, NULL).good)
            return NULL;
    return arg;
}

/* Each waits for the other, and none leaves its lock or its stage. */
static void test_two_at_once(void **state)
{
    (void)state;
    struct trees t, same[2];
    pthread_t thread[2];
    trees_open(&t);
    for (int i = 0; i < 2; i++) {
        same[i] = t;
        assert_int_equal(
            pthread_create(&thread[i], NULL, build_again, &same[i]), 0);
    }
    for (int i = 0; i < 2; i++) {
        void *result;
        pthread_join(thread[i], &result);
        assert_non_null(result);
        arena_release(&same[i].arena);
    }
    assert_string_equal(trees_text(&t, "out", false), "a=1 b/c=2");
    assert_string_equal(trees_names(&t), "out");
    trees_close(&t);
}

static void test_interrupted_swap(void **state)
{
    (void)state;
    static const struct {
        const char *hand, *tree, *code;
    } cases[] = {
        /* between the two renames */
        {"out.jianbao-old/f=F out.jianbao-old/d/g=G out.jianbao-new/a=2",
         "a=3 d/g=G f=F", ""},
        /* … and someone made the folder again */
        {"out.jianbao-old/f=F out/", "a=3 f=F", ""},
        /* behind them */
        {"out.jianbao-old/f=F out/.jianbao-manifest=x out/g=G", "a=3 g=G",
         "output-manifest"},
        /* … of one shard, where another one's files are */
        {"out.jianbao-old/.jianbao-manifest.1-2=x out.jianbao-old/f=F "
         "out/.jianbao-manifest.1-2=x out/.jianbao-manifest.2-2=y out/g=G",
         "a=3 g=G", "output-manifest"},
        /* who knows */
        {"out.jianbao-old/f=F out/g=G", NULL, "output-path"},
        {"out.jianbao-old/.jianbao-manifest.1-2=x out.jianbao-old/f=F "
         "out/.jianbao-manifest.2-2=y out/g=G",
         NULL, "output-path"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct trees t;
        trees_open(&t);
        trees_apply(&t, "", cases[i].hand);
        struct trees_run run = trees_build(&t, "a=3", false);
        assert_string_equal(run.code, cases[i].code);
        assert_int_equal(run.good, cases[i].tree != NULL);
        if (cases[i].tree != NULL) {
            assert_string_equal(trees_text(&t, "out", false), cases[i].tree);
            assert_string_equal(trees_names(&t), "out");
        }
        trees_close(&t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_output_places),
        cmocka_unit_test(test_keeps_permissions),
        cmocka_unit_test(test_read_only),
        cmocka_unit_test(test_lock),
        cmocka_unit_test(test_two_at_once),
        cmocka_unit_test(test_interrupted_swap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
