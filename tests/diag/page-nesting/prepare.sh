{
    printf -- '---\ntitle: 关于本站\n---\n\n<p>'
    for i in $(seq 1100); do printf '<b>'; done
    echo
} >content/pages/about.zh.md
