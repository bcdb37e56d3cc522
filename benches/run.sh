#!/usr/bin/env bash
# Measures the speed of Windrow and prints a table; benches/README.md explains it.
#
#   RECORDS  how many records (1000000)       SEED   of the generator (1)
#   ROUNDS   how often it is measured, of     ORDER  of the identifiers: in-order or scattered
#            which medians are taken (3)      TMPDIR where 6 KB for each record are free
set -euo pipefail
cd "$(dirname "$0")/.."
records=${RECORDS:-1000000} seed=${SEED:-1} rounds=${ROUNDS:-3} order=${ORDER:-in-order}

echo "building …" >&2
cargo build --quiet --release --bin windrow
built=$(cargo build --quiet --release --bench speed --message-format=json)
executable() { sed -n "s/.*\"name\":\"$1\".*\"executable\":\"\([^\"]*\)\".*/\1/p" <<<"$built" | tail -n 1; }
windrow=$(executable windrow) speed=$(executable speed)

work=$(mktemp -d "${TMPDIR:-/tmp}/windrow-speed.XXXXXX")
server=
stop() { # SIGNAL: ends the server that this script has started
    if [ -n "$server" ]; then kill "-$1" "$server" && wait "$server" 2>/dev/null || true; fi
    server=
}
trap 'stop KILL; rm -rf "$work"' EXIT
mkdir "$work/files" "$work/records"
cat >"$work/records/repository.toml" <<TOML
name = "Speed"
namespace = "speed.example"
admin_emails = ["speed@speed.example"]

[[set]]
spec = "third"
name = "One in three"

[[set]]
spec = "rare"
name = "One in ten thousand"
TOML
cd "$work"

figures=$work/figures
figure() { echo "$1 $2" >>"$figures"; }
calculated() { awk "BEGIN { printf \"%.6f\", $1 }"; }

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

serve() { # ADDRESS: returns when the first page has come, with `address` set
    : >serve.log
    "$windrow" serve --records records --data data --listen "$1" 2>>serve.log &
    server=$!
    address=$1
    while [ "${address#*:}" = 0 ]; do
        sleep 0.05
        kill -0 "$server" || { cat serve.log >&2; exit 1; }
        address=$(sed -n 's/.*serving address=\([0-9.:]*\).*/\1/p' serve.log)
        address=${address:-$1}
    done
    "$speed" await "$address"
}

restart() { # NAME SIGNAL
    echo "$1 …" >&2
    stop "$2"
    local begun=$EPOCHREALTIME
    serve "$address"
    figure "$1" "$(calculated "$EPOCHREALTIME - $begun")"
}

echo "generate …" >&2
"$speed" generate files "$records" "$seed" "$order" xml >>"$figures"
for round in $(seq "$rounds"); do
    rm -rf data
    load load
    load reload
done
figure store_bytes "$(calculated "$(du -sb data | cut -f 1) / $records")"
serve 127.0.0.1:0
"$speed" memory "$server" serve_memory >>"$figures" &
for round in $(seq "$rounds"); do
    echo "round $round of $rounds …" >&2
    "$speed" harvest "$address" "$records" identity >>"$figures"
    "$speed" harvest "$address" "$records" gzip >>"$figures"
    "$speed" pages "$address" >>"$figures"
    "$speed" get-record "$address" "$records" "$round" >>"$figures"
    "$speed" yardstick "$address" >>"$figures"
done
restart restart TERM
restart restart_killed KILL
stop TERM
wait

echo
echo "$records records, seed $seed, $order, $rounds rounds; $(nproc) × $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)"
echo
"$speed" table "$figures"
