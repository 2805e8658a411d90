#!/usr/bin/env bash
# fanout.sh [ROUNDS]: one event to many subscribers: `wayleave serve` beside nchan on nginx, Socket.IO and SignalR, in turn: CPU for each delivery, the
# delay that 99 of 100 deliveries stay within, memory for each idle subscriber, and the ratios of the medians to nchan's.
#
# LINES are "subscribers:events-a-second" (default "1000:20 10000:2 100:1000"), SECS (5) the length of each run, PEERS (all) who runs. Needs nginx with nchan
# (libnginx-mod-nchan), Node.js and, in artifacts/npm, the packages ws and socket.io (`./test` puts them there). With WSBENCH, a folder with wsfan.c, the
# floor is measured too: a loop in C that only sends.
set -euo pipefail
cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
rounds=${1:-5}
secs=${SECS:-5}
export NODE_PATH=$PWD/artifacts/npm/node_modules
work=$(mktemp -d)
ulimit -n "$(ulimit -Hn)"

./wayleave --version >/dev/null
dotnet publish bench/Wayleave.SignalRPeer -c Release -o "$work/signalr" -v quiet --nologo -p:ArtifactsPath="$PWD/artifacts/bench" --use-current-runtime \
    --self-contained false -p:LocksBeside=true >"$work/publish.log" 2>&1 || { cat "$work/publish.log"; exit 2; }
read -ra candidates <<<"${PEERS:-wayleave nchan socketio signalr}"
if [[ -n ${WSBENCH:-} ]]; then gcc -O2 -w -o "$work/wsfan" "$WSBENCH/wsfan.c" && candidates+=(floor); fi

pids=()
cleanup() {
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    rm -rf "$work"
}
trap cleanup EXIT

cat >"$work/wayleave.yaml" <<'END'
listen: http://127.0.0.1:19210
admin: 127.0.0.1:19211
events: { accept_rate: 100000/s }
limits: { connections: 19000 } # by itself half of the descriptors, since most sockets need a second one to their app
routes: [{ path: "/ws/{id}", events: "news:{id}" }]
END
cat >"$work/nginx.conf" <<END
load_module /usr/lib/nginx/modules/ngx_nchan_module.so;
worker_processes 1; daemon off; pid $work/nginx.pid; error_log $work/nginx.err;
events { worker_connections 19000; }
http {
    access_log off; keepalive_requests 10000000; nchan_shared_memory_size 256m;
    server {
        listen 127.0.0.1:19220 backlog=4096;
        location = /pub { nchan_publisher; nchan_channel_id news; nchan_message_buffer_length 1000; }
        location = /sub { nchan_subscriber websocket; nchan_channel_id news; nchan_subscriber_first_message newest; }
    }
}
END

# start LABEL RATE: a fresh process; its id, its subscribers' URL, what each says first, and where to publish.
start() {
    hello=''
    case $1 in
    wayleave) dotnet artifacts/run/current/wayleave.dll serve -c "$work/wayleave.yaml" >/dev/null 2>&1 & ws=ws://127.0.0.1:19210/ws/1 pub=http://127.0.0.1:19211/channels/news:1 ;;
    nchan) nginx -c "$work/nginx.conf" >/dev/null 2>&1 & ws=ws://127.0.0.1:19220/sub pub=http://127.0.0.1:19220/pub ;;
    socketio) node bench/fanout/socketio.js 19230 & ws='ws://127.0.0.1:19230/socket.io/?EIO=4&transport=websocket' pub=http://127.0.0.1:19230/pub hello=40 ;;
    signalr) dotnet "$work/signalr/Wayleave.SignalRPeer.dll" http://127.0.0.1:19240 >/dev/null 2>&1 & ws=ws://127.0.0.1:19240/hub pub=http://127.0.0.1:19240/pub hello='{"protocol":"json","version":1}\x1e' ;;
    floor) "$work/wsfan" 19250 "$2" 128 >/dev/null 2>&1 & ws=ws://127.0.0.1:19250/ pub='' ;;
    esac
    started=$!
    pids+=("$started")
    local port=${ws#ws://127.0.0.1:}
    until (exec 3<>"/dev/tcp/127.0.0.1/${port%%/*}") 2>/dev/null; do sleep 0.1; done
}

# cost PID: hundredths of a second of CPU, and KiB (PSS), of a process and its children.
cost() {
    local all pid ticks=0 kib=0
    all="$1 $(cat "/proc/$1/task/$1/children" 2>/dev/null || true)"
    for pid in $all; do
        ticks=$((ticks + $(awk '{ sub(/^.*\) /, ""); print $12 + $13 }' "/proc/$pid/stat")))
        kib=$((kib + $(awk '/^Pss:/ { print $2 }' "/proc/$pid/smaps_rollup")))
    done
    echo "$ticks $kib"
}

# run LABEL SUBSCRIBERS RATE SECONDS: one run, as a line of figures.
run() {
    local secs=$4 load before after m0 m1 d
    read -r _ m0 < <(cost "$started")
    node bench/fanout/subscribe.js "$ws" "$2" $((secs + 4 + $2 / 3000)) "$hello" >"$work/subscribed" &
    load=$!
    until grep -q open "$work/subscribed"; do
        kill -0 "$load" || return 1
        sleep 0.2
    done
    sleep 1
    read -r before m1 < <(cost "$started")
    if [[ -n $pub ]]; then node bench/fanout/publish.js "$pub" "$secs" 128 "$3" >"$work/published"; else sleep "$secs"; fi
    read -r after _ < <(cost "$started")
    wait "$load"
    d=$(sed -n 's/deliveries=\([0-9]*\).*/\1/p' "$work/subscribed")
    # The floor does not say how many it sends while the CPU is read; by its rate it is known.
    if [[ -z $pub ]]; then d=$(($2 * $3 * secs)); fi
    awk -v l="$1" -v s="$2:$3" -v t=$((after - before)) -v d="$d" -v k=$((m1 - m0)) -v n="$2" -v p="$(sed -n 's/.*p99_ms=//p' "$work/subscribed")" \
        'BEGIN { printf "%s %s us_per_delivery=%.2f p99_ms=%s KiB_per_subscriber=%.1f deliveries=%d\n", l, s, d ? t * 10000 / d : 0, p, k / n, d }'
}

for line in ${LINES:-1000:20 10000:2 100:1000}; do
    for ((round = 1; round <= rounds; round++)); do
        for label in "${candidates[@]}"; do
            start "$label" "${line#*:}"
            # The first run warms the process up, for longer: the code of some is compiled again as it gets hot. Memory counts there, since later runs use what was freed.
            kib=$(run "$label" "${line%:*}" "${line#*:}" $((secs * 4)) | sed -n 's/.*\(KiB_per_subscriber=[0-9.-]*\).*/\1/p')
            run "$label" "${line%:*}" "${line#*:}" "$secs" | sed "s/KiB_per_subscriber=[0-9.-]*/$kib/" | tee -a "$work/figures"
            kill "$started"
            wait "$started" 2>/dev/null || true
        done
    done
done

awk '
{ for (i = 3; i <= 5; i++) { split($i, part, "="); key = $2 SUBSEP part[1]; keys[key] = 1; labels[$1] = 1; values[$1, key] = values[$1, key] " " part[2] } }
function median(list,   parts, n, i, j, swap) {
  n = split(list, parts, " ")
  for (i = 1; i < n; i++) for (j = i + 1; j <= n; j++) if (parts[j] + 0 < parts[i] + 0) { swap = parts[i]; parts[i] = parts[j]; parts[j] = swap }
  return n % 2 ? parts[(n + 1) / 2] : (parts[n / 2] + parts[n / 2 + 1]) / 2 }
END {
  for (key in keys) { split(key, name, SUBSEP); base = median(values["nchan", key])
    for (label in labels) { m = median(values[label, key]); printf "%-10s %-18s %-9s median=%.2f ratio_to_nchan=%.2f\n", name[1], name[2], label, m, base ? m / base : 0 } } }
' "$work/figures" | sort
