/* SPDX-License-Identifier: MIT */
#include "import/notes.h"

#include "import/cells.h"

struct note {
    struct loc loc;
    enum diag_code code;
    struct str text;
    size_t n; /* places */
};

/* Texts of the file may have line breaks in them. */
static struct str on_one_line(struct arena *a, struct str s)
{
    char *at = arena_alloc(a, s.len + 1, 1);
    for (size_t i = 0; i < s.len; i++)
        at[i] = s.at[i] == '\n' || s.at[i] == '\r' ? ' ' : s.at[i];
    return (struct str){at, s.len};
}

static struct note *find(struct notes *n, enum diag_code code,
                         const char *format, va_list args)
    __attribute__((format(printf, 3, 0)));

/* The note with this text, or NULL; the caller sets the place of a new one. */
static struct note *find(struct notes *n, enum diag_code code,
                         const char *format, va_list args)
{
    struct arena scratch = {0};
    struct str text =
        on_one_line(&scratch, speech_vsay(&scratch, n->diag->speech, format,
                                          args));
    struct note *note = map_get(&n->by_text, text);
    if (note == NULL && !notes_full(n)) {
        note = arena_new(&n->arena, struct note);
        note->code = code;
        note->text = arena_copy(&n->arena, text);
        map_put(&n->by_text, &n->arena, note->text, note);
        *vec_push(&n->arena, &n->all) = note;
    }
    if (note != NULL)
        note->n++;
    else
        n->n_more++;
    arena_release(&scratch);
    return note;
}

void note_add(struct notes *n, struct loc loc, enum diag_code code,
              const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct note *note = find(n, code, format, args);
    va_end(args);
    if (note != NULL && note->n == 1)
        note->loc = loc;
}

void note_cell(struct notes *n, const struct cells *cells, size_t row,
               size_t column, enum diag_code code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct note *note = find(n, code, format, args);
    va_end(args);
    if (note != NULL && note->n == 1)
        note->loc = cells_loc(cells, row, column);
}

void notes_close(struct notes *n)
{
    for (size_t i = 0; i < n->all.len; i++) {
        const struct note *note = n->all.at[i];
        if (note->n == 1)
            diag_add(n->diag, note->loc, note->code, STR_FMT,
                     STR_ARG(note->text));
        else
            diag_add(n->diag, note->loc, note->code,
                     STR_FMT " (and at %zu more %s)", STR_ARG(note->text),
                     note->n - 1, note->n == 2 ? "place" : "places");
    }
    if (n->n_more > 0)
        diag_add(n->diag, n->all.at[n->all.len - 1]->loc, DIAG_IMPORT_DOUBT,
                 "there are %zu more doubts, not shown; mend those above first",
                 n->n_more);
    map_release(&n->by_text);
    arena_release(&n->arena);
    *n = (struct notes){.diag = n->diag};
}
