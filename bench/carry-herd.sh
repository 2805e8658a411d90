#!/usr/bin/env bash
# carry-herd.sh [CLIENTS]: a gateway with many pages is restarted: how long until all are back, how many came in the fullest tenth of a second, at the gateway and at
# the app behind it, and what it took of the gateway; carried over WebSockets, carried over streams, and plainly relayed, in turn. Needs Node.js and, in
# artifacts/npm, the package ws (`./test` puts it there).
#
# The pages are simulated, but their script is not: each runs client/dist/carry.js, on sockets and requests as cheap as they can be made in Node.js. That is more
# truthful here than a load that speaks the protocol by itself, since what is measured is above all when the script comes; and on two cores a browser for each would
# measure the browsers. Two processes of pages and one of the app share the cores with the gateway: what comes "at once" comes as fast as these can make it.
#
# HOWS (websocket stream plain), RESTARTS (KILL TERM; USR2 hands over), APPS (signalr socketio) are what is tried; DRAIN (10s) is the gateway's, SETTLE (20) the
# seconds that sockets are open before, and after, until memory is looked at.
#
# A process that may have few descriptors has as many clients as fit: the gateway needs two for each. With SHARED=16 so many pages have a connection of HTTP/2 together,
# so that it needs little more than one, to the app. That is how the tabs of a browser come, and the clients of an edge that speaks HTTP/2 to the gateway; 16 since a
# connection has room for 100 streams, and each page may have one request up and one down, and three more while it looks for a way. It is less of a herd in one thing:
# 16 pages make one new connection. Each still asks for itself. Without TLS, which would cost pages and gateway some CPU for each connection and little for each page.
# Two gateways with half the pages each would have needed no HTTP/2, but would let in twice as many a second.
set -euo pipefail
cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
clients=${1:-10000}
export NODE_PATH=${WAYLEAVE_NODE_MODULES:-$PWD/artifacts/npm/node_modules}
shared=${SHARED:-0}
ulimit -n "$(ulimit -Hn)"
fitting=$((($(ulimit -n) - 2000) / (shared > 0 ? 1 : 2)))
if ((clients > fitting)); then
    clients=$fitting
    echo "no more than $clients clients fit: a process may have $(ulimit -n) descriptors (SHARED=16 lets pages share connections)" >&2
fi
work=$(mktemp -d)
./wayleave --version >/dev/null

pids=()
cleanup() {
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    rm -rf "$work"
}
trap cleanup EXIT

# The system has some 28,000 ports for connections to one address: a new one for each run, of gateway and app.
addresses() {
    local at
    for at in 1 2 3 4; do printf 'http://127.0.0.%s:%s%s' "$at" "$1" "$2"; done
}

# start PORT APP-PORT CARRY: a gateway, which listens when this returns; its id is in $started.
start() {
    cat >"$work/wayleave.yaml" <<YAML
listen: [ $(addresses "$1" ', ') ]
admin: off
log: json
drain: ${DRAIN:-10s}
routes: [ { path: /, proxy: "http://127.0.0.1:$2", carry: $3 } ]
YAML
    dotnet artifacts/run/current/wayleave.dll serve -c "$work/wayleave.yaml" >>"$work/log" 2>&1 4>&- &
    started=$!
    pids+=("$started")
    until (exec 3<>"/dev/tcp/127.0.0.4/$1") 2>/dev/null; do sleep 0.02; done
}

overflows() { awk '$1 == "TcpExt:" { if (!n) { for (i = 1; i <= NF; i++) if ($i == "ListenOverflows") n = i } else print $n }' /proc/net/netstat; }
milliseconds() { echo $((${EPOCHREALTIME/[.,]/} / 1000)); }
# memory ID FIELD: in MiB.
memory() { awk -v field="$2:" '$1 == field { print int($2 / 1024) }' "/proc/$1/status"; }
cpu() { awk '{ print ($14 + $15) / '"$(getconf CLK_TCK)"' }' "/proc/$1/stat"; }

# run HOW RESTART APP GATEWAY-PORT APP-PORT
run() {
    local carry=script gateway before rested asked report ended=""
    if [[ $1 == plain ]]; then carry=off; fi
    : >"$work/log"
    start "$4" "$5" "$carry"
    gateway=$started
    mkfifo "$work/orders"
    node bench/carry/herd/herd.js "$5" "$(addresses "$4" '/,' | sed 's/,$//')" "$clients" "$1" "$3" "$shared" <"$work/orders" >"$work/herd" &
    local herd=$!
    pids+=("$herd")
    exec 4>"$work/orders"
    until grep -q '^open' "$work/herd"; do sleep 0.2; kill -0 "$herd"; done
    sleep "${SETTLE:-20}"
    before=$(overflows)
    rested=$(memory "$gateway" VmRSS)
    asked=$(milliseconds)
    echo restart >&4
    kill -s "$2" "$gateway"
    if [[ $2 == USR2 ]]; then
        until started=$(pgrep -P "$gateway"); do sleep 0.02; done
        pids+=("$started")
    else
        wait "$gateway" 2>>"$work/said" || true
        ended=$(($(milliseconds) - asked))
        start "$4" "$5" "$carry"
    fi
    # What ends the first is in the report.
    until grep -q '^back' "$work/herd" && [[ -n $ended ]]; do
        sleep 0.05
        if [[ -z $ended ]] && ! kill -0 "$gateway" 2>/dev/null; then ended=$(($(milliseconds) - asked)); fi
    done
    report="clients=$clients shared=$shared how=$1 restart=$2 app=$3 $(grep '^back' "$work/herd") cpu_s=$(cpu "$started") old_ended_ms=$ended overflows=$(($(overflows) - before))"
    sleep "${SETTLE:-20}"
    echo "$report peak_mib=$(memory "$started" VmHWM) settled_mib=$(memory "$started" VmRSS) old_mib=$rested"
    grep -v '^back\|^open' "$work/herd" || true
    exec 4>&-
    wait "$herd" || true
    kill -KILL "$started"
    wait "$started" 2>>"$work/said" || true
    rm "$work/orders"
}

port=19440
for restart in ${RESTARTS:-KILL TERM}; do
    for app in ${APPS:-signalr socketio}; do
        for how in ${HOWS:-websocket stream plain}; do
            run "$how" "$restart" "$app" "$port" $((port + 1))
            port=$((port + 2))
        done
    done
done
