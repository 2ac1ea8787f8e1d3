rm content/pages/about.en.md; ln -s about.zh.md content/pages/about.en.md
