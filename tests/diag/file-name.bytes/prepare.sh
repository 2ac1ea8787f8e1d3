touch "content/pages/$(printf '\275\314.pdf')" "content/pages/$(printf '\275\314.zh.md')"
