#!/bin/bash
# The language that the program speaks, names that are nearly right, and the
# number of messages that are shown.
set -u
. "$(dirname "$0")/common.bash"
new_site site
pages=$tmp/site
article=$pages/content/articles/2021/e.zh.md
sed -i 's/^title:/titel:/' "$article"

unset LC_ALL LC_MESSAGES
export LANG=C.UTF-8
jb check -C "$pages" --as-of $as_of
gives "no language is set" 1
says "no language is set: English" "unknown field 'titel'; did you mean 'title'\?"
cp "$tmp/err" "$tmp/english"
jb check -C "$pages" --as-of $as_of --lang zh
gives "--lang zh" 1
says "--lang zh: the message" '错误: 未知的字段“titel”；是否想写“title”？ \[field-unknown\]'
says "--lang zh: the summary" '^[0-9]+ 个错误，[0-9]+ 个警告$'
cp "$tmp/err" "$tmp/chinese"
while read -r variables; do
    # shellcheck disable=SC2086
    env $variables "$JIANBAO" check -C "$pages" --as-of $as_of \
        >"$tmp/out" 2>"$tmp/err"
    same "$variables speaks Chinese" "$tmp/chinese" "$tmp/err"
done <<'Z'
LANG=zh_CN.UTF-8
LC_MESSAGES=zh_CN.UTF-8
LC_ALL=zh_CN.UTF-8 LC_MESSAGES=en_US.UTF-8
LC_ALL= LANG=zh_TW.UTF-8
Z
while read -r variables; do
    # shellcheck disable=SC2086
    env $variables "$JIANBAO" check -C "$pages" --as-of $as_of \
        >"$tmp/out" 2>"$tmp/err"
    same "$variables speaks English" "$tmp/english" "$tmp/err"
done <<'PLAIN'
LC_ALL=C LANG=zh_CN.UTF-8
LC_MESSAGES=en_US.UTF-8 LANG=zh_CN.UTF-8
LANG=de_DE.UTF-8
PLAIN
LANG=zh_CN.UTF-8 jb check -C "$pages" --as-of $as_of --lang en
same "--lang wins over the locale" "$tmp/english" "$tmp/err"
jb check --lang fr
gives "--lang fr" 2
for form in json sarif github; do
    for lang in en zh; do
        jb check -C "$pages" --as-of $as_of --format $form --lang $lang
        cat "$tmp/out" "$tmp/err" |
            grep -oE '"(ruleId|code)":"[a-z-]*"|\[[a-z-]+\]$' >"$tmp/codes.$lang"
    done
    same "--format $form: the codes are the same" "$tmp/codes.en" "$tmp/codes.zh"
    check "--format $form has codes" test -s "$tmp/codes.en"
done

jb --lang zh --help
gives "--help in Chinese" 0
says "--help in Chinese: usage" '^用法：jianbao <命令>'
check "--help in Chinese: every line" \
    sh -c "! grep -E '[a-z]{2,} [a-z]{2,} [a-z]{2,}' '$tmp/out'"
for command in build check list translated explain clean; do
    jb $command --help --lang zh
    check "$command --help in Chinese" grep -q '^用法：' "$tmp/out"
done
jb list articles -C "$pages" --lang zh
says "list: Chinese headings" '^文章 +日期'
says "list: Chinese words in the rows" ' 已发布 '
jb list districts -C "$pages" --lang zh
says "list: the site's own words for kinds" '^110101  市辖区  110000  现行 '
jb list articles -C "$pages" --lang zh --format csv
says "list: the same words in CSV" ',published,'
says "list: the same names in CSV" '^article,date'

jb chekc
gives "a misspelt command" 2
says "a misspelt command: the right one" "did you mean 'check'\?$"
jb check --strcit
gives "a misspelt option" 2
says "a misspelt option: the right one" "did you mean 'strict'\?$"
jb list artcles
says "a misspelt list: the right one" "did you mean 'articles'\?$"
jb explain stat-mismatsh
says "a misspelt code: the right one" "did you mean 'stat-mismatch'\?$"
jb check -o
says "an option without its value" "option '-o' needs a value"
jb check --fix=x
says "an option that takes none" "option '--fix=x' takes no value"

# A build that has nothing to do repeats its messages, in the language of today.
new_site built
printf '\n<b>raw</b>\n' >>"$tmp/built/content/articles/2021/e.zh.md"
for lang in zh en zh zh; do
    build built --lang $lang
    gives "build --lang $lang" 0
    [ $lang = zh ] && word='原始 HTML 被略去' || word='raw HTML is left out'
    says "build --lang $lang: its words" "$word"
done

for i in 1 2 3 4 5; do
    printf '\n[x](stat:410305/nothing_%s/2021) <b>raw</b>\n' $i
done >>"$article"
jb check -C "$pages" --as-of $as_of
gives "many mistakes" 1
cp "$tmp/err" "$tmp/all"
n=$(grep -c ' error: ' "$tmp/all")
jb check -C "$pages" --as-of $as_of --max-errors 2
gives "--max-errors: the same exit status" 1
check "--max-errors 2 shows two" test "$(grep -c ' error: ' "$tmp/err")" = 2
says "--max-errors: how many more" "^not shown: $((n - 2)) error"
same "--max-errors: the same summary" <(tail -1 "$tmp/all") <(tail -1 "$tmp/err")
jb check -C "$pages" --as-of $as_of --max-errors 0
same "--max-errors 0 shows all" "$tmp/all" "$tmp/err"
jb check -C "$pages" --as-of $as_of --max-errors 2 --format json
check "--max-errors 2 in JSON" \
    test "$(jq '[.[] | select(.severity == "error")] | length' "$tmp/out")" = 2
jb check --max-errors many
gives "--max-errors many" 2
done_testing
