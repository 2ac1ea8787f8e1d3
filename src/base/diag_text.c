/* SPDX-License-Identifier: MIT */
/* Messages as text, with the source line and a caret below it. */
#include "base/diag_print.h"

#include <fcntl.h>

#include "base/buf.h"
#include "base/fs.h"
#include "base/unicode.h"

/* Columns of a terminal that are shown, at most so many before the caret, and
 * bytes looked at for them: a character may have any number of marks. */
enum {
    SOURCE_MAX = 64 * 1024 * 1024,
    SHOWN_COLUMNS = 160,
    BEFORE_COLUMNS = 100,
    SIDE_BYTES = 1024
};

static struct str read_source(struct source *s, const char *root)
{
    struct str text;
    if (str_eq(s->path, s->given_path))
        return s->given;
    struct str full = arena_printf(&s->arena, "%s/" STR_FMT, root,
                                   STR_ARG(s->path));
    return fs_read(&s->arena, AT_FDCWD, full.at, SOURCE_MAX, &text)
               ? text
               : (struct str){0};
}

static void open_source(struct source *s, const char *root, struct str path)
{
    arena_reset(&s->arena);
    *s = (struct source){.arena = s->arena,
                         .given_path = s->given_path,
                         .given = s->given,
                         .path = path};
    s->rest = read_source(s, root);
    if (str_starts(s->rest, STR("\xEF\xBB\xBF")))
        s->rest = str_from(s->rest, 3);
}

/* False where there is no such line, or it is not to be shown. */
static bool find_line(struct diag_printer *p, struct loc loc)
{
    struct source *s = &p->source;
    if (loc.line == 0 || loc.col == 0 || loc.path.len == 0)
        return false;
    if (!str_eq(loc.path, s->path) || loc.line < s->number)
        open_source(s, p->root, loc.path);
    while (s->number < loc.line) {
        if (!str_line(&s->rest, &s->line))
            return false;
        s->number++;
        s->col = 1;
        s->at = 0;
    }
    return s->line.len > 0 && utf8_invalid_at(s->line) == SIZE_MAX;
}

/* The offset of a column, which is not before the last one of this line. */
static size_t find_column(struct source *s, unsigned col)
{
    if (col < s->col) {
        s->col = 1;
        s->at = 0;
    }
    for (; s->col < col && s->at < s->line.len; s->col++)
        utf8_next(s->line, &s->at);
    return s->at;
}

static bool is_tail(struct str s, size_t at)
{
    return at < s.len && ((unsigned char)s.at[at] & 0xC0) == 0x80;
}

/* The bytes around a place that are looked at, whole characters. */
static struct str neighbourhood(struct str line, size_t at)
{
    size_t from = at > SIDE_BYTES ? at - SIDE_BYTES : 0, to = at + SIDE_BYTES;
    while (from < at && is_tail(line, from))
        from++;
    while (to < line.len && is_tail(line, to))
        to++;
    return str_head(str_from(line, from), to - from);
}

/* Messages and lines quote what writers wrote: a terminal must not obey it.
 * Control characters but LF, those of ISO 6429's C1 set too, are shown as
 * something of one column. */
static void put_safely(FILE *to, struct str s, bool lines, const char *control)
{
    for (size_t at = 0, from = 0; at < s.len; from = at) {
        uint32_t c = utf8_next(s, &at);
        if (c == '\n' ? !lines : c < 0x20 || (c >= 0x7F && c < 0xA0))
            fputs(control, to);
        else
            fwrite(s.at + from, 1, at - from, to);
    }
}

static void put_text(FILE *to, struct str s, bool lines)
{
    put_safely(to, s, lines, "\xEF\xBF\xBD");
}

static void put_plain(FILE *to, struct str s)
{
    put_safely(to, s, false, " ");
}

static void put_caret(FILE *to, struct str line, size_t at)
{
    struct str near = neighbourhood(line, at);
    size_t inside = (size_t)(line.at + at - near.at);
    inside = unicode_cluster_at(near, inside);
    struct str before =
        unicode_fit_tail(str_head(near, inside), BEFORE_COLUMNS);
    size_t columns = unicode_columns(before);
    struct str behind =
        unicode_fit_head(str_from(near, inside), SHOWN_COLUMNS - columns);
    bool cut_before = before.len > 0 && before.at > line.at;
    bool cut_behind =
        behind.len > 0 && behind.at + behind.len < line.at + line.len;
    fputs(cut_before ? "    …" : "    ", to);
    put_plain(to, before);
    put_plain(to, behind);
    fputs(cut_behind ? "…\n    " : "\n    ", to);
    for (size_t n = columns + cut_before; n > 0; n--)
        fputc(' ', to);
    fputs("^\n", to);
}

void diag_print_text(struct diag_printer *p, const struct message *m,
                     enum severity severity)
{
    FILE *to = p->to;
    put_text(to, m->loc.path.len > 0 ? m->loc.path : STR("jianbao"), false);
    fputc(':', to);
    if (m->loc.path.len > 0 && m->loc.line > 0)
        fprintf(to, "%u:", m->loc.line);
    if (m->loc.path.len > 0 && m->loc.line > 0 && m->loc.col > 0)
        fprintf(to, "%u:", m->loc.col);
    fprintf(to, " %s: ", speech_word(p->speech, severity_names[severity]));
    put_text(to, m->text, true);
    fprintf(to, " [%s]\n", diag_kinds[m->code].code);
    if (find_line(p, m->loc))
        put_caret(to, p->source.line, find_column(&p->source, m->loc.col));
}
