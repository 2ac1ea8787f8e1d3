/* SPDX-License-Identifier: MIT */
#include "base/diag.h"

#include <fcntl.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/escape.h"
#include "base/fs.h"
#include "base/unicode.h"

const struct diag_kind diag_kinds[N_DIAG_CODES] = {
#define D(id, text, severity, meaning, fix) {text, severity, meaning, fix},
#include "base/diag.def"
#undef D
};

bool diag_add(struct diag *d, struct loc loc, enum diag_code code,
              const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct str text = arena_vprintf(&d->arena, format, args);
    va_end(args);
    loc.path = arena_copy(&d->arena, loc.path);
    *vec_push(&d->arena, &d->messages) =
        (struct message){.loc = loc, .code = code, .text = text};
    return false;
}

void diag_mend(struct diag *d, struct loc loc, struct str was, struct str now)
{
    struct mend *mend = arena_new(&d->arena, struct mend);
    *mend = (struct mend){.loc = loc,
                          .was = arena_copy(&d->arena, was),
                          .now = arena_copy(&d->arena, now)};
    mend->loc.path = arena_copy(&d->arena, loc.path);
    d->messages.at[d->messages.len - 1].mend = mend;
}

void diag_merge(struct diag *to, struct diag *from)
{
    for (size_t i = 0; i < from->messages.len; i++)
        *vec_push(&to->arena, &to->messages) = from->messages.at[i];
    arena_adopt(&to->arena, &from->arena);
    *from = (struct diag){0};
}

void diag_release(struct diag *d)
{
    arena_release(&d->arena);
    *d = (struct diag){0};
}

void severities_init(struct severities *s)
{
    for (int i = 0; i < N_DIAG_CODES; i++)
        s->of[i] = diag_kinds[i].severity;
}

bool diag_code_find(struct str text, enum diag_code *out)
{
    for (int i = 0; i < N_DIAG_CODES; i++)
        if (str_is(text, diag_kinds[i].code)) {
            *out = (enum diag_code)i;
            return true;
        }
    return false;
}

static int compare(const void *a, const void *b)
{
    const struct message *x = a, *y = b;
    int order = str_compare(x->loc.path, y->loc.path);
    if (order != 0)
        return order;
    if (x->loc.line != y->loc.line)
        return x->loc.line < y->loc.line ? -1 : 1;
    if (x->loc.col != y->loc.col)
        return x->loc.col < y->loc.col ? -1 : 1;
    if (x->code != y->code)
        return x->code < y->code ? -1 : 1;
    return str_compare(x->text, y->text);
}

/* Sorts and drops repeated messages. */
static void settle(struct diag *d)
{
    struct message *m = d->messages.at;
    if (d->messages.len < 2)
        return;
    qsort(m, d->messages.len, sizeof *m, compare);
    size_t kept = 1;
    for (size_t i = 1; i < d->messages.len; i++)
        if (compare(&m[kept - 1], &m[i]) != 0)
            m[kept++] = m[i];
    d->messages.len = kept;
}

struct diag_counts diag_count(const struct diag *d, const struct severities *s)
{
    struct diag_counts counts = {0};
    for (size_t i = 0; i < d->messages.len; i++)
        switch (s->of[d->messages.at[i].code]) {
        case SEVERITY_ERROR: counts.errors++; break;
        case SEVERITY_WARNING: counts.warnings++; break;
        case SEVERITY_NOTICE: counts.notices++; break;
        case SEVERITY_OFF: break;
        }
    return counts;
}

static const char *const severity_names[] = {"off", "notice", "warning",
                                             "error"};

enum { SOURCE_MAX = 64 * 1024 * 1024, SHOWN_MAX = 200 };

/* The files that messages point into, read once each, one after another: the
 * messages are sorted by path. */
struct sources {
    const char *root;
    struct arena arena;
    struct str path, text;
    struct str given_path, given;
};

static struct str source_line(struct sources *s, struct loc loc)
{
    if (loc.line == 0 || loc.path.len == 0)
        return (struct str){0};
    if (str_eq(loc.path, s->given_path)) {
        s->path = loc.path;
        s->text = s->given;
    } else if (!str_eq(loc.path, s->path)) {
        arena_reset(&s->arena);
        s->text = (struct str){0};
        s->path = loc.path;
        struct str full = arena_printf(&s->arena, "%s/" STR_FMT, s->root,
                                       STR_ARG(loc.path));
        if (!fs_read(&s->arena, AT_FDCWD, full.at, SOURCE_MAX, &s->text))
            s->text = (struct str){0};
    }
    struct str rest = s->text, line = {0};
    if (str_starts(rest, STR("\xEF\xBB\xBF")))
        rest = str_from(rest, 3);
    for (unsigned i = 0; i < loc.line; i++)
        if (!str_line(&rest, &line))
            return (struct str){0};
    return utf8_invalid_at(line) == SIZE_MAX ? line : (struct str){0};
}

static bool is_control(char c)
{
    return (unsigned char)c < 0x20 || c == 0x7F;
}

/* Shows the part of the line around the column, tabs and other control
 * characters as spaces, and the caret below it; a wide character takes two columns of a terminal. */
static void print_caret(FILE *to, struct str line, unsigned col)
{
    size_t at = 0, start = 0;
    for (unsigned i = 1; i < col && at < line.len; i++)
        utf8_next(line, &at);
    if (at > SHOWN_MAX / 2)
        for (start = at - SHOWN_MAX / 2;
             start < at && ((unsigned char)line.at[start] & 0xC0) == 0x80;)
            start++;
    size_t end = start + SHOWN_MAX < line.len ? start + SHOWN_MAX : line.len;
    while (end < line.len && ((unsigned char)line.at[end] & 0xC0) == 0x80)
        end++;
    fputs("    ", to);
    for (size_t i = start; i < end; i++)
        fputc(is_control(line.at[i]) ? ' ' : line.at[i], to);
    fputs("\n    ", to);
    for (size_t i = start; i < at;)
        fputs(unicode_is_wide(utf8_next(line, &i)) ? "  " : " ", to);
    fputs("^\n", to);
}

/* Texts quote what writers wrote: a terminal must not obey it. Control
 * characters but LF become U+FFFD, those of ISO 6429's C1 set too. */
static void print_safely(FILE *to, struct str s, bool lines)
{
    for (size_t at = 0, from = 0; at < s.len; from = at) {
        uint32_t c = utf8_next(s, &at);
        if (c == '\n' ? !lines : c < 0x20 || (c >= 0x7F && c < 0xA0))
            fputs("\xEF\xBF\xBD", to);
        else
            fwrite(s.at + from, 1, at - from, to);
    }
}

static void print_text(FILE *to, struct sources *sources,
                       const struct message *m, enum severity severity)
{
    if (m->loc.path.len > 0) {
        print_safely(to, m->loc.path, false);
        fputc(':', to);
        if (m->loc.line > 0)
            fprintf(to, "%u:", m->loc.line);
        if (m->loc.line > 0 && m->loc.col > 0)
            fprintf(to, "%u:", m->loc.col);
    } else
        fputs("jianbao:", to);
    fprintf(to, " %s: ", severity_names[severity]);
    print_safely(to, m->text, true);
    fprintf(to, " [%s]\n", diag_kinds[m->code].code);
    struct str line = source_line(sources, m->loc);
    if (line.len > 0 && m->loc.col > 0)
        print_caret(to, line, m->loc.col);
}

static void json_member(struct buf *b, const char *key, struct str value)
{
    buf_printf(b, "\"%s\":\"", key);
    escape_json(b, value);
    buf_byte(b, '"');
}

static void print_json(FILE *to, const struct message *m,
                       enum severity severity, bool first)
{
    struct buf b = {0};
    buf_text(&b, first ? "\n  {" : ",\n  {");
    json_member(&b, "path", m->loc.path);
    buf_printf(&b, ",\"line\":%u,\"column\":%u,", m->loc.line, m->loc.col);
    json_member(&b, "severity", str_of(severity_names[severity]));
    buf_byte(&b, ',');
    json_member(&b, "code", str_of(diag_kinds[m->code].code));
    buf_byte(&b, ',');
    json_member(&b, "text", m->text);
    buf_byte(&b, '}');
    fwrite(b.at, 1, b.len, to);
    buf_release(&b);
}

/* SARIF 2.1.0, section 3.27: a result names its rule, level and region. */
static void print_sarif(FILE *to, const struct message *m,
                        enum severity severity, bool first)
{
    struct buf b = {0};
    buf_text(&b, first ? "\n    {" : ",\n    {");
    json_member(&b, "ruleId", str_of(diag_kinds[m->code].code));
    buf_byte(&b, ',');
    json_member(&b, "level",
                severity == SEVERITY_NOTICE ? STR("note")
                                            : str_of(severity_names[severity]));
    buf_text(&b, ",\"message\":{");
    json_member(&b, "text", m->text);
    buf_byte(&b, '}');
    if (m->loc.path.len > 0) {
        buf_text(&b, ",\"locations\":[{\"physicalLocation\":{"
                     "\"artifactLocation\":{\"uri\":\"");
        escape_percent(&b, m->loc.path);
        buf_text(&b, "\"}");
        if (m->loc.line > 0) {
            buf_printf(&b, ",\"region\":{\"startLine\":%u", m->loc.line);
            if (m->loc.col > 0)
                buf_printf(&b, ",\"startColumn\":%u", m->loc.col);
            buf_byte(&b, '}');
        }
        buf_text(&b, "}}]");
    }
    buf_byte(&b, '}');
    fwrite(b.at, 1, b.len, to);
    buf_release(&b);
}

/* GitHub workflow commands: %, CR and LF are percent-encoded in data, `:` and
 * `,` in properties too. */
static void github_escape(FILE *to, struct str s, bool property)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (c == '%' || c == '\n' || c == '\r' ||
            (property && (c == ':' || c == ',')))
            fprintf(to, "%%%02X", (unsigned char)c);
        else
            fputc(c, to);
    }
}

static void print_github(FILE *to, const struct message *m,
                         enum severity severity)
{
    fprintf(to, "::%s ", severity_names[severity]);
    fputs("file=", to);
    github_escape(to, m->loc.path, true);
    if (m->loc.line > 0)
        fprintf(to, ",line=%u", m->loc.line);
    if (m->loc.line > 0 && m->loc.col > 0)
        fprintf(to, ",col=%u", m->loc.col);
    fputs("::", to);
    github_escape(to, m->text, false);
    fprintf(to, " [%s]\n", diag_kinds[m->code].code);
}

static const char *const json_open = "[";
static const char *const json_close = "\n]\n";
static const char *const sarif_open =
    "{\"version\":\"2.1.0\",\"$schema\":"
    "\"https://json.schemastore.org/sarif-2.1.0.json\",\n"
    " \"runs\":[{\"tool\":{\"driver\":{\"name\":\"jianbao\"}},"
    "\"columnKind\":\"unicodeCodePoints\",\"results\":[";
static const char *const sarif_close = "\n ]}]}\n";

void diag_print(struct diag *d, const struct severities *s, FILE *to,
                const char *root, enum diag_format format, bool quiet)
{
    settle(d);
    struct sources sources = {.root = root,
                              .given_path = d->source_path,
                              .given = d->source};
    bool first = true;
    if (format == DIAG_JSON || format == DIAG_SARIF)
        fputs(format == DIAG_JSON ? json_open : sarif_open, to);
    for (size_t i = 0; i < d->messages.len; i++) {
        const struct message *m = &d->messages.at[i];
        enum severity severity = s->of[m->code];
        if (severity == SEVERITY_OFF ||
            (quiet && severity == SEVERITY_NOTICE))
            continue;
        switch (format) {
        case DIAG_TEXT: print_text(to, &sources, m, severity); break;
        case DIAG_JSON: print_json(to, m, severity, first); break;
        case DIAG_SARIF: print_sarif(to, m, severity, first); break;
        case DIAG_GITHUB: print_github(to, m, severity); break;
        }
        first = false;
    }
    if (format == DIAG_JSON || format == DIAG_SARIF)
        fputs(format == DIAG_JSON ? json_close : sarif_close, to);
    arena_release(&sources.arena);
}
