# Sourced by test scripts: ok NAME / not_ok NAME [TEXT]; check NAME COMMAND...
# Ends with `done_testing`, which prints the plan and gives the exit status.
export LC_ALL=C.UTF-8 # the language of messages, the order of names
tap_n=0 tap_bad=0
ok() {
    tap_n=$((tap_n + 1))
    echo "ok $tap_n - $1"
}
not_ok() {
    tap_n=$((tap_n + 1)) tap_bad=$((tap_bad + 1))
    echo "not ok $tap_n - $1"
    [ $# -lt 2 ] || printf '%s\n' "$2" | head -n 60 | sed 's/^/# /'
}
check() { # NAME COMMAND...
    local name=$1 out
    shift
    if out=$("$@" 2>&1); then ok "$name"; else not_ok "$name" "$out"; fi
}
same() { # NAME EXPECTED-FILE ACTUAL-FILE
    local out
    if out=$(diff -u "$2" "$3" 2>&1); then ok "$1"; else not_ok "$1" "$out"; fi
}
done_testing() {
    echo "1..$tap_n"
    [ "$tap_bad" -eq 0 ]
}
