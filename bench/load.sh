#!/bin/bash
# bench/load.sh [ROWS] [pg] -- an old sheet of 12 columns into the register: read and checked alone, then staged by its job, then
# written and published; beside it, in the same run, inflating and parsing the same sheet and doing nothing. Then once more by the jobs
# process of a server in whose pages somebody works (bench/beside.py): before, while it is read, while it is written.
. "$(dirname "$0")/lib.sh"
rows=${1:-100000} engine=${2:-}
tools/build build -- thidua bench-roll || exit 1
fill $engine
t=(build/thidua --data="$T/data" "${DB[@]}" --today="$TODAY")
while "${t[@]}" job run-once | grep -q 'Đã chạy'; do :; done
build/bench-roll --make shared "$T/sheet.xlsx" "$rows" || exit 1
cost() { /usr/bin/env time -f '%e %U %S %M' -o "$T/cost" "$@" >"$T/said" || { cat "$T/said"; exit 1; }; awk '{ printf "%.2f | %.2f | %d", $1, $2 + $3, $4 / 1024 }' "$T/cost"; }
alone=$(cost python3 -c 'import sys, zipfile, xml.parsers.expat as e
p = e.ParserCreate(); p.ParseFile(zipfile.ZipFile(sys.argv[1]).open("xl/worksheets/sheet1.xml"))' "$T/sheet.xlsx")
lines=("| step | s | of the processor | MB |" "|---|---|---|---|" "| inflate and expat alone, no callbacks | $alone |"
	"| the rows alone (bench/roll) | $(cost build/bench-roll "$T/sheet.xlsx") |"
	"| read and checked (import --dry-run) | $(cost "${t[@]}" register import "$T/sheet.xlsx" --dry-run) |")
"${t[@]}" register import "$T/sheet.xlsx" >/dev/null || exit 1
lines+=("| read, matched and kept by the job | $(cost "${t[@]}" job run-once) |")
id=$("${t[@]}" register loads | awk 'NR == 1 { print $1 }')
"${t[@]}" register take "$id" >/dev/null || exit 1
lines+=("| written and published by the job | $(cost "${t[@]}" job run-once) |")
"${t[@]}" register load "$id" | head -1
[ -n "$engine" ] || lines+=("" "Database: $(($(stat -c %s "$T/data/thidua.db") / rows)) bytes a row.")
alone_load=$(cut -d' ' -f1 /proc/loadavg)
# In a house of its own, by the server.
rm -rf "$T/data"
[ -z "$engine" ] || { "$pg_bin/dropdb" -h "$PG" -U thidua thidua && "$pg_bin/createdb" -h "$PG" -U thidua thidua; } || exit 1
build/thidua --data="$T/data" "${DB[@]}" init --demo --no-register --demo-password="$PASSWORD" >"$T/init" 2>&1 || exit 1
while "${t[@]}" job run-once | grep -q 'Đã chạy'; do :; done
serve
sign_in chuyenvien
beside() { python3 bench/beside.py "$PORT" "$COOKIE" "$T/stop" >"$T/beside-$1" & BESIDE=$!; }
beside_end() { touch "$T/stop"; wait "$BESIDE" || { cat "$T/beside-$1"; exit 1; }; rm "$T/stop"; }
state() { "${t[@]}" register loads --json | grep -o '"state":"[a-z]*"' | head -1; }
until_state() { while [ "$(state)" != "\"state\":\"$1\"" ]; do sleep 0.5; done; }
felt() { awk -v what="$1" '{ if ($1 == "pages") p = $3 " | " $4 " | " $5; else w = $3 " | " $4 " | " $5 } END { print "| " what " | " p " | " w " |" }' "$T/beside-$2"; }
beside before && sleep 15 && beside_end before
beside read
"${t[@]}" register import "$T/sheet.xlsx" >/dev/null || exit 1
from=$(date +%s%N) && until_state read && beside_end read
took_read=$((($(date +%s%N) - from) / 1000000000))
beside write
"${t[@]}" register take "$("${t[@]}" register loads | awk 'NR == 1 { print $1 }')" >/dev/null || exit 1
from=$(date +%s%N) && until_state published && beside_end write
took_write=$((($(date +%s%N) - from) / 1000000000))
lines+=("" "By the jobs process of a server, read in $took_read s, written and published in $took_write s. What one person feels of it meanwhile, in ms:" ""
	"| | pages p50 | p99 | slowest | posts p50 | p99 | slowest |" "|---|---|---|---|---|---|---|"
	"$(felt before before)" "$(felt 'while it is read and matched' read)" "$(felt 'while it is written and published' write)" ""
	"Asked for: pages p99 100 ms, posts p99 500 ms.")
result "An old sheet of $rows rows, ${engine:-SQLite}" "Load of the machine: $alone_load. Asked for: read and checked 0.8 s, the whole load 60 s." "" "${lines[@]}"
