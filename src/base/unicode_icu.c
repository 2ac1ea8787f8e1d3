/* SPDX-License-Identifier: MIT */
#include "base/unicode.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/ucasemap.h>
#include <unicode/uclean.h>
#include <unicode/ucnv.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>

#include "base/memory.h"
#include "base/unicode_cluster.h"

enum { LANG_MAX = 16, COLLATORS = 4, TEXT_MAX = 256 * 1024 * 1024 };

/* ICU's break iterators, converters and collators serve one thread each, and
 * opening them is dear: the one place where state belongs to a thread. */
static _Thread_local struct {
    UBreakIterator *clusters, *words;
    UText *text, *words_text;
    UConverter *gb18030;
    UCaseMap *lower;
    struct {
        char lang[LANG_MAX];
        UCollator *collator;
    } collation[COLLATORS];
    size_t next_collation;
} icu;

static void *take(const void *context, size_t size)
{
    (void)context;
    return memory_take(size);
}

static void *resize(const void *context, void *at, size_t size)
{
    (void)context;
    return memory_resize(at, size);
}

static void give(const void *context, void *at)
{
    (void)context;
    free(at);
}

void unicode_start(void)
{
    UErrorCode status = U_ZERO_ERROR;
    u_setMemoryFunctions(NULL, take, resize, give, &status);
}

void unicode_release(void)
{
    if (icu.clusters != NULL)
        ubrk_close(icu.clusters);
    if (icu.words != NULL)
        ubrk_close(icu.words);
    if (icu.text != NULL)
        utext_close(icu.text);
    if (icu.words_text != NULL)
        utext_close(icu.words_text);
    if (icu.gb18030 != NULL)
        ucnv_close(icu.gb18030);
    if (icu.lower != NULL)
        ucasemap_close(icu.lower);
    for (size_t i = 0; i < COLLATORS; i++)
        if (icu.collation[i].collator != NULL)
            ucol_close(icu.collation[i].collator);
    memset(&icu, 0, sizeof icu);
}

struct wide {
    const UChar *at;
    int32_t len;
};

static struct wide widen(struct arena *a, struct str s)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t len = 0;
    UChar *at = arena_array(a, s.len + 1, UChar);
    if (s.len > 0)
        u_strFromUTF8WithSub(at, (int32_t)s.len + 1, &len, s.at, (int32_t)s.len,
                             0xFFFD, NULL, &status);
    return (struct wide){at, U_SUCCESS(status) ? len : 0};
}

static struct str narrow(struct arena *a, struct wide w)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t len = 0;
    char *at = arena_alloc(a, (size_t)w.len * 3 + 1, 1);
    u_strToUTF8(at, w.len * 3 + 1, &len, w.at, w.len, &status);
    return (struct str){at, U_SUCCESS(status) ? (size_t)len : 0};
}

/* Characters that stand in normal form and alone, whatever is around them as
 * long as that is of these too: most text, so most text never meets ICU. */
static bool is_plain(uint32_t c)
{
    return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t' ||
           (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3001 && c <= 0x3020) ||
           (c >= 0xA0 && c < 0x300) || (c >= 0x2010 && c <= 0x2027) ||
           (c >= 0xFF01 && c <= 0xFF60) || (c >= 0x400 && c < 0x482);
}

static bool all_plain(struct str s)
{
    for (size_t at = 0; at < s.len;)
        if (!is_plain(utf8_next(s, &at)))
            return false;
    return true;
}

struct str unicode_nfc(struct arena *a, struct str s)
{
    UErrorCode status = U_ZERO_ERROR;
    if (s.len > TEXT_MAX || all_plain(s))
        return s;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    struct arena scratch = {0};
    struct wide w = widen(&scratch, s);
    struct str out = s;
    if (U_SUCCESS(status) && (!unorm2_isNormalized(nfc, w.at, w.len, &status) ||
                              utf8_invalid_at(s) != SIZE_MAX)) {
        /* NFC of any text is at most three times as long (UAX 15, 11). */
        int32_t room = w.len * 3 + 1;
        UChar *to = arena_array(&scratch, (size_t)room, UChar);
        int32_t len = unorm2_normalize(nfc, w.at, w.len, to, room, &status);
        if (U_SUCCESS(status))
            out = narrow(a, (struct wide){to, len});
    }
    arena_release(&scratch);
    return out;
}

static bool has_upper_ascii_only(struct str s, bool *upper)
{
    *upper = false;
    for (size_t i = 0; i < s.len; i++) {
        uint8_t c = (uint8_t)s.at[i];
        if (c >= 0x80)
            return false;
        *upper = *upper || (c >= 'A' && c <= 'Z');
    }
    return true;
}

static struct str lower_ascii(struct arena *a, struct str s)
{
    char *at = arena_alloc(a, s.len + 1, 1);
    for (size_t i = 0; i < s.len; i++)
        at[i] =
            s.at[i] >= 'A' && s.at[i] <= 'Z' ? (char)(s.at[i] | 0x20) : s.at[i];
    return (struct str){at, s.len};
}

struct str unicode_lower(struct arena *a, struct str s)
{
    bool upper;
    if (s.len > TEXT_MAX)
        return s;
    if (has_upper_ascii_only(s, &upper))
        return upper ? lower_ascii(a, s) : s;
    UErrorCode status = U_ZERO_ERROR;
    if (icu.lower == NULL)
        icu.lower = ucasemap_open("", 0, &status);
    /* The longest lower case of a sequence: U+0130, 2 bytes to 3. */
    size_t room = s.len + s.len / 2 + 4;
    char *at = arena_alloc(a, room, 1);
    int32_t len = 0;
    if (U_SUCCESS(status))
        len = ucasemap_utf8ToLower(icu.lower, at, (int32_t)room, s.at,
                                   (int32_t)s.len, &status);
    return U_SUCCESS(status) ? (struct str){at, (size_t)len} : s;
}

static UCollator *collator_for(const char *lang)
{
    for (size_t i = 0; i < COLLATORS; i++)
        if (icu.collation[i].collator != NULL &&
            strcmp(icu.collation[i].lang, lang) == 0)
            return icu.collation[i].collator;
    UErrorCode status = U_ZERO_ERROR;
    UCollator *fresh = ucol_open(lang, &status);
    if (U_FAILURE(status)) {
        status = U_ZERO_ERROR;
        fresh = ucol_open("root", &status);
    }
    if (U_FAILURE(status))
        return NULL;
    size_t i = icu.next_collation++ % COLLATORS;
    if (icu.collation[i].collator != NULL)
        ucol_close(icu.collation[i].collator);
    icu.collation[i].collator = fresh;
    snprintf(icu.collation[i].lang, LANG_MAX, "%s", lang);
    return fresh;
}

struct str unicode_sort_key(struct arena *a, const char *lang, struct str s)
{
    char name[LANG_MAX];
    snprintf(name, sizeof name, "%s", lang);
    UCollator *collator = collator_for(name);
    if (collator == NULL || s.len > TEXT_MAX)
        return s;
    struct arena scratch = {0};
    struct wide w = widen(&scratch, s);
    uint8_t small[256];
    int32_t len =
        ucol_getSortKey(collator, w.at, w.len, small, (int32_t)sizeof small);
    char *key = arena_alloc(a, (size_t)len, 1);
    if (len <= (int32_t)sizeof small)
        memcpy(key, small, (size_t)len);
    else
        ucol_getSortKey(collator, w.at, w.len, (uint8_t *)key, len);
    arena_release(&scratch);
    /* The key ends in a NUL that belongs to ICU's C string form. */
    return (struct str){key, len > 0 ? (size_t)len - 1 : 0};
}

void cluster_start(struct clusters *c, struct str s)
{
    *c = (struct clusters){.text = s, .plain = all_plain(s)};
    if (c->plain || s.len > TEXT_MAX)
        return;
    UErrorCode status = U_ZERO_ERROR;
    if (icu.clusters == NULL)
        icu.clusters = ubrk_open(UBRK_CHARACTER, "", NULL, 0, &status);
    icu.text = utext_openUTF8(icu.text, s.at, (int64_t)s.len, &status);
    if (U_SUCCESS(status))
        ubrk_setUText(icu.clusters, icu.text, &status);
    c->icu = U_SUCCESS(status);
}

bool cluster_next(struct clusters *c)
{
    if (c->at >= c->text.len)
        return false;
    if (!c->icu) {
        utf8_next(c->text, &c->at);
        return true;
    }
    int32_t next = ubrk_next(icu.clusters);
    c->at = next == UBRK_DONE ? c->text.len : (size_t)next;
    return true;
}

size_t unicode_graphemes(struct str s)
{
    struct clusters c;
    size_t n = 0;
    if (all_plain(s))
        return utf8_count(s);
    for (cluster_start(&c, s); cluster_next(&c);)
        n++;
    return n;
}

bool unicode_is_whole(struct str text, size_t at, size_t len)
{
    UErrorCode status = U_ZERO_ERROR;
    if (text.len > TEXT_MAX)
        return true;
    if (icu.words == NULL)
        icu.words = ubrk_open(UBRK_WORD, "zh", NULL, 0, &status);
    icu.words_text =
        utext_openUTF8(icu.words_text, text.at, (int64_t)text.len, &status);
    if (U_SUCCESS(status))
        ubrk_setUText(icu.words, icu.words_text, &status);
    return U_FAILURE(status) ||
           (ubrk_isBoundary(icu.words, (int32_t)at) &&
            ubrk_isBoundary(icu.words, (int32_t)(at + len)));
}

bool unicode_looks_like_gb18030(struct str bytes)
{
    UErrorCode status = U_ZERO_ERROR;
    if (icu.gb18030 == NULL) {
        icu.gb18030 = ucnv_open("GB18030", &status);
        if (U_FAILURE(status))
            return false;
        ucnv_setToUCallBack(icu.gb18030, UCNV_TO_U_CALLBACK_STOP, NULL, NULL,
                            NULL, &status);
    }
    ucnv_resetToUnicode(icu.gb18030);
    const char *from = bytes.at, *end = bytes.at + bytes.len;
    while (from < end && U_SUCCESS(status)) {
        UChar part[2048], *to = part;
        ucnv_toUnicode(icu.gb18030, &to, part + 2048, &from, end, NULL, true,
                       &status);
        if (status == U_BUFFER_OVERFLOW_ERROR)
            status = U_ZERO_ERROR;
    }
    return U_SUCCESS(status);
}

static size_t fault_offset(UConverter *c, size_t read)
{
    UErrorCode status = U_ZERO_ERROR;
    char invalid[16];
    int8_t len = (int8_t)sizeof invalid;
    ucnv_getInvalidChars(c, invalid, &len, &status);
    size_t behind = U_SUCCESS(status) && len > 0 ? (size_t)len : 0;
    return behind < read ? read - behind : 0;
}

bool unicode_convert(struct arena *a, const char *charset, struct str bytes,
                     struct str *out, size_t *fault)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *c = ucnv_open(charset, &status);
    *fault = 0;
    if (U_FAILURE(status) || bytes.len > TEXT_MAX)
        return false;
    ucnv_setToUCallBack(c, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
    struct arena scratch = {0};
    const char *from = bytes.at, *end = bytes.at + bytes.len;
    UChar *wide = arena_array(&scratch, bytes.len + 1, UChar), *to = wide;
    if (bytes.len > 0)
        ucnv_toUnicode(c, &to, wide + bytes.len + 1, &from, end, NULL, true,
                       &status);
    if (U_SUCCESS(status))
        *out = narrow(a, (struct wide){wide, (int32_t)(to - wide)});
    else
        *fault = fault_offset(c, (size_t)(from - bytes.at));
    ucnv_close(c);
    arena_release(&scratch);
    return U_SUCCESS(status);
}
