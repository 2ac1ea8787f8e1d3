/* SPDX-License-Identifier: MIT */
#include "model/load.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/parallel.h"
#include "input/encoding.h"
#include "input/yaml.h"
#include "model/body.h"
#include "model/config.h"
#include "model/content.h"
#include "model/data.h"
#include "model/file_name.h"
#include "model/load_fault.h"
#include "model/load_theme.h"
#include "model/media.h"
#include "model/personal.h"
#include "model/text_cache.h"

enum {
    DATA_MAX = 512 * 1024 * 1024,
    MEDIA_MAX = 64 * 1024 * 1024
};

static bool read_file(struct arena *a, int dir, struct str path, size_t max,
                      struct str *out, struct diag *d)
{
    if (fs_read(a, dir, path.at, max, out))
        return true;
    load_refuse_unread(path, max, d);
    return false;
}

static bool report_empty(struct str path, struct diag *d)
{
    return diag_add(d, load_whole(path), DIAG_FILE_EMPTY,
                    "the file is empty; it names the site's title, base_url "
                    "and languages");
}

static bool read_yaml(struct site *s, struct str path, struct value **out,
                      struct diag *d)
{
    struct str text;
    if (!read_file(&s->arena, s->root, path, YAML_BYTES_MAX, &text, d) ||
        !encoding_check(path, &text, d))
        return false;
    if (str_trim(text).len == 0)
        return report_empty(path, d);
    *out = yaml_parse(&s->arena, path, text, 1, d);
    return *out != NULL;
}

/* ---- data and content ---- */

struct work {
    struct site *s;
    struct arena lists; /* what lies in the folders, and its files while they
                           are read */
    struct content_file *content;
    size_t n_content;
    size_t from; /* first of the files of content/ that are being read */
    struct arena text[PARALLEL_MAX];   /* texts as read */
    struct arena kept[PARALLEL_MAX];   /* what stays of them */
    struct arena front[PARALLEL_MAX];  /* trees of their front matter */
    struct arena packed[PARALLEL_MAX]; /* what their bodies refer to */
    size_t held;                       /* bytes of texts that stay */
    struct buf records[PARALLEL_MAX]; /* for the cache of texts */
    struct data_file *data;
    size_t n_data;
    struct data_file *sheet; /* CSV files of content/ */
    size_t n_sheets;
};

static void look_for_people(const struct site *s, struct str path,
                            struct str text, struct diag *d)
{
    personal_check(path, text, s->config.ignore, s->config.n_ignore, d);
}

static void read_table(const struct site *s, struct data_file *f)
{
    f->broken = !read_file(&f->arena, s->root, f->path, DATA_MAX, &f->text,
                           &f->diag);
    if (f->broken)
        return;
    f->hash = hash_of(f->text);
    f->broken = !encoding_check(f->path, &f->text, &f->diag);
    if (!f->broken)
        look_for_people(s, f->path, f->text, &f->diag);
}

static void parse_table(void *ctx, size_t worker, size_t i)
{
    struct work *w = ctx;
    struct data_file *f =
        i < w->n_data ? &w->data[i] : &w->sheet[i - w->n_data];
    (void)worker;
    if (data_is_statistics(f->path))
        return;
    read_table(w->s, f);
    data_parse(f);
}

static void parse_text(void *ctx, size_t worker, size_t i)
{
    struct work *w = ctx;
    struct content_file *f = &w->content[w->from + i];
    const struct content_memory memory = {
        &w->kept[worker], &w->front[worker], &w->packed[worker]};
    f->unread = f->unread || !read_file(&w->text[worker], w->s->root, f->path,
                                        TEXT_MAX, &f->text, &f->diag);
    struct str text = f->text;
    f->cache = w->s->texts;
    f->records = f->cache != NULL ? &w->records[worker] : NULL;
    content_parse(f, &memory, &w->s->config);
    f->version->text = text;
    if (!f->unread)
        look_for_people(w->s, f->path, f->text, &f->diag);
}

/* Texts of a large site are read again by whoever needs them. */
static void hold_texts(struct work *w, size_t n)
{
    size_t bytes = 0;
    for (size_t i = 0; i < n; i++)
        bytes += w->content[w->from + i].version->text.len;
    bool held = w->held + bytes <= TEXTS_HELD_MAX;
    w->held += held ? bytes : 0;
    for (size_t i = 0; i < n && !held; i++)
        w->content[w->from + i].version->text = (struct str){0};
    for (size_t i = 0; i < PARALLEL_MAX; i++) {
        if (held)
            arena_adopt(&w->s->arena, &w->text[i]);
        arena_reset(&w->text[i]);
    }
}

/* Where the pieces of this turn are not needed any more. */
static void end_turn(struct work *w)
{
    for (size_t i = 0; i < PARALLEL_MAX; i++) {
        if (w->records[i].len > 0 && w->s->texts->keep != NULL)
            w->s->texts->keep(w->s->texts->ctx, buf_view(&w->records[i]));
        buf_reset(&w->records[i]);
        arena_reset(&w->front[i]);
    }
}

/* At most so many trees of front matter are in memory at a time. */
enum { TEXTS_AT_ONCE = 1024 };

static bool is_same_set(const struct content_file *a,
                        const struct content_file *b)
{
    return a->kind == b->kind && str_eq(a->slug, b->slug);
}

static void load_texts(struct work *w, struct diag *d)
{
    struct site *s = w->s;
    s->entry = arena_array(&s->arena, w->n_content + 1, struct entry *);
    for (size_t end = 0; w->from < w->n_content; w->from = end) {
        end = w->n_content - w->from > TEXTS_AT_ONCE ? w->from + TEXTS_AT_ONCE
                                                     : w->n_content;
        while (end < w->n_content &&
               is_same_set(&w->content[end - 1], &w->content[end]))
            end++;
        parallel_for(end - w->from, s->options->threads, parse_text, w);
        content_join(s, w->content + w->from, end - w->from, d);
        hold_texts(w, end - w->from);
        end_turn(w);
    }
    for (size_t i = 0; i < PARALLEL_MAX; i++) {
        arena_adopt(&s->arena, &w->kept[i]);
        arena_adopt(&s->packed, &w->packed[i]);
        arena_release(&w->text[i]);
        arena_release(&w->front[i]);
        buf_release(&w->records[i]);
    }
    content_finish(s);
}

/* A folder of the site and what is in it. */
static struct fs_entries list_folder(struct work *w, const char *path,
                                     struct diag *d)
{
    struct site *s = w->s;
    struct fs_entries entries = {0};
    if (load_is_link(s->root, path))
        load_refuse_kind(str_of(path), FS_LINK, d);
    else if (fs_walk(&w->lists, s->root, path, &entries))
        return entries;
    else
        load_refuse_walk(path, &entries, d);
    site_refuse(s, str_of(path));
    return (struct fs_entries){0};
}

static void list_data(struct work *w, struct diag *d)
{
    struct site *s = w->s;
    struct fs_entries entries = list_folder(w, "data", d);
    w->data = arena_array(&w->lists, entries.len + 1, struct data_file);
    for (size_t i = 0; i < entries.len; i++) {
        const struct fs_entry *e = &entries.at[i];
        struct str path =
            arena_printf(&s->arena, "data/" STR_FMT, STR_ARG(e->path));
        if (e->kind == FS_FOLDER || file_is_readme(path))
            continue;
        if (!file_name_check(&s->arena, path, d)) {
            site_refuse(s, STR("data"));
            continue;
        }
        if (e->kind == FS_FILE && str_ends(path, STR(".csv"))) {
            w->data[w->n_data].diag.speech = d->speech;
            w->data[w->n_data++].path = path;
            continue;
        }
        site_refuse(s, str_starts(path, STR("data/statistics/"))
                           ? STR("data/statistics")
                           : path);
        if (e->kind != FS_FILE)
            load_refuse_kind(path, e->kind, d);
        else
            diag_add(d, load_whole(path), DIAG_FILE_NAME,
                     "data/ holds only .csv files; export this as CSV, or "
                     "move it away");
    }
}

static void add_media(struct work *w, struct str path, uint64_t size)
{
    struct site *s = w->s;
    struct media *m = arena_new(&s->arena, struct media);
    *m = (struct media){.path = path, .size = size};
    m->url_path = arena_printf(&s->arena, "media/" STR_FMT,
                               STR_ARG(str_from(path, STR("content/").len)));
    m->url = media_url(&s->arena, m->url_path);
    s->media[s->n_media++] = m;
    map_put(&s->by_media, &s->arena, path, m);
    if (str_ends(path, STR(".csv"))) {
        w->sheet[w->n_sheets].diag.speech = s->options->speech;
        w->sheet[w->n_sheets++].path = path;
    }
}

static void add_other(struct work *w, struct str path,
                      const struct fs_entry *e, struct diag *d)
{
    if (e->kind == FS_FILE && e->size <= MEDIA_MAX) {
        add_media(w, path, e->size);
        return;
    }
    site_refuse(w->s, path);
    if (e->kind != FS_FILE)
        load_refuse_kind(path, e->kind, d);
    else
        diag_add(d, load_whole(path), DIAG_FILE_SIZE,
                 "the file is larger than %d MiB; make it smaller, or publish "
                 "it elsewhere and link to it",
                 MEDIA_MAX / 1024 / 1024);
}

static void add_text(struct work *w, struct str path, enum fs_kind kind,
                     struct diag *d)
{
    struct content_file *f = &w->content[w->n_content];
    *f = (struct content_file){.path = path, .unread = kind != FS_FILE};
    f->diag.speech = d->speech;
    if (kind != FS_FILE)
        load_refuse_kind(path, kind, d);
    if (content_name(f, &w->s->arena, &w->s->config, d))
        w->n_content++;
    else
        site_refuse(w->s, path);
}

static size_t count_tables(const struct fs_entries *entries)
{
    size_t n = 0;
    for (size_t i = 0; i < entries->len; i++)
        n += str_ends(entries->at[i].path, STR(".csv"));
    return n;
}

static void list_content(struct work *w, struct diag *d)
{
    struct site *s = w->s;
    struct fs_entries entries = list_folder(w, "content", d);
    w->content = arena_array(&w->lists, entries.len + 1, struct content_file);
    w->sheet =
        arena_array(&w->lists, count_tables(&entries) + 1, struct data_file);
    s->media = arena_array(&s->arena, entries.len + 1, struct media *);
    for (size_t i = 0; i < entries.len; i++) {
        const struct fs_entry *e = &entries.at[i];
        struct str path =
            arena_printf(&s->arena, "content/" STR_FMT, STR_ARG(e->path));
        if (e->kind == FS_FOLDER || file_is_readme(path))
            continue;
        if (!file_name_check(&s->arena, path, d))
            site_refuse(s, path);
        else if (str_ends(path, STR(".md")))
            add_text(w, path, e->kind, d);
        else
            add_other(w, path, e, d);
    }
}

static void keep_sheets(struct work *w, struct diag *d)
{
    struct site *s = w->s;
    s->sheet = arena_array(&s->arena, w->n_sheets + 1, struct sheet *);
    for (size_t i = 0; i < w->n_sheets; i++) {
        struct data_file *f = &w->sheet[i];
        struct sheet *sheet = arena_new(&s->arena, struct sheet);
        *sheet = (struct sheet){
            .path = f->path, .table = f->table, .broken = f->broken};
        diag_merge(d, &f->diag);
        arena_adopt(&s->arena, &f->arena);
        s->sheet[s->n_sheets++] = sheet;
        map_put(&s->by_sheet, &s->arena, sheet->path, sheet);
    }
}

bool load_site(struct site *s, struct options *options, struct diag *d)
{
    struct value *file = NULL;
    s->options = options;
    s->next_due = s->next_old = INT64_MAX;
    s->root = open(options->site, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (s->root < 0)
        return load_fault(str_of(options->site), d);
    if (faccessat(s->root, "site.yaml", F_OK, 0) != 0 && errno == ENOENT)
        return diag_add(d, load_whole(STR("site.yaml")), DIAG_SITE_MISSING,
                        "there is no site.yaml in this folder; name the site's "
                        "folder with -C");
    if (!read_yaml(s, STR("site.yaml"), &file, d) ||
        !config_load(&s->config, &s->arena, file, options->base_url, d))
        return false;
    if (options->as_of_date.precision != DATE_NONE)
        options->as_of = date_instant(options->as_of_date, s->config.zone);
    load_theme(s, d);
    struct arena scratch = {0};
    struct work *w = arena_new(&scratch, struct work);
    w->s = s;
    list_data(w, d);
    list_content(w, d);
    parallel_for(w->n_data + w->n_sheets, options->threads, parse_table, w);
    keep_sheets(w, d);
    data_load(s, w->data, w->n_data, read_table, d);
    load_texts(w, d);
    arena_release(&w->lists);
    arena_release(&scratch);
    return !diag_has_system(d);
}
