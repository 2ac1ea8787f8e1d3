printf "a,b\n1,\377\377\n" >sheet.csv
