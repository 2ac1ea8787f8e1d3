truncate -s 65M content/articles/2024/film.mp4
