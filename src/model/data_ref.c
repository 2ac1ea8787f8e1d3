/* SPDX-License-Identifier: MIT */
#include <assert.h>

#include "model/data_mend.h"
#include "model/data_row.h"
#include "model/field.h"

enum { NEAREST_MAX = 200 };

const struct map *data_records(const struct site *s, enum data_kind kind)
{
    switch (kind) {
    case DATA_DISTRICTS: return &s->by_code;
    case DATA_UNITS: return &s->by_unit;
    case DATA_TOPICS: return &s->by_topic;
    case DATA_GROUPS: return &s->by_group;
    case DATA_SOURCES: return &s->by_source;
    case DATA_INDICATORS: return &s->by_indicator;
    case DATA_DOCUMENTS: return &s->by_paper;
    case DATA_EVENTS: return &s->by_event;
    case DATA_GLOSSARY: return &s->by_term;
    case DATA_STATISTICS:
    case N_DATA_KINDS: break;
    }
    return NULL;
}

static const char *const nouns[N_DATA_KINDS] = {
    SPEECH("district"),  SPEECH("unit"),     SPEECH("topic"),
    SPEECH("group"),     SPEECH("source"),   SPEECH("indicator"),
    SPEECH("document"),  SPEECH("event"),    SPEECH("term"),
    SPEECH("statistics")};

const char *data_noun(enum data_kind kind)
{
    return nouns[kind];
}

void *row_ref_to(struct row *r, int column, enum data_kind kind,
                 struct str name)
{
    struct row_file *f = r->file;
    assert(kind < N_DATA_KINDS);
    if (name.len == 0)
        return NULL;
    const struct map *map = data_records(f->site, kind);
    void *found = map_get(map, name);
    if (found != NULL)
        return found;
    r->broken = true;
    if (f->incomplete[kind])
        return NULL;
    struct str key =
        arena_printf(f->scratch, "%d " STR_FMT, (int)kind, STR_ARG(name));
    struct str text = {0};
    if (map_get(&f->repeated_by_key, key) == NULL) {
        struct str near = {0};
        if (f->n_nearest++ < NEAREST_MAX)
            near = map_nearest(map, name);
        struct str hint = did_you_mean(f->scratch, f->diag->speech, near);
        if (near.len == 0)
            hint = speech_say(f->scratch, f->diag->speech, "; add it to %s",
                              data_columns[kind].path);
        text = speech_say(f->scratch, f->diag->speech,
                          "unknown %s '" STR_FMT "'" STR_FMT, nouns[kind],
                          STR_ARG(name), STR_ARG(hint));
    }
    row_report_once(r, column, DIAG_DATA_UNKNOWN, key, text);
    return NULL;
}

/* What a spreadsheet made of a code: mended where nothing was lost. */
static void *code_ref(struct row *r, int column, struct str name)
{
    struct arena *a = r->file->scratch;
    const struct map *map = data_records(r->file->site, DATA_DISTRICTS);
    struct str mended;
    if (mend_code(a, name, &mended) && map_get(map, mended) != NULL) {
        row_report_form(r, column, name, mended);
        return map_get(map, mended);
    }
    if (!mend_is_lossy(name))
        return row_ref_to(r, column, DATA_DISTRICTS, name);
    struct str key = arena_printf(a, "lossy " STR_FMT, STR_ARG(name));
    row_report_once(r, column, DIAG_DATA_LOSSY, key,
                    speech_say(a, r->file->diag->speech,
                               "'" STR_FMT "' is what a spreadsheet made of a "
                               "code; write its six digits as text",
                               STR_ARG(name)));
    return NULL;
}

void *row_ref(struct row *r, int column, enum data_kind kind)
{
    struct str name = row_str(r, column);
    if (kind == DATA_DISTRICTS && name.len > 0 &&
        map_get(data_records(r->file->site, kind), name) == NULL)
        return code_ref(r, column, name);
    return row_ref_to(r, column, kind, name);
}
