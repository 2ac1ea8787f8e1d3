#!/bin/bash
# Sites of every shape: without data, without texts, in one language, empty.
set -u
. "$(dirname "$0")/common.bash"

site_of() { # NAME LANGUAGES
    mkdir -p "$tmp/$1"
    {
        case $2 in
        zh,en) echo 'title: {zh: 站, en: Site}' ;;
        *) echo 'title: Site' ;;
        esac
        printf 'base_url: https://example.org\nlanguages:\n'
    } >"$tmp/$1/site.yaml"
    case $2 in *zh*) echo '  - {id: zh, tag: zh-Hans, name: 中文}' ;; esac \
        >>"$tmp/$1/site.yaml"
    case $2 in *en*) echo '  - {id: en, tag: en-GB, name: English}' ;; esac \
        >>"$tmp/$1/site.yaml"
}

page() { # SITE PATH FRONT...
    mkdir -p "$tmp/$1/content/${2%/*}"
    {
        echo ---
        printf 'title: T\nsummary: S.\n'
        printf '%s\n' "${@:3}"
        printf -- '---\n\nText.\n'
    } >"$tmp/$1/content/$2"
}

builds() { # NAME SITE
    build "$2"
    gives "$1" 0
    check "$1: links" tools/check-site "$tmp/$2/output" https://example.org
    check "$1: XML" find "$tmp/$2/output" -name '*.xml' -exec xmllint --noout {} +
    build "$2"
    says "$1: again" ': 0 written'
}

site_of bare zh,en
builds "only site.yaml" bare
site_of empty zh,en
mkdir -p "$tmp/empty/content/articles" "$tmp/empty/data/statistics" "$tmp/empty/layouts"
builds "empty folders" empty
site_of one zh
page one pages/about.zh.md
builds "one language, one page" one
check "one language: no hreflang" test -z \
    "$(grep -rl '<link rel="alternate" hreflang' "$tmp/one/output")"
site_of english en
page english pages/about.en.md
builds "English only" english
site_of pages zh,en
page pages pages/about.zh.md
page pages pages/about.en.md 'translation: {status: human}'
echo 'severity: {translation-unrecorded: off}' >>"$tmp/pages/site.yaml"
builds "without data" pages

new_site nodata
rm -rf "$tmp/nodata/content"
builds "without texts" nodata
new_site numbers markdown
rm -rf "$tmp/numbers/content"
builds "figures without texts" numbers
site_of figures zh,en
cp -r golden/bilingual/site/data "$tmp/figures/data"
builds "figures without texts, default theme" figures
cp -r golden/bilingual/site "$tmp/single"
sed -i '/id: en/d' "$tmp/single/site.yaml"
find "$tmp/single" -name '*.en.md' -delete
find "$tmp/single" \( -name '*.yaml' -o -name '*.md' \) -print0 |
    xargs -0 sed -i -E 's/, en: [^{}]*\}/}/g'
builds "a site that lost a language" single
cp -r golden/bilingual/site "$tmp/third"
sed -i 's/^languages:/&\n  - {id: de, tag: de, name: Deutsch}/' "$tmp/third/site.yaml"
mkdir "$tmp/third/layouts"
cp ../layouts/strings.en.yaml "$tmp/third/layouts/strings.de.yaml"
builds "a site with a language that no text has" third
rm "$tmp/third/layouts/strings.de.yaml"
build third
gives "a language without words" 1
says "a language without words: says so" "language 'de'.*\\[word-missing\\]$"
printf 'home: H\n' >"$tmp/third/layouts/strings.de.yaml"
build third
gives "a language with few words" 1
says "a language with few words: says which" \
    "the word 'articles' is missing in language 'de'"
done_testing
