#!/bin/bash
# What a run leaves that the system fails: calls of libc that fail or kill it
# (tests/faults, a part of `make faults`), two runs at once, interruptions, and
# limits that the system itself sets.
set -u
. "$(dirname "$0")/common.bash"
build=$tests/../build/faults inject=$tests/../build/faults/inject.so
tiny=$tmp/tiny
mkdir "$tiny"
cp -r golden/_plain/. faults/site/. "$tiny"
cp ../layouts/strings.*.yaml "$tiny/layouts"
plain() { # ARGS...: the plain program, whose calls have stable numbers
    "$build/jianbao" build -C "$tiny" --as-of $as_of -j1 "$@" \
        >"$tmp/out" 2>"$tmp/err"
    status=$?
}

# The sanitized program would take minutes, and allocates in its own way.
faults/run --short "$build" new-folder few in-place atomic fix shard-in-place \
    union >"$tmp/faults"
grep -v '^1\.\.' "$tmp/faults"
n_not_ok=$(grep -c '^not ok' "$tmp/faults")
tap_n=$((tap_n + $(grep -cE '^(not )?ok' "$tmp/faults")))
tap_bad=$((tap_bad + n_not_ok))
check "all situations were tried" grep -q '^1\.\.7$' "$tmp/faults"

# ---- two at once ----

beside() { ls -A "$tiny" "$tiny/build" | grep 'jianbao-' | grep -v manifest; }
until_stopped() { # of the process $first
    for _ in $(seq 200); do
        grep -q '^State:.*T' "/proc/$first/status" && return
        sleep 0.05
    done
}
stopped_at() { # CALLS NUMBER ARGS...: a build in the background, until it stops
    local calls=$1 at=$2
    shift 2
    # A shell lets what runs in the background ignore SIGINT.
    env --default-signal=INT LD_PRELOAD="$inject" FAULT_DO=stop \
        FAULT_AT="$at" FAULT_CALLS=" $calls " "$build/jianbao" build \
        -C "$tiny" --as-of $as_of -j1 "$@" >"$tmp/first.out" 2>"$tmp/first.err" &
    first=$!
    until_stopped
}
plain
bytes "$tiny/output" >"$tmp/old.bytes"
sed -i 's/小站/新站/; s/Small/New/' "$tiny/site.yaml"
plain -o "$tmp/clean"
bytes "$tmp/clean" >"$tmp/clean.bytes"
stopped_at renameat 3
plain
gives "a second run while the first one writes" 2
says "it names the first one's process" "process $first\\).*\\[output-locked\\]"
kill -CONT "$first"
wait "$first"
check "the first one ends well" test $? -eq 0
bytes "$tiny/output" >"$tmp/after"
same "and leaves its bytes" "$tmp/clean.bytes" "$tmp/after"
check "nothing is left beside" test -z "$(beside)"

sed -i 's/新站/旧站/' "$tiny/site.yaml"
stopped_at renameat 3
(sleep 1; kill -CONT "$first") &
plain
gives "a second run waits for a moment" 0
wait
plain --full -o "$tmp/clean2"
bytes "$tmp/clean2" >"$tmp/clean.bytes"
bytes "$tiny/output" >"$tmp/after"
same "then the bytes are right" "$tmp/clean.bytes" "$tmp/after"

# Both write build/state: the one that is stopped has the file beside it locked.
sed -i 's/旧站/站/' "$tiny/site.yaml"
stopped_at ftruncate 1
plain -o "$tmp/other" &
second=$!
sleep 1
check "a second run waits for build/state" kill -0 "$second"
kill -CONT "$first"
wait "$second"
check "and gets it" test $? -eq 0
wait "$first"
check "so does the first one" test $? -eq 0
plain -v
gives "a run with the state of one of them" 0
check "nothing is left beside build/state" test -z "$(beside)"

# ---- interruptions ----

for signal in INT TERM HUP; do
    sed -i "s/^title: .*/title: {zh: $signal, en: $signal}/" "$tiny/site.yaml"
    bytes "$tiny/output" >"$tmp/before"
    stopped_at mkdirat 1
    kill -s $signal "$first"
    kill -CONT "$first"
    wait "$first" 2>/dev/null
    status=$?
    check "SIG$signal ends a run as it should" \
        test $status -eq $((128 + $(kill -l $signal)))
    check "SIG$signal: nothing is left beside" test -z "$(beside)"
    bytes "$tiny/output" >"$tmp/after"
    unchanged "SIG$signal: the output is what it was" "$tmp/before" "$tmp/after"
done

# ---- texts that cannot be read again ----

# By the program that holds none in memory; the last time that it opens one.
text=content/articles/2021/b.zh.md
impact() { # VARIABLE...: of inject.so
    exec env LD_PRELOAD="$inject" FAULT_CALLS=' openat ' "$@" \
        "$build/jianbao-holds-none" impact "$text" -C "$tiny" \
        --as-of $as_of -j1 >"$tmp/out" 2>"$tmp/err"
}
plain
(impact FAULT_AT=0 FAULT_DO=EIO FAULT_LOG="$tmp/calls")
status=$?
gives "impact, with texts that are read again" 0
at=$(awk -v path="$text" '$NF == path { n = $2 } END { print n }' "$tmp/calls")
(impact FAULT_AT="$at" FAULT_DO=EIO)
status=$?
gives "impact of a text that cannot be read again" 2
says "it is named" "$text.*\[file-read\]"
check "and there is no table" test ! -s "$tmp/out"
impact FAULT_AT="$at" FAULT_DO=stop &
first=$!
until_stopped
echo 又一句。 >>"$tiny/$text"
kill -CONT "$first"
wait "$first"
status=$?
gives "impact of a text that is edited meanwhile" 2
says "it says so" "$text.*has changed since.*\[file-read\]"

# ---- limits of the system ----

# Under each of the limits a run gives the right bytes, or exit status 2, a
# message and the output as it was; or the loader cannot even start it (127).
within() { # OPTION-OF-ULIMIT NAME LIMITS...
    local option=$1 name=$2 wrong='' limit last=
    shift 2
    bytes "$tiny/output" >"$tmp/before"
    for limit in "$@"; do
        (ulimit "$option" "$limit" 2>/dev/null &&
            exec "$build/jianbao" build -C "$tiny" --as-of $as_of -j2 --full) \
            >"$tmp/out" 2>"$tmp/err"
        last=$?
        case $last in
        0) break ;;
        2) [ -s "$tmp/err" ] && bytes "$tiny/output" | cmp -s - "$tmp/before" ||
            wrong="$wrong; $limit: $(cat "$tmp/err")" ;;
        127) grep -q 'shared librar' "$tmp/err" ||
            wrong="$wrong; $limit: exit 127 $(cat "$tmp/err")" ;;
        *) wrong="$wrong; $limit: exit $last $(cat "$tmp/err")" ;;
        esac
    done
    if [ -z "$wrong" ]; then ok "$name"; else not_ok "$name" "$wrong"; fi
    check "$name: with the last of them it is well" test "$last" -eq 0
    bytes "$tiny/output" >"$tmp/after"
    same "$name: then the bytes are right" "$tmp/clean.bytes" "$tmp/after"
}
plain
sed -i 's/^title: .*/title: {zh: 限制, en: Limits}/' "$tiny/site.yaml"
plain --full -o "$tmp/clean3"
bytes "$tmp/clean3" >"$tmp/clean.bytes"
cp -a "$tiny/output" "$tmp/old"
again() { rm -rf "$tiny/output" && cp -a "$tmp/old" "$tiny/output"; }
within -n "few descriptors" $(seq 4 32)
again
within -v "little memory" $(seq 20000 10000 400000)
again
within -f "small files" $(seq 64) # with 0 no message could be written either
done_testing
