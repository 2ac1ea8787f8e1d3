/* SPDX-License-Identifier: MIT */
#ifndef JB_INSPECT_H
#define JB_INSPECT_H

/* What only `check` looks at: the rendered pages and what nothing uses. Every
 * page, feed and sitemap is made as `build` would make it, on every thread,
 * looked at (check/check.h) and thrown away. */

#include "model/plan.h"
#include "render/template.h"

/* For a site without mistakes. False: a layout could not be expanded, which is
 * a fault of the program. */
bool inspect_site(const struct site *s, const struct plan *p,
                  const struct templates *templates,
                  struct diag *d) JB_MUST_USE;

#endif
