/* SPDX-License-Identifier: MIT */
/* Messages for programs. */
#include "base/diag_print.h"

#include "base/buf.h"
#include "base/escape.h"

static void member(struct buf *b, const char *key, struct str value)
{
    buf_printf(b, "\"%s\":\"", key);
    escape_json(b, value);
    buf_byte(b, '"');
}

static void add_json(struct buf *b, const struct message *m,
                     enum severity severity)
{
    buf_byte(b, '{');
    member(b, "path", m->loc.path);
    buf_printf(b, ",\"line\":%u,\"column\":%u,", m->loc.line, m->loc.col);
    member(b, "severity", str_of(severity_names[severity]));
    buf_byte(b, ',');
    member(b, "code", str_of(diag_kinds[m->code].code));
    buf_byte(b, ',');
    member(b, "text", m->text);
    buf_byte(b, '}');
}

/* ---- SARIF 2.1.0 ---- */

static struct str level(enum severity severity)
{
    if (severity == SEVERITY_OFF)
        return STR("none");
    return severity == SEVERITY_NOTICE ? STR("note")
                                       : str_of(severity_names[severity]);
}

/* Section 3.49: what a rule is about, and what helps. */
static void add_rule(struct buf *b, const struct diag_kind *k,
                     enum speech speech, enum severity severity)
{
    buf_byte(b, '{');
    member(b, "id", str_of(k->code));
    buf_text(b, ",\"shortDescription\":{");
    member(b, "text", str_of(speech_word(speech, k->meaning)));
    buf_text(b, "},\"help\":{");
    member(b, "text", str_of(speech_word(speech, k->fix)));
    buf_text(b, "},\"defaultConfiguration\":{");
    member(b, "level", level(severity));
    buf_text(b, "}}");
}

static void open_sarif(struct buf *b, const struct diag_printer *p,
                       const struct severities *s)
{
    const char *comma = "\n    ";
    buf_text(b, "{\"version\":\"2.1.0\",\"$schema\":"
                "\"https://json.schemastore.org/sarif-2.1.0.json\",\n"
                " \"runs\":[{\"tool\":{\"driver\":{\"name\":\"jianbao\","
                "\"rules\":[");
    for (int i = 0; i < N_DIAG_CODES; i++) {
        if (!p->used[i])
            continue;
        buf_text(b, comma);
        add_rule(b, &diag_kinds[i], p->speech, s->of[i]);
        comma = ",\n    ";
    }
    buf_printf(b, "]}},\n  \"language\":\"%s\","
                  "\"columnKind\":\"unicodeCodePoints\",\"results\":[",
               p->speech == SPEECH_ZH ? "zh" : "en");
}

/* Sections 3.27 to 3.30: a result names its rule, level and region. */
static void add_sarif(struct buf *b, const struct message *m,
                      enum severity severity)
{
    buf_text(b, "{");
    member(b, "ruleId", str_of(diag_kinds[m->code].code));
    buf_byte(b, ',');
    member(b, "level", level(severity));
    buf_text(b, ",\"message\":{");
    member(b, "text", m->text);
    buf_byte(b, '}');
    if (m->loc.path.len > 0) {
        buf_text(b, ",\"locations\":[{\"physicalLocation\":{"
                    "\"artifactLocation\":{\"uri\":\"");
        escape_percent(b, m->loc.path);
        buf_text(b, "\"}");
        if (m->loc.line > 0)
            buf_printf(b, ",\"region\":{\"startLine\":%u", m->loc.line);
        if (m->loc.line > 0 && m->loc.col > 0)
            buf_printf(b, ",\"startColumn\":%u", m->loc.col);
        buf_text(b, m->loc.line > 0 ? "}}}]" : "}}]");
    }
    buf_byte(b, '}');
}

/* ---- GitHub ---- */

/* Workflow commands, as toolkit/core does it: %, CR and LF are percent-encoded
 * in data, `:` and `,` in properties too. */
static void github_escape(struct buf *b, struct str s, bool property)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (c == '%' || c == '\n' || c == '\r' ||
            (property && (c == ':' || c == ',')))
            buf_printf(b, "%%%02X", (unsigned char)c);
        else
            buf_byte(b, c);
    }
}

static void add_github(struct buf *b, const struct message *m,
                       enum severity severity)
{
    buf_printf(b, "::%s", severity_names[severity]);
    if (m->loc.path.len > 0) {
        buf_text(b, " file=");
        github_escape(b, m->loc.path, true);
        if (m->loc.line > 0)
            buf_printf(b, ",line=%u", m->loc.line);
        if (m->loc.line > 0 && m->loc.col > 0)
            buf_printf(b, ",col=%u", m->loc.col);
    }
    buf_text(b, "::");
    github_escape(b, m->text, false);
    buf_printf(b, " [%s]\n", diag_kinds[m->code].code);
}

/* ---- a whole output ---- */

static void put(struct diag_printer *p, struct buf *b)
{
    if (b->len > 0)
        fwrite(b->at, 1, b->len, p->to);
    buf_release(b);
}

void diag_printer_open(struct diag_printer *p, const struct severities *s)
{
    struct buf b = {0};
    if (p->format == DIAG_JSON)
        buf_byte(&b, '[');
    if (p->format == DIAG_SARIF)
        open_sarif(&b, p, s);
    put(p, &b);
}

void diag_printer_add(struct diag_printer *p, const struct message *m,
                      enum severity severity)
{
    struct buf b = {0};
    const char *comma = p->any ? "," : "";
    p->any = true;
    switch (p->format) {
    case DIAG_TEXT: diag_print_text(p, m, severity); break;
    case DIAG_JSON:
        buf_printf(&b, "%s\n  ", comma);
        add_json(&b, m, severity);
        break;
    case DIAG_SARIF:
        buf_printf(&b, "%s\n    ", comma);
        add_sarif(&b, m, severity);
        break;
    case DIAG_GITHUB: add_github(&b, m, severity); break;
    }
    put(p, &b);
}

void diag_printer_close(struct diag_printer *p)
{
    if (p->format == DIAG_JSON)
        fputs("\n]\n", p->to);
    if (p->format == DIAG_SARIF)
        fputs("\n ]}]}\n", p->to);
    arena_release(&p->source.arena);
}
