/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_ADDRESS_H
#define JB_MODEL_ADDRESS_H

/* What site.yaml and data files give as addresses is written into pages, feeds
 * and the files of hosts: only what has the form of one is taken. */

#include <stdbool.h>

#include "base/str.h"

/* http:// or https:// and something behind it, without white space, control
 * characters, quotation marks, < > \ ^ ` { | } (RFC 3986 appendix C). Letters
 * beyond ASCII are fine: they are percent-encoded where they are written. */
bool address_ok(struct str url);

/* The same, ASCII only, with a host and without query and fragment. */
bool address_is_base(struct str url);

/* local@domain in ASCII: the atoms of RFC 5322 section 3.2.3, without quoted
 * forms. */
bool address_is_email(struct str text);

/* Letters, digits and hyphens as in BCP 47: zh-Hans. */
bool address_is_language_tag(struct str tag);

#endif
