mkfifo data/notes.csv
