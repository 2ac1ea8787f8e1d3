# A theme that gives figures no ids.
mkdir -p layouts/partials
for layout in compare district indicator; do
    cp "$ROOT/layouts/$layout.html" layouts
done
sed 's/{{#HAS_FIG_ID}}.*{{\/HAS_FIG_ID}}{{#HAS_FIG_KIND}}/{{#HAS_FIG_KIND}}/' \
    "$ROOT/layouts/partials/figure.html" >layouts/partials/figure.html
