#!/usr/bin/env bash
# herd.sh [CLIENTS]: a node with many clients is killed and started again: how long until all are back, over how long they were told to spread, and the most
# that came in within a second, beside events.accept_rate. Needs Node.js and, in artifacts/npm, the package ws (`./test` puts it there).
#
# RATE (1000) is the accept rate.
set -euo pipefail
cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
clients=${1:-10000}
export NODE_PATH=$PWD/artifacts/npm/node_modules
work=$(mktemp -d)
ulimit -n "$(ulimit -Hn)"
./wayleave --version >/dev/null

pids=()
cleanup() {
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    rm -rf "$work"
}
trap cleanup EXIT

cat >"$work/wayleave.yaml" <<END
listen: http://127.0.0.1:19310
admin: off
log: json
limits: { connections: $((clients + 500)) }
events: { accept_rate: ${RATE:-1000}/s }
routes: [{ path: "/ws/{id}", events: "news:{id}" }]
END

start() {
    dotnet artifacts/run/current/wayleave.dll serve -c "$work/wayleave.yaml" >"$work/log" 2>&1 &
    started=$!
    pids+=("$started")
    until (exec 3<>/dev/tcp/127.0.0.1/19310) 2>/dev/null; do sleep 0.1; done
}

start
node bench/herd/herd.js 'ws://127.0.0.1:19310/ws/1?v=1' "$clients" >"$work/herd" &
herd=$!
pids+=("$herd")
until grep -q open "$work/herd"; do sleep 0.2; done
# A heartbeat has told them how many they are.
sleep "${SETTLE:-40}"
kill -9 "$started"
start
wait "$herd"
peak=$(grep socket-opened "$work/log" | grep -o '"time":"[^.]*' | sort | uniq -c | sort -n | tail -1 | awk '{ print $1 }')
echo "clients=$clients accept_rate=${RATE:-1000} $(tail -1 "$work/herd") peak_per_second=$peak"
