#!/bin/bash
# bench/load.sh [ROWS] [pg] -- an old sheet of 12 columns into the register: read and checked alone, then staged by its job, then
# written and published; beside it, in the same run, inflating and parsing the same sheet and doing nothing.
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
result "An old sheet of $rows rows, ${engine:-SQLite}" "Load of the machine: $(cut -d' ' -f1 /proc/loadavg). Asked for: read and checked 0.8 s, the whole load 60 s." "" "${lines[@]}"
