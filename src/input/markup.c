/* SPDX-License-Identifier: MIT */
#include "input/markup.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>

#include "base/memory.h"

struct reading {
    const struct markup_handler *handler;
    xmlParserCtxtPtr parser;
    unsigned depth;
    bool html, too_deep;
};

void markup_start(void)
{
    xmlMemSetup(free, memory_take, memory_resize, memory_text);
    xmlInitParser();
}

void markup_end(void)
{
    xmlCleanupParser();
}

static void open_tag(void *ctx, const xmlChar *name, const xmlChar **attributes)
{
    struct reading *r = ctx;
    const struct markup_tag tag = {
        .name = (const char *)name,
        .attribute = (const char **)attributes,
        .line = (unsigned)xmlSAX2GetLineNumber(r->parser)};
    if (r->html && ++r->depth > MARKUP_DEPTH_MAX) {
        r->too_deep = true;
        xmlStopParser(r->parser);
        return;
    }
    if (r->handler->open != NULL)
        r->handler->open(r->handler->ctx, &tag);
}

static void close_tag(void *ctx, const xmlChar *name)
{
    struct reading *r = ctx;
    r->depth--;
    if (r->handler->close != NULL)
        r->handler->close(r->handler->ctx, (const char *)name);
}

static void take_text(void *ctx, const xmlChar *text, int len)
{
    struct reading *r = ctx;
    if (r->handler->text != NULL)
        r->handler->text(r->handler->ctx,
                         (struct str){(const char *)text, (size_t)len});
}

/* Declarations are not read, so that nothing can be fetched or multiply. */
static xmlEntityPtr get_entity(void *ctx, const xmlChar *name)
{
    (void)ctx;
    return xmlGetPredefinedEntity(name);
}

static void drop_error(void *ctx, xmlErrorPtr error)
{
    (void)ctx, (void)error;
}

static const xmlSAXHandler events = {
    .startElement = open_tag,
    .endElement = close_tag,
    .characters = take_text,
    .cdataBlock = take_text,
    .ignorableWhitespace = take_text,
    .getEntity = get_entity,
    .serror = drop_error,
    .initialized = XML_SAX2_MAGIC,
};

bool markup_html(struct str bytes, const struct markup_handler *handler)
{
    if (bytes.len == 0 || bytes.len > INT_MAX)
        return bytes.len == 0;
    struct reading r = {
        .handler = handler, .parser = htmlNewParserCtxt(), .html = true};
    if (r.parser == NULL)
        out_of_memory();
    *r.parser->sax = events;
    r.parser->userData = &r;
    htmlCtxtReadMemory(r.parser, bytes.at, (int)bytes.len, NULL, "UTF-8",
                       XML_PARSE_HUGE | HTML_PARSE_NONET);
    htmlFreeParserCtxt(r.parser);
    return !r.too_deep;
}

static void take_fault(const xmlError *error, struct markup_fault *fault)
{
    *fault = (struct markup_fault){.line = 1, .col = 1};
    if (error == NULL || error->message == NULL) {
        snprintf(fault->text, sizeof fault->text, "%s", "it is empty");
        return;
    }
    fault->line = error->line > 0 ? (unsigned)error->line : 1;
    fault->col = error->int2 > 0 ? (unsigned)error->int2 : 1;
    snprintf(fault->text, sizeof fault->text, "%s", error->message);
    fault->text[strcspn(fault->text, "\n")] = '\0';
}

bool markup_xml(struct str bytes, const struct markup_handler *handler,
                struct markup_fault *fault)
{
    if (bytes.len > INT_MAX) {
        *fault = (struct markup_fault){1, 1, "it is too large"};
        return false;
    }
    struct reading r = {.handler = handler, .parser = xmlNewParserCtxt()};
    if (r.parser == NULL)
        out_of_memory();
    *r.parser->sax = events;
    r.parser->userData = &r;
    xmlDocPtr tree = xmlCtxtReadMemory(
        r.parser, bytes.len > 0 ? bytes.at : "", (int)bytes.len, NULL, "UTF-8",
        XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_SAX1 | XML_PARSE_HUGE);
    bool good = r.parser->wellFormed != 0;
    if (!good)
        take_fault(xmlCtxtGetLastError(r.parser), fault);
    if (tree != NULL)
        xmlFreeDoc(tree);
    xmlFreeParserCtxt(r.parser);
    return good;
}

bool markup_get(const struct markup_tag *tag, const char *name,
                struct str *value)
{
    for (const char **a = tag->attribute; a != NULL && *a != NULL; a += 2)
        if (strcmp(*a, name) == 0) {
            *value = a[1] != NULL ? str_of(a[1]) : (struct str){0};
            return true;
        }
    return false;
}
