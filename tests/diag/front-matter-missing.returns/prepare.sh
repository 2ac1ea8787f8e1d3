tr '\n' '\r' <content/pages/about.zh.md >about && mv about content/pages/about.zh.md
