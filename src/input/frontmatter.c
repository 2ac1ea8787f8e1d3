/* SPDX-License-Identifier: MIT */
#include "input/frontmatter.h"

/* `---`, with blanks behind it at most. */
static bool is_fence(struct str line)
{
    return str_starts(line, STR("---")) && str_trim(str_from(line, 3)).len == 0;
}

/* Two or four hyphens, or dashes that an editor made of them. */
static bool is_nearly_fence(struct str line)
{
    static const char *const signs[] = {"-", "–", "—", "－", "―"};
    struct str rest = str_trim(line);
    size_t n = 0;
    for (bool any = true; any && rest.len > 0;) {
        any = false;
        for (size_t i = 0; i < sizeof signs / sizeof *signs && !any; i++)
            if (str_starts(rest, str_of(signs[i]))) {
                rest = str_from(rest, strlen(signs[i]));
                any = true;
                n++;
            }
    }
    return rest.len == 0 && (n > 1 || (n == 1 && str_trim(line).at[0] != '-'));
}

static bool report_missing(struct str path, struct str first, unsigned line,
                           struct diag *d)
{
    struct loc loc = {path, line, 1};
    size_t end = str_find_byte(first, '\r');
    if (end != SIZE_MAX && end + 1 < first.len)
        return diag_add(d, loc, DIAG_FRONT_MISSING,
                        "lines end with a carriage return alone; save the "
                        "file with Unix or Windows line ends");
    struct str trimmed = str_trim(first);
    bool nearly = str_starts(trimmed, STR("—")) ||
                  str_starts(trimmed, STR("--")) ||
                  str_starts(trimmed, STR("－－"));
    if (nearly || line > 1)
        return diag_add(d, loc, DIAG_FRONT_MISSING,
                        "the first line must be exactly three hyphens, '---'");
    return diag_add(d, loc, DIAG_FRONT_MISSING,
                    "no front matter; begin with a line '---', the fields, "
                    "and a line '---'");
}

bool frontmatter_split(struct str path, struct str text,
                       struct frontmatter *out, struct diag *d)
{
    struct str rest = text, line = {0};
    if (str_trim(text).len == 0)
        return diag_add(d, (struct loc){path, 1, 0}, DIAG_FILE_EMPTY,
                        "the file is empty");
    str_line(&rest, &line);
    if (!is_fence(line)) {
        unsigned at = 1;
        while (str_trim(line).len == 0 && str_line(&rest, &line))
            at++;
        return report_missing(path, line, is_fence(line) ? at : 1, d);
    }
    unsigned nearly = 0;
    const char *meta = rest.len > 0 ? rest.at : text.at + text.len;
    for (unsigned n = 2; str_line(&rest, &line); n++) {
        if (!is_fence(line)) {
            if (nearly == 0 && is_nearly_fence(line))
                nearly = n;
            continue;
        }
        *out = (struct frontmatter){
            .meta = {meta, (size_t)(line.at - meta)},
            .body = rest,
            .meta_line = 2,
            .body_line = n + 1,
        };
        return true;
    }
    if (nearly > 0)
        return diag_add(d, (struct loc){path, nearly, 1}, DIAG_FRONT_UNCLOSED,
                        "front matter that is never closed; write this line "
                        "as '---'");
    return diag_add(d, (struct loc){path, 1, 1}, DIAG_FRONT_UNCLOSED,
                    "front matter that is never closed; put a line '---' "
                    "below the fields");
}
