#!/bin/bash
# check --copy and check --fix: what is mended in place, and what is not.
set -u
. "$(dirname "$0")/common.bash"
cp -r diag/_base "$tmp/site"
site=$tmp/site article=$tmp/site/content/articles/2024/pupils data=$tmp/site/data/statistics/2023.csv
check_site() { jb check -C "$site" --as-of 2026-01-01 "$@"; }

state "$site" >"$tmp/before"
check_site --copy --fix
gives "--fix of a sound site" 0
state "$site" >"$tmp/after"
same "--fix of a sound site touches nothing" "$tmp/before" "$tmp/after"

# Empty stat texts, in bodies and front matter, in every language.
cp -r "$site" "$tmp/sound"
sed -i 's/\[25所\]/[]/; s/\[25 schools\]/[]/; s/\[4万多名\]/[]/; s/\[more than 40,000 pupils\]/[]/' "$article".*.md
chmod 640 "$article.zh.md"
check_site
says "without --fix: a notice" 'stat-empty'
check_site --fix
gives "--fix fills empty stat texts" 0
says "--fix says what it did" 'pupils.zh.md: 3 places mended'
same "--fix fills empty stat texts in the original" "$tmp/sound/content/articles/2024/pupils.zh.md" "$article.zh.md"
same "--fix fills empty stat texts in the translation" "$tmp/sound/content/articles/2024/pupils.en.md" "$article.en.md"
if [ "$(stat -c %a "$article.zh.md")" = 640 ]; then ok "the mode is kept"; else not_ok "the mode is kept"; fi
sed -i 's/\[4万多名\](stat:990101\/pupils\/2023)，/[](stat:990101\/pupils\/2023?form=value)，/' "$article.zh.md"
cp "$article.zh.md" "$tmp/kept"
check_site --fix
same "a value that would not pass its check stays empty" "$tmp/kept" "$article.zh.md"
cp "$tmp/sound/content/articles/2024/pupils.zh.md" "$article.zh.md"

# Spreadsheet forms.
sed 's/^990101,pupils,2022,,38000/990101,pupils,2022年,,"38,000"/; s/^990101,share,2023,,80/990101,share,2023,,80%/; s/^990102,schools,2023,,18/990102,schools,2023,,１８/' "$data" >"$tmp/x"
cp "$tmp/x" "$data"
check_site --fix
gives "--fix mends spreadsheet forms" 0
says "--fix mends spreadsheet forms: says so" '2023.csv: 4 places mended'
sed 's/,,"38000",/,,38000,/' "$data" >"$tmp/x"
same "--fix mends spreadsheet forms: the bytes" "$tmp/sound/data/statistics/2023.csv" "$tmp/x"
cp "$tmp/sound/data/statistics/2023.csv" "$data"

# Codes, and rows that a spreadsheet left empty.
{ sed 's/^990102/990102.0/; 3s/^990101/９９０１０１/' "$data"; printf ',,,,,,,\n\n,,,,,,,\n'; } >"$tmp/x"
cp "$tmp/x" "$data"
check_site --fix
gives "--fix mends codes and takes out empty rows" 0
says "--fix mends codes and takes out empty rows: says so" '2023.csv: 4 places mended'
same "--fix mends codes and takes out empty rows: the bytes" "$tmp/sound/data/statistics/2023.csv" "$data"

# Chinese copy.
sed -i 's/，开展/,开展/; s/，见/, 见/; s/全区有/　　全区有 A 类/' "$article.zh.md"
sed -i "s/^title: .*/title: '东区学生,超过四万...'/" "$article.zh.md"
sed -i '$a\\n`甲,乙`和[甲,乙](https://elsewhere.example/甲,乙)\n\n```csv 题\n甲,乙\n```' "$article.zh.md"
cp "$article.zh.md" "$tmp/typed"
check_site
if grep -q copy- "$tmp/err"; then not_ok "copy is checked on request only"; else ok "copy is checked on request only"; fi
check_site --fix -q
same "--fix without --copy leaves copy alone" "$tmp/typed" "$article.zh.md"
check_site --copy
gives "--copy: warnings" 0
says "--copy: punctuation" "pupils.zh.md:2:13: warning: ',' in Chinese text; write ， \[copy-punctuation\]"
says "--copy: spaces" 'notice: typed space at the start of the line.*\[copy-space\]'
check_site --copy --fix
gives "--copy --fix" 0
if grep -q copy- "$tmp/err"; then not_ok "--copy --fix: nothing is left" "$(cat "$tmp/err")"; else ok "--copy --fix: nothing is left"; fi
sed "s/,开展/，开展/; s/, 见/，见/; s/　　全区有 A 类/全区有A类/; s/^title: .*/title: '东区学生，超过四万……'/; s/\[甲,乙\]/[甲，乙]/" "$tmp/typed" >"$tmp/wanted"
same "--copy --fix: code, tables, targets and keys are left alone" "$tmp/wanted" "$article.zh.md"
cp "$article.zh.md" "$tmp/kept"
check_site --copy --fix
same "--copy --fix again changes nothing" "$tmp/kept" "$article.zh.md"

chmod 555 "$(dirname "$article")"
sed -i 's/全区/全区 A/' "$article.zh.md" 2>/dev/null || cp "$tmp/typed" "$article.zh.md"
if [ "$(id -u)" != 0 ]; then
    check_site --copy --fix
    gives "a folder that cannot be written is a system failure" 2
fi
chmod 755 "$(dirname "$article")"
done_testing
