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
nginx_up
for _ in 1 2 3; do
	load list "$URL$plan"
	load nlist "$NURL/list"
	load task "$URL$task"
	load ntask "$NURL/task"
done
row() {
	local r n
	r=$(median <"$T/$2.rps") n=$(median <"$T/n$2.rps")
	echo "| $1, $(stat -c %s "$T/static/$2") bytes | $r | $(median <"$T/$2.p99") | $n | $(median <"$T/n$2.p99") | $(awk -v a="$r" -v b="$n" 'BEGIN { printf "%.0f %%", 100 * a / b }') |"
}
result "Pages, $engine" "| page | requests/s | p99 ms | nginx, same bytes | p99 ms | share |" "|---|---|---|---|---|---|" \
	"$(row "task list" list)" "$(row "task page" task)"
