/* SPDX-License-Identifier: MIT */
#include "base/buf.h"
#include "base/unicode.h"
#include "model/agree_site.h"

enum { AROUND = 120, BLOCK_SOURCE_MAX = 64 * 1024 };

/* ---- where a number stands in its file ---- */

static const struct agree_source *source_of(const struct agree_side *side,
                                            const struct agree_text *t)
{
    size_t index = (size_t)(t - side->texts);
    for (size_t i = 0; i < side->sources.len; i++) {
        const struct agree_source *s = &side->sources.at[i];
        if (index >= s->first && index < s->first + s->n)
            return s;
    }
    return NULL;
}

/* The source of the body from a line of the file on. */
static struct str body_from(const struct version *v, unsigned line)
{
    struct str rest = v->body->text, skipped;
    unsigned at = v->body->text_line;
    while (at < line && str_line(&rest, &skipped))
        at++;
    return str_head(rest, BLOCK_SOURCE_MAX);
}

static size_t count_before(struct str text, struct str word, size_t at)
{
    size_t n = 0;
    for (size_t i = 0; i < at;) {
        size_t found =
            str_find(str_head(str_from(text, i), at + word.len - i), word);
        if (found == SIZE_MAX || i + found >= at)
            break;
        n++;
        i += found + word.len;
    }
    return n;
}

/* The n-th occurrence that is not in the address of a link. */
static size_t find_shown(struct str s, struct str word, size_t n)
{
    for (size_t i = 0; i < s.len; i++) {
        if (str_starts(str_from(s, i), STR("]("))) {
            size_t end = str_find_byte(str_from(s, i), ')');
            i += end == SIZE_MAX ? 1 : end;
            continue;
        }
        if (!str_starts(str_from(s, i), word))
            continue;
        if (n-- == 0)
            return i;
        i += word.len - 1;
    }
    return SIZE_MAX;
}

static struct loc place(const struct agree_side *side,
                        const struct agree_place *p)
{
    const struct agree_source *source = source_of(side, p->text);
    if (source == NULL)
        return side->v->loc;
    struct loc loc = source->loc;
    struct str number = {p->text->text.at + p->q.number_at, p->q.number_len};
    if (source->front || source->elsewhere || number.len == 0)
        return loc;
    size_t nth = count_before(p->text->text, number, p->q.number_at);
    struct str rest = body_from(side->v, loc.line);
    size_t at = find_shown(rest, number, nth);
    struct str line;
    for (size_t done = 0; at != SIZE_MAX; loc.line++) {
        struct str before = rest;
        if (!str_line(&rest, &line))
            break;
        size_t step = (size_t)(rest.at - before.at);
        if (rest.len == 0 || at < done + step) {
            loc.col = utf8_column(line, at - done);
            return loc;
        }
        done += step;
    }
    return source->loc;
}

/* ---- the sentence with the number marked ---- */

static bool is_sentence_end(struct str s, size_t at)
{
    struct str rest = str_from(s, at);
    return str_starts(rest, STR("。")) || str_starts(rest, STR("！")) ||
           str_starts(rest, STR("？")) || str_starts(rest, STR("；")) ||
           str_starts(rest, STR(". ")) || str_starts(rest, STR("\n"));
}

static size_t character_start(struct str s, size_t at)
{
    while (at > 0 && at < s.len && ((unsigned char)s.at[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* Where the sentence of an offset begins. */
static size_t sentence_start(struct str s, size_t at)
{
    size_t limit = at > AROUND ? at - AROUND : 0;
    for (size_t i = at; i-- > limit;)
        if (is_sentence_end(s, i)) {
            size_t next = i;
            utf8_next(s, &next);
            return next < s.len && s.at[next] == ' ' ? next + 1 : next;
        }
    return character_start(s, limit);
}

static size_t sentence_end(struct str s, size_t at)
{
    size_t limit = at + AROUND < s.len ? at + AROUND : s.len;
    for (size_t i = at; i < limit; i++)
        if (is_sentence_end(s, i)) {
            size_t next = i;
            utf8_next(s, &next);
            return s.at[i] == '\n' ? i : next;
        }
    return limit < s.len ? character_start(s, limit) : limit;
}

static void put_columns(struct buf *out, struct str s, char mark)
{
    for (size_t n = unicode_columns(s); n > 0; n--)
        buf_byte(out, mark);
}

static void put_line(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        buf_byte(out, (unsigned char)s.at[i] < ' ' ? ' ' : s.at[i]);
}

static void put_sentence(struct buf *out, struct str text,
                         const struct quantity *q)
{
    size_t start = sentence_start(text, q->at);
    size_t end = sentence_end(text, q->at + q->len);
    buf_text(out, "\n    ");
    put_line(out, (struct str){text.at + start, end - start});
    buf_text(out, "\n    ");
    put_columns(out, (struct str){text.at + start, q->at - start}, ' ');
    put_columns(out, (struct str){text.at + q->at, q->len}, '^');
}

/* ---- the message ---- */

static struct str quote(const struct agree_place *p)
{
    size_t end = p->q.at + p->q.len;
    size_t unit =
        p->q.unit.len > 0 ? (size_t)(p->q.unit.at - p->text->text.at) : 0;
    if (unit >= end && unit <= end + 1 && unit < p->text->text.len) {
        struct str word, behind;
        str_cut(p->q.unit, ' ', &word, &behind);
        if ((unsigned char)word.at[0] < 0x80)
            end = unit + word.len;
    }
    return (struct str){p->text->text.at + p->q.at, end - p->q.at};
}

static struct loc counterpart(const struct agree_side *side,
                              const struct agree_unit *unit, int which)
{
    if (unit->n[which] == 0)
        return side->v->loc;
    const struct agree_source *s = source_of(side, unit->text[which]);
    return s != NULL ? s->loc : side->v->loc;
}

static const enum diag_code codes[] = {
    [AGREE_MISSING] = DIAG_NUMBER_MISSING,
    [AGREE_EXTRA] = DIAG_NUMBER_MISSING,
    [AGREE_DIFFERS] = DIAG_NUMBER_DIFFERS,
    [AGREE_UNIT] = DIAG_NUMBER_UNIT,
    [AGREE_QUALIFIER] = DIAG_NUMBER_QUALIFIER,
};

static const char *const says[] = {
    [AGREE_MISSING] = "",
    [AGREE_EXTRA] = "",
    [AGREE_DIFFERS] = SPEECH("differs from"),
    [AGREE_UNIT] = SPEECH("has another unit than"),
    [AGREE_QUALIFIER] = SPEECH("has another certainty than"),
};

static void report_missing(const struct agree_side side[2],
                           const struct agree_unit *unit,
                           const struct disagreement *d, struct diag *diag)
{
    struct loc from = place(&side[0], &d->in[0]);
    struct str said = quote(&d->in[0]);
    struct buf sentence = {0};
    put_sentence(&sentence, d->in[0].text->text, &d->in[0].q);
    diag_add(diag, counterpart(&side[1], unit, 1), codes[d->fault],
             "'" STR_FMT "' of the original is not in this text; add it, or "
             "write <!-- numbers: ok --> behind it. " STR_FMT ":%u:%u:" STR_FMT,
             STR_ARG(said), STR_ARG(from.path), from.line, from.col,
             STR_ARG(buf_view(&sentence)));
    buf_release(&sentence);
}

static void report_extra(const struct agree_side side[2],
                         const struct agree_unit *unit,
                         const struct disagreement *d, struct diag *diag)
{
    struct loc from = counterpart(&side[0], unit, 0);
    struct str said = quote(&d->in[1]);
    struct buf sentence = {0};
    if (unit->n[0] > 0) {
        struct str text = unit->text[0][0].text;
        buf_text(&sentence, "\n    ");
        put_line(&sentence, utf8_head(text, AROUND));
    }
    diag_add(diag, place(&side[1], &d->in[1]), codes[d->fault],
             "'" STR_FMT "' is not in the original; leave it out, or write "
             "<!-- numbers: ok --> behind the text. " STR_FMT ":%u:%u:" STR_FMT,
             STR_ARG(said), STR_ARG(from.path), from.line, from.col,
             STR_ARG(buf_view(&sentence)));
    buf_release(&sentence);
}

void agree_report(struct arena *a, const struct agree_side side[2],
                  const struct agree_unit *units, const struct disagreement *d,
                  struct diag *diag)
{
    if (d->fault == AGREE_MISSING) {
        report_missing(side, &units[d->unit], d, diag);
        return;
    }
    if (d->fault == AGREE_EXTRA) {
        report_extra(side, &units[d->unit], d, diag);
        return;
    }
    struct loc from = place(&side[0], &d->in[0]);
    struct str ours = quote(&d->in[0]), theirs = quote(&d->in[1]);
    struct str slip = d->slip;
    if (slip.len > 0)
        slip = arena_printf(a, " (" STR_FMT ")", STR_ARG(slip));
    struct buf sentence = {0};
    put_sentence(&sentence, d->in[0].text->text, &d->in[0].q);
    diag_add(diag, place(&side[1], &d->in[1]), codes[d->fault],
             "'" STR_FMT "' %s '" STR_FMT "' of the original" STR_FMT
             "; make them agree. " STR_FMT ":%u:%u:" STR_FMT,
             STR_ARG(theirs), says[d->fault], STR_ARG(ours), STR_ARG(slip),
             STR_ARG(from.path), from.line, from.col,
             STR_ARG(buf_view(&sentence)));
    buf_release(&sentence);
}
