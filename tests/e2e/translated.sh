#!/bin/bash
# Translations and their originals: recording, what makes them stale, parity,
# terms, and the lists about them.
set -u
. "$(dirname "$0")/common.bash"

fresh_site() { # NAME: with a recorded translation, silent
    rm -rf "${tmp:?}/$1"
    cp -r diag/_base "$tmp/$1"
    sed -i '/^severity:/,$d' "$tmp/$1/site.yaml"
    site=$tmp/$1 articles=$tmp/$1/content/articles/2024
    sed -i 's/#schools//' "$articles"/west.*.md
    jb translated --all -q -C "$site" --as-of 2026-01-01
}
check_site() { jb check -C "$site" --as-of 2026-01-01; }
list() { jb list "$@" -C "$site" --as-of 2026-01-01; }
silent() { # NAME
    check_site
    if [ "$status" = 0 ] && [ ! -s "$tmp/err" ]; then
        ok "$1"
    else
        not_ok "$1" "$(cat "$tmp/err")"
    fi
}
stale() { # NAME PATTERN
    check_site
    gives "$1: a warning only" 0
    says "$1" "$2.*\[translation-stale\]"
    if [ "$(grep -c 'translation-stale' "$tmp/err")" = 1 ]; then
        ok "$1: once"
    else
        not_ok "$1: once" "$(cat "$tmp/err")"
    fi
}

# ---- recording ----

cp -r diag/_base "$tmp/new"
sed -i '/^severity:/,$d' "$tmp/new/site.yaml"
site=$tmp/new
sed -i '/^  of:/d; s/, of: .*}/}/' "$site"/content/*/*.en.md "$site"/content/*/*/*.en.md
check_site
says "a translation without a record" 'pupils.en.md:2:8: warning: .*\[translation-unrecorded\]'
list stale --format json
says "list stale names it" '"change":"no record"'
(cd "$tmp" && jb translated new/content/articles/2024/pupils.en.md -C new)
jb translated "$site/content/articles/2024/pupils.en.md" -C "$site"
gives "translated FILE" 0
says "translated says what it recorded" 'pupils.en.md: recorded.*, 3 blocks and 2 figures of .*pupils.zh.md'
jb translated content/articles/2024/west.en.md -C "$site"
gives "translated FILE, from the site's folder" 0
jb translated content/articles/2024/west.zh.md -C "$site"
gives "an original is a usage error" 2
says "an original: says so" 'is an original'
jb translated content/articles/2024/no.en.md -C "$site"
gives "an unknown file is a usage error" 2
jb translated -C "$site"
gives "no file is a usage error" 2
jb translated --all -C "$site"
gives "translated --all" 0
silent "nothing is left to say when all are recorded"
list stale
[ -s "$tmp/out" ] && not_ok "list stale is empty" "$(cat "$tmp/out")" || ok "list stale is empty"

# Only the field changes: forms, comments, line ends, mode.
fresh_site forms
i=0
while IFS='|' read -r before after; do
    i=$((i + 1))
    file=$articles/west.en.md
    title='title: Schools in the West'
    summary="summary: 'The West District has [18 schools](stat:990102/schools/2023).'"
    body='The West District has [18 schools](stat:990102/schools/2023); the [new one](event:opening) is in the East, see [its schools](pupils.en.md#schools).'
    printf -- "---\n# a comment\n%s\n$before%s # why\n---\n\n%s\n" "$title" "$summary" "$body" >"$file"
    chmod 640 "$file"
    [ $((i % 2)) = 0 ] && sed -i 's/$/\r/' "$file"
    cp "$file" "$tmp/before"
    jb translated "$file" -C "$site"
    gives "form $i is recorded" 0
    sed "s/v1 [^']*'/REC'/" "$file" >"$tmp/masked"
    printf -- "---\n# a comment\n%s\n$after%s # why\n---\n\n%s\n" "$title" "$summary" "$body" >"$tmp/wanted"
    if [ "$after" = END ]; then
        printf -- "---\n# a comment\n%s\n%s # why\ntranslation: {of: 'REC'}\n---\n\n%s\n" "$title" "$summary" "$body" >"$tmp/wanted"
    fi
    [ $((i % 2)) = 0 ] && sed -i 's/$/\r/' "$tmp/wanted"
    same "form $i: every other byte is kept" "$tmp/wanted" "$tmp/masked"
    if [ "$(stat -c %a "$file")" = 640 ]; then ok "form $i: mode"; else not_ok "form $i: mode"; fi
    cp "$file" "$tmp/before"
    jb translated "$file" -C "$site"
    same "form $i: again changes nothing" "$tmp/before" "$file"
done <<'FORMS'
|END
|END
translation: {status: human}\n|translation: {status: human, of: 'REC'}\n
translation: { status: human , by: "A, \\"B\\"" } # x\n|translation: { status: human , by: "A, \\"B\\"", of: 'REC' } # x\n
translation: {}\n|translation: {of: 'REC'}\n
translation:\n  status: human # me\n|translation:\n  status: human # me\n  of: 'REC'\n
translation:\n    by: 'it''s me'\n|translation:\n    by: 'it''s me'\n    of: 'REC'\n
translation:\n  by: >\n    folded\n    text\n  status: human\n|translation:\n  by: >\n    folded\n    text\n  status: human\n  of: 'REC'\n
translation:\n  status: human\n  by: >\n    folded\n|translation:\n  of: 'REC'\n  status: human\n  by: >\n    folded\n
translation: {of: "old \\" one", status: human}\n|translation: {of: 'REC', status: human}\n
translation:\n  of: 'v0 it''s old'\n  status: human\n|translation:\n  of: 'REC'\n  status: human\n
translation: {status: human,\n  by: me}\n|translation: {status: human,\n  by: me, of: 'REC'}\n
FORMS
printf '\xEF\xBB\xBF' | cat - "$articles/pupils.en.md" >"$tmp/bom" && cp "$tmp/bom" "$articles/pupils.en.md"
sed -i "s/, of: '[^']*'//" "$articles/pupils.en.md"
jb translated "$articles/pupils.en.md" -C "$site"
gives "with a byte order mark" 0
silent "with a byte order mark: recorded"
printf 'translation: {status: human, of: |\n    x}\n' >"$tmp/odd"
printf -- "---\ntitle: x\nsummary: y\ntranslation:\n  of: |\n    x\n---\n\nz\n" >"$articles/west.en.md"
cp "$articles/west.en.md" "$tmp/before"
jb translated "$articles/west.en.md" -C "$site"
gives "a form that cannot be replaced is refused" 2
same "a form that cannot be replaced: file as it was" "$tmp/before" "$articles/west.en.md"

fresh_site folded
awk '/^translation:/ { gsub(/ \//, "\n    /"); gsub(/v1 /, "v1\n    ") } { print }' \
    "$articles/pupils.en.md" >"$tmp/x" && cp "$tmp/x" "$articles/pupils.en.md"
silent "a record survives the folding of its line"

fresh_site errors
sed -i 's/\[25所\]/[26所]/' "$articles/pupils.zh.md"
cp "$articles/pupils.en.md" "$tmp/before"
jb translated "$articles/pupils.en.md" -C "$site"
gives "an error in the original: refused" 1
says "an error in the original: shown" '\[stat-mismatch\]'
same "an error in the original: nothing written" "$tmp/before" "$articles/pupils.en.md"
jb translated "$articles/west.en.md" -C "$site"
gives "an error in another file does not matter" 0

# ---- what makes a translation stale ----

fresh_site stale
sed -i 's/全区有学校/全区现有学校/' "$articles/pupils.zh.md"
stale "a changed paragraph" "pupils.en.md:2:8: .*line 15 '全区现有学校25所"
says "a changed paragraph: only it" 'was recorded: line 15 [^;]*; bring it'
jb build -C "$site" --as-of 2026-01-01
if grep -q 'class="box lnote stale"' "$site/output/en/articles/2024/pupils/index.html"; then
    ok "the page says that it is stale"
else
    not_ok "the page says that it is stale" "$(cat "$tmp/err")"
fi
if grep -q 'lnote stale' "$site/output/zh/articles/2024/pupils/index.html"; then
    not_ok "the original's page does not"
else
    ok "the original's page does not"
fi
list stale --format csv
says "list stale: the block" '^content/articles/2024/pupils.en.md,content/articles/2024/pupils.zh.md,15,changed,全区现有学校[^,]*,,全区现有学校25所，见规划和西区。'
list stale
says "list stale: no old text without git" '^    - \(old text not available\)$'
jb translated "$articles/pupils.en.md" -C "$site" --as-of 2026-01-01
silent "recorded again: fresh"

fresh_site stale
sed -i 's/^title: .*/title: 东区学生有四万多/' "$articles/pupils.zh.md"
stale "a changed title" 'title, summary or another text of the front matter'
fresh_site stale
sed -i "s/^summary: .*/summary: '学生共有[4万多名](stat:990101\/pupils\/2023)。'/" "$articles/pupils.zh.md"
stale "a changed summary" 'front matter'
fresh_site stale
printf '\n又一段。\n' >>"$articles/pupils.zh.md"
stale "a new paragraph" "line 17 '又一段。'"
fresh_site stale
sed -i '12,14d' "$articles/pupils.zh.md"
sed -i '11a\\' "$articles/pupils.zh.md"
stale "a block taken out" 'a block was taken out'
fresh_site stale
sed -i 's/^990101,schools,2023,,25,,news,25/990101,schools,2023,,26,,news,26/' "$site/data/statistics/2023.csv"
sed -i 's/\[25所\]/[学校]/' "$articles/pupils.zh.md"
sed -i 's/\[25 schools\]/[schools]/' "$articles/pupils.en.md"
grep -q '990101,schools,2023,,26' "$site/data/statistics/2023.csv" || not_ok "the cell is there"
stale "a changed cell" 'stat:990101/schools/2023, which was 25 and is 26'
list stale --format json
says "list stale: the cell" '"change":"figure","text":"stat:990101/schools/2023","was":"25","now":"26"'
fresh_site stale
awk '/^全区/ { keep = $0; next } /^\[东区/ { first = $0; print "@"; next } { print } END { print first }' \
    "$articles/pupils.zh.md" >"$tmp/x"
last=$(grep '^全区' "$articles/pupils.zh.md")
LAST=$last awk '$0 == "@" { print ENVIRON["LAST"]; next } { print }' "$tmp/x" >"$articles/pupils.zh.md"
stale "moved paragraphs" 'the order of its blocks'

fresh_site same
sed -i 's/^全区有学校/全区有\n学校/; s/，见\[规划\]/，   见 [规划]/; s/开展/**开展**/' "$articles/pupils.zh.md"
sed -i 's/^title: .*/title:   "东区学生 超过四万"/' "$articles/pupils.zh.md"
silent "wrapping, spaces and emphasis are no change"
fresh_site same
sed -i 's/^title: .*/&\nupdated: 2024-05-01/' "$articles/pupils.zh.md"
silent "a shared or dated field is no change"
fresh_site same
sed -i 's/\[25所\]/[]/' "$articles/pupils.zh.md"
check_site
says "an emptied stat text shows the same value" '\[stat-empty\]'
if grep -q translation-stale "$tmp/err"; then not_ok "and is no change" "$(cat "$tmp/err")"; else ok "and is no change"; fi

# ---- the old text, from git ----

commit() { git -C "$site" -c user.name=t -c user.email=t@example.org commit -qam "$1"; }
fresh_site past
if git init -q "$site" 2>/dev/null; then
    git -C "$site" add -A
    commit one
    sed -i 's/全区有学校/全区现有学校/; s/^title: .*/title: 东区学生四万多/' "$articles/pupils.zh.md"
    commit two
    sed -i 's/全区现有学校/全区共有学校/' "$articles/pupils.zh.md"
    printf '\n又一段。\n' >>"$articles/pupils.zh.md"
    list stale
    says "the old block, two states back" '^    - 全区有学校25所，见规划和西区。$'
    says "the new block" '^    \+ 全区\{\+共\+\}有学校25所，见规划和西区。$'
    says "which part of the front matter" '  2  front matter  title'
    says "the old title" '^    - 东区学生\[-超过-\]四万$'
    says "a new block has no old text" '  17  new           又一段。'
    list stale --format json
    if jq -e 'map(select(.change == "changed"))[0] |
        .was == "全区有学校25所，见规划和西区。" and
        .now == "全区共有学校25所，见规划和西区。"' "$tmp/out" >/dev/null; then
        ok "programs get both texts whole"
    else
        not_ok "programs get both texts whole" "$(cat "$tmp/out")"
    fi
    git clone -q --depth 1 "file://$site" "$tmp/shallow" 2>/dev/null
    cp "$articles/pupils.zh.md" "$tmp/shallow/content/articles/2024/"
    jb list stale -C "$tmp/shallow" --as-of 2026-01-01
    gives "a shallow clone" 0
    says "a shallow clone: no old text" '\(old text not available\)'
    mkdir "$tmp/empty"
    PATH=$tmp/empty jb list stale -C "$site" --as-of 2026-01-01
    gives "without git" 0
    says "without git: no old text" '\(old text not available\)'
else
    ok "the old text, from git # SKIP git is not installed"
fi

# ---- parity and terms ----

differs() { # NAME FILE SED PATTERN
    fresh_site parity
    sed -i "$3" "$articles/$2"
    jb translated --all -q -C "$site" --as-of 2026-01-01
    check_site
    gives "$1: a warning only" 0
    says "$1" "$4"
    list parity --format json
    says "$1: listed" '"code":"(parity|term-missing)"'
}
differs "a heading of another level" pupils.en.md 's/^## /### /' \
    'pupils.en.md:[0-9]*:1: warning: this heading has level 3 .*学校.*pupils.zh.md:13.*\[parity\]'
differs "a heading less" pupils.en.md '/^## /d' "no heading here stands for '学校', .*pupils.zh.md:13; headings: 1 there, 0 here"
differs "a heading more" pupils.en.md '$a\\n## More' 'nothing in the original, .*, stands for this heading; headings: 1 there, 2 here'
differs "a list item less" pupils.zh.md '$a\\n- 一\n- 二' '0 list items in this part, 2 in the original, .*pupils.zh.md:17'
differs "a reference less" west.en.md 's/\[new one\](event:opening)/new one/' \
    "west.en.md:[0-9]*:.*the original has 'event:opening' at this place, .*west.zh.md:9"
differs "a reference more" pupils.en.md 's/^It has/The [East](district:990101) has/' \
    "pupils.en.md:[0-9]*:[0-9]*: .*'district:990101' stands here, but not in the original"
differs "a reference in another paragraph" pupils.en.md 's/^It has/It has [after-school services](term:课后服务) and/; s/ \[after-school service\](term:课后服务)/ that/' \
    "'term:课后服务' stands in another paragraph than in the original"
differs "another cell" pupils.en.md 's/\[25 schools\](stat:990101\/schools/[schools](stat:990102\/schools/' \
    "'stat:990102/schools/2023' stands here"
differs "a table of another size" pupils.en.md '$a\\n```csv T\na,b\n1,2\n```' "1 table in this part, 0 in the original"
differs "a term in other words" pupils.en.md 's/after-school service/late care/' \
    "the original has '课后服务', .*pupils.zh.md:11, but this text has nowhere 'after-school service'"
fresh_site terms
sed -i 's/an \[after-school service\]/After‑school [services]/' "$articles/pupils.en.md"
silent "an approved form in the plural, in other letters and hyphens"
fresh_site off
printf 'severity: {parity: off, translation-unrecorded: error}\n' >>"$site/site.yaml"
sed -i 's/^## /### /' "$articles/pupils.en.md"
check_site
if grep -q '\[parity\]' "$tmp/err"; then not_ok "severity: off" "$(cat "$tmp/err")"; else ok "severity: off"; fi
sed -i "s/, of: '[^']*'//" "$articles/pupils.en.md"
check_site
gives "severity: error" 1

# ---- lists ----

fresh_site lists
rm "$articles/west.en.md"
sed -i 's/, see the \[plan\](doc:plan) and \[the West\](west.en.md)/, see the [plan](doc:plan)/' "$articles/pupils.en.md"
list untranslated --format csv
gives "list untranslated" 0
says "list untranslated: the text" '^en,2024-04-01,content/articles/2024/west.zh.md,西区的学校'
for kind in articles districts indicators untranslated stale parity unused due; do
    for form in table csv json; do
        list $kind --format $form
        gives "list $kind --format $form" 0
        if [ $form = json ] && ! jq -e 'type == "array"' "$tmp/out" >/dev/null; then
            not_ok "list $kind: JSON" "$(cat "$tmp/out")"
        fi
    done
done
list articles
says "list articles: columns are aligned by width" '^2024/west +2024-04-01  published  990102 +zh +西区的学校$'
jb list due -C "$site" --as-of 2024-03-15
says "list due" '^2024-04-01T00:00\+08:00  text  articles/2024/west  西区的学校$'
list nothing
gives "list of an unknown kind" 2
list articles --format sarif
gives "list in a form for messages" 2

done_testing
