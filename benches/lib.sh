# What the scripts of this folder have in common; they source it from the root of the repository.
# PROGRAM may name a windrow to measure instead of the one that is built.

# Sets `windrow` and `speed`, the programs.
build() {
    echo "building …" >&2
    local built
    built=$(cargo build --quiet --release --bench speed --message-format=json)
    speed=$(executable speed)
    windrow=${PROGRAM:-}
    if [ -z "$windrow" ]; then
        built=$(cargo build --quiet --release --bin windrow --message-format=json)
        windrow=$(executable windrow)
    fi
}

executable() { # NAME
    sed -n "s/.*\"name\":\"$1\".*\"executable\":\"\([^\"]*\)\".*/\1/p" <<<"$built" | tail -n 1
}

# Makes a temporary folder with a records folder in it, and goes there. When the script ends, the servers that it has
# started end, and the folder goes.
settle() {
    work=$(mktemp -d "${TMPDIR:-/tmp}/windrow-speed.XXXXXX")
    trap clear_up EXIT
    trap 'exit 130' INT TERM
    server=
    mkdir "$work/records"
    cat >"$work/records/repository.toml" <<'TOML'
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
}

clear_up() {
    stop KILL
    if declare -F stop_others >/dev/null; then stop_others; fi
    rm -rf "$work"
}

stop() { # SIGNAL: ends the server
    if [ -n "$server" ]; then kill "-$1" "$server" && wait "$server" 2>/dev/null || true; fi
    server=
}

figure() { echo "$1 $2" >>"$figures"; } # NAME NUMBER
calculated() { awk "BEGIN { printf \"%.6f\", ($1) }"; }

# COMMAND [ARGUMENT…]: serves on `address`, and returns when the first page has come; the command is what `windrow serve` is
# run by, `env` for nothing in particular. `data` may name another data folder. With port 0 a free one is chosen, and `address` is set to it.
serve() {
    : >serve.log
    "$@" "$windrow" serve --records "$work/records" --data "${data:-$work/data}" --listen "$address" 2>>serve.log &
    server=$!
    while [ "${address#*:}" = 0 ]; do
        sleep 0.05
        kill -0 "$server" || { cat serve.log >&2; exit 1; }
        address=$(sed -n 's/.*serving address=\([0-9.:]*\).*/\1/p' serve.log)
        address=${address:-127.0.0.1:0}
    done
    "$speed" await "$address"
}

restart() { # NAME SIGNAL COMMAND [ARGUMENT…]
    echo "$1 …" >&2
    stop "$2"
    local begun=$EPOCHREALTIME
    serve "${@:3}"
    figure "$1" "$(calculated "$EPOCHREALTIME - $begun")"
}

machine() {
    echo "$(nproc) × $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)"
}
