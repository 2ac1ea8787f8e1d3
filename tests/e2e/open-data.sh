#!/bin/bash
# The open data of the showcase, of the golden sites with the theme of their own
# and of a site with figures of every kind: read strictly by our
# own checker, and by programs of others where npm has them.
set -u
. "$(dirname "$0")/common.bash"

# What npm cannot fetch is skipped, with its reason.
others() { # NAME MODULES SCRIPT OUTPUT
    if [ -n "$modules" ]; then
        check "$1" node "$2" "$modules" "$3"
    else
        ok "$1 # SKIP $(cat "$tmp/npm")"
    fi
}

sound() { # NAME OUTPUT BASE-URL
    check "$1: tables, cells, keys and JSON-LD" tools/check-data "$2" "$3"
    # The library takes a byte order mark for a part of the first header.
    rm -rf "$tmp/plain" && cp -r "$2" "$tmp/plain"
    find "$tmp/plain/data" -name '*.csv' \
        -exec sed -i '1s/^\xef\xbb\xbf//' {} +
    others "$1: Data Package by datapackage" tools/check-package.js "$tmp/plain"
    others "$1: names of schema.org by schema-dts" tools/check-vocabulary.js "$2"
}

# All that figures can be, with texts that a spreadsheet would run.
figures() { # SITE
    cp -r golden/bilingual/site "$tmp/$1"
    local data=$tmp/$1/data
    echo 'growth,增长,=Growth,percent,growth,,series,higher,schools,3,,,' \
        >>"$data/indicators.csv"
    cat >"$data/statistics/kinds.csv" <<'CSV'
district,indicator,period,group,value,qualifier,status,symbol,source,quote,note_en,@margin
410302,growth,2019,,-2.50,,,,paper,,+1 and more,-0.1
410302,growth,2020~,,-0.05,about,derived,,paper,,,
410302,growth,2021,,,,,x,paper,,"=SUM(A1)",
410302,growth,2022,,3,,,u,paper,,,
410302,growth,2025,,4,at_least,plan,,report,,,
410302,pupils,AY2021,,3..5,,,,paper,,,
410302,pupils,AY2021,rural,3..5,over,,,paper,,,
410302,pupils,2016..2020,,,,,z,,,,
410302,pupils,2021-06,rural,0,,,,,,"two
lines, ""quoted""",
410302,pupils,undated,,123456789012345678,nearly,plan,,report,,,
410300,growth,2019,,0.000000000001,,,,,,,'
410300,growth,2020~,,,,,c,,,,
410300,growth,2021,,,,,low,,,,
CSV
}

modules=$(tools/npm-modules datapackage@1.1.10 schema-dts@2.1.0 2>"$tmp/npm") ||
    modules=
for case in golden/*/site; do
    case=${case%/site}
    [ -d "$case/expected/data" ] && [ ! -e "$case/plain" ] || continue
    url=$(sed -n 's/^base_url: *//p' "$case/site/site.yaml")
    sound "$case" "$PWD/$case/expected" "$url"
done
figures kinds
build kinds
gives "a site with figures of every kind builds" 0
sound "figures of every kind" "$tmp/kinds/output" https://example.org
jb build -C .. -o "$tmp/showcase" --as-of $as_of
gives "the showcase builds" 0
sound showcase "$tmp/showcase" https://jianbao.example.org

# The checker itself: one digit is enough.
differs() { # NAME FILE SED-SCRIPT
    rm -rf "$tmp/other" && cp -r "$tmp/showcase" "$tmp/other"
    sed -i "$3" "$tmp/other/$2"
    if cmp -s "$tmp/showcase/$2" "$tmp/other/$2" ||
        tools/check-data "$tmp/other" https://jianbao.example.org >/dev/null; then
        not_ok "$1"
    else
        ok "$1"
    fi
}
differs "another digit in a wide table is found" \
    data/districts/410305-wide.csv 's/,54\.02,/,54.20,/'
differs "another digit in JSON-LD is found" \
    en/districts/410305/index.html 's/"value":54\.02/"value":54.20/'
differs "an unguarded formula is found" \
    data/statistics.csv '2s/,/,=/3'
differs "a column without its title is found" \
    data/csv-metadata.json '0,/"und":"district"/s//"und":"place"/'
done_testing
