#!/usr/bin/env bash
# How long lint takes for a large nginx tree, and for a file of one line: the difference is the reading and judging.
# Usage: bench/lint.sh [RUNS]
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-11}
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

mkdir "$tree/conf.d" "$tree/snippets"
cat >"$tree/nginx.conf" <<'CONF'
events { worker_connections 4096; }
http {
    include mime.types;
    map $http_upgrade $connection_upgrade { default upgrade; '' close; }
    include conf.d/*.conf;
}
CONF
cat >"$tree/snippets/ws.conf" <<'CONF'
proxy_http_version 1.1;
proxy_set_header Upgrade $http_upgrade;
proxy_set_header Connection $connection_upgrade;
proxy_set_header Host $host;
proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
proxy_set_header X-Forwarded-Proto $scheme;
proxy_read_timeout 1h;
proxy_send_timeout 1h;
CONF
for site in $(seq 100 209); do
    {
        printf 'upstream app%s {\n    server 10.0.0.%s:8000;\n    keepalive 16;\n}\n' "$site" "$site"
        printf 'server {\n    listen 80;\n    listen 443 ssl;\n    server_name app%s.example.org;\n    ssl_certificate /etc/ssl/app.pem;\n    ssl_certificate_key /etc/ssl/app.key;\n' "$site"
        for path in / /api/ /static/ /ws/ '~ ^/room/\d+$' /socket.io/; do
            printf '    location %s {\n        include snippets/ws.conf;\n        proxy_pass http://app%s;\n        add_header X-Frame-Options SAMEORIGIN;\n        client_max_body_size 50m;\n    }\n' "$path" "$site"
        done
        printf '}\n'
    } >"$tree/conf.d/$site.conf"
done
printf 'gzip on;\n' >"$tree/one.conf"

# The first call builds; what is measured comes after it.
./wayleave --version >/dev/null
printf '%s lines in the tree\n' "$(cat "$tree"/nginx.conf "$tree"/conf.d/*.conf "$tree"/snippets/*.conf | wc -l)"
for file in nginx.conf one.conf; do
    for _ in $(seq "$runs"); do
        begun=$(date +%s%N)
        ./wayleave lint "$tree/$file" >/dev/null || true
        echo $((($(date +%s%N) - begun) / 1000))
    done | sort -n | awk -v file="$file" '{ took[NR] = $1 / 1000 } END { printf "%-12s min %.0f ms, median %.0f ms, max %.0f ms\n", file, took[1], took[int((NR + 1) / 2)], took[NR] }'
done
