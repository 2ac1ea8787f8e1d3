/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "check/fetch.h"

static void private_networks_are_known(void **state)
{
    (void)state;
    static const char *const private[] = {
        "localhost",      "LOCALHOST",       "127.0.0.1",      "127.9.9.9",
        "0.0.0.0",        "10.0.0.1",        "10.255.255.255", "100.64.0.1",
        "100.127.0.1",    "169.254.169.254", "172.16.0.1",     "172.31.255.255",
        "192.168.0.1",    "224.0.0.1",       "255.255.255.255", "::1",
        "::",             "fc00::1",         "fdff::1",        "fe80::1",
        "fec0::1",        "ff02::1",         "::ffff:10.0.0.1",
        "64:ff9b::a00:1", "::127.0.0.1",
    };
    static const char *const public[] = {
        "1.1.1.1",      "9.255.255.255",  "11.0.0.0",      "100.63.255.255",
        "100.128.0.0",  "126.255.255.255", "128.0.0.0",    "169.253.0.1",
        "172.15.0.1",   "172.32.0.0",     "192.167.0.1",   "192.169.0.1",
        "223.255.0.1",  "2001:db8::1",    "::ffff:1.1.1.1", "64:ff9b::101:101",
        "example.org",  "localhost.org",  "",              "10.0.0",
    };
    for (size_t i = 0; i < sizeof private / sizeof *private; i++)
        if (!fetch_is_private(private[i]))
            fail_msg("%s is not private", private[i]);
    for (size_t i = 0; i < sizeof public / sizeof *public; i++)
        if (fetch_is_private(public[i]))
            fail_msg("%s is private", public[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(private_networks_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
