ln -s gate.jpg content/articles/2024/gate.jpg
