/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_DATA_MEND_H
#define JB_MODEL_DATA_MEND_H

/* What spreadsheets and input methods do to dates and numbers. Forms that lost
 * nothing are turned into ours; the result is for the caller to parse, who so
 * finds out whether it is right. */

#include "base/arena.h"

/* `2021/6/18`, `2021-6-18`, `2021年6月18日`, `2021年6月`, a time of midnight,
 * full-width characters; also as the ends of a range and before `~`. False: not
 * one of these. */
bool mend_date(struct arena *a, struct str text, struct str *out);

/* `1,924,600`, full-width characters and, with `percent`, `54.02%`; also as
 * the ends of a range. False: not one of these. */
bool mend_number(struct arena *a, struct str text, bool percent,
                 struct str *out);

/* `410305.0` and full-width characters of a code. False: not one of these. */
bool mend_code(struct arena *a, struct str text, struct str *out);

/* `4.1E+05`, `Jun-21`, `2月3日`, `#REF!`: the original cannot be told. */
bool mend_is_lossy(struct str text);

#endif
