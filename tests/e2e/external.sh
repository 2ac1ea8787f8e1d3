#!/bin/bash
# check --external against web servers of our own on the loopback: what it asks,
# how politely, what it says, and what it remembers.
set -u
. "$(dirname "$0")/common.bash"
log=$tmp/log
: >"$log"
tools/web-server "$tmp/ports" "$log" 10 &
server=$!
trap 'kill $server; chmod -R u+rwX "$tmp"; rm -rf "$tmp"' EXIT
for _ in $(seq 100); do [ -s "$tmp/ports" ] || sleep 0.1; done
read -ra port <"$tmp/ports"
closed=1 # tcpmux: nobody listens there

url() { # NUMBER PATH
    echo "http://127.0.0.1:${port[$1]}/$2"
}

site() { # BASE-URL LINK...: $tmp/site, with a page that holds the links
    rm -rf "$tmp/site"
    cp -r diag/_base "$tmp/site"
    sed -i "s|^base_url:.*|base_url: $1|" "$tmp/site/site.yaml"
    sed -i 's|https://example.org/|west|; s|\[.*\](west)|x|' \
        "$tmp"/site/content/pages/about.*.md
    shift
    for link in "$@"; do
        printf '\n[%s](%s)\n' "${link##*/}" "$link"
    done >>"$tmp/site/content/pages/about.zh.md"
}

external() { # ARGS...
    jb check -C "$tmp/site" --as-of 2026-01-01 --external --timeout 2 "$@"
}

n_requests() {
    wc -l <"$log"
}

local_site=http://127.0.0.1:8080
site $local_site "$(url 0 plain)" "$(url 1 moved)" "$(url 2 404)" \
    "$(url 3 no-head)" "$(url 4 500)" "$(url 5 slow)" "$(url 6 loop)" \
    "$(url 7 403)" "$(url 8 file)" "http://127.0.0.1:$closed/closed" \
    "http://nowhere.invalid/host" "$(url 0 'second#part')" \
    "$(url 0 'second#other')"
echo "news,示例报道,An example report,2024-03-01,$(url 9 410)" \
    >"$tmp/row"
sed -i '1s/$/,url/; /^news,/d' "$tmp/site/data/sources.csv"
cat "$tmp/row" >>"$tmp/site/data/sources.csv"

jb check -C "$tmp/site" --as-of 2026-01-01
gives "without the option it is silent" 0
check "and asks nobody" test "$(n_requests)" = 0
check "and remembers nothing" test ! -e "$tmp/site/build"

external
gives "dead links are warnings" 0
warns() { # NAME PATTERN
    says "$1" "^content/pages/about\.zh\.md:[0-9]+:[0-9]+: warning: '[^']*/$2.*\[link-external\]"
}
warns "404" "404': answers 404|404' answers 404"
warns "500" "500' answers 500"
warns "a server that does not answer" "slow': it did not answer in time"
warns "redirects without end" "loop': it redirects too often"
warns "a redirect to a file" "file': what it answers is not HTTP"
warns "a closed port" "closed': its host accepts no connection"
warns "an unknown host" "host': (its host is not known|it did not answer in time)"
says "403 is a notice" "notice: '.*/403' turns programs away"
says "a source is found in its row" \
    "^data/sources\.csv:[0-9]+:.*/410' answers 410.*on [0-9]+ pages"
check "nothing is said of links that work" test -z \
    "$(grep -E '/(plain|fine|moved|no-head|second)' "$tmp/err" | grep -v '^ ')"
check "no warning but these" test "$(grep -c link-external "$tmp/err")" = 8
cp "$tmp/err" "$tmp/first"

asked() { # PATH: the methods, in order
    awk -v path="/$1" '$4 == path { printf "%s ", $3 }' "$log"
}
check "HEAD is asked first, once" test "$(asked plain)" = "HEAD "
check "a redirect is followed" test "$(asked moved-again)" = "HEAD "
check "GET where there is no HEAD" test "$(asked no-head)" = "HEAD GET "
check "and where HEAD is forbidden" test "$(asked 403)" = "HEAD GET "
check "five redirects at most" test "$(asked loop | wc -w)" = 6
check "fragments make no second request" test "$(asked second)" = "HEAD "
check "the program says who it is" test "$(grep -vc \
    "jianbao link check (+$local_site)" "$log")" = 0
check "one host has a second between requests" awk -v port="${port[0]}" '
    $2 == port { if (last && $1 - last < 900) exit 1; last = $1 }' "$log"

before=$(n_requests)
external
check "the next run asks nobody" test "$(n_requests)" = "$before"
same "and says the same" "$tmp/first" "$tmp/err"
jb check -C "$tmp/site" --as-of 2026-01-07 --external --timeout 2
check "nor on the sixth day" test "$(n_requests)" = "$before"
printf 'jianbao-links 1\n2026-01-01 200\n\n2026-01-01 x %s\n2025-01-01 200 %s\n2026-02-01 200 %s\n2026-01-01 200 %s\n' \
    "$(url 2 404)" "$(url 2 404)" "$(url 2 404)" "$(url 4 500)" \
    >"$tmp/site/build/links.txt"
external
check "what is broken, old or of the future is asked again" test \
    "$(asked 404)" = "HEAD HEAD "
check "what was tried is not" test "$(asked 500)" = "HEAD "

before=$(n_requests)
site https://example.org "$(url 0 fine)" "http://localhost:${port[1]}/fine" \
    "http://[::1]:${port[2]}/fine" "http://0x7f.1:${port[3]}/fine"
external
gives "a public site leads into private networks" 0
check "nobody is asked" test "$(n_requests)" = "$before"
check "each is a warning" test \
    "$(grep -c 'leads into a private network.*link-external' "$tmp/err")" = 4

site $local_site "http://127.0.0.1:$closed/closed" http://nowhere.invalid/host
external
gives "without a network" 0
check "there is one notice" test \
    "$(grep -c ': notice: .*is there a network.*link-untried' "$tmp/err")" = 1
check "and no warning" test -z "$(grep warning: "$tmp/err")"
check "and nothing is remembered" test -z "$(sed 1d "$tmp/site/build/links.txt")"

site $local_site "$(url 0 fine)"
mkdir -p "$tmp/site/build/links.txt"
external
says "what cannot be kept is said" "^build/links.txt: notice: cannot keep"

jb check -C "$tmp/site" --external --timeout 0
gives "a bad timeout is misuse" 2
done_testing
