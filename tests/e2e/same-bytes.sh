#!/bin/bash
# The same bytes whatever the threads, folder, time zone, language, umask.
set -u
. "$(dirname "$0")/common.bash"
new_site site bilingual
site=$tmp/site
build site -j1
gives "-j1" 0
bytes "$site/output" >"$tmp/expected"

again() { # NAME FOLDER
    bytes "$2" >"$tmp/actual"
    same "$1" "$tmp/expected" "$tmp/actual"
}

for jobs in 2 3 8 64; do
    build site -j$jobs -o "$tmp/j$jobs"
    again "-j$jobs" "$tmp/j$jobs"
done
build site --atomic
again "--atomic over an output" "$site/output"
build site -o "$tmp/deep/er/out"
again "-o into folders that are not there" "$tmp/deep/er/out"
(cd "$site" && "$JIANBAO" build --as-of $as_of -o "$tmp/inside" >/dev/null 2>&1)
again "from the site's folder" "$tmp/inside"
(cd / && "$JIANBAO" build -C "$site/" --as-of $as_of -o "$tmp/root" >/dev/null 2>&1)
again "from another folder" "$tmp/root"
(cd "$tmp" && "$JIANBAO" build -C site --as-of $as_of -o relative >/dev/null 2>&1)
check "-o is relative to where one is" test -d "$tmp/relative"
again "with relative paths" "$tmp/relative"

"$JIANBAO-holds-none" build -C "$site" --as-of $as_of -o "$tmp/none" \
    >/dev/null 2>&1
again "with texts that are read again" "$tmp/none"

clone="$tmp/a clone 在 “这里”/site"
mkdir -p "${clone%/*}"
cp -r "$site" "$clone"
rm -rf "$clone/output"
jb build -C "$clone" --as-of $as_of
gives "a path with spaces and Han" 0
again "a path with spaces and Han" "$clone/output"

n=0
while IFS='|' read -r setting; do
    n=$((n + 1))
    env $setting "$JIANBAO" build -C "$site" --as-of $as_of -o "$tmp/e$n" \
        >/dev/null 2>&1
    again "$setting" "$tmp/e$n"
done <<'END'
LC_ALL=C
LC_ALL=zh_CN.UTF-8
LC_ALL=tr_TR.UTF-8 LANGUAGE=de
TZ=America/New_York
TZ=Pacific/Kiritimati
HOME=/nonexistent TMPDIR=/nonexistent
SOURCE_DATE_EPOCH=1
END
for mask in 000 077 027; do
    (umask $mask && "$JIANBAO" build -C "$site" --as-of $as_of \
        -o "$tmp/u$mask" >/dev/null 2>&1)
    again "umask $mask" "$tmp/u$mask"
done
find "$site" -exec touch -d '2001-01-01' {} + 2>/dev/null
build site -o "$tmp/touched"
again "times of the sources" "$tmp/touched"
done_testing
