#!/bin/bash
# bench/import.sh -- reading a plan: the whole process of `thidua plan import --dry-run`; median of twenty.
. "$(dirname "$0")/lib.sh"
fill
seed=data/plan/ke-hoach-thi-dua-khen-thuong-ha-noi-2024.txt
# times FILE N -- "MS | CPU MS" of one run, medians of N
times() {
	local TIMEFORMAT='%R %U %S'
	: >"$T/times"
	for _ in $(seq "$2"); do
		{ time build/thidua --data="$T/data" plan import "$1" --dry-run --json >"$T/said" 2>"$T/why"; } 2>>"$T/times" ||
			{ cat "$T/why"; exit 1; }
	done
	echo "$(awk '{ print $1 * 1000 }' "$T/times" | median) | $(awk '{ print ($2 + $3) * 1000 }' "$T/times" | median)"
}
seed_ms=$(times "$seed" 20)
lines=("| | ms | of the processor | asked for |" "|---|---|---|---|" "| the seed text, 50 tasks | $seed_ms | 50 |")
for f in docx xlsx pdf; do
	[ ! -e "tests/files/ha-noi-2024.$f" ] || lines+=("| the same as .$f | $(times "tests/files/ha-noi-2024.$f" 10) | |")
done
if cc -std=c17 -D_GNU_SOURCE -Isrc -I. -o "$T/layout" tests/layout/layout.c build/libhouse.a -lzip -lutf8proc -lsqlite3 -lpq -lsodium \
	-ljansson -lexpat -lz -lcrypto -lmicrohttpd -lm -lpthread 2>"$T/cc"; then
	# the rows of the real plan, eleven times over
	for _ in $(seq 11); do cat tests/layout/ha-noi-2024.tab; done >"$T/long.tab"
	if "$T/layout" "$seed" "$T/long.tab" "$T/long.docx" "$T/long.xlsx"; then
		ms=$(times "$T/long.docx" 5)
		n=$(grep -o '"appendix"' "$T/said" | wc -l)
		lines+=("| a .docx of about 500 rows (the rows of the real plan eleven times; $n names of tasks and links in the answer) | $ms | 1000 |")
	fi
else
	tail -3 "$T/cc"
fi
result "Reading a plan" "${lines[@]}"
