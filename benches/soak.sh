#!/usr/bin/env bash
# Lets harvesters come, stall, break off and ask nonsense for a quarter of an hour, while records change, and fails if
# memory or file descriptors of the server grow; benches/README.md explains it.
#
#   MINUTES  how long (15)              RECORDS  how many records (100000)
#   CLIENTS  how many at a time (48)    TMPDIR   where 5 KB for each record are free
set -euo pipefail
cd "$(dirname "$0")/.."
repository=$PWD
. benches/lib.sh
records=${RECORDS:-100000} minutes=${MINUTES:-15} clients=${CLIENTS:-48}
python=$(command -v python3) || { echo "python3 is needed; install it" >&2; exit 1; }

load_files() { # FILE…
    "$windrow" load "$@" --source speed --data data >load.log 2>&1 || { cat load.log >&2; exit 1; }
}

change_now_and_then() { # until the file `soaking` has gone: a thousand records every ten seconds
    mkdir changes
    while [ -e soaking ]; do
        "$speed" changes changes "$records" "$EPOCHSECONDS" 1 changed
        load_files changes/*
        for ((second = 0; second < 10; second++)); do
            if [ -e soaking ]; then sleep 1; fi
        done
    done
}

build
settle
mkdir files
echo "load …" >&2
"$speed" generate files "$records" 1 in-order jsonl
load_files files/*
rm -r files
sleep 2 # The last of them are visible then.
address=127.0.0.1:0
serve env
touch soaking
change_now_and_then &
writer=$!
verdict=0
"$python" "$repository/benches/wire/soak.py" "$address" "$server" "$minutes" "$clients" "$records" || verdict=$?
rm soaking
wait "$writer"
kill -0 "$server" || { tail -n 20 serve.log >&2; echo "the server has ended" >&2; exit 1; }
if grep -q ' ERROR ' serve.log; then
    grep ' ERROR ' serve.log | head -n 5 >&2
    verdict=1
fi
stop TERM
exit "$verdict"
