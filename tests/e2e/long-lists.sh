#!/bin/bash
# Lists that are too long for one page: every row stands on just one of the
# pages, links to a row find its page, no page is heavy.
set -u
. "$(dirname "$0")/common.bash"
site=$tmp/long
cp -r golden/bilingual/site "$site"

# 12 cities of 40 districts below two provinces, figures of all but one for five
# years, in ties; more terms, documents and indicators than a page holds.
awk -v data="$site/data" 'BEGIN {
    OFS = ","
    districts = data "/districts.csv"
    print "code,name_zh,name_en,parent,kind,sort_zh" >districts
    figures = data "/statistics/many.csv"
    print "district,indicator,period,value,source" >figures
    print 100000, "全国", "China", "", "nation", "quanguo" >districts
    print 410000, "河南省", "Henan", "", "province", "henan" >districts
    print 420000, "湖北省", "Hubei", "", "province", "hubei" >districts
    print 410300, "洛阳市", "Luoyang", "", "city", "luoyang" >districts
    print 410302, "老城区", "Laocheng", "", "district", "laocheng" >districts
    print 410305, "涧西区", "Jianxi", "", "district", "jianxi" >districts
    for (c = 1; c <= 12; c++) {
        city = (c % 2 ? 42 : 41) sprintf("%02d", c + 20)
        print city "00", "市" c, "City " c, "", "city", "shi" c >districts
        for (d = 1; d <= 40; d++) {
            code = city sprintf("%02d", d)
            letter = sprintf("%c", 97 + (c * 7 + d * 3) % 26)
            print code, "区" c "之" d, toupper(letter) "ang " c "-" d, "",
                "district", letter "ang" c "-" d >districts
            for (year = 2016; year <= 2020; year++)
                print code, "wide", year, (c * 31 + d * 17 + year) % 97,
                    "paper" >figures
        }
    }
    for (i = 1; i <= 300; i++)
        print "词" i, "term " i, "term", "", "", "", "" >>(data "/glossary.csv")
    for (i = 1; i <= 230; i++)
        print "doc" i, "文件" i, "Document " i, "", "部门", "Ministry",
            2000 + i % 20, "" >>(data "/documents.csv")
    print "wide,宽度,Width,person,stock,,series,higher,schools,2,,," \
        >>(data "/indicators.csv")
    for (i = 1; i <= 200; i++)
        print "i" i, "指标" i, "Indicator " i, "person,stock,,series,none,schools,9,,," \
            >>(data "/indicators.csv")
}'
cat >"$site/content/pages/far.zh.md" <<'MD'
---
title: 远处
---
[词299](term:词299)和[《文件7》](doc:doc7)，[词3](term:词3)。
MD
cat >"$site/content/pages/far.en.md" <<'MD'
---
title: Far away
---
[term 299](term:词299) and [Document 7](doc:doc7), [term 3](term:词3).
MD
build long -j2
gives "a site with long lists builds" 0
out=$site/output
check "every link finds its row" tools/check-site "$out" https://example.org
check "every figure is in every form" tools/check-data "$out" https://example.org
check "no page weighs more than 60 KB" test -z \
    "$(find "$out" -name '*.html' -size +60k)"

rows() { # FOLDER PATTERN: what the pages of a list have
    find "$1" -name index.html | grep -E "^$1/(page/[0-9]+/)?index.html$" |
        xargs cat | grep -oE -- "$2" | sort
}
once() { # NAME COUNT FOLDER PATTERN
    local all
    all=$(rows "$out/$3" "$4")
    if [ "$(wc -l <<<"$all")" = "$2" ] &&
        [ "$(uniq <<<"$all" | wc -l)" = "$2" ]; then
        ok "$1"
    else
        not_ok "$1" "$(wc -l <<<"$all") rows, $(uniq <<<"$all" | wc -l) of
them different, expected $2 of $3"
    fi
}
for lang in zh en; do
    once "$lang: every term" "$(tail -n +2 "$site/data/glossary.csv" |
        grep -vc ',ignore,')" $lang/glossary '<div id="[^"]*"><dt>'
    once "$lang: every document" "$(tail -n +2 "$site/data/documents.csv" |
        wc -l)" $lang/documents '<tr id="[^"]*"'
    once "$lang: every indicator" 204 $lang/indicators \
        '<th scope="row">(<a href="[^"]*">)?(i|I|指|[A-Z公课获宽])[^<]*'
    # All but the nation and its provinces, which have no parent beside them.
    once "$lang: every district from A to Z" 495 $lang/districts \
        '<li><a href="/[a-z]*/districts/[0-9]{6}/">[^<]*</a> ?<small>.*'
    once "$lang: every file of a district" 483 $lang/data \
        'href="/data/districts/[0-9]{6}.csv"'
done

# The ranking: both orders hold each district once, ranks never fall.
ranked() { # LANG: lines of number of the page and table, rank, district
    for page in 1 2 3 4 5 6; do
        file=$out/$1/indicators/wide/$([ $page = 1 ] || echo "page/$page/")index.html
        [ -e "$file" ] && awk -v page=$page '
            /id="by-name"/ { name = 1 }
            match($0, /^<tr><td>[0-9]*<\/td><th scope="row"><a href="[^"]*districts\/[0-9]*/) {
                split(substr($0, RSTART, RLENGTH), part, /<td>|<\/td>|districts\//)
                print page, name + 0, part[2], part[4]
            }' "$file"
    done
}
for lang in zh en; do
    ranked $lang >"$tmp/ranked"
    check "$lang: five pages of ranking" test "$(tail -n 1 "$tmp/ranked" |
        cut -d ' ' -f 1)" = 5
    for table in 0 1; do
        awk -v t=$table '$2 == t { print $4 }' "$tmp/ranked" | sort >"$tmp/table"
        check "$lang: each district once in order $table" test \
            "$(uniq "$tmp/table" | wc -l) $(wc -l <"$tmp/table")" = "480 480"
    done
    check "$lang: ranks never fall by value" awk '
        $2 == 0 { if ($3 + 0 < last + 0) exit 1; last = $3 }' "$tmp/ranked"
done

# Among 40 districts: strips instead of a table of all.
for lang in zh en; do
    sed -n '/id="comparison"/,/<\/section>/p' \
        "$out/$lang/districts/422105/index.html" >"$tmp/strips"
    grep -o '<path class="faint" stroke-width="2"[^>]*' "$tmp/strips" \
        >"$tmp/strokes"
    check "$lang: a stroke for each of the others" test \
        "$(grep -o V "$tmp/strokes" | wc -l)" = 39
    check "$lang: a dot for the district" grep -q \
        '<path class="s2" stroke-width="10" d="M[0-9.]* [0-9.]*h0"' "$tmp/strips"
    check "$lang: the ends are the least and the greatest" test \
        "$(grep -o '<g class="faint".*' "$tmp/strips" |
            grep -oE '>[0-9]+<' | tr -d '<>' | xargs)" = \
        "$(awk 'BEGIN { low = 99
            for (d = 1; d <= 40; d++) { v = (31 + d * 17 + 2020) % 97
                low = v < low ? v : low; high = v > high ? v : high }
            print low, high }')"
    check "$lang: no table, but a link to it" test \
        "$(grep -c '<table' "$tmp/strips"), $(grep -c \
            "href=\"/$lang/districts/422100/compare/\"" "$tmp/strips")" = '0, 1'
done

# 480 districts: how many lie in each step of ten.
for lang in zh en; do
    sed -n '/<g class="bars"/,/<\/svg>/p' \
        "$out/$lang/indicators/wide/index.html" >"$tmp/histogram"
    check "$lang: the columns hold the districts of each step" test \
        "$(grep -o '<g class="value".*' "$tmp/histogram" | head -n 1 |
            grep -oE '>[0-9]+<' | tr -d '<>' | xargs)" = \
        "$(awk 'BEGIN {
            for (c = 1; c <= 12; c++)
                for (d = 1; d <= 40; d++)
                    n[int((c * 31 + d * 17 + 2020) % 97 / 10)]++
            for (i = 0; i < 10; i++) printf "%s%d", i ? " " : "", n[i] }')"
done
done_testing
