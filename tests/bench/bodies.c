/* SPDX-License-Identifier: MIT */
#include <cmark.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* bodies < LIST: reads the Markdown files named on the lines of standard input
 * one by one, parses what is below the front matter with cmark and renders it
 * as HTML that nobody reads: the least that a site of these articles costs. */

enum { PATH = 4096 };

static char *read_all(const char *path, size_t *len)
{
    FILE *f = fopen(path, "rb");
    char *text = NULL;
    long size;
    if (f != NULL && fseek(f, 0, SEEK_END) == 0 && (size = ftell(f)) >= 0) {
        rewind(f);
        text = malloc((size_t)size + 1);
        *len = text != NULL ? fread(text, 1, (size_t)size, f) : 0;
        if (text != NULL)
            text[*len] = '\0';
    }
    if (f != NULL)
        fclose(f);
    return text;
}

int main(void)
{
    char path[PATH];
    size_t n = 0, in = 0, out = 0;
    while (fgets(path, sizeof path, stdin) != NULL) {
        size_t len = 0;
        path[strcspn(path, "\n")] = '\0';
        char *text = read_all(path, &len);
        if (text == NULL) {
            perror(path);
            return 2;
        }
        const char *end = strstr(text, "\n---\n");
        const char *body = end != NULL ? end + 5 : text;
        size_t body_len = len - (size_t)(body - text);
        cmark_node *tree =
            cmark_parse_document(body, body_len, CMARK_OPT_DEFAULT);
        char *html = cmark_render_html(tree, CMARK_OPT_DEFAULT);
        in += body_len;
        out += strlen(html);
        n++;
        free(html);
        cmark_node_free(tree);
        free(text);
    }
    printf("%zu texts, %zu bytes, %zu bytes of HTML\n", n, in, out);
    return 0;
}
