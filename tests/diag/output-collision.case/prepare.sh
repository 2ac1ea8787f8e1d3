printf 'a\n' >content/pages/List.txt
printf 'b\n' >content/pages/list.txt
printf '\n[甲](List.txt)、[乙](list.txt)\n' >>content/pages/about.zh.md
printf '\n[A](List.txt), [B](list.txt)\n' >>content/pages/about.en.md
