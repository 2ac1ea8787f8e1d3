#!/bin/bash
# Texts and tables made to take long, near the limits of their sizes: each is
# checked, or refused with a message, well within a limit of processor time that
# only a step that is not linear would reach. Names, links and folders that lead
# out of the site or cannot be published.
set -u
. "$(dirname "$0")/common.bash"
program=$tests/../build/jianbao
[ -x "$program" ] && JIANBAO=$program
new_site site
site=$tmp/site
limited() { # ARGUMENTS...
    (
        ulimit -t 60
        "$JIANBAO" "$@" >"$tmp/out" 2>"$tmp/err"
    )
    status=$?
}

# ---- Markdown, numbers, both languages ----
python3 - "$site/content/pages" <<'END'
import pathlib
import sys
size = 100 * 1000
def times(text, n=None):
    return text * (n or size // len(text.encode()))
def blocks(text, n):
    """Blocks of n times the text: the limit of brackets is per block."""
    return (times(text, n) + "\n\n") * (size // (len(text.encode()) * n + 2))
texts = {
    "brackets": blocks("[", 1900), "images": blocks("![[]()", 900),
    "brackets closed": blocks("[", 900) + blocks("]", 900),
    "links open": blocks("[a](<b", 1900), "links nested": blocks("[a](b", 1900),
    "references": blocks("[a][b]", 900), "definitions": times("[a]: x\n"),
    "definitions apart": "\n".join(f"[a{n}]: x" for n in range(20000)),
    "emphasis": times("*a "), "emphasis closed": times("a*"),
    "emphasis strong": times("*a **a "), "emphasis under": times("_a __b"),
    "emphasis han": times("**“强”**调"), "emphasis stars": times("*"),
    "emphasis mixed": times("a**b_c* "), "stars and spaces": times("* a\n\n"),
    "code open": "".join("e" + "`" * n for n in range(1, 700)),
    "code": times("`a``b"), "escapes": times("\\["), "entities": times("&#x41;"),
    "entities open": times("&a"), "comments": times("<!-- "),
    "comments numbers": times("<!-- numbers: ok -->"),
    "instructions": times("<?"), "tags": times("<a b='"),
    "tags open": times("<a "), "autolinks": times("<a@"),
    "autolinks many": times("<https://e.org/>\n\n"), "cdata": times("<![CDATA["),
    "quotes": times("> a\n"), "quotes deep": times("> ", 60) + "a\n" + times("\n"),
    "quotes many": times(">" * 60 + "a\n"), "lists": times("- a\n"),
    "lists deep": "".join("  " * n + "- a\n" for n in range(60)) + times("\n"),
    "lists blank": "* " * 60 + "\n" * 100000, "lists numbers": times("1. a\n"),
    "rules": times("***\n"), "rules lists": times("- - - - a\n"),
    "setext": times("a\n---\n"), "headings": times("# a\n"),
    "headings ids": times("# a {#b\n"), "headings braces": times("# {#"),
    "pipes": times("|"), "pipe rows": times("| a | b |\n"),
    "pipe tables": times("a|b\n-|-\nc|d\n\n"),
    "csv": "```csv a\n" + times("a,b\n") + "```\n",
    "csv blocks": times("```csv a\na\nb\n```\n\n"), "fences": times("```\n"),
    "fence open": "```\n" + times("a\n"), "full width": times("［a］（stat：b）"),
    "full width open": times("［"), "schemes": times("stat:a "),
    "colons": times("stat："), "marks": "a" + times("\u0301"),
    "joiners": times("\U0001F468\u200d"), "flags": times("\U0001F1E8"),
    "hangul": times("\u1100"), "one line": times("学"), "one word": times("a"),
    "spaces": times(" ") + "a", "tabs": times("\t") + "a", "returns": times("a\r"),
    "digits": times("9"), "digits comma": times("1,"), "digits dash": times("3-"),
    "digits points": times("1."), "digits percent": times("5%"),
    "digits range": times("3至"), "numerals": times("一"),
    "numerals scale": times("万"), "numerals mixed": times("一万亿零二十"),
    "numerals parts": times("百分之"), "numerals third": times("三分之一"),
    "words": times("one hundred and "), "words scale": times("million "),
    "words of": times("more than "), "words half": times("a half of "),
    "dates": times("2021-06-18"), "dates han": times("2021年6月"),
    "dates words": times("18 June 2021 "), "years": times("2021 "),
    "qualifiers": times("约近余多以上"), "slashes": f"[x]({times('a/')}b.pdf)",
    "dots": f"[x]({times('../')}b.pdf)",
    "unknown": "\n\n".join(f"[x](doc:x{n})" for n in range(4000)),
    "unknown terms": "\n\n".join(f"[x](term:词{n})" for n in range(4000)),
    "too many links": "\n\n".join(f"[x](https://e.org/{n})" for n in range(5001)),
    "too many brackets": times("[", 2001), "too deep": times("> ", 65) + "a",
    "too large": times("a\n", 524289),
}
folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
for name, text in texts.items():
    for lang in ("zh", "en"):
        slug = name.replace(" ", "-")
        (folder / f"{slug}.{lang}.md").write_text(
            f"---\ntitle: {name}\nsummary: x\n---\n\n{text}\n", "utf-8",
            newline="")
END
n=$(find "$site/content/pages" -name '*.zh.md' | wc -l)
limited check -C "$site" --as-of $as_of --copy --max-errors 0
gives "$n pathological texts in two languages are checked" 1
grep -E '(error|warning): .*\[markdown-limit\]' "$tmp/err" | sed 's/:.*//' | sort -u |
    sed 's|.*/||' >"$tmp/refused"
for name in too-many-links too-many-brackets too-deep too-large; do
    check "$name is refused" grep -q "^$name.zh.md" "$tmp/refused"
done
check "what is refused is so for a limit, a link or a form" test -z "$(
    grep -E ' error: ' "$tmp/err" |
        grep -vE '\[(markdown-limit|link-dead|ref-malformed|ref-unknown|heading-duplicate|csv-limit|encoding)\]$')"
grep -E ' error: ' "$tmp/err" | sed 's/:.*//' | sort -u >"$tmp/broken"
(cd "$site" && xargs rm -f) <"$tmp/broken"
find "$site/content/pages" -name '*.md' | sed 's|\.[a-z]*\.md$||' | sort | uniq -u |
    while read -r stem; do rm -f "$stem".*.md; done
limited build -C "$site" --as-of $as_of
gives "the others are built" 0
check "most of them" test "$(find "$site/output/zh" -path '*/index.html' | wc -l)" -gt 70
rm -rf "$site/content/pages" "$site/output"

# ---- YAML, CSV, layouts ----
refuses() { # NAME CODE FILE COMMAND...: what the command writes into the file
    local name=$1 code=$2 file=$site/$3
    shift 3
    mkdir -p "$(dirname "$file")"
    [ -e "$file" ] && cp "$file" "$tmp/kept"
    "$@" >"$file"
    limited check -C "$site" --as-of $as_of
    gives "$name" 1
    says "$name: says so" "\[$code\]$"
    check "$name: few messages" test "$(grep -c error: "$tmp/err")" -lt 300
    rm "$file"
    [ -e "$tmp/kept" ] && mv "$tmp/kept" "$file"
}
page() { # TEXT: front matter
    printf -- '---\ntitle: x\n%s\n---\n' "$1"
}
repeat() { # N TEXT
    python3 -c 'import sys; print(sys.argv[2].replace(r"\n", "\n") * int(sys.argv[1]))' "$@"
}
page_of() { page "$(repeat "$@")"; }
page_key() { page "extra: $(repeat "$1" "$2")"; }
refuses "brackets in YAML" yaml-limit content/pages/a.zh.md page_key 20000 '['
refuses "braces in YAML" yaml-limit content/pages/a.zh.md page_key 20000 '{a: '
refuses "nested lists in YAML" yaml-limit content/pages/a.zh.md \
    page "extra:
  $(repeat 20000 '- ')x"
refuses "many nodes in YAML" yaml-limit content/pages/a.zh.md page_key 25000 '\n  - 1'
refuses "a large file of YAML" yaml-limit content/pages/a.zh.md page_of 600000 '#'
refuses "aliases in YAML" yaml-unsupported content/pages/a.zh.md \
    page 'a: &a [x, x]
b: &b [*a, *a]
c: [*b, *b]'
table() { # N TEXT
    printf 'district,indicator,period,value\n'
    repeat "$@"
}
refuses "a long field" csv-limit data/statistics/z.csv table 20000 'x'
refuses "many columns" csv-limit data/statistics/z.csv repeat 300 'a,'
refuses "an open quote" csv-syntax data/statistics/z.csv table 200000 '"x,\n'
refuses "quotes without end" csv-syntax data/statistics/z.csv table 200000 'a"b,1,2,3\n'
refuses "many ragged rows" csv-ragged data/statistics/z.csv table 200000 'a\n'
refuses "many unknown codes" data-unknown data/statistics/z.csv table 100000 '1,a,2021,1\n'
refuses "an include of itself" template-include layouts/article.html \
    printf '<p>{{>A}}{{>ARTICLE}}'
refuses "sections without end" template-section layouts/article.html repeat 20000 '{{#MENU}}'
refuses "a large layout" file-size layouts/article.html repeat 1100000 'x'
refuses "braces" template-syntax layouts/article.html repeat 100000 '{{x y}}'
many_includes() { # eight times eight times ... the same partial
    mkdir -p "$site/layouts/partials"
    local n
    for n in 1 2 3 4 5 6 7 8; do
        repeat 9 "{{>N$((n + 1))}}\n" >"$site/layouts/partials/n$n.html"
    done
    echo x >"$site/layouts/partials/n9.html"
    echo '{{>N1}}'
}
refuses "includes that multiply" template-include layouts/article.html many_includes
rm -f "$site"/layouts/partials/n?.html

# ---- paths ----
leads() { # NAME CODE TARGET
    mkdir -p "$site/content/pages"
    printf -- '---\ntitle: x\n---\n\n[x](<%s>)\n' "$3" >"$site/content/pages/a.zh.md"
    limited check -C "$site" --as-of $as_of
    gives "$1" 1
    says "$1: says so" "\[$2\]$"
}
echo secret >"$tmp/secret.pdf"
echo secret >"$site/secret.pdf"
leads "a link out of the site" link-dead ../../../secret.pdf
leads "a link out of content" link-dead ../../secret.pdf
leads "an absolute path" link-dead "$tmp/secret.pdf"
leads "dots that are encoded" link-dead '..%%2f..%%2fsecret.pdf'
leads "a link with a backslash" link-dead '..\\..\\secret.pdf'
leads "a file of the site's own" link-dead ../../site.yaml
leads "a table out of content" link-dead table:../../data/units.csv
ln -s "$tmp/secret.pdf" "$site/content/pages/b.pdf"
leads "a symbolic link" file-kind b.pdf
rm "$site/content/pages/b.pdf"
ln -s "$tmp" "$site/content/pages/c"
leads "a symbolic link to a folder" file-kind c/secret.pdf
rm "$site/content/pages/c"

names=('a b.pdf' '规划.pdf' '🏫.pdf' "it's.pdf" 'a&b.pdf' 'a%41.pdf' 'a#b.pdf'
    'a?b.pdf' '-x.pdf' 'a..b.pdf' '(x).pdf' 'a"b.pdf' '<b>.pdf' '%2e%2e.pdf'
    '{{X}}.pdf' 'a:b.pdf' 'a\b.pdf')
printf -- '---\ntitle: x\nattachments:\n' >"$site/content/pages/a.zh.md"
for name in "${names[@]}"; do
    echo "$name" >"$site/content/pages/$name"
    quoted=${name//\\/\\\\}
    printf '  - {file: "%s", title: x}\n' "${quoted//\"/\\\"}" >>"$site/content/pages/a.zh.md"
done
printf -- '---\n\nx\n' >>"$site/content/pages/a.zh.md"
limited build -C "$site" --as-of $as_of
gives "odd names are published" 0
for name in "${names[@]}"; do
    check "as they are: $name" cmp "$site/content/pages/$name" "$site/output/media/pages/$name"
done
check "and every link leads to its file" tools/check-site "$site/output" \
    "$(sed -n 's/^base_url: *//p' "$site/site.yaml")"

collides() { # NAME ONE OTHER
    rm -rf "$site/content/pages"
    mkdir -p "$site/content/pages"
    echo 1 >"$site/content/pages/$2" && echo 2 >"$site/content/pages/$3"
    printf -- '---\ntitle: x\nattachments: [{file: "%s", title: x}, {file: "%s", title: x}]\n---\nx\n' \
        "$2" "$3" >"$site/content/pages/a.zh.md"
    limited check -C "$site" --as-of $as_of
    gives "$1 collide" 1
    says "$1 collide: says so" '\[output-collision\]$'
}
collides "names in upper and lower case" Plan.pdf plan.pdf
collides "names in upper and lower case beyond ASCII" Ä.pdf ä.pdf
collides "composed and decomposed names" $'\u00e9.pdf' $'e\u0301.pdf'
done_testing
