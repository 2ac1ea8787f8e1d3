#!/bin/bash
# Series on pages: groups with their whole, one chart for an indicator, long
# series, files below tables.
set -u
. "$(dirname "$0")/common.bash"

site=$tmp/site
cp -r diag/_base "$site"
cat >"$site/data/groups.csv" <<'EOF'
id,name_zh,name_en,split
public,公办,Public,owner
private,民办,Private,owner
EOF
{
    cat "$site/data/statistics/2023.csv"
    for year in $(seq 2010 2022); do
        echo "990101,schools,$year,,$((year - 1990)),,news,"
        echo "990101,schools,$year,public,$((year - 2000)),,news,"
        echo "990101,schools,$year,private,10,,news,"
        echo "990102,schools,$year,,$((year - 2000)),,news,"
    done
    echo "990101,schools,2023,private,5,,news,"
} >"$tmp/rows"
mv "$tmp/rows" "$site/data/statistics/2023.csv"
cat >"$site/content/pages/table.zh.md" <<'EOF'
---
title: 表
---

![学校](table:990101/schools)

![学校](chart:990101/schools/2023)

![历年学校](chart:990101/schools)
EOF
jb build -q -C "$site" -o "$tmp/built" --as-of 2026-01-01
gives "the site builds" 0
page=$tmp/built/en/districts/990101/index.html

count() { # NAME EXPECTED PATTERN FILE
    local n
    n=$(grep -o -- "$3" "$4" | wc -l)
    if [ "$n" = "$2" ]; then ok "$1"; else not_ok "$1" "$n, expected $2"; fi
}
in_order() { # NAME FILE TEXT...: the texts stand in this order
    local name=$1 file=$2 last=0 at
    shift 2
    for text; do
        at=$(grep -bo -- "$text" "$file" | head -n 1 | cut -d: -f1)
        if [ -z "$at" ] || [ "$at" -lt "$last" ]; then
            not_ok "$name" "'$text' at ${at:-no place}, before it $last"
            return
        fi
        last=$at
    done
    ok "$name"
}

sed -n '/id="topic-schools"/,/<\/section>/p' "$page" >"$tmp/topic"
count "one chart for each indicator, with its groups" 2 '<svg ' "$tmp/topic"
sed -n '/<svg/,/<\/svg>/p' "$tmp/topic" >"$tmp/svg"
count "the whole and its groups are series of it" 3 'stroke-width="2.5"' "$tmp/svg"
sed -n '/<caption[^>]*>Schools: figures over time/,/<\/table>/p' "$tmp/topic" >"$tmp/table"
in_order "tables: the whole, then its groups" "$tmp/table" '>Schools<' 'Schools (Public)' 'Schools (Private)'
count "the table beneath has the data of both" 0 '<details>' "$tmp/topic"
sed -n '/<details>/,/<\/details>/p' "$tmp/built/zh/table/index.html" |
    sed '1,/<\/details>/d' >"$tmp/data"
in_order "data of a chart: the whole, then its groups" "$tmp/data" '合计' '公办' '民办'
sed -n '/<figure/,/<\/figure>/p' "$tmp/built/zh/table/index.html" >"$tmp/bars"
in_order "bars: the whole, then its groups" "$tmp/bars" '合计' '公办' '民办'

sed -n '/id="series"/,/<\/section>/p' "$tmp/built/en/indicators/schools/index.html" >"$tmp/long"
count "a long series: the latest twelve" 0 '>2011<' "$tmp/long"
count "a long series: that it is cut" 1 'Only the latest 12 of 14 periods' "$tmp/long"
count "a long series: the file that has all" 1 'href="/data/indicators/schools.csv"' "$tmp/long"
sed -n '/<table/,/<figure/p' "$tmp/built/zh/table/index.html" |
    sed '/<figure/,$d' >"$tmp/table"
count "a table in a text has a file" 1 'href="/data/districts/990101.csv"' "$tmp/table"
done_testing
