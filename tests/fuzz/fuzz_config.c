/* SPDX-License-Identifier: MIT */
#include "fuzz.h"
#include "input/encoding.h"
#include "input/yaml.h"
#include "model/config.h"

void fuzz(struct arena *a, struct str input, struct diag *d)
{
    struct config c = {0};
    if (!encoding_check(STR("site.yaml"), &input, d))
        return;
    const struct value *v = yaml_parse(a, STR("site.yaml"), input, 1, d);
    if (v == NULL)
        return;
    if (config_load(&c, a, v, (struct str){0}, d)) {
        REQUIRE(c.n_languages > 0 && c.n_languages <= LANG_MAX);
        REQUIRE(c.zone != NULL && c.base_url.len > 0);
        REQUIRE(str_ends(c.base_url, c.base_path));
        REQUIRE(c.page_size > 0 && c.page_size <= PAGE_SIZE_MAX);
        for (size_t i = 0; i < c.n_languages; i++)
            REQUIRE(c.language[i].id.len > 0 && c.language[i].tag.len > 0);
    } else
        REQUIRE(d->messages.len > 0);
    config_release(&c);
}
