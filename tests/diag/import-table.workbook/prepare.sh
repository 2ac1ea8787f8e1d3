printf "PK\003\004rest" >sheet.xlsx
