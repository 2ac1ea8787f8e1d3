touch "content/pages/$(printf 'a\nb\033[31m.pdf')" "data/statistics/$(printf 'a\tb.csv')"
