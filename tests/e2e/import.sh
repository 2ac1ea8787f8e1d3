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
# ---- the command's own manners ----

rm -rf "$tmp/site" && cp -r "$site" "$tmp/site"
rm -f "$tmp/sheet.csv"
printf '地区,学校数\n郑州市,2100\n洛阳市,1800\n' >"$tmp/sheet.csv"
new=$tmp/site/data/statistics/new.csv
sheet() { jb import "$tmp/sheet.csv" -C "$tmp/site" --period 2021 --source yearbook "$@"; }
is() { # NAME EXPECTED-TEXT FILE
    same "$1" <(printf "$2") "$3"
}
head='district,indicator,period,value,source\n'

state "$tmp/site" >"$tmp/before"
sheet --dry-run
gives "--dry-run" 0
is "--dry-run prints no rows" '' "$tmp/out"
says "--dry-run says what would be" '^2 rows from 2 cells; nothing written$'
sheet
is "rows go to standard output" "${head}410100,schools,2021,2100,yearbook\n410300,schools,2021,1800,yearbook\n" "$tmp/out"
sheet -q
is "-q says nothing" '' "$tmp/err"
state "$tmp/site" >"$tmp/after"
same "without -o nothing is written" "$tmp/before" "$tmp/after"

sheet -o "$new"
gives "-o writes a new file" 0
is "-o: standard output is empty" '' "$tmp/out"
is "-o: the file" "${head}410100,schools,2021,2100,yearbook\n410300,schools,2021,1800,yearbook\n" "$new"
sed -i 's/1800/1900/' "$tmp/sheet.csv"
sheet -o "$new"
gives "a file that exists is not replaced" 2
says "a file that exists is not replaced: says so" 'new.csv exists; .*--force'
is "a file that exists is as it was" "${head}410100,schools,2021,2100,yearbook\n410300,schools,2021,1800,yearbook\n" "$new"
sheet -o "$tmp/other.csv"
gives "another value than the site's is a doubt" 1
says "another value than the site's: says where" 'statistics/new.csv:3 has this cell with another value, 1800'
[ -e "$tmp/other.csv" ] && not_ok "cells that the site has are not written again" || ok "cells that the site has are not written again"
sheet -o "$new" --force
gives "--force replaces the file, whose cells do not count" 0
is "--force: the file" "${head}410100,schools,2021,2100,yearbook\n410300,schools,2021,1900,yearbook\n" "$new"
printf '地区,学校数\n某市,1\n' >"$tmp/sheet.csv"
sheet -o "$new" --force
gives "nothing but doubts" 1
is "nothing but doubts: the old file stays" "${head}410100,schools,2021,2100,yearbook\n410300,schools,2021,1900,yearbook\n" "$new"
ln -s "$new" "$tmp/link.csv"
printf '地区,学校数\n开封市,9\n' >"$tmp/sheet.csv"
sheet -o "$tmp/link.csv"
gives "a link is a file that exists" 2
sheet -o "$tmp/none/x.csv"
gives "a folder that is missing" 2
says "a folder that is missing: says so" 'cannot write .*none/x.csv: No such file'

usage() { # NAME PATTERN ARGS...
    local name=$1 pattern=$2
    shift 2
    sheet "$@"
    gives "$name" 2
    says "$name: says why" "$pattern"
}
usage "an unknown source" "source yearbok is not in data/sources.csv; did you mean 'yearbook'" --source yearbok
usage "a mapping without meaning" "gives 'school'.*did you mean 'schools'" --map 学校数=school
usage "no mapping" 'LABEL=MEANING' --map 学校数
usage "an unknown place" 'within 123456 is not in data/districts.csv' --within 123456
usage "an unknown delimiter" 'none of comma, semicolon, tab, bar' --delimiter x
usage "an unknown status" 'none of actual, plan, derived' --status done
usage "two things for one stream" 'add -o FILE or --dry-run' --format json
jb import -C "$tmp/site"
gives "no file" 2
jb import "$tmp/none.csv" -C "$tmp/site"
gives "a file that is missing" 2
says "a file that is missing: says so" 'cannot read .*none.csv: No such file'
sheet --format json --dry-run
gives "--format json" 0
check "--format json is JSON" jq -e '.[0] | .path and .line and .code' "$tmp/out"
sheet --map 从无=schools
gives "a mapping that meets nothing" 1
says "a mapping that meets nothing: says so" "'从无' stands nowhere in the file"
sheet --status plan
is "--status" 'district,indicator,period,value,status,source\n410200,schools,2021,9,plan,yearbook\n' "$tmp/out"
printf 'a;b\n地区;学校数\n' >"$tmp/sheet.csv"
sheet --delimiter semicolon
gives "a table without figures" 1
says "a table without figures: says so" "no figures stand below"
head -c 300000 /dev/urandom >"$tmp/sheet.csv"
sheet -o "$tmp/noise.csv"
gives "noise" 1
done_testing
