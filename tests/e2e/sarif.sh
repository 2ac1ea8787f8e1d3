#!/bin/bash
# --format sarif against the JSON schema of SARIF 2.1.0 (OASIS), which comes from
# npm, and all machine formats against JSON. Skipped where the registry is out of
# reach.
set -u
. "$(dirname "$0")/common.bash"
package=@microsoft/jest-sarif@1.0.0-beta.0
schema=$tests/../build/sarif/package/lib/schemas/sarif-2.1.0-rtm.5.json

fetch() {
    [ -s "$schema" ] && return
    mkdir -p "$tests/../build/sarif" && cd "$tests/../build/sarif" &&
        timeout 60 npm pack --silent $package >"$tmp/name" 2>/dev/null &&
        tar xzf "$(cat "$tmp/name")" && [ -s "$schema" ]
}
(fetch) || { echo "ok 1 - sarif # SKIP no npm registry for $package"
             echo 1..1; exit 0; }

cat >"$tmp/validate.py" <<'PY'
import json
import sys

import jsonschema

schema = json.load(open(sys.argv[1]))
validator = jsonschema.Draft7Validator(schema)
log = json.load(open(sys.argv[2]))
for error in validator.iter_errors(log):
    print('/'.join(map(str, error.absolute_path)), error.message[:200])
run = log['runs'][0]
rules = {rule['id'] for rule in run['tool']['driver']['rules']}
for result in run['results']:
    if result['ruleId'] not in rules:
        print('no rule', result['ruleId'])
PY
valid() { # NAME
    local bad
    bad=$(/usr/bin/python3 "$tmp/validate.py" "$schema" "$tmp/out" 2>&1)
    if [ -z "$bad" ]; then ok "$1"; else not_ok "$1" "$bad"; fi
}

new_site site
jb check -C "$tmp/site" --as-of $as_of --format sarif
gives "a good site" 0
valid "no message"
article=$tmp/site/content/articles/2021/e.zh.md
sed -i 's/^title:/titel: "a \\"b\\" ％"\n&/' "$article"
printf '\n<b>raw</b>\n' >>"$article"
printf 'x\n' >"$tmp/site/content/articles/2021/名 称,a:b.zh.md"
ln -s nowhere "$tmp/site/data/x.csv"
for lang in en zh; do
    jb check -C "$tmp/site" --as-of $as_of --format sarif --lang $lang
    gives "mistakes, $lang" 1
    valid "mistakes, $lang"
done
jb check -C "$tmp/nowhere" --format sarif
gives "no site: a usage error" 2
mkdir "$tmp/empty"
jb check -C "$tmp/empty" --format sarif
gives "an empty folder" 1
valid "an empty folder: a message without a line"

# The validator does find something.
printf '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x","rules":[]}},
"results":[{"message":{"text":1},"ruleId":"y"}]}]}' >"$tmp/out"
bad=$(/usr/bin/python3 "$tmp/validate.py" "$schema" "$tmp/out" 2>&1 | wc -l)
check "a wrong log is not valid" test "$bad" -ge 2
done_testing
