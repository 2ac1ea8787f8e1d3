#!/bin/bash
# The house rules of src/: who may include whom, one file per library, no
# forbidden function, no mutable data, every header by itself, sizes.
set -u
cd "$(dirname "$0")/../.."
. tests/tools/tap.sh

allowed() { # FOLDER: the folders and headers it may include
    case $1 in
    base) echo 'base/' ;;
    input) echo 'base/ input/' ;;
    model) echo 'base/ input/ model/' ;;
    import) echo 'base/ input/ model/ import/' ;;
    render) echo 'base/ model/ render/ input/markdown.h' ;;
    check) echo 'base/ model/ check/ input/markup.h input/json_read.h' ;;
    output) echo 'base/ output/ model/plan.h' ;;
    state) echo 'base/ model/ state/ input/markdown.h input/yaml.h' ;;
    esac
}

for folder in base input model import render check output state; do
    bad=$(grep -nE '^#include "' src/$folder/*.[ch] src/$folder/*.cc 2>/dev/null |
        while IFS= read -r line; do
            name=$(sed 's/.*#include "\([^"]*\)".*/\1/' <<<"$line")
            for start in $(allowed $folder); do
                case $name in "$start"*) continue 2 ;; esac
            done
            echo "$line"
        done)
    if [ -z "$bad" ]; then ok "includes of src/$folder"; else not_ok "includes of src/$folder" "$bad"; fi
done

# A library's header is known to one file; ICU has one file for each service.
while read -r pattern limit; do
    files=$(grep -lE "^#include [<\"]$pattern" -r src | sort)
    n=$(grep -c . <<<"$files")
    if [ "$n" -le "$limit" ]; then
        ok "$pattern in at most $limit file(s)"
    else
        not_ok "$pattern in at most $limit file(s)" "$files"
    fi
done <<'RULES'
cmark\.h 1
yaml\.h> 1
csv\.h> 1
ctemplate/ 1
uthash\.h 1
xxhash\.h 1
sha2\.h 1
libxml/HTMLparser 1
jansson\.h 1
curl/ 1
unicode/ 4
RULES

bad=$(grep -nEw '(strcpy|strcat|sprintf|vsprintf|strtok|atoi|atol|atof|gmtime|localtime|setlocale|gets)' \
    src/*.c src/*/*.c src/*/*.cc | grep -E '\b(strcpy|strcat|sprintf|vsprintf|strtok|atoi|atol|atof|gmtime|localtime|setlocale|gets) *\(')
if [ -z "$bad" ]; then ok "no forbidden function"; else not_ok "no forbidden function" "$bad"; fi

# Tables of pointers lie in .data.rel.ro: constant once loaded. What belongs to
# a thread (.tbss) is free. C++ keeps tables of its own.
bad=$(for object in build/release/*.o build/release/*/*.o; do
    case $object in */template.o | */unit/*) continue ;; esac
    nm -f sysv "$object" | awk -F'|' -v o="$object" '
        $7 ~ /^\.(data|bss)/ && $7 !~ /^\.data\.rel\.ro/ && $4 ~ /OBJECT/ &&
        $1 !~ /asan/ { print o ": " $1 $7 }'
done)
if [ -z "$bad" ]; then ok "no mutable data at file scope"; else not_ok "no mutable data at file scope" "$bad"; fi

for header in src/*.h src/*/*.h; do
    out=$(gcc -std=c17 -D_XOPEN_SOURCE=700 -Isrc -Wall -Wextra -Wpedantic \
        -Wno-unused-function -fsyntax-only -x c "$header" 2>&1) || true
    out=$(grep -v 'pragma once' <<<"$out")
    if [ -z "$out" ]; then ok "$header compiles alone"; else not_ok "$header compiles alone" "$out"; fi
done

bad=$(find src -name '*.[ch]' -o -name '*.cc' | xargs wc -l | awk '$2 != "total" && $1 > 500 { print }')
if [ -z "$bad" ]; then ok "files below 500 lines"; else not_ok "files below 500 lines" "$bad"; fi
done_testing
