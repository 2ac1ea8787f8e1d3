/* SPDX-License-Identifier: MIT */
#include "model/file_name.h"

#include "base/buf.h"
#include "base/unicode.h"

static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

static bool has_control(struct str path)
{
    for (size_t at = 0; at < path.len;)
        if (is_control(utf8_next(path, &at)))
            return true;
    return false;
}

static struct str shown(struct arena *a, struct str path)
{
    struct buf b = {0};
    for (size_t at = 0; at < path.len;) {
        char character[4];
        uint32_t c = utf8_next(path, &at);
        buf_bytes(&b, character, utf8_put(is_control(c) ? 0xFFFD : c,
                                          character));
    }
    struct str copy = arena_copy(a, buf_view(&b));
    buf_release(&b);
    return copy;
}

bool file_name_check(struct arena *a, struct str path, struct diag *d)
{
    const char *fault = utf8_invalid_at(path) != SIZE_MAX ? "is not UTF-8"
                        : has_control(path) ? "holds a control character"
                                            : NULL;
    struct loc loc = {path, 0, 0};
    if (fault != NULL) {
        loc.path = shown(a, path);
        return diag_add(d, loc, DIAG_FILE_NAME,
                        "the name %s; rename the file or its folder", fault);
    }
    if (path.len > FILE_PATH_MAX)
        return diag_add(d, loc, DIAG_FILE_NAME,
                        "the path has %zu bytes, more than %d; shorten the "
                        "names of the file or its folders",
                        path.len, FILE_PATH_MAX);
    return true;
}

bool file_is_readme(struct str path)
{
    size_t slash = SIZE_MAX;
    for (size_t i = 0; i < path.len; i++)
        if (path.at[i] == '/')
            slash = i;
    struct str name = str_from(path, slash == SIZE_MAX ? 0 : slash + 1);
    return str_starts(name, STR("README")) && str_ends(name, STR(".md"));
}
