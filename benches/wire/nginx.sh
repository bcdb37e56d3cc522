# nginx as benches/wire.sh needs it: for each way of serving files a process of its own, with one worker.

# Ways of serving pages: a name, and what nginx is told. The fastest is what Windrow is compared with.
page_ways=(
    "2x32k sendfile off; output_buffers 2 32k;"
    "1x128k sendfile off; output_buffers 1 128k;"
    "1x256k sendfile off; output_buffers 1 256k;"
    "1x512k sendfile off; output_buffers 1 512k;"
    "sendfile sendfile on; tcp_nopush on;"
)
# Single records are smaller than its buffers.
record_way="sendfile off;"

# Servers that run beside the one that is measured, by name.
declare -A other_pid=() other_address=()

stop_others() {
    local name
    for name in "${!other_pid[@]}"; do stop_other "$name"; done
}

stop_other() { # NAME
    kill -TERM "${other_pid[$1]}" && wait "${other_pid[$1]}" 2>/dev/null || true
    unset "other_pid[$1]"
}

# FILES: what makes nginx keep so many files open, or as many as this machine lets it.
kept_open() {
    local limit files=$1
    limit=$(ulimit -Hn)
    if [ "$limit" != unlimited ] && [ "$files" -gt $((limit - 1000)) ]; then
        files=$((limit - 1000))
        echo "nginx keeps $files of $1 files open, for it may open only $limit (ulimit -Hn)" >&2
    fi
    echo "open_file_cache max=$files inactive=1h; open_file_cache_valid 1h;"
}

# NAME CONFIGURATION: serves the folder `root`; sets `other_address[NAME]` and `other_pid[NAME]`.
start_nginx() {
    local port=$((20000 + RANDOM % 10000)) at=$PWD/nginx-$1 attempt
    while answers "127.0.0.1:$port"; do port=$((port + 1)); done
    mkdir -p "$at"
    cat >"$at/nginx.conf" <<CONF
user root;
worker_processes 1;
worker_rlimit_nofile $(ulimit -Hn | sed 's/unlimited/1000000/');
daemon off;
pid $at/nginx.pid;
error_log $at/nginx.log;
events { worker_connections 512; }
http {
    access_log off;
    keepalive_requests 1000000000;
    keepalive_timeout 1h;
    types { text/xml xml; }
    root $PWD/root;
    client_body_temp_path $at/temp; proxy_temp_path $at/temp; fastcgi_temp_path $at/temp;
    uwsgi_temp_path $at/temp; scgi_temp_path $at/temp;
    server { listen 127.0.0.1:$port; $2 }
}
CONF
    taskset -c 0 nginx -p "$at" -c "$at/nginx.conf" -e "$at/nginx.log" &
    other_pid[$1]=$! other_address[$1]=127.0.0.1:$port
    for attempt in $(seq 100); do
        if ! kill -0 "${other_pid[$1]}" 2>/dev/null; then break; fi
        if answers "127.0.0.1:$port"; then return; fi
        sleep 0.1
    done
    cat "$at/nginx.log" >&2
    exit 1
}

answers() { # ADDRESS: whether somebody listens there
    (exec 3<>"/dev/tcp/${1%:*}/${1#*:}") 2>/dev/null
}

nginx_worker() { # NAME: prints its process id
    local children pid=${other_pid[$1]}
    read -r children <"/proc/$pid/task/$pid/children"
    echo "${children%% *}"
}
