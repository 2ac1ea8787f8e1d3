rm -r data; echo no folder >data
