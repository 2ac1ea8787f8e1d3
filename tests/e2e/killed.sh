#!/bin/bash
# A build on several threads that is killed, wherever it is: the next run gives
# the bytes of a clean build, and never before does a reader's page hold half of a
# file. (One thread, killed at every call: faults.sh.)
set -u
. "$(dirname "$0")/common.bash"
new_site old
new_site new
find "$tmp/new/content" -name '*.md' -exec sed -i 's/^正文/新的正文/' {} +
sed -i 's/^title: .*/title: {zh: 另一个, en: Another}/' "$tmp/new/site.yaml"
rm -rf "$tmp/new/content/articles/2019"

build old -o "$tmp/was"
build new -o "$tmp/clean"
gives "clean build" 0
bytes "$tmp/was" >"$tmp/was.bytes"
bytes "$tmp/clean" >"$tmp/clean.bytes"
start=$(date +%s%N)
build new -o "$tmp/timed"
whole=$(($(date +%s%N) - start))

# Each round over the old output, some into a new folder; killed somewhere.
round() { # NUMBER ARGS...
    local n=$1
    shift
    rm -rf "$tmp/out.$n"
    [ $((n % 4)) -eq 0 ] || cp -a "$tmp/was" "$tmp/out.$n"
    local after=$((whole * (12 * n + RANDOM % 12 - 11) / 100))
    after=$(printf '%d.%09d' $((after / 1000000000)) $((after % 1000000000)))
    # The shell says "Killed" on its own standard error.
    (timeout -s KILL "$after" "$JIANBAO" build -C "$tmp/new" \
        --as-of $as_of -o "$tmp/out.$n" "$@" >/dev/null 2>&1; exit $?) 2>/dev/null
    [ $? -eq 137 ] && killed=$((killed + 1))
    if [ -d "$tmp/out.$n" ]; then
        bytes "$tmp/out.$n" |
            grep -vxFf "$tmp/was.bytes" | grep -vxFf "$tmp/clean.bytes" |
            grep -v ' \./\.jianbao' >"$tmp/half"
        [ -s "$tmp/half" ] && torn="$torn round $n: $(cat "$tmp/half")"
    fi
    build new -o "$tmp/out.$n" "$@"
    [ "$status" -eq 0 ] || bad="$bad round $n: exit $status $(cat "$tmp/err")"
    bytes "$tmp/out.$n" >"$tmp/bytes"
    cmp -s "$tmp/clean.bytes" "$tmp/bytes" ||
        bad="$bad round $n: $(diff "$tmp/clean.bytes" "$tmp/bytes")"
    [ -z "$(find "$tmp/out.$n".* "$tmp"/.*out.$n* -maxdepth 0 2>/dev/null)" ] ||
        litter="$litter round $n: $(ls -a "$tmp" | grep "out.$n")"
    build new -o "$tmp/out.$n" "$@"
    grep -q ': 0 written' "$tmp/out" || again="$again round $n: $(cat "$tmp/out")"
    rm -rf "$tmp/out.$n"
}

killed=0 bad='' torn='' litter='' again=''
for n in $(seq 8); do
    if [ $((n % 5)) -eq 0 ]; then round "$n" --atomic; else round "$n"; fi
done
check "most of the 8 rounds were killed ($killed)" test $killed -ge 4
none() { # NAME FAULTS
    if [ -z "$2" ]; then ok "$1"; else not_ok "$1" "$2"; fi
}
none "the next run gives a clean build's bytes" "$bad"
none "no file is half written" "$torn"
none "nothing is left beside the output" "$litter"
none "the run after that has nothing to do" "$again"
done_testing
