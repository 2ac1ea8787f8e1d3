#!/bin/bash
# Texts that would run a script, in every place where a text can come from: the
# site that is built has no markup but its own. Every third payload is tried
# here, all of them, and a browser, by `make test-browser`.
set -u
. "$(dirname "$0")/common.bash"
program=$tests/../build/jianbao # the sites are large
[ -x "$program" ] || program=$JIANBAO
if xss/make "$program" "$tmp" xss/payloads.txt 3 >"$tmp/made" 2>&1; then
    ok "payloads are built: $(tail -n 1 "$tmp/made")"
else
    not_ok "payloads are built" "$(tail -n 30 "$tmp/made")"
fi
if xss/check "$tmp" >"$tmp/checked" 2>&1; then
    ok "no markup comes of them: $(tail -n 1 "$tmp/checked")"
else
    not_ok "no markup comes of them" "$(cat "$tmp/checked")"
fi
done_testing
