#!/bin/bash
# Every address, fragment and language link of the showcase and of the golden
# sites leads somewhere; HTML, XML and JSON are well formed.
set -u
. "$(dirname "$0")/common.bash"

sound() { # NAME OUTPUT BASE-URL
    check "$1: links" tools/check-site "$2" "$3"
    find "$2" -name '*.html' -print0 |
        xargs -r0 tidy -q -e --drop-empty-elements no \
            --new-inline-tags data >"$tmp/tidy" 2>&1
    check "$1: HTML" test -z "$(grep -E '^line .* Error:' "$tmp/tidy")"
    find "$2" -name '*.xml' -print0 >"$tmp/xml"
    check "$1: XML" xargs -r0 xmllint --noout <"$tmp/xml"
    find "$2" -name '*.svg' -print0 >"$tmp/xml"
    check "$1: SVG" xargs -r0 xmllint --noout <"$tmp/xml"
    find "$2" -name '*.json' -print0 >"$tmp/json"
    check "$1: JSON" xargs -r0 -n 1 jq -e . <"$tmp/json"
}

for case in golden/*/site; do
    case=${case%/site}
    url=$(sed -n 's/^base_url: *//p' "$case/site/site.yaml")
    sound "$case" "$case/expected" "$url"
done
jb build -C .. -o "$tmp/showcase" --as-of $as_of
gives "the showcase builds" 0
sound showcase "$tmp/showcase" https://jianbao.example.org
check "showcase: pages weigh at most 60 KB" test -z \
    "$(find "$tmp/showcase" -name '*.html' -size +60k)"
done_testing
