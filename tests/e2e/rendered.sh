#!/bin/bash
# check looks at the rendered pages: it writes nothing, says the same with any
# number of threads, and finds what a layout breaks on every page only once.
set -u
. "$(dirname "$0")/common.bash"

jb check -C .. --as-of $as_of --strict
gives "the showcase's pages are sound" 0
same "and nothing is said" /dev/null "$tmp/err"

for case in bilingual markdown omit pages; do
    new_site "$case" "$case"
    cp ../layouts/strings.en.yaml "$tmp/$case/layouts/strings.bo.yaml"
    jb check -C "$tmp/$case" --as-of $as_of
    gives "golden site $case is sound" 0
done

cp -r diag/_base "$tmp/broken"
mkdir -p "$tmp/broken/layouts/partials"
cat >"$tmp/broken/layouts/partials/footer.html" <<'HTML'
<footer id="main"><a href="/nowhere/"></a> <a href="#text-size">{{PUBLISHER}}</a>
<img src="/none.png"></footer>
HTML
state "$tmp/broken" >"$tmp/before"
jb check -C "$tmp/broken" --as-of 2026-01-01 -j1
gives "a broken footer fails" 1
state "$tmp/broken" >"$tmp/after"
unchanged "check writes nothing" "$tmp/before" "$tmp/after"
cp "$tmp/err" "$tmp/one"
check "its mistakes are told once each" test "$(grep -c '\[page-' "$tmp/one")" = 7
says "with the number of pages" 'footer.html:1:22: error: .*on [0-9]+ pages, first /'
jb check -C "$tmp/broken" --as-of 2026-01-01 -j7
same "-j7 says the same" "$tmp/one" "$tmp/err"
jb build -C "$tmp/broken" --as-of 2026-01-01 -o "$tmp/out.d"
gives "build does not look at them" 0
jb check -C "$tmp/broken" --as-of 2026-01-01 --format json
check "as JSON" jq -e 'map(select(.code == "page-link")) | length == 2' "$tmp/out"
done_testing
