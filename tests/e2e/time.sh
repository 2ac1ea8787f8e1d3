#!/bin/bash
# --as-of, embargoes, drafts, withdrawals.
set -u
. "$(dirname "$0")/common.bash"
new_site site bilingual
out=$tmp/site/output
later=zh/articles/2023/later/index.html
draft=articles/2022/draft/index.html

build site
gives "before the embargo ends" 0
says "next due is printed" '; next due 2023-01-01T08:00\+08:00$'
check "before: no page" test ! -e "$out/$later"
check "before: in no list, feed or sitemap" test -z \
    "$(grep -rl 明年的文章 "$out" | grep -v /status/)"
as_of=2023-01-01T07:59 build site
check "a minute before: no page" test ! -e "$out/$later"
as_of=2023-01-01T08:00 build site
gives "the moment it ends" 0
says "nothing is due any more" '^as of 2023-01-01T08:00\+08:00$'
check "page" test -s "$out/$later"
check "list" grep -q 明年的文章 "$out/zh/articles/index.html"
check "feed" grep -q 明年的文章 "$out/zh/feed.xml"
check "news sitemap" grep -q 明年的文章 "$out/sitemap-news.xml"
as_of=2023-01-01T00:00Z build site
check "as-of in another zone: the same moment" test -s "$out/$later"
as_of=2022-12-31T23:59Z build site
check "as-of in another zone: a minute before" test ! -e "$out/$later"
as_of=2023-02-01 build site
check "news sitemap: not after two days" test -z \
    "$(grep 明年的文章 "$out/sitemap-news.xml")"
jb build -C "$tmp/site"
gives "without --as-of: now" 0
check "without --as-of: page" test -s "$out/$later"

build site
check "no drafts" test ! -e "$out/zh/$draft" -a ! -e "$out/en/$draft"
build site --drafts
gives "--drafts" 0
check "--drafts: both languages" test -s "$out/zh/$draft" -a -s "$out/en/$draft"
build site
check "drafts go again" test ! -e "$out/zh/$draft"

notice=$out/zh/articles/2021/gone/index.html
check "withdrawn: the notice" grep -q 来源撤回了原文 "$notice"
check "withdrawn: not found by engines" grep -q noindex "$notice"
check "withdrawn: the text is gone" test -z "$(grep -rl 旧文 "$out")"
check "withdrawn: in no list" test -z \
    "$(grep -rl 'articles/2021/gone/"' "$out" | grep -v 2021/gone/)"
done_testing
