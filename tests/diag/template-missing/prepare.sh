cp -r "$ROOT/layouts" . && rm layouts/page.html
