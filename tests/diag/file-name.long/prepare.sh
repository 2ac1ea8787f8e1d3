n=$(printf '%0240d' 0)
mkdir -p content/$n/$n/$n/$n && touch content/$n/$n/$n/$n/$n.pdf
