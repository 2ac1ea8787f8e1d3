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
# Texts that come out later may link to what is out by then, not to more.
news=$tmp/site/content/articles/2023
cp "$news/later.zh.md" "$news/sooner.zh.md"
edit "$news/sooner.zh.md" 's/^publish_at: .*/publish_at: 2022-12-20/'
echo '[看](sooner.zh.md)' >>"$news/later.zh.md"
build site
gives "an embargoed text links to one that comes sooner" 0
echo '[看](later.zh.md)' >>"$news/sooner.zh.md"
build site
gives "an embargoed text links to one that comes later" 1
says "it is named" '2023/sooner.zh.md:1[0-9]:.*later.zh.md.*\[link-dead\]$'
rm "$news/sooner.zh.md"
edit "$news/later.zh.md" '/sooner/d'
echo '[看](../2022/draft.zh.md)' >>"$news/later.zh.md"
build site
gives "an embargoed text links to a draft" 1
edit "$news/later.zh.md" '/draft/d'
echo '[看](../2023/later.zh.md)' >>"$tmp/site/content/articles/2022/draft.zh.md"
build site
gives "a draft links to an embargoed text" 0
edit "$tmp/site/content/articles/2022/draft.zh.md" '/later/d'

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
