mkdir output
echo 4711 >output.jianbao-lock
setsid flock output.jianbao-lock sleep 4 </dev/null >/dev/null 2>&1 &
sleep 0.3
