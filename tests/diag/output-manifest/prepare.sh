"$JIANBAO" build -q --as-of 2026-01-01
echo broken >output/.jianbao-manifest
