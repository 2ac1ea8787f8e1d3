#!/bin/bash
# Incremental builds give what clean ones give: random edits of the site in this
# repository, each built both ways (tests/tools/edits). EDITS and SEED choose
# more of them: EDITS=500 SEED=7 bash tests/e2e/edits.sh
set -u
. "$(dirname "$0")/common.bash"
: "${EDITS:=24}" "${SEED:=1}"
# The sanitized program would take minutes; the golden suites run that.
for seed in "$SEED" $((SEED + 1)); do
    check "$EDITS random edits, seed $seed: incremental builds are clean builds" \
        tools/edits -n "$EDITS" -s "$seed" "$tests/../build/jianbao" "$tests/.."
done
done_testing
