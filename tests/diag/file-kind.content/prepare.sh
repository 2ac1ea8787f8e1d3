mv content ../site.content && ln -s ../site.content content; mv data ../site.data && ln -s ../site.data data
