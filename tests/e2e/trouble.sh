#!/bin/bash
# Where the output cannot be written, and sources that are no plain files.
set -u
. "$(dirname "$0")/common.bash"
new_site site
site=$tmp/site
out=$site/output
build site
gives "first build" 0
sed 's/^title: .*/title: {zh: 另一个, en: Another}/' "$site/site.yaml" >"$tmp/new.yaml"

as_user() { # COMMAND...: without the rights of root, who may write everywhere
    if [ "$(id -u)" -eq 0 ]; then
        setpriv --reuid 65534 --regid 65534 --clear-groups "$@"
    else
        "$@"
    fi
}

cp "$site/site.yaml" "$tmp/old.yaml"
cp "$tmp/new.yaml" "$site/site.yaml"
chmod 755 "$tmp"
if [ "$(id -u)" -ne 0 ] || as_user test -x "$JIANBAO"; then
    [ "$(id -u)" -ne 0 ] || chown -R 65534:65534 "$out"
    find "$out" -type d -exec chmod a-w {} +
    state "$out" >"$tmp/before"
    as_user "$JIANBAO" build -C "$site" --as-of $as_of >"$tmp/out" 2>"$tmp/err"
    status=$?
    gives "an output that is read-only" 2
    says "it is named" '\[output-(write|path)\]'
    state "$out" >"$tmp/after"
    unchanged "an output that is read-only stays as it is" "$tmp/before" "$tmp/after"
    find "$out" -type d -exec chmod u+w {} +
    [ "$(id -u)" -ne 0 ] || chown -R 0:0 "$out"
else
    ok "an output that is read-only # SKIP the program cannot be run as nobody"
fi

echo text >"$tmp/file"
build site -o "$tmp/file"
gives "an output that is a file" 2
says "an output that is a file: says so" '\[output-path\]'
check "the file stays" test "$(cat "$tmp/file")" = text
build site -o "$tmp/file/below"
gives "an output below a file" 2
mkdir "$tmp/elsewhere"
ln -s "$tmp/elsewhere" "$tmp/link"
build site -o "$tmp/link"
[ "$status" -eq 0 ] || [ "$status" -eq 2 ]
check "an output that is a link is taken or refused" test $? -eq 0
check "the link stays" test -L "$tmp/link"
ln -s "$tmp/nowhere" "$tmp/dangling"
build site -o "$tmp/dangling"
gives "an output that is a dangling link" 2
for place in content data/deep/er layouts; do
    build site -o "$site/$place"
    gives "the sources' $place as output" 2
done
build site -o ''
gives "an output without a name" 2
build site -o /
gives "the root as output" 2
check "nothing at the root" test ! -e /sitemap.xml

# A full disk: writing stops in the middle of a file. Each file has its old or
# its new bytes then, and the next run brings the rest.
build site -o "$tmp/full.clean"
bytes "$tmp/full.clean" >"$tmp/clean.bytes"
cp "$tmp/old.yaml" "$site/site.yaml"
build site
bytes "$out" >"$tmp/old.bytes"
cp "$tmp/new.yaml" "$site/site.yaml"
(
    trap '' XFSZ
    ulimit -f 1
    "$JIANBAO" build -C "$site" --as-of $as_of >"$tmp/limited.log" 2>&1
    echo $? >"$tmp/limited.status"
) 2>/dev/null
check "no room: exit 2" test "$(cat "$tmp/limited.status")" = 2
bytes "$out" >"$tmp/after"
grep -vxFf "$tmp/old.bytes" "$tmp/after" | grep -vxFf "$tmp/clean.bytes" |
    grep -v ' \./\.jianbao' >"$tmp/torn"
check "no room: no file is half written" test ! -s "$tmp/torn"
cut -c35- "$tmp/old.bytes" | sort >"$tmp/old.names"
grep -v ' \./\.jianbao' "$tmp/after" | cut -c35- | sort >"$tmp/names"
same "no room: every file is there" "$tmp/old.names" "$tmp/names"
build site
gives "with room again" 0
bytes "$out" >"$tmp/after"
same "with room again: a clean build's bytes" "$tmp/clean.bytes" "$tmp/after"
if mkdir "$tmp/disk" && mount -t tmpfs -o size=256k none "$tmp/disk" 2>/dev/null; then
    build site -o "$tmp/disk/out"
    gives "a full disk" 2
    says "a full disk: says so" '[Nn]o space left.*\[output-write\]|\[output-write\]'
    check "a full disk: no output" test ! -e "$tmp/disk/out/index.html"
    umount "$tmp/disk"
else
    ok "a full disk # SKIP tmpfs cannot be mounted"
fi

# sources
new_site sources
sources=$tmp/sources
build sources
state "$sources/output" >"$tmp/before"
refused() { # NAME CODE
    build sources
    gives "$1" 1
    says "$1: says so" "\\[$2\\]"
    state "$sources/output" >"$tmp/after"
    unchanged "$1: the output stays" "$tmp/before" "$tmp/after"
}
ln -s /etc/passwd "$sources/content/articles/2021/x.zh.md"
refused "a link among the texts" file-kind
rm "$sources/content/articles/2021/x.zh.md"
ln -s /etc "$sources/content/articles/2022"
refused "a link to a folder" file-kind
rm "$sources/content/articles/2022"
ln -s ../2021 "$sources/content/articles/2021/loop"
refused "a link that loops" file-kind
rm "$sources/content/articles/2021/loop"
mkfifo "$sources/data/pipe.csv"
refused "a pipe among the data" file-kind
rm "$sources/data/pipe.csv"
# shellcheck disable=SC1003
for name in 'a b.zh.md' 'A.zh.md' '中文.zh.md' 'a.md' 'a.xx.md' 'a..zh.md' \
    '-.zh.md' 'a_b.zh.md' $'a\nb.zh.md' $'a\377.zh.md' 'a\b.zh.md'; do
    cp "$sources/content/articles/2021/e.zh.md" \
        "$sources/content/articles/2021/$name"
    shown=$(printf '%q' "$name")
    build sources
    case $name in
    -.zh.md) [ "$status" -le 1 ]; check "file name $shown" test $? -eq 0 ;;
    *) gives "file name $shown" 1 && says "file name $shown: says so" '\[file-name\]' ;;
    esac
    rm -f -- "$sources/content/articles/2021/$name"
done
for name in .hidden.md '.#a.zh.md' 'a.zh.md~' README.md README.zh.md .DS_Store; do
    echo x >"$sources/content/articles/2021/$name"
    build sources
    gives "file name $name is left alone" 0
    rm -f -- "$sources/content/articles/2021/$name"
done
build sources
state "$sources/output" >"$tmp/after"
gives "and without them" 0
done_testing
