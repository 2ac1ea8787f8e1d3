/* SPDX-License-Identifier: MIT */
#include "base/speech.h"

#include <errno.h>

#include "base/buf.h"

static const struct saying {
    const char *en, *zh;
} sayings[] = {
#define SAY(en, zh) {en, zh},
#define SYSTEM(en, zh) {en, zh},
#include "base/speech.zh.def"
#undef SAY
#undef SYSTEM
};
enum { N_SAYINGS = sizeof sayings / sizeof *sayings, VALUES_MAX = 16 };

bool speech_find(struct str name, enum speech *out)
{
    static const char *const names[N_SPEECHES] = {[SPEECH_EN] = "en",
                                                  [SPEECH_ZH] = "zh"};
    for (size_t i = 0; i < N_SPEECHES; i++)
        if (str_starts(name, str_of(names[i])) &&
            (name.len == 2 || strchr("-_.@", name.at[2]) != NULL)) {
            *out = (enum speech)i;
            return true;
        }
    return false;
}

enum speech speech_of_locale(const char *(*variable)(const char *name))
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    enum speech found = SPEECH_EN;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = variable(names[i]);
        if (value == NULL || *value == '\0')
            continue;
        (void)speech_find(str_of(value), &found);
        break;
    }
    return found;
}

static const char *find(enum speech speech, const char *english)
{
    for (size_t i = 0; speech == SPEECH_ZH && i < N_SAYINGS; i++)
        if (strcmp(sayings[i].en, english) == 0)
            return sayings[i].zh;
    return NULL;
}

const char *speech_word(enum speech speech, const char *english)
{
    const char *found = find(speech, english);
    return found != NULL ? found : english;
}

/* ---- values of a format, each in a text of its own ---- */

struct values {
    struct arena *a;
    enum speech speech;
    struct str text[VALUES_MAX];
    size_t n;
};

/* The bytes of a conversion behind its `%`, up to the letter. */
static size_t conversion_len(const char *at)
{
    size_t len = strspn(at, "0123456789.*-+ #");
    len += at[len] == 'z';
    return at[len] != '\0' ? len + 1 : len;
}

static bool is_quoted(const char *format, const char *percent)
{
    return percent > format && strchr("'`\"", percent[-1]) != NULL;
}

/* `spec` is one conversion with its `%`. */
static struct str value(struct values *v, struct str spec, bool quoted,
                        va_list *args)
{
    char format[16];
    size_t len = spec.len < sizeof format ? spec.len : sizeof format - 1;
    memcpy(format, spec.at, len);
    format[len] = '\0';
    char kind = format[len - 1];
    bool wide = len > 2 && format[len - 2] == 'z';
    if (str_is(spec, "%.*s")) {
        int bytes = va_arg(*args, int);
        const char *at = va_arg(*args, const char *);
        return arena_copy(v->a, (struct str){at, (size_t)bytes});
    }
    if (kind == 's') {
        const char *text = va_arg(*args, const char *);
        return str_of(quoted ? text : speech_word(v->speech, text));
    }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    if (wide)
        return arena_printf(v->a, format, va_arg(*args, size_t));
    return arena_printf(v->a, format, va_arg(*args, int));
#pragma GCC diagnostic pop
}

static void take_values(struct values *v, const char *format, va_list *args)
{
    for (const char *at = format; (at = strchr(at, '%')) != NULL;) {
        size_t len = 1 + conversion_len(at + 1);
        if (at[1] != '%' && v->n < VALUES_MAX) {
            struct str text = value(v, (struct str){at, len},
                                    is_quoted(format, at), args);
            v->text[v->n++] = text;
        }
        at += len;
    }
}

static void fill(struct buf *b, const char *pattern, const struct values *v)
{
    for (const char *at = pattern; *at != '\0'; at++) {
        size_t digits = strspn(at + 1, "0123456789");
        if (*at == '{' && digits > 0 && digits <= 2 && at[1 + digits] == '}') {
            size_t n = 0;
            for (size_t i = 1; i <= digits; i++)
                n = n * 10 + (size_t)(at[i] - '0');
            if (n >= 1 && n <= v->n)
                buf_str(b, v->text[n - 1]);
            at += digits + 1;
        } else
            buf_byte(b, *at);
    }
}

struct str speech_vsay(struct arena *a, enum speech speech, const char *format,
                va_list args)
{
    const char *pattern = find(speech, format);
    if (speech != SPEECH_EN && strcmp(format, "%s") == 0)
        pattern = "{1}"; /* a word alone */
    if (pattern == NULL)
        return arena_vprintf(a, format, args);
    struct values v = {.a = a, .speech = speech};
    va_list copy;
    va_copy(copy, args);
    take_values(&v, format, &copy);
    va_end(copy);
    struct buf b = {0};
    fill(&b, pattern, &v);
    struct str text = arena_copy(a, buf_view(&b));
    buf_release(&b);
    return text;
}

struct str speech_say(struct arena *a, enum speech speech, const char *format,
                      ...)
{
    va_list args;
    va_start(args, format);
    struct str text = speech_vsay(a, speech, format, args);
    va_end(args);
    return text;
}

void speech_print(FILE *to, enum speech speech, const char *format, ...)
{
    struct arena scratch = {0};
    va_list args;
    va_start(args, format);
    struct str text = speech_vsay(&scratch, speech, format, args);
    va_end(args);
    fwrite(text.at, 1, text.len, to);
    arena_release(&scratch);
}

void speech_lines(FILE *to, enum speech speech, const char *lines)
{
    struct arena scratch = {0};
    struct str rest = str_of(lines), line;
    while (str_line(&rest, &line)) {
        fputs(speech_word(speech, arena_copy(&scratch, line).at), to);
        fputc('\n', to);
    }
    arena_release(&scratch);
}

/* What was printed before may be lost long since: only the stream knows. */
bool speech_flush(enum speech speech)
{
    bool flushed = fflush(stdout) == 0;
    const char *why =
        flushed ? SPEECH("a part of it is lost") : strerror(errno);
    if (flushed && ferror(stdout) == 0)
        return true;
    speech_print(stderr, speech, "jianbao: cannot write standard output: %s\n",
                 why);
    return false;
}
