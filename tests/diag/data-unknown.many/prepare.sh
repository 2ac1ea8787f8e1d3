for i in $(seq 500); do
    echo "99011$((i % 2)),pupils,$((1000 + i)),,1,,news,"
    echo "990101,pupil,$((1000 + i)),,1,,news,"
    echo "990101,pupils,$((1000 + i)),girl,1,,news,"
    echo "990101,schools,$((1000 + i)),,1,,new,"
    echo "x$i,学校$i,Schools $i,school,stock,pupil" >>data/indicators.csv
done >>data/statistics/2023.csv
