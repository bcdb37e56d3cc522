#!/usr/bin/env bash
# Measures the speed of Windrow and prints a table; benches/README.md explains it.
#
#   RECORDS  how many records (1000000)       SEED   of the generator (1)
#   ROUNDS   how often it is measured, of     ORDER  of the identifiers: in-order or scattered
#            which medians are taken (3)      TMPDIR where 6 KB for each record are free
set -euo pipefail
cd "$(dirname "$0")/.."
. benches/lib.sh
records=${RECORDS:-1000000} seed=${SEED:-1} rounds=${ROUNDS:-3} order=${ORDER:-in-order}

build
settle
mkdir files

load() { # NAME
    echo "$1 …" >&2
    local begun=$EPOCHREALTIME pid watched
    "$windrow" load files/* --source speed --data data >load.log 2>&1 &
    pid=$!
    "$speed" memory "$pid" "$1_memory" >>"$figures" &
    watched=$!
    wait "$pid" || { cat load.log >&2; exit 1; }
    figure "$1" "$(calculated "$records / ($EPOCHREALTIME - $begun)")"
    wait "$watched"
}

echo "generate …" >&2
"$speed" generate files "$records" "$seed" "$order" xml >>"$figures"
for round in $(seq "$rounds"); do
    rm -rf data
    load load
    load reload
done
figure store_bytes "$(calculated "$(du -sb data | cut -f 1) / $records")"
address=127.0.0.1:0
serve env
"$speed" memory "$server" serve_memory >>"$figures" &
for round in $(seq "$rounds"); do
    echo "round $round of $rounds …" >&2
    "$speed" harvest "$address" "$records" identity harvest_identity whole 0 >>"$figures"
    "$speed" harvest "$address" "$records" gzip harvest_gzip whole 0 >>"$figures"
    "$speed" pages "$address" >>"$figures"
    "$speed" get-record "$address" "$records" "$round" >>"$figures"
    "$speed" yardstick "$address" >>"$figures"
done
restart restart TERM env
restart restart_killed KILL env
stop TERM
wait

echo
echo "$records records, seed $seed, $order, $rounds rounds; $(machine)"
echo
"$speed" table "$figures"
