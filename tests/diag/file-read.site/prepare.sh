rm site.yaml; mkdir site.yaml
