/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "input/image.h"

#define BYTES(...) {(const char *)(const unsigned char[]){__VA_ARGS__},       \
                    sizeof((const unsigned char[]){__VA_ARGS__})}

static const struct {
    const char *what;
    struct str bytes;
    unsigned width, height; /* 0: refused */
} cases[] = {
    {"png", BYTES(0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H',
                  'D', 'R', 0, 0, 2, 128, 0, 0, 1, 224, 8, 2, 0, 0, 0),
     640, 480},
    {"png of no width", BYTES(0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13,
                              'I', 'H', 'D', 'R', 0, 0, 0, 0, 0, 0, 1, 224),
     0, 0},
    {"png cut short", BYTES(0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13,
                            'I', 'H', 'D', 'R', 0, 0),
     0, 0},
    {"png too large", BYTES(0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13,
                            'I', 'H', 'D', 'R', 0x7f, 0, 0, 0, 0, 0, 1, 224),
     0, 0},
    {"gif", BYTES('G', 'I', 'F', '8', '9', 'a', 44, 1, 200, 0), 300, 200},
    {"jpeg behind an application segment",
     BYTES(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc0, 0, 17, 8, 1, 224, 2,
           128, 3, 1, 0x22),
     640, 480},
    {"progressive jpeg with fill bytes",
     BYTES(0xff, 0xd8, 0xff, 0xff, 0xff, 0xc2, 0, 17, 8, 0, 16, 0, 32, 3, 1,
           0x22),
     32, 16},
    {"jpeg without a frame", BYTES(0xff, 0xd8, 0xff, 0xda, 0, 4, 1, 2, 3, 4, 5,
                                   6, 7, 8),
     0, 0},
    {"webp, lossy", BYTES('R', 'I', 'F', 'F', 0, 0, 0, 0, 'W', 'E', 'B', 'P',
                          'V', 'P', '8', ' ', 0, 0, 0, 0, 0, 0, 0, 0x9d, 1,
                          0x2a, 0x80, 2, 0xe0, 1),
     640, 480},
    {"webp, extended", BYTES('R', 'I', 'F', 'F', 0, 0, 0, 0, 'W', 'E', 'B', 'P',
                             'V', 'P', '8', 'X', 10, 0, 0, 0, 0, 0, 0, 0, 0x7f,
                             2, 0, 0xdf, 1, 0),
     640, 480},
    {"text", BYTES('h', 'e', 'l', 'l', 'o'), 0, 0},
    {"nothing", {0}, 0, 0},
};

static void test_sizes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct image_size size = {0};
        bool good = image_size(cases[i].bytes, &size);
        print_message("# %s\n", cases[i].what);
        assert_int_equal(good, cases[i].width > 0);
        assert_int_equal(size.width, cases[i].width);
        assert_int_equal(size.height, cases[i].height);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sizes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
