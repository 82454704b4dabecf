#!/bin/bash
# bench/build.sh [LINES] [pg] -- a whole register from files of a hundred thousand lines (bench/build.c), as `thidua register build` makes it; its
# index; the start of a server with it. Beside it, in the same run, reading and checking one of the files and doing nothing.
. "$(dirname "$0")/lib.sh"
lines_n=${1:-10000000} engine=${2:-}
tools/build build -- thidua bench-build || exit 1
fill $engine
TODAY=2025-01-15
t=(build/thidua --data="$T/data" "${DB[@]}" --today="$TODAY")
while "${t[@]}" job run-once | grep -q 'Đã chạy'; do :; done
mkdir "$T/files" && build/bench-build "$T/files" "$lines_n" || exit 1
bytes=$(du -sb "$T/files" | cut -f1)
cost() { /usr/bin/env time -f '%e %U %S %M' -o "$T/cost" "$@" >"$T/said" || { cat "$T/said"; exit 1; }; awk '{ printf "%.1f | %.1f | %d", $1, $2 + $3, $4 / 1024 }' "$T/cost"; }
one=$(cost "${t[@]}" register import "$T/files/so-00000.csv" --dry-run)
load=$(cut -d' ' -f1 /proc/loadavg)
whole=$(cost "${t[@]}" register build "$T"/files/*.csv)
said=$(cat "$T/said")
load="$load before, $(cut -d' ' -f1 /proc/loadavg) after"
rm -rf "$T/files"
index=$(cost "${t[@]}" register index)
size=$([ -n "$engine" ] && "$pg_bin/psql" -h "$PG" -U thidua -t -A thidua -c 'select pg_database_size(current_database())' || stat -c %s "$T/data/thidua.db")
for _ in 1 2 3 4 5; do
	PORT=$(free_port)
	t0=$(date +%s%N)
	"${t[@]}" serve --listen="127.0.0.1:$PORT" >"$T/log" 2>&1 &
	SERVER=$!
	until curl -sf -o "$T/page" "http://127.0.0.1:$PORT/ke-hoach"; do :; done
	echo $((($(date +%s%N) - t0) / 1000000)) >>"$T/times"
	kill "$SERVER"
	wait "$SERVER"
	SERVER=''
done
result "A register built at once, ${engine:-SQLite}, $lines_n lines" "Load of the machine: $load. $said" "" \
	"| step | s | of the processor | MB of memory |" "|---|---|---|---|" \
	"| one file of 100,000 lines read and checked (import --dry-run) | $one |" \
	"| all of it read, checked, matched, hashed, written, its indexes made | $whole |" "| its search index and figures | $index |" "" \
	"$((bytes / 1000000)) MB of text became a database of $((size / 1000000)) MB, $((size / lines_n)) bytes a line. From the start of a server with it to the last byte of its first page: $(median <"$T/times") ms (median of five; asked for 300)."
