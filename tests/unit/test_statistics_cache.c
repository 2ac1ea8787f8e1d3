/* SPDX-License-Identifier: MIT */
#include "data_fixture.h"

#include "base/varint.h"
#include "model/statistics_cache.h"
#include "model/statistics_pack.h"

/* All that a cell can have. */
static const char full[] =
    "district,indicator,period,group,value,qualifier,status,symbol,source,"
    "quote,note_zh,note_en,release,revised,revision_note_zh,restated,page,"
    "remark\n"
    "410305,share,2020,,54.02,,,,news,,,,,,,,,\n"
    "410305,share,2021,,54.20,,,,news,,,,,,,,12,\n"
    "410305,share,2022~,,,,,x,,,缺,missing,,,,,,\n"
    "\n"
    "410305,pupils,AY2021,public,4万,over,,,paper,4万多名学生,,,,,,,,\n"
    "410305,pupils,2016..2020,,1..3,,,,,,,,,,,,,再看\n"
    "410305,pupils,2016..,other,-7,,,u,,,,,,,,,,\n"
    "410305,pupils,..2021-10-30~,,0.000000000001,about,derived,,,,,,,,,,,\n"
    "410300,aid,2021-06-18,,192.46亿,,,,,,说明,,,2023-05,改,,,\n"
    "410300,aid,undated,,999999999999999999,,plan,,,,,,2024-01-05T08:30+08:00"
    ",,,,,\n"
    "410312,growth,2019-02,,-3.50,,,,,,,,2030,,,yes,a,b\n";

struct load {
    struct fixture f;
    struct data_file file[7];
    struct statistics_cache cache;
    struct arena arena;
    struct buf written;
    const char *text;
    bool replaced;
};

static bool look(void *ctx, struct str path, struct hash *out)
{
    const struct load *l = ctx;
    assert_str(path, "data/statistics/a.csv");
    *out = hash_of(str_of(l->text));
    return true;
}

/* What would be in the file is read from a pipe's stand-in. */
static void replace(void *ctx, fs_write_fn *write, void *what)
{
    struct load *l = ctx;
    char bytes[16 * 1024];
    FILE *file = tmpfile();
    assert_non_null(file);
    assert_true(write(what, fileno(file)));
    rewind(file);
    size_t n = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    assert_true(n < sizeof bytes);
    buf_reset(&l->written);
    buf_bytes(&l->written, bytes, n);
    l->replaced = true;
}

static const char *const registers[][2] = {
    {"data/districts.csv", fixture_districts},
    {"data/groups.csv", fixture_groups},
    {"data/indicators.csv", fixture_indicators},
    {"data/sources.csv", fixture_sources},
    {"data/topics.csv", fixture_topics},
    {"data/units.csv", fixture_units},
};
enum { REGISTERS = sizeof registers / sizeof *registers };

/* Texts are known by their path: a read without a context. */
static void read_full(const struct site *s, struct data_file *f)
{
    (void)s;
    f->text = arena_copy(&f->arena, str_of(full));
    f->hash = hash_of(f->text);
}

/* Loads the registers and one file of statistics with what `kept` holds. */
static void load(struct load *l, const char *text, data_read_fn *read,
                 struct str kept)
{
    *l = (struct load){.text = text};
    fixture_init(&l->f);
    (void)records_open(&l->cache.records, &l->arena, kept);
    l->cache.look = look;
    l->cache.replace = replace;
    l->cache.ctx = l;
    l->f.site.statistics = &l->cache;
    for (size_t i = 0; i < REGISTERS; i++) {
        l->file[i].path = str_of(registers[i][0]);
        l->file[i].text =
            arena_copy(&l->file[i].arena, str_of(registers[i][1]));
        data_parse(&l->file[i]);
    }
    l->file[REGISTERS].path = STR("data/statistics/a.csv");
    if (read == NULL) {
        l->file[REGISTERS].text =
            arena_copy(&l->file[REGISTERS].arena, str_of(text));
        l->file[REGISTERS].hash = hash_of(str_of(text));
    }
    data_load(&l->f.site, l->file, REGISTERS + 1, read, &l->f.diag);
}

static void release(struct load *l)
{
    fixture_release(&l->f);
    buf_release(&l->written);
    arena_release(&l->arena);
}

static void assert_same_str(struct str a, struct str b)
{
    assert_true(str_eq(a, b));
}

static void assert_same_rare(const struct site *s, const struct cell_rare *a,
                             const struct cell_rare *b)
{
    assert_int_equal(a == NULL, b == NULL);
    if (a == NULL)
        return;
    assert_int_equal(a->high.coef, b->high.coef);
    assert_int_equal(a->high.places, b->high.places);
    assert_same_str(a->quote, b->quote);
    for (size_t i = 0; i < LANG_MAX; i++) {
        assert_same_str(a->note.in[i], b->note.in[i]);
        assert_same_str(a->revision_note.in[i], b->revision_note.in[i]);
    }
    assert_int_equal(date_compare(a->release, b->release), 0);
    assert_int_equal(a->release.offset, b->release.offset);
    assert_int_equal(date_compare(a->revised, b->revised), 0);
    assert_int_equal(a->extra == NULL, b->extra == NULL);
    for (size_t i = 0; a->extra != NULL && i < s->n_extra_columns; i++)
        assert_same_str(a->extra[i], b->extra[i]);
}

/* Two sites with registers of the same bytes. */
static void assert_same_cells(const struct site *a, const struct site *b)
{
    assert_int_equal(a->n_cells, b->n_cells);
    assert_int_equal(a->n_extra_columns, b->n_extra_columns);
    assert_int_equal(a->next_due, b->next_due);
    for (size_t i = 0; i < a->n_cells; i++) {
        struct cell x = a->cell[i], y = b->cell[i];
        assert_int_equal(x.district->index, y.district->index);
        assert_int_equal(x.indicator->index, y.indicator->index);
        assert_same_rare(a, x.rare, y.rare);
        x.district = y.district;
        x.indicator = y.indicator;
        x.rare = y.rare;
        assert_memory_equal(&x, &y, sizeof x);
    }
}

static void restored(void **state)
{
    (void)state;
    struct load first, next;
    load(&first, full, NULL, (struct str){0});
    fixture_show(&first.f);
    assert_int_equal(first.f.diag.messages.len, 0);
    assert_int_equal(first.f.site.n_cells, 10);
    assert_true(first.replaced);
    load(&next, full, read_full, buf_view(&first.written));
    assert_int_equal(next.file[REGISTERS].hash.low, 0); /* nobody read it */
    assert_false(next.replaced);
    assert_same_cells(&first.f.site, &next.f.site);
    release(&first);
    release(&next);
}

/* Files that are gone are not kept for ever, and other bytes are read. */
static void others(void **state)
{
    (void)state;
    static const char other[] = "district,indicator,period,value\n"
                                "410305,share,2020,54.02\n";
    struct load first, next, last;
    load(&first, other, NULL, (struct str){0});
    load(&next, full, read_full, buf_view(&first.written));
    assert_int_not_equal(next.file[REGISTERS].hash.low, 0);
    assert_true(next.replaced);
    load(&last, full, read_full, buf_view(&next.written));
    assert_int_equal(last.cache.records.n, 1);
    assert_false(last.replaced);
    assert_same_cells(&next.f.site, &last.f.site);
    release(&first);
    release(&next);
    release(&last);
}

static void rules(void **state)
{
    (void)state;
    struct load l;
    load(&l, full, NULL, (struct str){0});
    struct site *s = &l.f.site;
    const struct str texts[] = {STR("a"), STR("b")}, one[] = {STR("ab"), {0}};
    struct hash same = statistics_rules(s, texts, 2);
    assert_true(hash_eq(same, statistics_rules(s, texts, 2)));
    assert_false(hash_eq(same, statistics_rules(s, one, 2)));
    struct str name = STR("双减");
    s->config.ignore = &name;
    s->config.n_ignore = 1;
    assert_false(hash_eq(same, statistics_rules(s, texts, 2)));
    s->config.n_ignore = 0;
    s->config.n_languages = 1;
    assert_false(hash_eq(same, statistics_rules(s, texts, 2)));
    release(&l);
}

/* What was reported must be reported again. */
static void with_messages(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "410305,share,2020,540.02,,\n",        /* no share */
        "410305,share,2020,nothing,,\n",       /* no value */
        "410305,unknown,2020,1,,\n",           /* lost */
        "410305,share,2021/6/18,1,,\n",        /* a form */
        "410305,share,2020,54.02,,53.9%\n",    /* a quote of another number */
        "410305,pupils,2020,１２,,\n410305\n", /* too short */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct load l;
        char text[256];
        snprintf(text, sizeof text, "%s%s",
                 "district,indicator,period,value,qualifier,quote\n", rows[i]);
        load(&l, text, NULL, (struct str){0});
        assert_true(l.f.diag.messages.len > 0);
        assert_int_equal(l.written.len, 0);
        release(&l);
    }
}

/* Cut off anywhere, or with any byte changed, a record is none. */
static void damaged(void **state)
{
    (void)state;
    struct load first;
    load(&first, full, NULL, (struct str){0});
    struct arena a = {0};
    for (size_t i = 0; i < first.written.len; i++) {
        struct load l;
        load(&l, full, read_full,
             arena_copy(&a, str_head(buf_view(&first.written), i)));
        assert_int_equal(l.cache.records.n, 0);
        release(&l);
        first.written.at[i] ^= 0x11;
        load(&l, full, read_full, buf_view(&first.written));
        assert_int_not_equal(l.file[REGISTERS].hash.low, 0);
        assert_int_equal(l.f.diag.messages.len, 0);
        assert_same_cells(&first.f.site, &l.f.site);
        release(&l);
        first.written.at[i] ^= 0x11;
    }
    arena_release(&a);
    release(&first);
}

/* Unpacks into room of its own. */
static bool unpacks(const struct site *s, struct str bytes, struct buf *again)
{
    struct arena a = {0};
    struct statistics_file out = {.next_due = INT64_MAX};
    out.cap = statistics_packed(bytes);
    out.cell = arena_array(&a, out.cap + 1, struct cell);
    bool good = statistics_unpack(&out, s, bytes);
    if (good)
        assert_true(statistics_pack(again, s, &out));
    else
        assert_int_equal(out.n_cells, 0);
    arena_release(&out.arena);
    arena_release(&a);
    return good;
}

/* With a hash that is right for wrong bytes: whatever is taken over would have
 * been written so. */
static void refused(void **state)
{
    (void)state;
    struct load l;
    struct buf again = {0};
    size_t taken = 0;
    load(&l, full, NULL, (struct str){0});
    struct records cache;
    (void)records_open(&cache, &l.arena, buf_view(&l.written));
    struct str payload = cache.at[0].payload;
    assert_true(unpacks(&l.f.site, payload, &again));
    assert_same_str(buf_view(&again), payload);
    for (size_t i = 0; i < payload.len; i++)
        for (int bit = 0; bit < 8; bit++) {
            struct str other = arena_copy(&l.arena, payload);
            ((char *)other.at)[i] ^= (char)(1 << bit);
            buf_reset(&again);
            if (unpacks(&l.f.site, other, &again)) {
                taken++;
                assert_same_str(buf_view(&again), other);
            }
            if (bit == 0) {
                struct str cut = arena_copy(&l.arena, str_head(payload, i));
                assert_false(unpacks(&l.f.site, cut, &again));
            }
        }
    assert_true(taken > 0); /* another digit is a number, too */
    buf_release(&again);
    release(&l);
}

/* A sound record of what cannot be is read from the file instead. */
static void read_instead(void **state)
{
    (void)state;
    struct load first, next;
    struct buf wrong = {0};
    load(&first, full, NULL, (struct str){0});
    const struct str payload = STR("\1\0\1");
    buf_bytes(&wrong, first.written.at, 2 * FIXED_BYTES);
    buf_byte(&wrong, (char)payload.len);
    fixed_put(&wrong, hash_key(payload));
    buf_str(&wrong, payload);
    load(&next, full, read_full, buf_view(&wrong));
    assert_int_not_equal(next.file[REGISTERS].hash.low, 0);
    assert_true(next.replaced);
    assert_same_cells(&first.f.site, &next.f.site);
    buf_release(&wrong);
    release(&first);
    release(&next);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(restored),     cmocka_unit_test(others),
        cmocka_unit_test(rules),        cmocka_unit_test(with_messages),
        cmocka_unit_test(damaged),      cmocka_unit_test(refused),
        cmocka_unit_test(read_instead),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
