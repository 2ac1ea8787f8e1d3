/* SPDX-License-Identifier: MIT */
#ifndef JB_CHECK_EXTERNAL_H
#define JB_CHECK_EXTERNAL_H

/* `check --external`: whether the addresses outside the site still answer.
 *
 * Politely: EXTERNAL_PARALLEL requests at once, to one host one after another
 * with EXTERNAL_PAUSE between them and EXTERNAL_HOST_MAX in a run, HEAD before
 * GET, and each address at most once a week (see tried.h). GET follows where a
 * server has no HEAD (403, 405, 501).
 *
 * An answer of 404, 410 or 5xx, and none at all, is a warning at every place
 * that names the address. 401, 403 and 429 are how servers turn programs away:
 * a notice. Where nothing at all answers there is no network: one notice.
 * Addresses of private networks are not tried, but by a site whose own base_url
 * lies at such an IP address or at localhost. */

#include "check/check.h"

enum {
    EXTERNAL_PARALLEL = 8,
    EXTERNAL_PAUSE = 1000, /* milliseconds */
    EXTERNAL_HOST_MAX = 60,
    EXTERNAL_TIMEOUT = 20, /* seconds; the default of --timeout */
    EXTERNAL_TIMEOUT_MAX = 300
};

/* After check_report, with options.outside; reports into `d`. */
void check_external(struct check *c, const struct site *s, struct diag *d);

#endif
