/* SPDX-License-Identifier: MIT */
#include "model/menu.h"

const struct menu_target menu_targets[N_MENU_TARGETS] = {
    {"articles", PAGE_ARTICLES},     {"topics", PAGE_TOPICS},
    {"genres", PAGE_GENRES},         {"districts", PAGE_DISTRICTS},
    {"indicators", PAGE_INDICATORS}, {"data", PAGE_DATA},
    {"glossary", PAGE_GLOSSARY},     {"documents", PAGE_DOCUMENTS},
    {"status", PAGE_STATUS},
};

const struct menu_target *menu_target(struct str name)
{
    for (size_t i = 0; i < N_MENU_TARGETS; i++)
        if (str_is(name, menu_targets[i].name))
            return &menu_targets[i];
    return NULL;
}
