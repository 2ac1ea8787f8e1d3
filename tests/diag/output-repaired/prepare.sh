"$JIANBAO" build -q --as-of 2026-01-01
mv output output.jianbao-old
