mkdir -p layouts && ln -s /etc/hostname layouts/strings.zh.yaml
