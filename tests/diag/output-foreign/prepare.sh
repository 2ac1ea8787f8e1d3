mkdir -p output/zh
echo "mine" >output/zh/index.html
