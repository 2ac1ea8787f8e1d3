#!/bin/bash
# What a build does to an output that is there: unchanged files stay untouched,
# edits reach only their pages, sources that go take their pages with them.
set -u
. "$(dirname "$0")/common.bash"
new_site site
site=$tmp/site
out=$site/output
articles=$site/content/articles

build site
gives "first build" 0
state "$out" >"$tmp/before"
build site
gives "second build" 0
state "$out" >"$tmp/after"
unchanged "second build touches nothing" "$tmp/before" "$tmp/after"
says "second build: nothing written" ': 0 written, [0-9]+ unchanged, 0 removed'
build site -j1
state "$out" >"$tmp/after"
unchanged "-j1 touches nothing" "$tmp/before" "$tmp/after"

# Names of the files whose inode or time differs.
touched() { # BEFORE AFTER
    diff "$1" "$2" | awk '/^[<>] \.\/.*\.[a-z]/ && NF > 5 { print $2 }' | sort -u
}

edit "$articles/2020/c.zh.md" 's/^正文5。/正文五。/'
build site
gives "after an edit" 0
state "$out" >"$tmp/after"
touched "$tmp/before" "$tmp/after" | grep -v jianbao-manifest >"$tmp/touched"
cat >"$tmp/expected" <<'END'
./en/feed.json
./zh/articles/2020/c/index.html
./zh/feed.json
END
same "an edited body reaches its page and the site feeds" "$tmp/expected" "$tmp/touched"
edit "$articles/2020/c.zh.md" 's/^正文五。/正文5。/'
build site
bytes "$out" >"$tmp/again"
cp -r "$site" "$tmp/clean" && rm -rf "$tmp/clean/output"
build clean
bytes "$tmp/clean/output" >"$tmp/fresh"
same "edited back: the bytes of a clean build" "$tmp/fresh" "$tmp/again"

# a source that goes
mv "$articles/2020/b.zh.md" "$tmp/b.zh.md"
build site
gives "after a deletion" 0
says "deletion warns" '/zh/articles/2020/b/ was published.*\[url-vanished\]$'
check "deletion removes the page" test ! -e "$out/zh/articles/2020/b"
build site
gives "the build after that" 0
check "the warning comes once" test ! -s "$tmp/err"
mv "$tmp/b.zh.md" "$articles/2020/b.zh.md"
build site
check "the page comes back" test -s "$out/zh/articles/2020/b/index.html"
build site --strict
gives "--strict without warnings" 0

# a renamed source, with and without an alias
mv "$articles/2020/c.zh.md" "$articles/2020/moved.zh.md"
build site
gives "after a renaming" 0
says "renaming warns" '/zh/articles/2020/c/ was published.*\[url-vanished\]$'
check "renaming removes the old page" test ! -e "$out/zh/articles/2020/c"
check "renaming writes the new page" test -s "$out/zh/articles/2020/moved/index.html"
mv "$articles/2020/moved.zh.md" "$articles/2020/c.zh.md"
build site
mv "$articles/2020/c.zh.md" "$articles/2020/moved.zh.md"
edit "$articles/2020/moved.zh.md" '2ialiases: [/articles/2020/c/]'
build site
gives "after a renaming with an alias" 0
check "an alias prevents the warning" test -z "$(grep url-vanished "$tmp/err")"
check "the alias redirects" grep -q 'url=/zh/articles/2020/moved/' \
    "$out/zh/articles/2020/c/index.html"
check "the host redirects" grep -qx \
    '/zh/articles/2020/c/ /zh/articles/2020/moved/ 301' "$out/_redirects"

# what others put there
mkdir -p "$out/zh/mine" "$out/.well-known"
echo a >"$out/zh/mine/file.html"
echo b >"$out/.well-known/security.txt"
echo c >"$out/CNAME"
touch "$out/empty"
build site
gives "with foreign files" 0
rm -rf "$articles/2019"
build site
check "foreign files survive" test -s "$out/zh/mine/file.html" -a \
    -s "$out/.well-known/security.txt" -a -s "$out/CNAME" -a -e "$out/empty"
check "the others go" test ! -e "$out/zh/articles/2019"
mkdir -p "$out/zh/hello"
echo d >"$out/zh/hello/index.html"
mkdir -p "$site/content/pages"
printf -- '---\ntitle: 你好\nsummary: 摘要。\n---\n\n正文。\n' \
    >"$site/content/pages/hello.zh.md"
state "$out" >"$tmp/before"
build site
gives "a planned path that a foreign file holds" 2
says "it is named" 'zh/hello/index.html.*\[output-foreign\]'
state "$out" >"$tmp/after"
unchanged "nothing is written then" "$tmp/before" "$tmp/after"
rm -rf "$out/zh/hello"
build site
gives "and without it" 0

# two writers
printf -- '---\ntitle: 两个\nsummary: 摘要。\naliases: [/articles/2021/e/]\n---\n\n正文。\n' \
    >"$site/content/pages/two.zh.md"
state "$out" >"$tmp/before"
build site
gives "two writers for one path" 1
says "both are named" 'content/pages/two.zh.md:4:.*content/articles/2021/e.zh.md.*\[output-collision\]$'
state "$out" >"$tmp/after"
unchanged "a build with mistakes touches nothing" "$tmp/before" "$tmp/after"
rm "$site/content/pages/two.zh.md"
printf 'title: [unclosed\n' >>"$site/site.yaml"
build site
gives "a broken site.yaml" 1
state "$out" >"$tmp/after"
unchanged "a broken site.yaml touches nothing" "$tmp/before" "$tmp/after"
done_testing
