# Sourced by the end-to-end scripts: a temporary folder, a small site in it, and
# ways to run the program.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
. tools/tap.sh
tests=$PWD
: "${JIANBAO:=$tests/../build/asan/jianbao}"
tmp=$(mktemp -d)
trap 'chmod -R u+rwX "$tmp"; rm -rf "$tmp"' EXIT
as_of=2022-12-01

# A site of its own in $tmp/NAME, in both languages, with the plain layouts.
new_site() { # NAME [CASE]
    mkdir -p "$tmp/$1"
    cp -r golden/_plain/. "golden/${2:-pages}/site/." "$tmp/$1"
}

# Runs the program; $status, $tmp/out and $tmp/err are what it gave.
jb() {
    "$JIANBAO" "$@" >"$tmp/out" 2>"$tmp/err"
    status=$?
}

build() { # SITE ARGS...
    local site=$1
    shift
    jb build -C "$tmp/$site" --as-of "$as_of" "$@"
}

gives() { # NAME STATUS: the last run ended so, and not by a sanitizer
    if [ "$status" = "$2" ] && ! grep -q Sanitizer "$tmp/err"; then
        ok "$1"
    else
        not_ok "$1" "exit $status, expected $2"$'\n'"$(cat "$tmp/out" "$tmp/err")"
    fi
}

says() { # NAME PATTERN: the last run printed a line like this
    if grep -qE -- "$2" "$tmp/out" "$tmp/err"; then
        ok "$1"
    else
        not_ok "$1" "no line like $2 in:"$'\n'"$(cat "$tmp/out" "$tmp/err")"
    fi
}

# Every file with its bytes, its inode and its times.
state() { # FOLDER
    (cd "$1" && find . -printf '%p %i %T@ %C@ %s %m\n' | sort &&
        find . -type f -exec md5sum {} + | sort)
}

# Only names and bytes.
bytes() { # FOLDER
    (cd "$1" && find . -type f ! -name '.jianbao-manifest*' -exec md5sum {} + | sort)
}

unchanged() { # NAME BEFORE AFTER
    same "$1" "$2" "$3"
}

edit() { # FILE SED-SCRIPT
    sed -i "$2" "$1"
}
