#!/bin/bash
# Three languages, the third with words of its own: pairs with each translation,
# and what happens to a text that a language lacks, section by section.
set -u
. "$(dirname "$0")/common.bash"

site=$tmp/three out=$tmp/three/output
three() { # POLICY: a fresh site; west is not in ja, about not in en, the
          # introduction in zh only
    rm -rf "$site"
    cp -r diag/_base "$site"
    sed -i '/^severity:/,$d; s/, en: \([A-Za-z]*\)}/, en: \1, ja: \1 ja}/' "$site/site.yaml"
    sed -i 's/^genres:/  - {id: ja, tag: ja, name: 日本語}\n&/' "$site/site.yaml"
    printf 'missing_translation: %s\nstatus_page: true\n' "$1" >>"$site/site.yaml"
    mkdir -p "$site/layouts" "$site/content/districts"
    cp ../layouts/strings.en.yaml "$site/layouts/strings.ja.yaml"
    for file in districts indicators topics groups; do
        sed -i '1s/name_en/&,name_ja/; 2,$s/$/,/' "$site/data/$file.csv"
        sed -i '1s/\(.*\),name_ja\(.*\)/\1\2,name_ja/' "$site/data/$file.csv"
    done
    (cd "$site/content/articles/2024" &&
        sed 's/west\.en\.md/west.zh.md/; s/, of: [^}]*//' pupils.en.md >pupils.ja.md)
    sed 's/^title: .*/title: このサイトについて/' "$site/content/pages/about.zh.md" >"$site/content/pages/about.ja.md"
    rm "$site/content/pages/about.en.md"
    printf -- '---\nsummary: 东区的简介。\n---\n\n东区在东边。\n' >"$site/content/districts/990101.zh.md"
    jb translated --all -q -C "$site" --as-of 2026-01-01
    recorded=$status
    jb build -C "$site" --as-of 2026-01-01 --strict
}
has() { # NAME PATTERN FILE
    if grep -qE -- "$2" "$3"; then ok "$1"; else not_ok "$1" "$(head -c 3000 "$3")"; fi
}
lacks() { # NAME PATTERN FILE
    if grep -qE -- "$2" "$3"; then not_ok "$1" "$(grep -E -- "$2" "$3")"; else ok "$1"; fi
}
absent() { # NAME PATH
    if [ -e "$2" ]; then not_ok "$1" "$2 is there"; else ok "$1"; fi
}
sound() { check "$1: every link, hreflang reciprocal" tools/check-site "$out" https://example.org; }

# ---- fallback: offered in the original, marked ----

three fallback
gives "fallback: builds" 0
same "both translations are recorded" <(echo 0) <(echo $recorded)
sound fallback
absent "fallback: no page of its own" "$out/ja/articles/2024/west/index.html"
has "fallback: the list has it in its language" 'lang="zh-Hans".*西区的学校' "$out/ja/articles/index.html"
has "fallback: so has the feed" '<entry xml:lang="zh-Hans">' "$out/ja/feed.xml"
has "fallback: and the menu" '<a href="/zh/about/" lang="zh-Hans" hreflang="zh-Hans">' "$out/en/index.html"
has "fallback: the introduction" '<div class="body" lang="zh-Hans">' "$out/en/districts/990101/index.html"
has "fallback: and a note about it" 'class="box lnote fallback"' "$out/en/districts/990101/index.html"
lacks "fallback: none in its own language" 'lnote fallback|class="body" lang' "$out/zh/districts/990101/index.html"
has "fallback: the switch says so" 'href="/ja/" hreflang="ja">日本語 <small>' "$out/zh/articles/2024/west/index.html"
page=$out/ja/articles/2024/pupils/index.html
has "lang of the page" '<html lang="ja"' "$page"
has "canonical is the page's own" 'rel="canonical" href="https://example.org/ja/articles/2024/pupils/"' "$page"
for tag in zh-Hans en-GB ja x-default; do
    has "hreflang $tag" "rel=\"alternate\" hreflang=\"$tag\"" "$page"
done
lacks "hreflang only for pages that exist" 'rel="alternate" hreflang="ja"' "$out/zh/articles/2024/west/index.html"
lacks "the sitemap too" 'ja/articles/2024/west' "$out/sitemap.xml"
lacks "and its text" 'west' "$out/sitemap-ja.txt"

# ---- each section its own way ----

three '{articles: omit, districts: fallback}'
gives "by section: builds" 0
sound "by section"
lacks "articles omitted: not in the list" '西区的学校' "$out/ja/articles/index.html"
lacks "articles omitted: not in the feed" '<id>.*west' "$out/ja/feed.xml"
lacks "articles omitted: not in the JSON feed" '"id":"[^"]*west' "$out/ja/feed.json"
lacks "articles omitted: not in the switch" 'hreflang="ja"' "$out/zh/articles/2024/west/index.html"
has "articles omitted: other pages have the switch" 'hreflang="ja"' "$out/zh/articles/index.html"
has "pages not named: fallback" '<a href="/zh/about/" lang="zh-Hans"' "$out/en/index.html"
has "districts: fallback" '<div class="body" lang="zh-Hans">' "$out/ja/districts/990101/index.html"
three '{articles: fallback, pages: omit, districts: omit}'
gives "by section, otherwise: builds" 0
sound "by section, otherwise"
has "articles: fallback" '西区的学校' "$out/ja/articles/index.html"
lacks "pages omitted: not in the menu" '/zh/about/" lang' "$out/en/index.html"
lacks "introductions omitted" '东区在东边' "$out/en/districts/990101/index.html"
three '{pages: error}'
gives "an error in one section" 1
says "an error in one section: which" '^content/pages/about.zh.md: error: there is no version in .en.; .*\[translation-missing\]'
lacks "an error in one section: in no other" 'content/(articles|districts).*translation-missing' "$tmp/err"

# ---- every translation is compared with the original ----

three fallback
status=$out/zh/status/index.html
has "the status page has all languages" '日本語' "$status"
sed -i 's/^全区有学校/全区现有学校/' "$site/content/articles/2024/pupils.zh.md"
sed -i '/^## Schools/d' "$site/content/articles/2024/pupils.ja.md"
jb check -C "$site" --as-of 2026-01-01
says "stale in one language" '^content/articles/2024/pupils.en.md:.*\[translation-stale\]'
says "and in the other" '^content/articles/2024/pupils.ja.md:.*\[translation-stale\]'
says "parity of the third language" '^content/articles/2024/pupils.ja.md:.*\[parity\]'
jb list stale --format csv -C "$site" --as-of 2026-01-01
says "list stale has both" '^content/articles/2024/pupils.ja.md,'
jb list untranslated --format csv -C "$site" --as-of 2026-01-01
for row in ja,.*west.zh.md en,.*about.zh.md ja,.*990101.zh.md en,.*990101.zh.md; do
    says "list untranslated: $row" "^$row"
done
jb build -C "$site" --as-of 2026-01-01
for lang in en ja; do
    has "$lang says that it is stale" 'lnote stale' "$out/$lang/articles/2024/pupils/index.html"
done
done_testing
