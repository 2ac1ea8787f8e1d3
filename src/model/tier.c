/* SPDX-License-Identifier: MIT */
#include "model/tier.h"

#include <string.h>

static const struct {
    const char *kind;
    enum tier tier;
} tiers[] = {
    {"nation", TIER_NATION},
    {"province", TIER_PROVINCE},
    {"autonomous_region", TIER_PROVINCE},
    {"municipality", TIER_PROVINCE},
    {"sar", TIER_PROVINCE},
    {"city", TIER_CITY},
    {"prefecture", TIER_CITY},
    {"autonomous_prefecture", TIER_CITY},
    {"league", TIER_CITY},
    {"district", TIER_COUNTY},
    {"county", TIER_COUNTY},
    {"county_city", TIER_COUNTY},
    {"autonomous_county", TIER_COUNTY},
    {"banner", TIER_COUNTY},
    {"autonomous_banner", TIER_COUNTY},
    {"forestry", TIER_COUNTY},
    {"special", TIER_COUNTY},
};

/* Kinds are written autonomous_region or autonomous-region. */
static bool is_kind(struct str kind, const char *name)
{
    if (kind.len != strlen(name))
        return false;
    for (size_t i = 0; i < kind.len; i++)
        if ((kind.at[i] == '-' ? '_' : kind.at[i]) != name[i])
            return false;
    return true;
}

enum tier district_tier(const struct district *d)
{
    for (size_t i = 0; i < sizeof tiers / sizeof *tiers; i++)
        if (is_kind(d->kind, tiers[i].kind))
            return tiers[i].tier;
    return TIER_OTHER;
}
