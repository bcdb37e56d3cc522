#!/usr/bin/env bash
# Measures Windrow beside nginx, which serves the same answers as files, and prints a table; benches/README.md explains it.
#
#   benches/wire.sh          one size, with nginx
#   benches/wire.sh growth   several sizes, without nginx (or GROWTH=1)
#
#   RECORDS       how many records (1000000)        RUNS   how often each is measured, in turn (5; growth: 3)
#   SIZES         those of growth (10000 100000     SECONDS_EACH  how long each time (5)
#                 1000000 10000000)                 RECORD_FILES  so many single records are asked for (200000)
#   SEED          of the generator (1)              PART   so many records are generated and loaded at a time (1000000)
#   OUT           the file that gets the table,     TMPDIR where 8 KB for each record and 4 KB for each single record
#                 too (target/wire.md)                     are free (growth: 5 KB)
set -euo pipefail
cd "$(dirname "$0")/.."
repository=$PWD
. benches/lib.sh
. benches/wire/nginx.sh
mode=${1:-${GROWTH:+growth}}
records=${RECORDS:-1000000} sizes=${SIZES:-10000 100000 1000000 10000000} seed=${SEED:-1}
each=${SECONDS_EACH:-5} singles=${RECORD_FILES:-200000} part=${PART:-1000000}
if [ "$mode" = growth ]; then runs=${RUNS:-3}; else runs=${RUNS:-5}; fi
ways=
out=$(realpath -m "${OUT:-${CARGO_TARGET_DIR:-target}/wire.md}")

# The server has a processor to itself, and so has the client.
pinned=(env WINDROW_WORKERS=1 WINDROW_LOG_LEVEL=warn taskset -c 0)
client=(taskset -c 1)

need() { # PROGRAM…: installs what is missing
    local program missing=()
    for program; do command -v "$program" >/dev/null || missing+=("$program"); done
    if [ ${#missing[@]} = 0 ]; then return; fi
    echo "installing ${missing[*]} …" >&2
    if ! command -v apt-get >/dev/null || ! { apt-get update -qq && apt-get install -y -qq "${missing[@]}"; } >&2; then
        echo "${missing[*]} cannot be installed here; install by hand and run this again" >&2
        exit 1
    fi
}

room() { # BYTES: that many must be free
    local free
    free=$(df --output=avail -B1 "$work" | tail -n 1)
    if [ "$free" -lt "$1" ]; then
        echo "$(($1 >> 30)) GB are needed below $work, and $((free >> 30)) GB are free; set TMPDIR or RECORDS" >&2
        exit 1
    fi
}

# The records come in parts, so that not all of them lie on the disk as files as well.
corpus() {
    echo "$records records: load …" >&2
    local first begun load=0 reload=0
    mkdir parts
    if [ "$records" -le "$part" ]; then
        corpus_again
        return
    fi
    for ((first = 0; first < records; first += part)); do
        "$speed" generate parts "$records" "$seed" in-order jsonl "$first" "$part"
        begun=$EPOCHREALTIME
        load_files parts/*
        load=$(calculated "$load + $EPOCHREALTIME - $begun")
        begun=$EPOCHREALTIME
        load_files parts/*
        reload=$(calculated "$reload + $EPOCHREALTIME - $begun")
        rm -r parts
        mkdir parts
    done
    figure load "$(calculated "$records / $load")"
    figure reload "$(calculated "$records / $reload")"
    sleep 2 # The last of them are visible then.
}

# What is one part can be loaded as often as everything else is measured.
corpus_again() {
    local run begun
    "$speed" generate parts "$records" "$seed" in-order jsonl 0 "$records"
    for run in $(seq "$runs"); do
        rm -rf "$work"/data/*
        begun=$EPOCHREALTIME
        load_files parts/*
        figure load "$(calculated "$records / ($EPOCHREALTIME - $begun)")"
        begun=$EPOCHREALTIME
        load_files parts/*
        figure reload "$(calculated "$records / ($EPOCHREALTIME - $begun)")"
    done
    rm -r parts
    sleep 2 # The last of them are visible then.
}

load_files() { # FILE…
    "$windrow" load "$@" --source speed --data data >load.log 2>&1 || { cat load.log >&2; exit 1; }
}

processor_time() { # PID: in seconds
    awk -v tick="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); print ($12 + $13) / tick }' "/proc/$1/stat"
}

# Seconds that the processors of the machine were busy so far.
all_processors() {
    awk -v tick="$(getconf CLK_TCK)" '/^cpu / { print ($2 + $3 + $4 + $7 + $8 + $9) / tick }' /proc/stat
}

# NAME PID ADDRESS LIST identity|gzip: asks one server for what a list has, over 8 connections.
hammer() {
    local before all answers seconds bytes failed busy server_busy
    before=$(processor_time "$2") all=$(all_processors)
    "${client[@]}" wrk -t 1 -c 8 -d "${each}s" -s "$repository/benches/wire/replay.lua" "http://$3" \
        -- "$4" "$5" >wrk.log 2>&1 || { cat wrk.log >&2; exit 1; }
    read -r answers seconds bytes failed busy < <(sed -n 's/^result //p' wrk.log)
    if [ "${failed:-1}" != 0 ] || [ "$answers" = 0 ]; then
        echo "$1: answers were missing or not of status 200" >&2
        cat wrk.log >&2
        exit 1
    fi
    server_busy=$(calculated "($(processor_time "$2") - $before) / $seconds")
    figure others "$(calculated "($(all_processors) - $all) / $seconds - $server_busy - $busy")"
    figure "$1" "$(calculated "$answers / $seconds")"
    figure "$1_client" "$busy"
    figure "$1_server" "$server_busy"
    figure "$1_cost" "$(calculated "$server_busy * $seconds / $answers * 1e6")"
    figure "$1_ceiling" "$(calculated "$answers / $seconds / $busy")"
}

# What Windrow gives once, as lists of requests and, with nginx, as files.
replays() { # keep|ask
    echo "$records records: what is asked for, and what comes …" >&2
    mkdir -p root/record
    "$speed" replay-pages "$address" . pages all "$1" >>"$figures"
    "$speed" replay-records "$address" . "$records" "$singles" "$seed" "$1"
    if [ "$1" = keep ]; then
        find root -maxdepth 1 -name 'page-*.xml' -print0 | xargs -0 -P 2 -n 100 gzip -6 -n -k
    fi
}

compare() {
    echo "comparing all bodies …" >&2
    "$speed" compare "$address" "${other_address[identity]}" pages identity identity_size >>"$figures"
    "$speed" compare "$address" "${other_address[gzip]}" pages gzip gzip_size >>"$figures"
    "$speed" compare "$address" "${other_address[uncached]}" records identity record_size >>"$figures"
}

hammer_nginx() { # NAME OF THE FIGURE, NAME OF THE NGINX, LIST, identity|gzip
    hammer "$1" "$(nginx_worker "$2")" "${other_address[$2]}" "$3" "$4"
}

# identity|gzip: starts an nginx of that name in the way in which it serves these pages fastest.
start_fastest() {
    local cache way name rate most=0 best=
    cache=$(kept_open $(($(wc -l <pages.nginx) + 100)))
    for way in "${page_ways[@]}"; do
        name=${way%% *}
        start_nginx "$name" "${way#* } gzip_static on; $cache"
        figures=tuning each=1 hammer_nginx "$name" "$name" pages.nginx "$1" # To have read them all once.
        figures=tuning each=2 hammer_nginx "$name" "$name" pages.nginx "$1"
        stop_other "$name"
        rate=$(awk -v name="$name" '$1 == name { rate = $2 } END { printf "%d", rate }' tuning)
        echo "nginx, $name, $1: $rate pages/s; shares of client and server: $(tail -n 4 tuning | head -n 2 | cut -d " " -f 2 | paste -s -d " ")" >&2
        if [ "$rate" -gt "$most" ]; then most=$rate best=$way; fi
    done
    ways+=" $1 ${best%% *}"
    start_nginx "$1" "${best#* } gzip_static on; $cache"
}

# Has all that both sides may be asked for in the system's cache, whatever the machine has thrown out of it.
cache() { find "$work/data/" root -type f -print0 | xargs -0 cat >/dev/null; }

beside_nginx() {
    local run
    start_fastest identity
    start_fastest gzip
    start_nginx uncached "$record_way open_file_cache off;"
    start_nginx cached "$record_way $(kept_open 20000)"
    compare
    for run in $(seq "$runs"); do
        echo "beside nginx, run $run of $runs …" >&2
        cache
        hammer_nginx nginx_identity identity pages.nginx identity
        hammer identity "$server" "$address" pages.windrow identity
        hammer_nginx nginx_gzip gzip pages.nginx gzip
        hammer gzip "$server" "$address" pages.windrow gzip
        hammer_nginx nginx_get_record_uncached uncached records.nginx identity
        hammer get_record "$server" "$address" records.windrow identity
        hammer_nginx nginx_get_record_cached cached records.nginx identity
    done
    stop_others
}

# Makes the smallest repository, served as long as the script runs: its pages are asked for in turn with those of the larger ones.
serve_smallest() { # RECORDS
    echo "$1 records, to compare others with …" >&2
    mkdir "$work/smallest"
    cd "$work/smallest"
    mkdir data parts
    "$speed" generate parts "$1" "$seed" in-order jsonl 0 "$1"
    load_files parts/*
    sleep 2 # The last of them are visible then.
    address=127.0.0.1:0
    data=$PWD/data serve env # Which finds a port.
    stop TERM
    data=$PWD/data serve "${pinned[@]}"
    other_pid[smallest]=$server other_address[smallest]=$address
    server=
}

alone() {
    local run
    for run in $(seq "$runs"); do
        hammer identity "$server" "$address" pages.windrow identity
        hammer gzip "$server" "$address" pages.windrow gzip
        hammer get_record "$server" "$address" records.windrow identity
    done
}

harvest() { # NAME whole|moving|SET SECONDS: with gzip
    "${client[@]}" "$speed" harvest "$address" "$records" gzip "$@" >>"$figures"
}

lists() {
    local run
    echo "$records records: one harvester, and requests for parts …" >&2
    "${client[@]}" "$speed" selective "$address" pages.datestamps >>"$figures"
    "${client[@]}" "$speed" pages "$address" >>"$figures"
    if [ -n "${other_address[smallest]:-}" ]; then
        "${client[@]}" "$speed" pages-beside "$address" "${other_address[smallest]}" >>"$figures"
    fi
    harvest third_cold third 0
    "$speed" replay-pages "$address" . third third ask >>"$figures"
    for run in $(seq "$runs"); do
        harvest harvest_warm whole "$each"
        harvest third_warm third "$each"
        harvest rare_warm rare 1
        hammer third_gzip "$server" "$address" third.windrow gzip
    done
}

# NAME new|changed: harvests, while a writer loads 1,000 records a second that are new or different from now on.
harvest_meanwhile() {
    local begun=$EPOCHREALTIME writer
    touch writing
    publish "$2" &
    writer=$!
    sleep 1.5
    harvest "$1" moving "$each"
    rm writing
    wait "$writer"
    figure "$1_rate" "$(calculated "$(<published) * 1000 / ($EPOCHREALTIME - $begun)")"
}

publish() { # new|changed: until the file `writing` has gone
    local begun=$EPOCHREALTIME count=0 number
    mkdir -p changes
    while [ -e writing ]; do
        number=$(date +%s%3N) # Never the same, or nothing would change.
        "$speed" changes changes "$records" "${number: -9}" 1 "$1"
        load_files changes/*
        count=$((count + 1))
        echo "$count" >published
        sleep "$(calculated "(w = $begun + $count - $EPOCHREALTIME) > 0 ? w : 0")"
    done
}

writers() {
    local run rounds=$runs
    if [ "$records" -ge 5000000 ]; then rounds=1; fi
    for run in $(seq "$rounds"); do
        echo "$records records: a writer meanwhile, run $run of $rounds …" >&2
        harvest not_counted moving 0
        harvest quiet moving "$each"
        harvest_meanwhile publishing new
        harvest not_counted moving 0
        harvest quiet moving "$each"
        harvest_meanwhile changing changed
    done
}

crowd() { # NAME
    echo "$records records: 64 harvesters …" >&2
    "$speed" crowd "$address" pages.windrow "$server" "$1" "$((each * 2))" >>"$figures"
}

restarts() {
    local run
    for run in $(seq "$runs"); do
        restart restart TERM env
        restart restart_killed KILL env
    done
}

measure() { # with-nginx|alone: everything, for `records` in a folder of its own
    mkdir "$work/$records"
    cd "$work/$records"
    figures=$PWD/figures
    rm -rf "$work/data"
    mkdir "$work/data"
    ln -s "$work/data" data
    figure records "$records"
    corpus
    address=127.0.0.1:0
    serve env # Which finds a port.
    restart not_counted TERM "${pinned[@]}"
    echo "$records records: the first harvester …" >&2
    harvest harvest_cold whole 0
    if [ "$1" = with-nginx ]; then
        replays keep
        beside_nginx
    else
        replays ask
        alone
    fi
    lists
    figure store "$(calculated "$(du -s -B1 "$work/data" | cut -f 1) / $records")"
    figure raw "$(awk -v records="$records" '$1 == "pages_raw" { print $2 / records }' "$figures")"
    restarts
    crowd crowd
    writers
    restart not_counted TERM env WINDROW_COMPRESSED_PAGES=0
    crowd new_crowd
    stop TERM
    rm -rf "$work/data" root
}

begun=$SECONDS
need wrk
if [ "$mode" != growth ]; then need nginx; fi
build
settle
if [ "$mode" = growth ]; then
    all=()
    serve_smallest "${sizes%% *}"
    for records in $sizes; do
        room $((records * 5000))
        measure alone
        all+=("$figures")
    done
    title="Growth, seed $seed, $runs runs of $each s"
    table() { "$speed" growth-table "${all[@]}"; }
else
    room $((records * 8000 + singles * 4096))
    measure with-nginx
    title="$records records, seed $seed, $runs runs of $each s, nginx is fastest with:$ways"
    table() { "$speed" wire-table "$figures"; }
fi
mkdir -p "$(dirname "$out")"
{
    echo "$title; $(machine); $(uname -sr); $((SECONDS - begun)) s"
    echo
    table
} >"$out"
echo
cat "$out"
