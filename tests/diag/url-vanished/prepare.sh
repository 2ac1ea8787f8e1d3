"$JIANBAO" build -q --as-of 2026-01-01
rm content/pages/about.*.md
sed -i "s/, about//" site.yaml
