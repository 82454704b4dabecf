#!/bin/bash
# bench/officers.sh [pg] -- 500 officers of the city's units report at once, each report with a file, from a second process, for
# two minutes; then for half a minute with kill -9 of a worker every few seconds, and with kill -9 of the whole server and a new
# start in the middle. After each run every acknowledged report must be in the database, with its file whole in the store.
# SECONDS_EACH, SECONDS_KILLING and PACE_MS (of an officer's turn) for a shorter or a steeper one.
. "$(dirname "$0")/lib.sh"
engine=${1:-}
seconds=${SECONDS_EACH:-120} pace=${PACE_MS:-850} killing=${SECONDS_KILLING:-30}
tools/build build -- thidua bench-city
cc -std=gnu17 -O2 -o "$T/officers" bench/officers.c || exit 1
city $engine
city_copy
[ -z "$CITY_PG" ] || workers=--workers=${WORKERS:-8}
work_of 500
start_server() {
	build/thidua "${DB[@]}" --today="$TODAY" serve --listen="127.0.0.1:$PORT" ${workers:-} >>"$T/log" 2>&1 &
	SERVER=$!
	for _ in $(seq 200); do curl -s -o /dev/null "http://127.0.0.1:$PORT/suc-khoe" && return; sleep 0.02; done
	tail -3 "$T/log"
	exit 1
}
stop_server() { kill "$SERVER"; wait "$SERVER" 2>/dev/null; SERVER=''; }
# round NAME SECONDS -- the load; its figures in $T/NAME.said
round() { "$T/officers" "$PORT" "$2" "$pace" "$T/work" "$T/$1.acked" >"$T/$1.said"; }
# ticks -- of the processor: the server's so far, all of the machine's that were used, all there were
ticks() {
	local pid server=0
	for pid in "$SERVER" $(pgrep -P "$SERVER"); do
		server=$((server + $(sed 's/.*) //' "/proc/$pid/stat" | awk '{ print $12 + $13 }')))
	done
	awk -v s="$server" '$1 == "cpu" { for (i = 2; i <= 9; i++) all += $i; print s, all - $5 - $6, all }' /proc/stat
}
# lost NAME -- of the acknowledged reports how many are not there, or not with their file
lost() {
	echo "select r.text, f.hash from duty_report r join duty_evidence e on e.report_id = r.id join file f on f.id = e.file_id
	 where r.text like 'bench %';" | city_sql | sort >"$T/there"
	cut -d'|' -f1 "$T/there" | sort | uniq >"$T/texts"
	sort "$T/$1.acked" | comm -23 - "$T/texts" | wc -l
	[ ! -s "$T/$1.acked" ] || grep -E -f <(shuf -n 200 "$T/$1.acked" | sed 's/.*/^&\\|/') "$T/there" | cut -d'|' -f2 | while read -r h; do
		[ "$(b2sum -l 256 <"$DATA/files/${h:0:2}/${h:2}" | cut -d' ' -f1)" = "$h" ] || echo "the file $h is not whole" >&2
	done
	echo "delete from duty_evidence where report_id in (select id from duty_report where text like 'bench %');
		delete from duty_report where text like 'bench %';" | city_sql
}
lines=()
# told NAME WORDS
told() {
	local s=$T/$1.said
	lines+=("| $2 | $(awk '/^seconds/ { printf "%.0f | %d | %.0f | %d | %d", $2, $4, $4 / $2, $6, $8 }' "$s") | $(
		awk '$1 == "duty-page" || $1 == "other-page" { if ($6 + 0 > p) p = $6 } $1 == "report" { r = $6 " (" $4 ")" } END { printf "%s | %s", p, r }' "$s") | $3 |")
	cat "$s" >&2
	echo "${lines[-1]}" >&2
}
PORT=$(free_port)
start_server
round warm 10
lost warm >/dev/null
read -r s0 u0 a0 < <(ticks)
round plain "$seconds"
read -r s1 u1 a1 < <(ticks)
spent=$(awk -v s=$((s1 - s0)) -v u=$((u1 - u0)) -v a=$((a1 - a0)) -v hz="$(getconf CLK_TCK)" -v n="$(wc -l <"$T/plain.acked")" 'BEGIN {
	printf "Of the processor a report took %.2f ms in the server; server, load and everything else used %.0f %% of the machine, the server %.0f %%.",
	s * 1000 / hz / n, 100 * u / a, 100 * s / a }')
told plain "all goes well" "$(lost plain)"
round worker "$killing" &
load=$!
for _ in 1 2 3 4 5; do
	sleep "$(awk -v s="$killing" 'BEGIN { print s / 7.5 }')"
	kill -9 "$(pgrep -P "$SERVER" | head -1)"
done
wait "$load"
told worker "a worker killed five times" "$(lost worker)"
round whole "$killing" &
load=$!
sleep "$(awk -v s="$killing" 'BEGIN { print s / 2.5 }')"
kill -9 "$SERVER" $(pgrep -P "$SERVER")
wait "$SERVER" 2>/dev/null
start_server
wait "$load"
told whole "the whole server killed, started anew" "$(lost whole)"
stop_server
build/thidua "${DB[@]}" --today="$TODAY" duty recount || echo "the kept counts are not what a recount gives"
result "500 officers reporting, ${engine:-SQLite}" \
	"Each report with a file of 20 to 200 kB; between two reports the duty's page and one of four others; one turn every $pace ms${workers:+; $workers}." \
	"$spent" "" \
	"| | seconds | acknowledged | a second | broken connections | refused | pages p99 ms | reports p99 (p50) ms | acknowledged and lost |" \
	"|---|---|---|---|---|---|---|---|---|" "${lines[@]}"
