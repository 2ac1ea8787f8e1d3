#!/bin/bash
# What documents say and what the code has: the markers' table, the fields and
# keys that content/README.md describes, words in both languages.
set -u
cd "$(dirname "$0")/../.."
. tests/tools/tap.sh

awk '/<!-- markers:end -->/ { on = 0 } on; /<!-- markers:begin -->/ { on = 1 }' \
    layouts/README.md | sed -e '$ { /^$/d }' >build/markers.readme
tests/tools/markers >build/markers.code
same "layouts/README.md lists all markers (tests/tools/markers --write)" \
    build/markers.code build/markers.readme

missing=$(sed -n '/front_fields\[\]/,/^};/s/^    {"\([a-z_]*\)".*/\1/p' src/model/content_own.c |
    while read -r field; do grep -q "\`$field\`" content/README.md || echo "$field"; done)
if [ -z "$missing" ]; then ok "content/README.md has every front matter field"
else not_ok "content/README.md has every front matter field" "$missing"; fi

missing=$(sed -n '/^} members\[\]/,/^};/s/^    {"\([a-z_]*\)".*/\1/p' src/model/config.c |
    while read -r key; do grep -q "\`$key" content/README.md || echo "$key"; done)
if [ -z "$missing" ]; then ok "content/README.md has every key of site.yaml"
else not_ok "content/README.md has every key of site.yaml" "$missing"; fi

keys() { sed -n 's/^\([a-z0-9_]*\):.*/\1/p' "$1" | sort; }
keys layouts/strings.zh.yaml >build/keys.zh
keys layouts/strings.en.yaml >build/keys.en
same "both languages have the same words" build/keys.zh build/keys.en

size=$(wc -c <layouts/assets/site.css)
if [ "$size" -le 12288 ]; then ok "site.css is within 12 KB"
else not_ok "site.css is within 12 KB" "$size bytes"; fi
done_testing
