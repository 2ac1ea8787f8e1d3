/* SPDX-License-Identifier: MIT */
#include "check/fetch.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

#include "base/memory.h"

struct curl_calls {
    CURLcode (*global_init)(long flags);
    void (*global_cleanup)(void);
    CURL *(*easy_init)(void);
    CURLcode (*easy_setopt)(CURL *easy, CURLoption option, ...);
    CURLcode (*easy_getinfo)(CURL *easy, CURLINFO info, ...);
    void (*easy_cleanup)(CURL *easy);
    CURLM *(*multi_init)(void);
    CURLMcode (*multi_add_handle)(CURLM *multi, CURL *easy);
    CURLMcode (*multi_remove_handle)(CURLM *multi, CURL *easy);
    CURLMcode (*multi_perform)(CURLM *multi, int *running);
    CURLMcode (*multi_poll)(CURLM *multi, struct curl_waitfd *more, unsigned n,
                            int milliseconds, int *n_ready);
    CURLMsg *(*multi_info_read)(CURLM *multi, int *left);
    CURLMcode (*multi_cleanup)(CURLM *multi);
};

struct fetch {
    struct curl_calls curl;
    const struct fetch_options *options;
    CURLM *multi;
    struct request *requests; /* the running ones, a list */
};

struct request {
    struct fetch *fetch;
    struct request *before, *after;
    CURL *easy;
    size_t id;
    bool refused; /* a private address was */
};

/* ---- the library ---- */

/* POSIX lets a function pointer travel through an object pointer. */
static bool find_call(void *library, const char *name, void *call)
{
    void *found = dlsym(library, name);
    memcpy(call, &found, sizeof found);
    return found != NULL;
}

/* Stays loaded to the end of the program: other libraries hold on to it. */
static bool load(struct curl_calls *c)
{
    void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    const struct {
        const char *name;
        void *call;
    } calls[] = {
        {"curl_global_init", &c->global_init},
        {"curl_global_cleanup", &c->global_cleanup},
        {"curl_easy_init", &c->easy_init},
        {"curl_easy_setopt", &c->easy_setopt},
        {"curl_easy_getinfo", &c->easy_getinfo},
        {"curl_easy_cleanup", &c->easy_cleanup},
        {"curl_multi_init", &c->multi_init},
        {"curl_multi_add_handle", &c->multi_add_handle},
        {"curl_multi_remove_handle", &c->multi_remove_handle},
        {"curl_multi_perform", &c->multi_perform},
        {"curl_multi_poll", &c->multi_poll},
        {"curl_multi_info_read", &c->multi_info_read},
        {"curl_multi_cleanup", &c->multi_cleanup},
    };
    bool good = library != NULL;
    for (size_t i = 0; good && i < sizeof calls / sizeof *calls; i++)
        good = find_call(library, calls[i].name, calls[i].call);
    return good && c->global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

struct fetch *fetch_open(const struct fetch_options *options)
{
    struct fetch *f = memory_zeroed(1, sizeof *f);
    f->options = options;
    if (load(&f->curl) && (f->multi = f->curl.multi_init()) != NULL)
        return f;
    free(f);
    return NULL;
}

/* ---- private networks ---- */

static bool is_private_4(uint32_t ip)
{
    static const struct {
        uint32_t net;
        unsigned bits;
    } nets[] = {
        {0x00000000, 8},  /* this network */
        {0x0A000000, 8},  /* RFC 1918 */
        {0x64400000, 10}, /* RFC 6598: shared by a provider's customers */
        {0x7F000000, 8},  /* loopback */
        {0xA9FE0000, 16}, /* link-local; metadata of cloud machines */
        {0xAC100000, 12}, /* RFC 1918 */
        {0xC0A80000, 16}, /* RFC 1918 */
        {0xE0000000, 3},  /* multicast and reserved */
    };
    for (size_t i = 0; i < sizeof nets / sizeof *nets; i++)
        if ((ip ^ nets[i].net) >> (32 - nets[i].bits) == 0)
            return true;
    return false;
}

static uint32_t last_4(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
           (uint32_t)at[2] << 8 | at[3];
}

/* IPv4 within IPv6: mapped (::ffff:), NAT64 (64:ff9b::). */
static bool is_private_6(const struct in6_addr *address)
{
    static const unsigned char mapped[12] = {[10] = 0xFF, [11] = 0xFF};
    static const unsigned char nat[12] = {0x00, 0x64, 0xFF, 0x9B};
    static const unsigned char zero[12] = {0};
    const unsigned char *at = address->s6_addr;
    if (memcmp(at, mapped, 12) == 0 || memcmp(at, nat, 12) == 0)
        return is_private_4(last_4(at + 12));
    return memcmp(at, zero, 12) == 0 ||       /* ::1 and the like */
           (at[0] & 0xFE) == 0xFC ||          /* unique local */
           (at[0] == 0xFE && at[1] >= 0x80) || /* link-local, site-local */
           at[0] == 0xFF;                     /* multicast */
}

static bool is_private(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in in;
        memcpy(&in, address, sizeof in);
        return is_private_4(ntohl(in.sin_addr.s_addr));
    }
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 in;
        memcpy(&in, address, sizeof in);
        return is_private_6(&in.sin6_addr);
    }
    return true;
}

bool fetch_is_private(const char *host)
{
    struct in_addr four;
    struct in6_addr six;
    if (inet_pton(AF_INET, host, &four) == 1)
        return is_private_4(ntohl(four.s_addr));
    if (inet_pton(AF_INET6, host, &six) == 1)
        return is_private_6(&six);
    return strcasecmp(host, "localhost") == 0;
}

/* ---- requests ---- */

static curl_socket_t open_socket(void *ctx, curlsocktype purpose,
                                 struct curl_sockaddr *address)
{
    struct request *r = ctx;
    (void)purpose;
    if (!r->fetch->options->private_too && is_private(&address->addr)) {
        r->refused = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC,
                  address->protocol);
}

/* Ends a GET as soon as a body begins: the status is known by then.
 * NOLINTNEXTLINE(readability-non-const-parameter): libcurl's type */
static size_t refuse_body(char *at, size_t size, size_t n, void *ctx)
{
    (void)at, (void)size, (void)n, (void)ctx;
    return 0;
}

static void set_options(struct request *r, const char *url, bool head)
{
    const struct fetch *f = r->fetch;
    CURLcode (*set)(CURL *easy, CURLoption option, ...) = f->curl.easy_setopt;
    set(r->easy, CURLOPT_URL, url);
    set(r->easy, CURLOPT_PROTOCOLS_STR, "http,https");
    set(r->easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    set(r->easy, CURLOPT_FOLLOWLOCATION, 1L);
    set(r->easy, CURLOPT_MAXREDIRS, (long)FETCH_REDIRECTS_MAX);
    set(r->easy, CURLOPT_NOBODY, head ? 1L : 0L);
    set(r->easy, CURLOPT_USERAGENT, f->options->agent);
    set(r->easy, CURLOPT_TIMEOUT, (long)f->options->timeout);
    set(r->easy, CURLOPT_CONNECTTIMEOUT, (long)f->options->timeout);
    set(r->easy, CURLOPT_NOSIGNAL, 1L);
    set(r->easy, CURLOPT_PROXY, "");
    set(r->easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    set(r->easy, CURLOPT_OPENSOCKETDATA, r);
    set(r->easy, CURLOPT_WRITEFUNCTION, refuse_body);
    set(r->easy, CURLOPT_PRIVATE, r);
}

static void end_request(struct request *r)
{
    struct fetch *f = r->fetch;
    f->curl.multi_remove_handle(f->multi, r->easy);
    f->curl.easy_cleanup(r->easy);
    if (r->before != NULL)
        r->before->after = r->after;
    else
        f->requests = r->after;
    if (r->after != NULL)
        r->after->before = r->before;
    free(r);
}

bool fetch_start(struct fetch *f, const char *url, bool head, size_t id)
{
    struct request *r = memory_zeroed(1, sizeof *r);
    *r = (struct request){.fetch = f,
                          .after = f->requests,
                          .easy = f->curl.easy_init(),
                          .id = id};
    if (r->easy == NULL) {
        free(r);
        return false;
    }
    if (r->after != NULL)
        r->after->before = r;
    f->requests = r;
    set_options(r, url, head);
    if (f->curl.multi_add_handle(f->multi, r->easy) == CURLM_OK)
        return true;
    end_request(r);
    return false;
}

static enum fetch_outcome outcome_of(const struct request *r, CURLcode code,
                                     long status)
{
    if (code == CURLE_OK || (code == CURLE_WRITE_ERROR && status > 0))
        return FETCH_ANSWER;
    if (r->refused)
        return FETCH_PRIVATE;
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST: return FETCH_HOST;
    case CURLE_COULDNT_CONNECT: return FETCH_CONNECT;
    case CURLE_OPERATION_TIMEDOUT: return FETCH_TIMEOUT;
    case CURLE_TOO_MANY_REDIRECTS: return FETCH_LOOP;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CIPHER: return FETCH_SECURITY;
    default: return FETCH_BROKEN;
    }
}

static bool take_ended(struct fetch *f, size_t *id, struct fetch_result *out)
{
    int left;
    for (CURLMsg *m; (m = f->curl.multi_info_read(f->multi, &left)) != NULL;) {
        struct request *r = NULL;
        long status = 0;
        if (m->msg != CURLMSG_DONE)
            continue;
        f->curl.easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, (char **)&r);
        f->curl.easy_getinfo(r->easy, CURLINFO_RESPONSE_CODE, &status);
        *id = r->id;
        *out = (struct fetch_result){outcome_of(r, m->data.result, status),
                                     (unsigned)status};
        end_request(r);
        return true;
    }
    return false;
}

bool fetch_next(struct fetch *f, int milliseconds, size_t *id,
                struct fetch_result *out)
{
    int running;
    if (take_ended(f, id, out))
        return true;
    f->curl.multi_perform(f->multi, &running);
    if (take_ended(f, id, out))
        return true;
    f->curl.multi_poll(f->multi, NULL, 0, milliseconds, NULL);
    f->curl.multi_perform(f->multi, &running);
    return take_ended(f, id, out);
}

void fetch_close(struct fetch *f)
{
    if (f == NULL)
        return;
    for (struct request *r = f->requests, *after; r != NULL; r = after) {
        after = r->after;
        end_request(r);
    }
    f->curl.multi_cleanup(f->multi);
    f->curl.global_cleanup();
    free(f);
}
