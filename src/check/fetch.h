/* SPDX-License-Identifier: MIT */
#ifndef JB_CHECK_FETCH_H
#define JB_CHECK_FETCH_H

/* Asks web servers whether an address answers, by libcurl, several at once.
 *
 * Only http and https, five redirects at most, no proxy, no cookies; of a body
 * nothing is kept. Addresses of private networks (RFC 1918 and 6598, loopback,
 * link-local, those of IPv6 likewise) are refused when the connection is made,
 * whatever name or redirect led there, unless `private_too`.
 *
 * libcurl is loaded when it is needed: with its thirty libraries it would add
 * 6 ms to every start of a program that starts in 3. One thread. */

#include <stdbool.h>
#include <stddef.h>

enum fetch_outcome {
    FETCH_ANSWER,   /* status is set */
    FETCH_HOST,     /* the name is not known */
    FETCH_CONNECT,  /* no connection */
    FETCH_TIMEOUT,
    FETCH_LOOP,     /* too many redirects */
    FETCH_SECURITY, /* certificate or encryption */
    FETCH_PRIVATE,  /* an address of a private network */
    FETCH_BROKEN    /* anything else */
};

struct fetch_result {
    enum fetch_outcome outcome;
    unsigned status; /* of HTTP, after redirects */
};

struct fetch_options {
    const char *agent; /* User-Agent */
    unsigned timeout;  /* seconds for one request, redirects included */
    bool private_too;
};

enum { FETCH_REDIRECTS_MAX = 5 };

struct fetch;

/* NULL: there is no libcurl. `options` is borrowed until fetch_close. */
struct fetch *fetch_open(const struct fetch_options *options);

/* Begins a request, HEAD or GET; `id` comes back with its result. False: it
 * cannot be begun. */
bool fetch_start(struct fetch *f, const char *url, bool head, size_t id);

/* Waits up to so many milliseconds for the end of a request. */
bool fetch_next(struct fetch *f, int milliseconds, size_t *id,
                struct fetch_result *out);

void fetch_close(struct fetch *f);

/* True for an IP address in text that is not public, and for localhost. */
bool fetch_is_private(const char *host);

#endif
