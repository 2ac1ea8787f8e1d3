#!/bin/bash
# --shard i/n: the outputs of all shards make one full build, in one folder or
# copied together; what is there then is known to be jianbao's.
set -u
. "$(dirname "$0")/common.bash"
new_site site
site=$tmp/site
build site
bytes "$site/output" >"$tmp/right"

lists() { # FOLDER: the manifests in it
    (cd "$1" && ls -A | grep '^\.jianbao-' | tr '\n' ' ')
}

# Copies the outputs of n shards into $tmp/union.
unite() { # N
    local i
    rm -rf "$tmp/union"
    mkdir "$tmp/union"
    for i in $(seq "$1"); do
        build site --shard "$i/$1" -o "$tmp/part"
        [ "$status" = 0 ] || not_ok "shard $i/$1" "$(cat "$tmp/err")"
        cp -r "$tmp/part/." "$tmp/union/"
        rm -r "$tmp/part"
    done
}

for n in 1 2 7; do
    unite "$n"
    bytes "$tmp/union" >"$tmp/bytes"
    same "the union of $n shards is the whole" "$tmp/right" "$tmp/bytes"
    state "$tmp/union" | grep -v '/\.jianbao\|^\./\? ' | grep -v '^\. ' >"$tmp/before"
    build site --full -o "$tmp/union"
    gives "a whole build over $n shards" 0
    says "trusts their lists" ': 0 written'
    state "$tmp/union" | grep -v '/\.jianbao\|^\./\? ' | grep -v '^\. ' >"$tmp/after"
    unchanged "and leaves the files of $n shards alone" "$tmp/before" "$tmp/after"
    check "one list is left of $n" \
        test "$(lists "$tmp/union")" = ".jianbao-manifest "
done

# What is in no list is foreign, whatever its name is.
unite 2
echo mine >"$tmp/union/mine.txt"
echo mine >"$tmp/union/.jianbao-manifest.02-2"
jb clean -C "$site" -o "$tmp/union"
gives "clean of a union" 0
check "what no list names stays" \
    test "$(cd "$tmp/union" && find . -type f | sort | tr '\n' ' ')" = \
    "./.jianbao-manifest.02-2 ./mine.txt "

# Built into one folder, also over a whole build, and with --atomic.
for how in '' --atomic; do
    rm -rf "$tmp/one"
    for i in 2 1 3 2; do
        build site --shard $i/3 -o "$tmp/one" $how
        gives "shard $i of 3 beside the others $how" 0
    done
    bytes "$tmp/one" >"$tmp/bytes"
    same "three shards in one folder $how" "$tmp/right" "$tmp/bytes"
    check "three lists $how" test "$(lists "$tmp/one")" = \
        ".jianbao-manifest.1-3 .jianbao-manifest.2-3 .jianbao-manifest.3-3 "
done

build site --shard 1/3 --full -o "$tmp/full.1"
gives "a shard with --full" 0
build site --full --shard 1/3 -o "$tmp/full.2"
bytes "$tmp/full.1" >"$tmp/one.bytes"
bytes "$tmp/full.2" >"$tmp/two.bytes"
same "wherever --full stands" "$tmp/two.bytes" "$tmp/one.bytes"

# A text less: each shard removes its own files, the whole build the rest.
cp -r "$site" "$tmp/less"
rm -r "$tmp/less/content/articles/2019" "$tmp/less/output" "$tmp/less/build"
build less
bytes "$tmp/less/output" >"$tmp/fewer"
for i in 1 2 3; do
    build less --shard $i/3 -o "$tmp/one"
    gives "shard $i/3 of fewer texts" 0
done
bytes "$tmp/one" >"$tmp/bytes"
same "shards remove what is gone" "$tmp/fewer" "$tmp/bytes"
build site --shard 1/2 -o "$tmp/one"
gives "a shard of other shares over them" 0
build less -o "$tmp/one"
gives "a whole build over both" 0
bytes "$tmp/one" >"$tmp/bytes"
same "lists that disagree are settled by the bytes" "$tmp/fewer" "$tmp/bytes"
check "one list is left" test "$(lists "$tmp/one")" = ".jianbao-manifest "

# What a killed shard left is in no list but the marker, which the build of another
# shard keeps. Here a text is torn that the share did not have before.
for how in '' --atomic; do
    rm -rf "$tmp/one" "$tmp/part"
    build less --shard 2/2 -o "$tmp/one"
    build site --shard 2/2 -o "$tmp/part"
    list=.jianbao-manifest.2-2
    new=$(grep -o '[a-z]*/articles/2019/.*' "$tmp/part/$list" | head -n 1)
    mkdir -p "$(dirname "$tmp/one/$new")"
    head -c 20 "$tmp/part/$new" >"$tmp/one/$new"
    cp "$tmp/part/$list" "$tmp/one/.jianbao-building"
    build site --shard 1/2 -o "$tmp/one" $how
    gives "a shard beside a killed one $how" 0
    check "the marker stays $how" \
        cmp "$tmp/part/$list" "$tmp/one/.jianbao-building"
    build site --shard 2/2 -o "$tmp/one"
    gives "the killed one again $how" 0
    bytes "$tmp/one" >"$tmp/bytes"
    same "it mends what it left $how" "$tmp/right" "$tmp/bytes"
    check "and takes the marker away $how" test ! -e "$tmp/one/.jianbao-building"
done

# Killed while the tree that --atomic replaced was removed: the rest of it goes.
cp -r "$tmp/one" "$tmp/one.jianbao-old"
rm "$tmp/one.jianbao-old/.jianbao-manifest.1-2"
build site --shard 1/2 -o "$tmp/one"
gives "a shard that was killed behind the swap" 0
bytes "$tmp/one" >"$tmp/bytes"
same "its tree stays" "$tmp/right" "$tmp/bytes"
check "the former one goes" test ! -e "$tmp/one.jianbao-old"

# A list that was cut off is not trusted.
unite 2
truncate -s -1 "$tmp/union/.jianbao-manifest.2-2"
build site -o "$tmp/union"
gives "a list that was cut off" 0
says "is named" 'union/\.jianbao-manifest\.2-2 was changed or cut off'
bytes "$tmp/union" >"$tmp/bytes"
same "files that are the same stay" "$tmp/right" "$tmp/bytes"

for bad in 0/2 3/2 1 a/b 1/0 1/9999; do
    build site --shard $bad
    gives "--shard $bad" 2
done
done_testing
