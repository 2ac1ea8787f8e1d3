#!/bin/bash
# Codes over time: what becomes of the address of a code, and that the pages
# that link to it follow when it loses or gains its figures.
set -u
. "$(dirname "$0")/common.bash"

new_site site codes
rows=$tmp/site/data/statistics/schools.csv
old=$tmp/site/output/en/districts/410322/index.html
new=$tmp/site/output/en/districts/410308/index.html

holds() { # NAME FILE PATTERN
    if grep -q -- "$3" "$2"; then ok "$1"; else not_ok "$1" "$(cat "$2")"; fi
}
lacks() { # NAME FILE PATTERN
    if grep -q -- "$3" "$2"; then not_ok "$1" "$(cat "$2")"; else ok "$1"; fi
}
like_clean() { # NAME: an incremental build gave what a clean one gives
    cp -r "$tmp/site/output" "$tmp/incremental"
    rm -rf "$tmp/site/output" "$tmp/site/build"
    build site -q
    check "$1" diff -r -x .jianbao-manifest "$tmp/incremental" "$tmp/site/output"
    rm -rf "$tmp/incremental"
}

build site -q
gives "the site builds" 0
holds "a code with figures keeps its page" "$old" 'schools.2020'
holds "its successor links to it" "$new" 'href="/en/districts/410322/"'

sed -i '/^410322/d' "$rows"
build site -q
gives "without its figures" 0
holds "its address leads on" "$old" 'url=/en/districts/410308/'
lacks "its successor names it without a link" "$new" 'districts/410322'
holds "its successor names it" "$new" '410322'
holds "links to it lead to the successor" "$tmp/site/output/en/about/index.html" \
    'href="/en/districts/410308/">Mengjin County'
holds "hosts are told" "$tmp/site/output/_redirects" \
    '^/en/districts/410322/ /en/districts/410308/ 301$'
like_clean "losing figures: incremental is clean"

echo '410306,schools,2019,30,yearbook,,,,' >>"$rows"
build site -q
gives "another code with figures" 0
holds "it has a page now" "$tmp/site/output/en/districts/410306/index.html" \
    'schools.2019'
holds "its successor links to it" "$new" 'href="/en/districts/410306/"'
holds "what came before it leads there" "$tmp/site/output/_redirects" \
    '^/en/districts/410309/ /en/districts/410306/ 301$'
like_clean "gaining figures: incremental is clean"
done_testing
