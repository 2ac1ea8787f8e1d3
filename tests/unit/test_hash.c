/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hash.h"
#include "base/sha256.h"

/* The empty input's XXH3_128bits is published with the algorithm. */
static void hashes(void **state)
{
    (void)state;
    char hex[HASH_HEX + 1];
    struct hash back;
    hash_hex(hash_of(STR("")), hex);
    assert_string_equal(hex, "99aa06d3014798d86001c324468d497f");
    assert_false(hash_eq(hash_of(STR("a")), hash_of(STR("b"))));
    assert_true(hash_is_zero((struct hash){0}));
    assert_false(hash_is_zero((struct hash){0, 1}));
    assert_false(hash_is_zero((struct hash){1, 0}));
    hash_hex(hash_of(STR("涧西区")), hex);
    assert_true(hash_from_hex(str_of(hex), &back));
    assert_true(hash_eq(back, hash_of(STR("涧西区"))));
}

/* Long enough for every way of the algorithm, cut anywhere. */
static void pieces(void **state)
{
    (void)state;
    char bytes[3000];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 7);
    for (size_t len = 0; len <= sizeof bytes; len += 97)
        for (size_t step = 1; step < 2000; step = step * 3 + 1) {
            struct hasher *h = hasher_new();
            struct str all = {bytes, len};
            for (size_t at = 0; at < len; at += step)
                hasher_add(h, str_head(str_from(all, at), step));
            assert_true(hash_eq(hasher_end(h), hash_of(all)));
        }
}

static void hex_is_strict(void **state)
{
    (void)state;
    struct hash h;
    static const char *const bad[] = {
        "", "99aa06d3014798d86001c324468d497", "99AA06D3014798D86001C324468D497F",
        "99aa06d3014798d86001c324468d497g", "99aa06d3014798d86001c324468d497f0"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(hash_from_hex(str_of(bad[i]), &h));
}

/* FIPS 180-4, examples of the standard */
static void sha256(void **state)
{
    (void)state;
    struct arena a = {0};
    assert_string_equal(
        sha256_hex(&a, STR("abc")).at,
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_string_equal(sha256_base64(&a, STR("")).at,
                        "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hashes),
        cmocka_unit_test(pieces),
        cmocka_unit_test(hex_is_strict),
        cmocka_unit_test(sha256),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
