mv site.yaml ../site.kept && ln -s ../site.kept site.yaml
