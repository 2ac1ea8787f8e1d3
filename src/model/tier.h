/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_TIER_H
#define JB_MODEL_TIER_H

/* Levels of districts that can be compared, whatever the kinds are called. */

#include "model/records.h"

enum tier { TIER_NATION, TIER_PROVINCE, TIER_CITY, TIER_COUNTY, TIER_OTHER,
            N_TIERS };

enum tier district_tier(const struct district *d);

#endif
