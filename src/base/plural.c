/* SPDX-License-Identifier: MIT */
#include "base/plural.h"

#include <stdio.h>
#include <stdlib.h>

#include <unicode/uenum.h>
#include <unicode/unumberformatter.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

#include "base/decimal.h"
#include "base/memory.h"

enum { TAG_MAX = 40, NUMBER_MAX = 40 };

struct plural {
    UPluralRules *rules;
    /* by visible fraction digits; immutable, so threads may share them */
    UNumberFormatter *formatter[DECIMAL_PLACES_MAX];
    bool has_forms; /* else every number takes the same form */
    char tag[TAG_MAX];
};

static const char *const names[PLURAL_FORMS_MAX] = {"zero", "one",  "two",
                                                    "few",  "many", "other"};

static const char *known(const char *name)
{
    for (size_t i = 0; i < PLURAL_FORMS_MAX; i++)
        if (strcmp(name, names[i]) == 0)
            return names[i];
    return "other";
}

static const char *known_u(const UChar *name, int32_t len)
{
    char text[16] = {0};
    if (len <= 0 || len >= (int32_t)sizeof text)
        return "other";
    u_UCharsToChars(name, text, len);
    return known(text);
}

static UNumberFormatter *formatter_open(const char *tag, size_t places,
                                        UErrorCode *error)
{
    UChar skeleton[DECIMAL_PLACES_MAX + 1] = {'.'};
    for (size_t i = 1; i <= places; i++)
        skeleton[i] = '0';
    return unumf_openForSkeletonAndLocale(skeleton, (int32_t)places + 1, tag,
                                          error);
}

struct plural *plural_open(const char *tag)
{
    struct plural *p = memory_zeroed(1, sizeof *p);
    snprintf(p->tag, sizeof p->tag, "%s", tag);
    UErrorCode error = U_ZERO_ERROR;
    p->rules = uplrules_open(p->tag, &error);
    for (size_t i = 1; i < DECIMAL_PLACES_MAX; i++)
        p->formatter[i] = formatter_open(p->tag, i, &error);
    if (U_SUCCESS(error)) {
        const char *forms[PLURAL_FORMS_MAX];
        p->has_forms = plural_forms(p, forms) > 1;
        return p;
    }
    plural_close(p);
    return NULL;
}

void plural_close(struct plural *p)
{
    if (p == NULL)
        return;
    for (size_t i = 1; i < DECIMAL_PLACES_MAX; i++)
        unumf_close(p->formatter[i]);
    uplrules_close(p->rules);
    free(p);
}

/* The rules look at the visible fraction digits (UTS 35, operands v and f),
 * which only a formatted number has. */
static const char *with_fraction(const struct plural *p, const char *number,
                                 size_t places)
{
    UChar form[16];
    int32_t len = 0;
    UErrorCode error = U_ZERO_ERROR;
    UFormattedNumber *result = unumf_openResult(&error);
    unumf_formatDecimal(p->formatter[places], number, -1, result, &error);
    if (U_SUCCESS(error))
        len = uplrules_selectFormatted(p->rules, result, form, 16, &error);
    unumf_closeResult(result);
    return U_SUCCESS(error) ? known_u(form, len) : "other";
}

const char *plural_form(const struct plural *p, struct str number)
{
    char plain[NUMBER_MAX];
    size_t len = 0;
    if (p != NULL && !p->has_forms)
        return "other";
    for (size_t i = 0; i < number.len; i++) {
        if (number.at[i] == ',')
            continue;
        if (len == sizeof plain - 1)
            return "other";
        plain[len++] = number.at[i];
    }
    plain[len] = '\0';
    struct decimal value;
    if (p == NULL || !decimal_parse((struct str){plain, len}, &value))
        return "other";
    if (value.places > 0 && value.places < DECIMAL_PLACES_MAX)
        return with_fraction(p, plain, value.places);
    UChar form[16];
    UErrorCode error = U_ZERO_ERROR;
    int32_t n =
        uplrules_select(p->rules, decimal_double(value), form, 16, &error);
    return U_SUCCESS(error) ? known_u(form, n) : "other";
}

size_t plural_forms(const struct plural *p, const char *forms[PLURAL_FORMS_MAX])
{
    UErrorCode error = U_ZERO_ERROR;
    size_t n = 0;
    UEnumeration *all = p ? uplrules_getKeywords(p->rules, &error) : NULL;
    const char *name;
    while (all != NULL && U_SUCCESS(error) && n < PLURAL_FORMS_MAX &&
           (name = uenum_next(all, NULL, &error)) != NULL)
        forms[n++] = known(name);
    uenum_close(all);
    if (n == 0)
        forms[n++] = "other";
    return n;
}
