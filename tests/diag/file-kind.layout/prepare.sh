mkdir layouts; ln -s missing.html layouts/article.html
