#!/bin/bash
# bench/http.sh [pg] -- requests a second and p99 of the signed-in task list and a task page, beside nginx serving the same
# bytes as a static file in the same run; wrk with 64 connections, three rounds in turn, medians.
. "$(dirname "$0")/lib.sh"
engine=${1:-SQLite}
fill "${1:-}"
serve
sign_in "${LOGIN:-chuyenvien}"
plan=$(curl -s -b "$COOKIE" "$URL/plan" | grep -oE '/plan/[0-9]+' | head -1)
task=$(curl -s -b "$COOKIE" "$URL$plan" | grep -oE '/plan/task/[0-9]+' | head -1)
[ -n "$plan" ] && [ -n "$task" ] || { echo "no plan in the demo"; exit 1; }
mkdir -p "$T/static"
curl -s -b "$COOKIE" "$URL$plan" >"$T/static/list"
curl -s -b "$COOKIE" "$URL$task" >"$T/static/task"
NPORT=$(free_port)
cat >"$T/nginx.conf" <<END
pid $T/nginx.pid; error_log $T/nginx.log; daemon off; worker_processes $(nproc); $([ "$(id -u)" -ne 0 ] || echo "user root;")
events { worker_connections 1024; }
http { access_log off; sendfile on; keepalive_requests 1000000; default_type text/html; client_body_temp_path $T/n1;
proxy_temp_path $T/n2; fastcgi_temp_path $T/n3; uwsgi_temp_path $T/n4; scgi_temp_path $T/n5;
server { listen 127.0.0.1:$NPORT; root $T/static; } }
END
PATH=$PATH:/usr/sbin nginx -c "$T/nginx.conf" -e "$T/nginx.log" &
NGINX=$!
sleep 0.5
# load NAME URL -- one round; requests a second and p99 in ms
load() {
	wrk -t1 -c64 -d"${SECONDS_EACH:-4}" --latency -H "Cookie: $COOKIE" "$2" >"$T/wrk"
	awk '/^Requests\/sec/ { print $2 }' "$T/wrk" >>"$T/$1.rps"
	awk '/ 99%/ { v = $2; if (v ~ /us$/) print v / 1000; else if (v ~ /ms$/) print v + 0; else print v * 1000 }' "$T/wrk" >>"$T/$1.p99"
	grep -E 'Non-2xx|Socket errors' "$T/wrk" && echo "($1)"
}
for _ in 1 2 3; do
	load list "$URL$plan"
	load nlist "http://127.0.0.1:$NPORT/list"
	load task "$URL$task"
	load ntask "http://127.0.0.1:$NPORT/task"
done
kill "$NGINX"
wait "$NGINX"
row() {
	local r n
	r=$(median <"$T/$2.rps") n=$(median <"$T/n$2.rps")
	echo "| $1, $(stat -c %s "$T/static/$2") bytes | $r | $(median <"$T/$2.p99") | $n | $(median <"$T/n$2.p99") | $(awk -v a="$r" -v b="$n" 'BEGIN { printf "%.0f %%", 100 * a / b }') |"
}
result "Pages, $engine" "| page | requests/s | p99 ms | nginx, same bytes | p99 ms | share |" "|---|---|---|---|---|---|" \
	"$(row "task list" list)" "$(row "task page" task)"
