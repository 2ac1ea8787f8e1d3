#!/bin/bash
# Commands, options, exit statuses and the forms of messages.
set -u
. "$(dirname "$0")/common.bash"
new_site site
pages=$tmp/site

jb
gives "no command is a usage error" 2
says "no command: says so" 'a command is missing'
jb --help
gives "--help" 0
says "--help lists the commands" '^  build  '
for command in build check clean explain; do
    jb $command --help
    gives "$command --help" 0
done
jb publish
gives "unknown command" 2
says "unknown command: names it" "command 'publish' is not known; see"
jb build --nonsense
gives "unknown option" 2
jb build -j 0
gives "-j 0" 2
jb build -j x
gives "-j x" 2
jb build -j 65
gives "-j 65" 2
jb build --as-of yesterday
gives "--as-of yesterday" 2
jb build --as-of 2021-02-30
gives "--as-of 2021-02-30" 2
jb build --format xml
gives "--format xml" 2
jb build -C
gives "-C without a folder" 2
jb build -C "$tmp/nowhere"
gives "-C of a folder that is not there" 2
jb build -C "$tmp/site" surplus
gives "surplus argument" 2
jb build -C "$tmp/site" --base-url not-an-address
gives "--base-url that is none" 2
says "--base-url that is none: what is expected" 'such as https://example.org'
mkdir "$tmp/empty"
jb build -C "$tmp/empty"
gives "a folder without site.yaml" 1
says "a folder without site.yaml: says so" 'site-missing'
check "a folder without site.yaml stays empty" rmdir "$tmp/empty"

jb explain stat-mismatch
gives "explain" 0
says "explain: meaning" 'differs from the cell'
jb explain no-such-code
gives "explain: unknown code" 2
jb explain
gives "explain: no code" 2
while read -r code; do
    "$JIANBAO" explain "$code" >/dev/null || echo "$code"
done < <(sed -n 's/^D([A-Z0-9_]*, "\([a-z0-9-]*\)".*/\1/p' ../src/base/diag.def) \
    >"$tmp/bad"
check "explain knows every code" test ! -s "$tmp/bad"

jb check -C "$pages" --as-of $as_of
gives "check of a good site" 0
check "check writes nothing" test ! -e "$pages/output"
build site
gives "build of a good site" 0
says "build: prints its as-of" '^as of 2022-12-01T00:00\+08:00$'
build site -q
gives "-q" 0
check "-q says nothing" test ! -s "$tmp/out" -a ! -s "$tmp/err"

# warnings and --strict, errors
article=$pages/content/articles/2021/e.zh.md
printf '\n<b>raw</b>\n' >>"$article"
build site
gives "a warning" 0
build site --strict
gives "a warning with --strict" 1
build site --base-url https://other.example/path
gives "--base-url" 0
check "--base-url: absolute addresses" \
    grep -q 'https://other.example/path/en/' "$pages/output/sitemap.xml"
check "--base-url: relative addresses" \
    grep -q 'href="/path/en/' "$pages/output/index.html"
check "--base-url: nothing of the old address" \
    test -z "$(grep -rl example.org "$pages/output")"
printf '\n[x](gone.zh.md)\n' >>"$article"
build site
gives "an error" 1
says "an error: place and code" '^content/articles/2021/e.zh.md:14:.* error: .*\[link-dead\]$'

for format in json sarif; do
    build site --format $format
    gives "--format $format" 1
    check "--format $format is JSON" jq -e . "$tmp/out"
    check "--format $format names the code" grep -q link-dead "$tmp/out"
done
build site --format json
check "--format json: places" jq -e \
    '[.. | objects | select(.code? == "link-dead")][0].line == 14' "$tmp/out"
build site --format sarif
check "--format sarif: version and place" jq -e \
    '.version == "2.1.0" and ([.runs[0].results[] | select(.ruleId == "link-dead")
      | .locations[0].physicalLocation | .region.startLine == 14 and
      .artifactLocation.uri == "content/articles/2021/e.zh.md"] == [true])' "$tmp/out"
build site --format github
gives "--format github" 1
says "--format github" '^::error file=content/articles/2021/e.zh.md,line=14,col='
new_site clean
for format in json sarif; do
    jb check -C "$tmp/clean" --as-of $as_of --format $format
    check "--format $format of a clean site is JSON" jq -e . "$tmp/out"
    build clean --format $format
    gives "build --format $format" 0
    check "build --format $format: standard output is JSON alone" \
        jq -e . "$tmp/out"
done

# clean
new_site cleaned
build cleaned
echo mine >"$tmp/cleaned/output/mine.txt"
jb clean -C "$tmp/cleaned"
gives "clean" 0
(cd "$tmp/cleaned/output" && find . -type f) >"$tmp/left"
check "clean leaves what it did not write" test "$(cat "$tmp/left")" = ./mine.txt
jb clean -C "$tmp/cleaned"
gives "clean of what is clean" 0

# --freshness
new_site aged bilingual
jb check -C "$tmp/aged" --as-of 2099-01-01 --freshness 365
gives "--freshness 365, long after" 0
says "--freshness names a series, its newest day and its age" \
    "^data/indicators.csv:[0-9]+:1: warning: the newest figure of '.*' is of [0-9-]{10}, [0-9]{5} days ago.* \\[data-old\\]"
jb check -C "$tmp/aged" --as-of 2099-01-01 --freshness 365 --strict
gives "--freshness with --strict" 1
jb check -C "$tmp/aged" --as-of 2099-01-01 --freshness 36500
check "--freshness 36500: nothing is that old" \
    sh -c "! grep -q data-old '$tmp/err'"
for days in 0 -1 x 1.5 99999999999; do
    jb check -C "$tmp/aged" --freshness=$days
    gives "--freshness $days" 2
done
done_testing
