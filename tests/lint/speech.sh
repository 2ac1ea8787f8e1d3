#!/bin/bash
# What the program says has its Chinese, with the same values, and no Chinese is
# left over of a text that is gone.
set -u
cd "$(dirname "$0")/../.."
. tests/tools/tap.sh

bad=$(tests/tools/sayings)
if [ -z "$bad" ]; then ok "every text is in both languages"
else not_ok "every text is in both languages" "$bad"; fi

bad=$(tests/tools/examples)
if [ -z "$bad" ]; then ok "every code has an example that a case proves"
else not_ok "every code has an example that a case proves" "$bad"; fi

# The check itself notices what it is for.
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir -p "$tmp/src/base" && cd "$tmp" || exit
echo 'D(READ, "file-read", SEVERITY_ERROR, "Meant.", "Do.")' >src/base/diag.def
cat >src/x.c <<'C'
bool f(struct diag *d)
{
    fault(d, "not said");
    return diag_add(d, loc, DIAG_READ, "new " STR_FMT " here: %s",
                    STR_ARG(s), many ? "fields" : "field");
}
C
cat >src/base/speech.zh.def <<'C'
SAY("Meant.", "意思。")
SAY("field", "字段")
SAY("old and gone", "旧的")
C
expected() { # NAME PATTERN
    if grep -q -- "$2" out; then ok "$1"; else not_ok "$1" "$(cat out)"; fi
}
"$OLDPWD/tests/tools/sayings" >out
expected "a new format is reported with its place" \
    '^src/x.c:4: .*SAY("new %\.\*s here: %s", "\.\.\.")'
expected "so is a new word" '^src/x.c:5: .*SAY("fields"'
expected "so is the meaning of a code" '^src/base/diag.def:1: .*SAY("Do."'
expected "what is gone is reported" 'nothing says "old and gone" any more'
if grep -q 'not said' out; then not_ok "other texts are left alone" "$(cat out)"
else ok "other texts are left alone"; fi
echo 'SAY("new %.*s here: %s", "新 {2} {3}")' >>src/base/speech.zh.def
"$OLDPWD/tests/tools/sayings" >out
expected "a value that is not there" '{3} names no value'
expected "a value left out" "{1}, the %\.\*s of the English text, is missing"
done_testing
