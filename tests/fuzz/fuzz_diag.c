/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz.h"

/* Messages with untrusted texts and places, about a file of untrusted bytes
 * behind a form feed: three bytes give line, column and code of each line of
 * the input; bits of the first say whether it has a mend, may be told once for
 * many places, and is Chinese. A terminal must get no control characters, a
 * tool valid JSON. */

enum { FOLDER_MAX = 64 };

static void write_source(const char *folder, struct str text)
{
    char path[FOLDER_MAX + 8];
    snprintf(path, sizeof path, "%s/a.md", folder);
    FILE *f = fopen(path, "wb");
    REQUIRE(f != NULL);
    if (text.len > 0)
        fwrite(text.at, 1, text.len, f);
    fclose(f);
}

static void check_json(struct str s)
{
    bool quoted = false;
    long depth = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (quoted) {
            REQUIRE((unsigned char)s.at[i] >= 0x20);
            if (s.at[i] == '\\')
                i++;
            else if (s.at[i] == '"')
                quoted = false;
        } else if (s.at[i] == '"')
            quoted = true;
        else if (s.at[i] == '{' || s.at[i] == '[')
            depth++;
        else if (s.at[i] == '}' || s.at[i] == ']')
            REQUIRE(--depth >= 0);
    }
    REQUIRE(!quoted && depth == 0);
}

static void check_github(struct str s, size_t n_messages)
{
    struct str line;
    size_t n = 0;
    for (; str_line(&s, &line); n++)
        REQUIRE(str_starts(line, STR("::")) &&
                str_find_byte(line, '\r') == SIZE_MAX);
    REQUIRE(n == n_messages);
}

static void check_text(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        REQUIRE(s.at[i] == '\n' ||
                ((unsigned char)s.at[i] >= 0x20 && s.at[i] != 0x7F));
}

static struct str print(struct arena *a, struct diag *d, const char *folder,
                        enum diag_format format)
{
    struct severities severities;
    char *at = NULL;
    size_t len = 0;
    FILE *to = open_memstream(&at, &len);
    REQUIRE(to != NULL);
    severities_init(&severities);
    diag_print(d, &severities, to, folder, format, false);
    fclose(to);
    struct str out = arena_copy(a, (struct str){at, len});
    free(at);
    return out;
}

static const char *folder(void)
{
    static char name[FOLDER_MAX];
    if (name[0] == '\0') {
        snprintf(name, sizeof name, "/tmp/jianbao-fuzz-XXXXXX");
        REQUIRE(mkdtemp(name) != NULL);
    }
    return name;
}

static void add(struct diag *d, struct str line)
{
    static const char *const paths[] = {"a.md", "", "gone.md"};
    unsigned a = fuzz_byte(&line), b = fuzz_byte(&line), c = fuzz_byte(&line);
    struct loc loc = {str_of(paths[c % 3]), a % 8, b};
    diag_add(d, loc, (enum diag_code)(c % N_DIAG_CODES), STR_FMT ".",
             STR_ARG(line));
    if (a & 8)
        diag_mend(d, loc, str_head(line, line.len / 2), line);
    if (a & 16)
        diag_alike(d);
    if (a & 32)
        diag_system(d);
}

void fuzz(struct arena *a, struct str input, struct diag *d)
{
    struct str line, messages, source;
    struct diag other;
    size_t n = 0;
    if (utf8_invalid_at(input) != SIZE_MAX ||
        str_find_byte(input, '\0') != SIZE_MAX)
        return;
    str_cut(input, '\f', &messages, &source);
    d->speech = input.len > 0 && (input.at[0] & 64) ? SPEECH_ZH : SPEECH_EN;
    diag_like(&other, 1, d);
    while (str_line(&messages, &line))
        if (utf8_invalid_at(str_from(line, 3)) == SIZE_MAX)
            add(n++ % 2 == 0 ? d : &other, line);
    diag_merge(d, &other);
    write_source(folder(), source);
    check_text(print(a, d, folder(), DIAG_TEXT));
    check_json(print(a, d, folder(), DIAG_JSON));
    check_json(print(a, d, folder(), DIAG_SARIF));
    check_github(print(a, d, folder(), DIAG_GITHUB), d->messages.len);
}
