{ printf "id,name_zh,"; seq -s , 300; } >data/groups.csv
