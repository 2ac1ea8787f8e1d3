/* SPDX-License-Identifier: MIT */
#include "explain.h"

static const struct {
    const char *wrong, *right;
} examples[N_DIAG_CODES] = {
#define EXAMPLE(id, wrong, right) [DIAG_##id] = {wrong, right},
#include "explain.def"
#undef EXAMPLE
};

static void print_example(FILE *to, enum speech speech, const char *title,
                          const char *example)
{
    struct str rest = str_of(example), line;
    fprintf(to, "\n%s\n", speech_word(speech, title));
    while (str_line(&rest, &line))
        fprintf(to, "    " STR_FMT "\n", STR_ARG(line));
}

void explain_code(FILE *to, enum speech speech, enum diag_code code)
{
    const struct diag_kind *k = &diag_kinds[code];
    fprintf(to, "%s (%s)\n  %s\n  %s\n", k->code,
            speech_word(speech, severity_names[k->severity]),
            speech_word(speech, k->meaning), speech_word(speech, k->fix));
    if (examples[code].wrong == NULL)
        return;
    print_example(to, speech, SPEECH("An example:"), examples[code].wrong);
    if (*examples[code].right != '\0')
        print_example(to, speech, SPEECH("Put right:"), examples[code].right);
}
