#!/bin/bash
# import: the sheets of tests/import, made as people send them, to rows and a
# report; the rows put into the site are accepted by check; and the command's
# own manners. Each folder there holds sheet.csv (UTF-8), args, the expected
# rows and report, and may hold `encoding` (the sheet is turned into it) and
# `lines` (cr or crlf). With ACCEPT=1 the results are written to the files.
set -u
. "$(dirname "$0")/common.bash"
site=import/_site

make_sheet() { # CASE: $tmp/sheet.csv
    local how=
    [ -f "$1/lines" ] && how=$(cat "$1/lines")
    case $how in
    cr) tr '\n' '\r' ;;
    crlf) sed 's/$/\r/' ;;
    *) cat ;;
    esac <"$1/sheet.csv" >"$tmp/plain.csv"
    if [ -f "$1/encoding" ]; then
        iconv -f UTF-8 -t "$(cat "$1/encoding")" "$tmp/plain.csv"
    else
        cat "$tmp/plain.csv"
    fi >"$tmp/sheet.csv"
}

import_case() { # CASE
    local args
    make_sheet "$1"
    mapfile -t args < <(xargs -r -n 1 printf '%s\n' <"$1/args")
    (cd "$tmp" && "$JIANBAO" import sheet.csv -C "$tests/$site" \
        --source yearbook "${args[@]}" >"$tmp/rows.csv" 2>"$tmp/report")
    echo "exit $?" >>"$tmp/report"
}

accepted() { # CASE: check takes the rows
    rm -rf "$tmp/site" && cp -r "$site" "$tmp/site"
    [ -s "$tmp/rows.csv" ] && cp "$tmp/rows.csv" "$tmp/site/data/statistics/new.csv"
    jb check -C "$tmp/site" --as-of 2026-01-01
    if [ "$status" = 0 ] && ! grep -q 'warning' "$tmp/err"; then
        ok "$1: check accepts the rows"
    else
        not_ok "$1: check accepts the rows" "$(cat "$tmp/err")"
    fi
}

for case in import/[a-z]*/; do
    case=${case%/}
    import_case "$case"
    if [ "${ACCEPT:-}" = 1 ]; then
        cp "$tmp/rows.csv" "$case/expected.csv"
        cp "$tmp/report" "$case/expected.report"
    fi
    same "$case: rows" "$case/expected.csv" "$tmp/rows.csv"
    same "$case: report" "$case/expected.report" "$tmp/report"
    accepted "$case"
done
done_testing
