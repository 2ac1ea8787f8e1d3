/* SPDX-License-Identifier: MIT */
#include "base/buf.h"
#include "model/pair_parts.h"

static bool is_cjk(uint32_t c)
{
    return c >= 0x2E80 && (unicode_is_han(c) || unicode_is_cjk_punct(c));
}

static bool is_space(uint32_t c)
{
    return c < 0x2E80 || c == 0x3000 ? unicode_is_space(c) : false;
}

/* Bytes of the character at `i` where it is one that NFC leaves alone and that
 * nothing joins with (UAX 15, NFC_Quick_Check), of the common ranges; else 0.
 * U+0000..02FF, 2000..203F, 3000..3029, 4000..9FFF, FF00..FF7F. */
static size_t settled(struct str s, size_t i)
{
    unsigned char c = (unsigned char)s.at[i];
    unsigned char d = i + 1 < s.len ? (unsigned char)s.at[i + 1] : 0;
    unsigned char e = i + 2 < s.len ? (unsigned char)s.at[i + 2] : 0;
    if (c < 0x80)
        return 1;
    if (c >= 0xC2 && c <= 0xCB)
        return 2;
    if ((c >= 0xE4 && c <= 0xE9) || (c == 0xE2 && d == 0x80) ||
        (c == 0xE3 && d == 0x80 && e < 0xAA) ||
        (c == 0xEF && (d == 0xBC || d == 0xBD)))
        return 3;
    return 0;
}

static bool is_settled(struct str s)
{
    for (size_t i = 0, n; i < s.len; i += n) {
        unsigned char c = (unsigned char)s.at[i];
        n = c < 0x80                ? 1
            : c >= 0xE4 && c <= 0xE9 ? 3
                                     : settled(s, i);
        if (n == 0)
            return false;
    }
    return true;
}

/* Bytes of a run of words in ASCII, one space between two, or of Han characters
 * between U+5000 and 9FFF, at the start of `s`; 0: neither. */
static size_t plain_run(struct str s, bool *cjk)
{
    size_t n = 0;
    *cjk = s.len > 0 && (unsigned char)s.at[0] >= 0xE5 &&
           (unsigned char)s.at[0] <= 0xE9;
    if (*cjk) {
        while (n + 2 < s.len && (unsigned char)s.at[n] >= 0xE5 &&
               (unsigned char)s.at[n] <= 0xE9)
            n += 3;
        return n;
    }
    while (n < s.len && s.at[n] > ' ')
        n++;
    /* single spaces between such words, too */
    while (n > 0 && n + 1 < s.len && s.at[n] == ' ' && s.at[n + 1] > ' ')
        for (n++; n < s.len && s.at[n] > ' ';)
            n++;
    return n;
}

struct str pair_normal(struct arena *a, struct str text)
{
    struct str s = is_settled(text) ? text : unicode_nfc(a, text);
    char *to = arena_alloc(a, s.len + 1, 1);
    size_t len = 0;
    bool space = false, before = true; /* as at the start: no space */
    for (size_t at = 0; at < s.len;) {
        bool cjk;
        size_t from = at, run = plain_run(str_from(s, at), &cjk);
        at += run;
        if (run == 0) {
            uint32_t c = utf8_next(s, &at);
            if (is_space(c)) {
                space = true;
                continue;
            }
            cjk = is_cjk(c);
        }
        if (space && !before && !cjk)
            to[len++] = ' ';
        memcpy(to + len, s.at + from, at - from);
        len += at - from;
        space = false;
        before = cjk;
    }
    return (struct str){to, len};
}

static bool fills(const struct reference *r, const struct link *link)
{
    return r->text.len == 0 && link->shown.len > 0;
}

/* A block's text with the values that its empty stat references show. */
static struct str block_text(struct arena *a, const struct markdown_scan *scan,
                             const struct link *link, const struct block *b)
{
    size_t i = b->reference, end = b->reference + b->n_references, done = 0;
    while (i < end &&
           (link == NULL || !fills(&scan->references.at[i], &link[i])))
        i++;
    if (i == end)
        return b->text;
    struct buf all = {0};
    for (; i < end; i++) {
        const struct reference *r = &scan->references.at[i];
        if (!fills(r, &link[i]) || r->offset < done)
            continue;
        buf_bytes(&all, b->text.at + done, r->offset - done);
        buf_str(&all, link[i].shown);
        done = r->offset;
    }
    buf_str(&all, str_from(b->text, done));
    struct str text = arena_copy(a, buf_view(&all));
    buf_release(&all);
    return text;
}

struct writing {
    struct arena *a;
    struct buf out;
};

static void part(struct writing *w, struct str text)
{
    buf_str(&w->out, pair_normal(w->a, text));
    buf_byte(&w->out, '\x1f');
}

static void inline_part(struct writing *w, const struct inline_text *t)
{
    struct str text = {0};
    if (t != NULL && t->scan.blocks.len > 0)
        text = block_text(w->a, &t->scan, t->link, &t->scan.blocks.at[0]);
    part(w, text);
}

static struct str taken(struct writing *w)
{
    struct str s = arena_copy(w->a, buf_view(&w->out));
    buf_reset(&w->out);
    return s;
}

static void table_parts(struct writing *w, const struct csv_block *csv)
{
    size_t n = csv->table.n_columns;
    for (size_t i = 0; i < n; i++)
        inline_part(w, &csv->head[i]);
    for (size_t i = 0; i < csv->table.n_rows * n; i++)
        inline_part(w, &csv->cell[i]);
}

static struct str block(struct writing *w, const struct version *v,
                        const struct block *b)
{
    struct str text = block_text(w->a, &v->body->scan, v->body->link, b);
    if (b->kind != BLOCK_TABLE && b->kind != BLOCK_IMAGE)
        return pair_normal(w->a, text);
    part(w, text);
    for (size_t i = b->reference; i < b->reference + b->n_references; i++) {
        part(w, v->body->scan.references.at[i].title);
        if (v->body->link != NULL && v->body->link[i].csv != NULL)
            table_parts(w, v->body->link[i].csv);
    }
    return taken(w);
}

static void front(struct writing *w, const struct version *v)
{
    const struct entry *e = v->entry;
    part(w, v->title);
    part(w, v->subtitle);
    part(w, v->kicker);
    inline_part(w, &v->summary);
    if (e->image != NULL) {
        part(w, e->image->alt.in[v->lang]);
        inline_part(w, e->image->caption[v->lang]);
    }
    for (size_t i = 0; i < e->n_attachments; i++)
        part(w, e->attachment[i].title.in[v->lang]);
    for (size_t i = 0; i < v->n_corrections; i++) {
        part(w, date_iso(w->a, v->correction[i].date));
        inline_part(w, &v->correction[i].text);
    }
}

struct pair_texts pair_texts(struct arena *a, const struct version *v)
{
    struct writing w = {.a = a};
    struct pair_texts t = {.n_blocks = v->body->scan.blocks.len};
    front(&w, v);
    t.front = taken(&w);
    t.block = arena_array(a, t.n_blocks + 1, struct str);
    for (size_t i = 0; i < t.n_blocks; i++)
        t.block[i] = block(&w, v, &v->body->scan.blocks.at[i]);
    buf_release(&w.out);
    return t;
}
