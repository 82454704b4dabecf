#!/bin/bash
# bench/city.sh [pg] -- makes the city in $CITY (a folder in TMPDIR unless told): 700 units, 10 plans of 200 tasks read from
# documents and published, so that room duty obliges the units, 5,000 people; then what they reported, in bulk.
. "$(dirname "$0")/lib.sh"
engine=${1:-lite}
CITY=${CITY:-${TMPDIR:-/tmp}/thidua-city}
TODAY=2024-09-16
mkdir -p "$CITY" && rm -rf "$CITY/ready-$engine" "$CITY/$engine-data" || exit 1
tools/build build -- thidua bench-city
cc -std=c17 -D_GNU_SOURCE -Isrc -I. -o "$T/layout" tests/layout/layout.c build/libhouse.a -lzip -lutf8proc -lsodium -lm || exit 1
if [ "$engine" = pg ]; then
	pg_up
	"$pg_bin/dropdb" -h "$CITY_PG" -U thidua --if-exists thidua
	"$pg_bin/createdb" -h "$CITY_PG" -U thidua thidua || exit 1
fi
city_db "$CITY/$engine-data" thidua
thidua() { build/thidua "${DB[@]}" --today="$1" "${@:2}" || exit 1; }
ms() { echo $(($(date +%s%N) / 1000000)); }
lines=()
# step WHAT COMMAND... -- its time
step() {
	local what=$1 t0
	t0=$(ms)
	"${@:2}" || exit 1
	lines+=("| $what | $(awk -v a="$(ms)" -v b="$t0" 'BEGIN { printf "%.1f s", (a - b) / 1000 }') |")
	echo "${lines[-1]}" >&2
}
start() { thidua 2024-01-02 init >/dev/null; }
units() {
	build/bench-city units >"$T/units.tsv"
	thidua 2024-01-02 unit load "$T/units.tsv" >/dev/null
}
people() { build/bench-city people "$(date +%s000)" | city_sql; }
read_all() {
	for i in 0 1 2 3 4 5 6 7 8 9; do
		build/bench-city letter $i >"$T/letter"
		build/bench-city table $i >"$T/table"
		"$T/layout" "$T/letter" "$T/table" "$T/plan-$i.docx" "$T/plan-$i.xlsx" || exit 1
		thidua 2024-01-02 plan import "$T/plan-$i.docx" >"$T/said"
	done
}
publish() { for i in $(thidua 2024-01-02 plan list | cut -f1); do thidua 2024-01-02 plan publish "$i" --with-warnings >/dev/null; done; }
reports() {
	if [ "$engine" = pg ]; then
		set -- "to_char(cast(\\1 as date) + cast(\\2 as int), 'YYYY-MM-DD')" "cast(extract(epoch from cast(\\1 as date)) * 1000 as bigint)"
	else
		set -- "date(\\1, (\\2) || ' days')" "(strftime('%s', \\1) * 1000)"
	fi
	sed -E -e "s/TODAY/'$TODAY'/g" -e "s/DAY\\[([^][;]*);([^][]*)\\]/$1/g" -e "s/MS\\[([^][]*)\\]/$2/g" -e 's/^(begin|commit);$//' \
		bench/city.sql | city_sql
}
recount() { thidua "$TODAY" duty recount --mend; }
settle() { [ "$engine" != pg ] || echo analyze | city_sql; }        # as its autovacuum would, after a while
step "an empty house" start
step "604 more units, from a data file" units
step "5,000 accounts, by SQL" people
step "10 plans of 200 tasks, read from .docx and taken" read_all
step "published, and the units obliged" publish
step "the reports, by SQL" reports
step "counted by room duty" recount
for _ in 1 2 3 4; do thidua "$TODAY" job run-once >/dev/null; done        # what the making left to be done
[ "$engine" != pg ] || step "analyze" settle
thidua "$TODAY" duty recount
counts=$(echo "select (select count(*) from unit), (select count(*) from plan), (select count(*) from plan_task), (select count(*) from
	duty where ended_ms is null), (select count(*) from duty_report), (select count(*) from user_account),
	(select count(*) * 100 / (select count(*) from duty) from duty where phase = 'done');" | city_sql)
IFS='|' read -r a b c d e f g <<<"$counts"
touch "$CITY/ready-$engine"
result "The city, $engine" "$a units, $b plans, $c tasks, $d duties ($g % done), $e reports, $f people." "" "| step | time |" "|---|---|" "${lines[@]}"
