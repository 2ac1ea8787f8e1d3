rm -r data; ln -s data data
