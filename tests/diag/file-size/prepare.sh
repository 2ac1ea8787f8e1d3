{ cat content/pages/about.zh.md; yes 示例 | head -n 400000; } >big; mv big content/pages/about.zh.md
