#!/bin/bash
# What one build leaves for the next: a run in which nothing changed, a fresh
# clone with a cache, a damaged state; --full, --verify, --changed; why and
# impact.
set -u
. "$(dirname "$0")/common.bash"
new_site site
site=$tmp/site
articles=$site/content/articles
echo '本句有77个。' >>"$articles/2021/e.zh.md" # a warning to repeat

# ---- nothing changed ----

build site -v
gives "first build" 0
cp "$tmp/err" "$tmp/said"
check "the first build has warnings" grep -q warning "$tmp/said"
build site -v
gives "second build" 0
says "nothing is rendered" '^0 rendered$'
same "its messages are those of the first" "$tmp/said" "$tmp/err"
build site -v --strict
gives "warnings count when asked" 1
build site -v
gives "again" 0

# A clone has other times, inodes and order; build/ and output/ come from a
# cache.
mkdir "$tmp/clone"
for part in site.yaml layouts data content build output; do
    cp -r "$site/$part" "$tmp/clone/"
done
find "$tmp/clone" -type f -exec touch -d '2001-02-03' {} +
build clone -v
gives "a clone with a cache" 0
same "it says the same" "$tmp/said" "$tmp/err"
find "$tmp/clone/content" -type f -exec touch {} +
build clone -v
says "times of change decide nothing" '^0 written|: 0 written'
echo 'Not content.' >"$tmp/clone/content/README.md"
build clone -v
says "a README is no source of pages" '^0 rendered$'

# ---- the clock ----

sed -i 's/^date: .*/date: 2022-12-30/' "$articles/2020/b.zh.md"
build site -v
gives "an embargo" 0
says "the embargo is known" 'next due 2022-12-30'
build site -v --as-of 2022-12-29
says "a day before its end nothing changes" '^0 rendered$'
jb build -C "$site" -v --as-of 2022-12-30T12:00
says "at its end pages are made" '^[1-9][0-9]* rendered$'
check "the article is there" test -e "$site/output/zh/articles/2020/b/index.html"
jb build -C "$site" -v --as-of 2022-12-01
check "and gone as of an earlier time" test ! -e "$site/output/zh/articles/2020/b/index.html"

# ---- damage ----

rm "$site/output/zh/index.html"
build site -v
says "a page that was removed is made again" '^1 rendered$'
echo x >"$site/output/en/index.html"
build site --verify
gives "a page that was overwritten" 0
says "it is verified" '^verified: [0-9]+ files'
rm -r "$site/output"
build site
gives "the output is gone" 0
build site --verify
says "all of it is back" '^verified: [0-9]+ files'

# Any byte of the state may be wrong: never is the output.
bytes "$site/output" >"$tmp/right"
cp "$site/build/state" "$tmp/state"
size=$(stat -c %s "$tmp/state")
wrong=''
for n in $(seq 12); do
    cp "$tmp/state" "$site/build/state"
    case $((n % 3)) in
    0) truncate -s $((size * n / 13)) "$site/build/state" ;;
    *) printf "\\x$(printf %02x $((n * 37 % 256)))" |
        dd of="$site/build/state" bs=1 seek=$((size * n / 13)) conv=notrunc 2>/dev/null ;;
    esac
    echo "更多$n。" >>"$articles/2020/c.zh.md"
    build site
    [ "$status" = 0 ] || wrong="$wrong $n: exit $status"
    sed -i '$d' "$articles/2020/c.zh.md"
    build site
    bytes "$site/output" | cmp -s - "$tmp/right" || wrong="$wrong $n: other bytes"
done
if [ -z "$wrong" ]; then ok "a damaged state"; else not_ok "a damaged state" "$wrong"; fi

# The same of what is known of the texts and the figures; without a state every
# page is made.
damaged() { # NAME SITE FILE: of build/
    local file=$tmp/$2/build/$3 wrong='' n size
    build "$2"
    cp "$tmp/err" "$tmp/said"
    bytes "$tmp/$2/output" >"$tmp/whole"
    cp "$file" "$tmp/kept"
    size=$(stat -c %s "$tmp/kept")
    for n in $(seq 12); do
        cp "$tmp/kept" "$file"
        rm "$tmp/$2/build/state"
        case $((n % 3)) in
        0) truncate -s $((size * n / 13)) "$file" ;;
        *) printf "\\x$(printf %02x $((n * 37 % 256)))" |
            dd of="$file" bs=1 seek=$((size * n / 13)) conv=notrunc 2>/dev/null ;;
        esac
        build "$2"
        [ "$status" = 0 ] || wrong="$wrong $n: exit $status"
        bytes "$tmp/$2/output" | cmp -s - "$tmp/whole" || wrong="$wrong $n: other bytes"
        cmp -s "$tmp/said" "$tmp/err" || wrong="$wrong $n: $(cat "$tmp/err")"
        [ "$3" = texts ] || cmp -s "$file" "$tmp/kept" || wrong="$wrong $n: not mended"
    done
    if [ -z "$wrong" ]; then ok "$1"; else not_ok "$1" "$wrong"; fi
}
new_site numbers bilingual
damaged "damaged figures" numbers figures
rm "$tmp/numbers/build/figures"
build numbers --full
check "figures that nobody knew are known again" cmp "$tmp/numbers/build/figures" "$tmp/kept"
damaged "damaged texts" site texts

# Records are added; those of texts that are gone do not pile up.
for n in $(seq 90); do
    echo "第$n次。" >>"$articles/2020/c.zh.md"
    build site
    sed -i '$d' "$articles/2020/c.zh.md"
done
build site
size=$(stat -c %s "$tmp/kept")
more=$(stat -c %s "$site/build/texts")
check "the file of texts stays small ($size, then $more bytes)" \
    test "$more" -lt $((size + 80 * 1500))

# ---- options ----

build site --full -v
says "--full renders everything" '^[1-9][0-9]+ rendered$'
says "and writes nothing" ': 0 written'
echo 更多。 >>"$articles/2020/c.zh.md"
rm "$articles/2019/a.en.md"
build site --changed "$tmp/changed"
gives "--changed" 0
check "what was written is listed" grep -qP '^written\thttps?://[^\t]*/zh/articles/2020/c/\tzh/articles/2020/c/index.html$' "$tmp/changed"
check "what was removed is listed" grep -qP '^removed\thttps?://[^\t]*/en/articles/2019/a/\ten/articles/2019/a/index.html$' "$tmp/changed"
build site --changed "$tmp/changed"
check "nothing changed: an empty list" test -f "$tmp/changed" -a ! -s "$tmp/changed"
build site --changed "$tmp/none/list"
gives "a list that cannot be written" 2

# ---- why and impact ----

jb why zh/articles/2020/c/index.html -C "$site"
gives "why" 0
says "why names the reason" 'because '
says "why names the text" '^text +articles/2020/c$'
says "why names the layout" '^layout +article.html$'
jb why /zh/articles/2020/c/ -C "$site"
gives "why of an address" 0
jb why zh/nothing -C "$site"
gives "why of nothing" 1
jb why /zh/articles/2020/cc/ -C "$site"
says "why of nearly something" "did you mean 'zh/articles/2020/c'?"
jb why zh/index.html -C "$site" --format json
check "why as JSON" jq -e 'length > 3 and .[0].kind' "$tmp/out"
jb impact content/articles/2020/c.zh.md -C "$site" --format csv
gives "impact of a text" 0
says "it reaches its page" 'output,zh/articles/2020/c/index.html,'
jb impact layouts/article.html -C "$site"
gives "impact of a layout" 0
says "it reaches articles" '^output +zh/articles/2020/c/index.html'
check "and no list" sh -c "! grep -q 'zh/articles/index.html' '$tmp/out'"
jb impact data/statistics/x.csv -C "$site"
gives "impact of nothing" 1
jb impact layout/article.html -C "$site"
says "impact of nearly a file" "did you mean 'layouts/article.html'?"
rm -r "$site/build"
jb why zh/index.html -C "$site"
gives "why without a build" 2

# The state that an edit leaves says which pages it reached.
build site
reached() { # FILE: the outputs that impact lists, but those of everything
    jb impact "$1" -C "$site" --format csv
    grep '^output,' "$tmp/out" | cut -d, -f2 | sort
}
reached content/articles/2020/c.zh.md >"$tmp/expected"
echo 又多。 >>"$articles/2020/c.zh.md"
build site --changed "$tmp/changed"
cut -f3 "$tmp/changed" | sort >"$tmp/written"
check "an edit reaches no more than impact says" \
    sh -c "[ -z \"\$(comm -13 '$tmp/expected' '$tmp/written')\" ]"
done_testing
