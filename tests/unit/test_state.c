/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

#include "state/join.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

static struct hash hash_named(const char *text)
{
    return hash_of(str_of(text));
}

/* Every field is set to something of its own. */
static void fill(struct state *s)
{
    static struct input inputs[] = {
        {STR_INIT("content/a.zh.md"), FS_FILE, 12, 1700000000123456789, 77, {1, 2}},
        {STR_INIT("content/link"), FS_LINK, 3, -5, 78, {0, 0}},
        {STR_INIT("site.yaml"), FS_FILE, UINT64_MAX, 0, 0, {3, UINT64_MAX}}};
    static struct message said[] = {
        {{STR_INIT("content/a.zh.md"), 3, 14}, DIAG_STAT_UNKNOWN,
         STR_INIT("no such figure"), NULL, false, false},
        {{STR_INIT(""), 0, 0}, DIAG_PARITY, STR_INIT("纸张"), NULL, false, false}};
    static struct state_check checks[] = {
        {STR_INIT("articles/2021/a"), {4, 5}, {0, 1, 7}, 0, 1},
        {STR_INIT("articles/2021/b"), {6, 7}, {0}, 1, 1}};
    static struct query queries[] = {
        {QUERY_URL, STR_INIT("/zh/"), STR_INIT(""), 0, 0},
        {QUERY_SERIES, STR_INIT("410305"), STR_INIT("classes"), 0, 0},
        {QUERY_SLICE, STR_INIT("topic:x"), STR_INIT("zh"), 20, UINT32_MAX}};
    static struct hash answers[] = {{8, 9}, {0, 0}, {UINT64_MAX, 1}};
    static const uint32_t numbers[] = {1, 2, 0};
    /* 2, 0, 1 as steps; 1, 2, 0 by a table; none */
    static struct state_page pages[] = {
        {STR_INIT("en/index.html"), {1, 1}, 100, 5, STR_INIT("\4\3\2"), NULL,
         REASON_NEW},
        {STR_INIT("zh/index.html"), {2, 2}, 200, UINT64_MAX, STR_INIT("\4"),
         numbers, 2},
        {STR_INIT("zh/x"), {2, 3}, 0, 0, STR_INIT(""), NULL, REASON_FIRST}};
    static struct buf texts;
    static uint32_t ends[LEN(queries)];
    buf_reset(&texts);
    for (size_t i = 0; i < LEN(queries); i++) {
        query_put(&texts, &queries[i]);
        ends[i] = (uint32_t)texts.len;
    }
    *s = (struct state){.program = hash_named("program"),
                        .options = hash_named("options"),
                        .rules = hash_named("rules"),
                        .manifest = hash_named("manifest"),
                        .output = hash_named("output"),
                        .from = -1,
                        .until = INT64_MAX,
                        .next_due = INT64_MIN,
                        .timezone = STR("Asia/Shanghai"),
                        .n_languages = 2,
                        .inputs = {inputs, LEN(inputs), LEN(inputs)},
                        .message = said,
                        .n_messages = LEN(said),
                        .found = said,
                        .n_found = LEN(said),
                        .check = checks,
                        .n_checks = LEN(checks),
                        .query = {texts.at, ends, LEN(queries)},
                        .answer = answers,
                        .page = pages,
                        .n_pages = LEN(pages)};
    severities_init(&s->severities);
    s->severities.of[DIAG_PARITY] = SEVERITY_ERROR;
}

static void expect_queries(const struct state *s, size_t page,
                           const uint32_t *expected, size_t n)
{
    struct steps steps = state_steps(s, &s->page[page]);
    size_t i = 0;
    for (uint32_t number; steps_next(&steps, &number); i++)
        assert_int_equal(number, expected[i]);
    assert_int_equal(i, n);
    assert_int_equal(steps.rest.len, 0);
}

static void test_round_trip(void **state)
{
    (void)state;
    struct state s, read;
    struct buf first = {0}, second = {0};
    struct arena a = {0};
    fill(&s);
    state_write(&first, &s);
    assert_true(state_parse(&a, buf_view(&first), &read));
    state_write(&second, &read);
    assert_int_equal(first.len, second.len);
    assert_memory_equal(first.at, second.at, first.len);
    assert_true(read.until == INT64_MAX && read.next_due == INT64_MIN);
    assert_int_equal(read.severities.of[DIAG_PARITY], SEVERITY_ERROR);
    assert_int_equal(read.message[0].loc.col, 14);
    assert_true(read.inputs.at[1].mtime == -5);
    assert_int_equal(read.check[0].stale[2], 7);
    assert_true(read.page[0].row == 5 && read.page[1].row == UINT64_MAX);
    expect_queries(&read, 0, (const uint32_t[]){2, 0, 1}, 3);
    expect_queries(&read, 1, (const uint32_t[]){0}, 1);
    expect_queries(&read, 2, NULL, 0);
    struct query q;
    assert_true(query_at(&read.query, 2, &q));
    assert_true(q.kind == QUERY_SLICE && str_is(q.a, "topic:x") &&
                str_is(q.b, "zh") && q.m == 20 && q.n == UINT32_MAX);
    assert_true(state_page(&read, STR("zh/index.html")) == &read.page[1]);
    assert_null(state_page(&read, STR("zh/none")));
    assert_true(state_check(&read, STR("articles/2021/b")) == &read.check[1]);
    assert_null(state_check(&read, STR("articles/2021/c")));
    buf_release(&first);
    buf_release(&second);
    arena_release(&a);
}

/* Nothing that is cut off or changed in one byte is taken. */
static void test_damage(void **state)
{
    (void)state;
    struct state s, read;
    struct buf b = {0};
    struct arena a = {0};
    fill(&s);
    state_write(&b, &s);
    for (size_t len = 0; len < b.len; len++) {
        assert_false(state_parse(&a, (struct str){b.at, len}, &read));
        b.at[len] ^= 1;
        assert_false(state_parse(&a, buf_view(&b), &read));
        b.at[len] ^= 1;
    }
    buf_byte(&b, 'x');
    assert_false(state_parse(&a, buf_view(&b), &read));
    buf_release(&b);
    arena_release(&a);
}

/* No number of a query lies outside, whatever the bytes are. */
static void walk(const struct state *s)
{
    for (size_t i = 0; i < s->n_pages; i++) {
        struct steps steps = state_steps(s, &s->page[i]);
        for (uint32_t number; steps_next(&steps, &number);)
            assert_true(number < s->query.len);
        assert_true(s->page[i].reason < s->query.len ||
                    s->page[i].reason >= STATE_REASONS);
    }
}

/* The hash is no protection against whoever can compute it: what is inside is
 * checked, too. */
static void test_forged(void **state)
{
    (void)state;
    struct state s, read;
    struct buf b = {0};
    struct arena a = {0};
    fill(&s);
    state_write(&b, &s);
    size_t end = b.len - 16;
    size_t taken = 0;
    for (size_t i = strlen("jianbao-state 5\n"); i < end; i++)
        for (int value = 0; value < 256; value += 51) {
            char kept = b.at[i];
            b.at[i] = (char)value;
            struct hash sum = hash_of(str_head(buf_view(&b), end));
            for (size_t k = 0; k < 8; k++) {
                b.at[end + k] = (char)(sum.low >> 8 * k);
                b.at[end + 8 + k] = (char)(sum.high >> 8 * k);
            }
            if (state_parse(&a, buf_view(&b), &read)) {
                taken++;
                walk(&read);
            }
            b.at[i] = kept;
        }
    /* Other times, hashes and letters are fine; no crash is what counts. */
    assert_true(taken > 0);
    buf_release(&b);
    arena_release(&a);
}

static void test_trace(void **state)
{
    (void)state;
    struct trace t = {0};
    const struct query x = {QUERY_CARD, STR_INIT("2021/a"), STR_INIT(""), 0, 0};
    struct query y = x;
    y.m = 1;
    struct query q;
    trace_note(NULL, &x);
    trace_begin(&t);
    trace_note(&t, &x);
    trace_note(&t, &y);
    trace_note(&t, &x);
    assert_int_equal(t.n, 2);
    trace_begin(&t);
    trace_note(&t, &y);
    assert_int_equal(t.n, 1);
    struct steps steps = {str_from(buf_view(&t.steps), t.page), 0, 2};
    uint32_t number;
    assert_true(steps_next(&steps, &number) && number == 1);
    assert_false(steps_next(&steps, &number));
    char room[16];
    for (int i = 0; i < 1000; i++) {
        int n = snprintf(room, sizeof room, "%d", i);
        trace_note(&t, &(struct query){.kind = QUERY_URL,
                                       .a = {room, (size_t)n}});
        assert_int_equal(t.query.len, i + 3);
    }
    trace_note(&t, &x);
    assert_int_equal(t.n, 1002);
    assert_int_equal(t.query.len, 1002);
    const struct query_list list = numbered_list(&t.query);
    assert_true(query_at(&list, 0, &q) && str_is(q.a, "2021/a") && q.m == 0);
    assert_true(query_at(&list, 1, &q) && q.m == 1);
    assert_true(query_at(&list, 1001, &q) && str_is(q.a, "999"));
    trace_release(&t);
}

static void note(struct trace *t, enum query_kind kind, const char *a,
                 const char *b)
{
    trace_note(t, &(struct query){.kind = kind,
                                  .a = str_of(a),
                                  .b = str_of(b)});
}

/* What another answer of the page holds is not asked again, on that page. */
static void test_implied(void **state)
{
    (void)state;
    static const struct {
        struct {
            enum query_kind kind;
            const char *a, *b;
        } first, then;
        bool left_out;
    } cases[] = {
        {{QUERY_CARD, "x", ""}, {QUERY_TITLE, "x", ""}, true},
        {{QUERY_CARD, "x", ""}, {QUERY_TITLE, "y", ""}, false},
        {{QUERY_TITLE, "x", ""}, {QUERY_CARD, "x", ""}, false},
        {{QUERY_TEXT, "x", ""}, {QUERY_CARD, "x", ""}, true},
        {{QUERY_TEXT, "x", ""}, {QUERY_TITLE, "x", ""}, true},
        {{QUERY_TEXTS, "", ""}, {QUERY_CARD, "x", ""}, true},
        {{QUERY_TEXTS, "", ""}, {QUERY_TEXT, "x", ""}, false},
        {{QUERY_PLAN, "", ""}, {QUERY_URL, "/x", ""}, true},
        {{QUERY_PLAN, "", ""}, {QUERY_PAGE, "x", "zh"}, true},
        {{QUERY_PLAN, "", ""}, {QUERY_SIZE, "x", ""}, false},
        {{QUERY_DISTRICT, "1", ""}, {QUERY_SERIES, "1", "i"}, true},
        {{QUERY_DISTRICT, "1", ""}, {QUERY_SERIES, "2", "i"}, false},
        {{QUERY_DISTRICT, "1", ""}, {QUERY_PEERS, "1", "i"}, false},
        {{QUERY_FAMILY, "1", ""}, {QUERY_DISTRICT, "1", ""}, true},
        {{QUERY_FAMILY, "1", ""}, {QUERY_PEERS, "1", "i"}, true},
        {{QUERY_INDICATOR, "i", ""}, {QUERY_SERIES, "1", "i"}, true},
        {{QUERY_INDICATOR, "i", ""}, {QUERY_SERIES, "i", "j"}, false},
        {{QUERY_INDICATOR, "i", ""}, {QUERY_DISTRICT, "1", ""}, false},
        {{QUERY_PEERS, "1", "i"}, {QUERY_SERIES, "1", "i"}, true},
        {{QUERY_PEERS, "1", "i"}, {QUERY_SERIES, "1", "j"}, false},
        {{QUERY_CELLS, "", ""}, {QUERY_FAMILY, "1", ""}, false},
        {{QUERY_CELLS, "", ""}, {QUERY_DISTRICT, "1", ""}, true}};
    struct trace t = {0};
    for (size_t i = 0; i < LEN(cases); i++) {
        trace_begin(&t);
        note(&t, cases[i].then.kind, cases[i].then.a, cases[i].then.b);
        assert_int_equal(t.n, 1);
        trace_begin(&t);
        note(&t, cases[i].first.kind, cases[i].first.a, cases[i].first.b);
        note(&t, cases[i].then.kind, cases[i].then.a, cases[i].then.b);
        if (t.n != (cases[i].left_out ? 1 : 2))
            fail_msg("case %zu: %u queries", i, t.n);
    }
    trace_release(&t);
}

/* Two workers and a last state that share queries: each has one number. */
static void test_join(void **state)
{
    (void)state;
    struct trace one = {0}, two = {0};
    struct trace *const traces[] = {&one, &two};
    struct asked asked[3] = {
        {.reason = REASON_NEW},
        {.reason = 1},
        {.steps = 1, .worker = ASKED_KEPT, .reason = REASON_NEW}};
    struct state_page page[3] = {{.path = STR("a")},
                                 {.path = STR("b")},
                                 {.path = STR("zh/index.html")}};
    const atomic_bool used[3] = {false, true, false};
    struct state old;
    struct join j;
    struct query q;
    fill(&old);
    old.page[1].steps = STR("\2");
    old.page[1].number = NULL;
    join_seed(&one, &old);
    trace_begin(&one);
    note(&one, QUERY_URL, "/x", "");
    join_note(&asked[0], &one, 0);
    trace_begin(&two);
    note(&two, QUERY_URL, "/y", "");
    note(&two, QUERY_URL, "/x", "");
    note(&two, QUERY_URL, "/zh/", "");
    join_note(&asked[1], &two, 1);
    join_open(&j, traces, 2, &old);
    for (size_t i = 0; i < LEN(page); i++)
        join_page(&j, &asked[i], &page[i]);
    assert_int_equal(join_queries(&j).len, 5);
    assert_null(page[0].number);
    assert_memory_equal(page[1].number, ((uint32_t[]){4, 3, 0}), 12);
    assert_int_equal(page[1].reason, 1);
    assert_null(page[2].number);
    assert_true(str_is(page[2].steps, "\2"));

    /* The third of the last state is asked by nobody now. */
    join_prune(&j, asked, LEN(asked), used, old.answer);
    for (size_t i = 0; i < LEN(page); i++)
        join_page(&j, &asked[i], &page[i]);
    const struct query_list all = join_queries(&j);
    assert_int_equal(all.len, 4);
    assert_int_equal(j.n_known, 2);
    assert_true(query_at(&all, 2, &q) && str_is(q.a, "/x"));
    assert_int_equal(page[0].number[3], 2);
    assert_memory_equal(page[1].number, ((uint32_t[]){3, 2, 0}), 12);
    assert_int_equal(page[1].reason, 1);
    assert_int_equal(page[2].number[1], 1);
    join_close(&j);
    trace_release(&one);
    trace_release(&two);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip), cmocka_unit_test(test_damage),
        cmocka_unit_test(test_forged),     cmocka_unit_test(test_trace),
        cmocka_unit_test(test_implied),    cmocka_unit_test(test_join)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
