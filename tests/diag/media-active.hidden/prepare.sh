# A picture in UTF-16, and one with a tag of 1100 attributes.
svg='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">'
{
    printf '\377\376'
    printf '%s' "$svg<script>alert(1)</script></svg>" | iconv -t UTF-16LE
} >content/pages/wide.svg
{
    printf '%s\n<g' "$svg"
    seq 1100 | sed 's/.*/ a&="1"/' | tr -d '\n'
    echo '/></svg>'
} >content/pages/many.svg
