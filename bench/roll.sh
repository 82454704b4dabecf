#!/bin/bash
# bench/roll.sh -- a long list read row by row, from a workbook of 100,000 rows and 12 columns.
. "$(dirname "$0")/lib.sh"
tools/build build -- bench-roll || exit 1
lines=("| texts | rows, cells, ms (three runs) | MB | inflating alone, s |" "|---|---|---|---|")
for kind in shared inline; do
	build/bench-roll --make "$kind" "$T/$kind.xlsx" 100000 || exit 1
	runs=''
	for _ in 1 2 3; do
		runs="$runs; $(/usr/bin/env time -f %M -o "$T/kb" build/bench-roll "$T/$kind.xlsx")"
	done
	inflate=$( { TIMEFORMAT=%R; time unzip -p "$T/$kind.xlsx" xl/worksheets/sheet1.xml >/dev/null; } 2>&1)
	lines+=("| $kind | ${runs#; } | $(($(cat "$T/kb") / 1024)) | $inflate |")
done
result "A long list, row by row" "${lines[@]}"
