#!/bin/bash
# bench/work.sh [pg] -- the worked plan over the city: what stands behind each view, timed in process (bench/work.c); then its
# page, signed in, beside nginx serving the same bytes in the same run (wrk, 64 connections): medians of five rounds in turn of
# SECONDS_EACH (1). Twice: the page asked again and again while nothing changes, as decision 43 has it, and each time under another
# address (?anew=1, 2 …), so that it is made anew. ROUNDS=1 for a quick look.
. "$(dirname "$0")/lib.sh"
engine=${1:-} rounds=${ROUNDS:-5}
export SECONDS_EACH=${SECONDS_EACH:-1}
tools/build build -- thidua bench-city bench-work
city $engine
login_of() { awk -v role="$1" -v from="$2" '$3 == role && $2 >= from { print $2; exit }' "$T/tokens"; }
of_unit() { echo "select min(login) from user_account where unit_id = (select id from unit where code = '$1') and login < 'p0700';" | city_sql; }
board=$(login_of specialist p) head=$(login_of board_head p) auditor=$(login_of auditor p) district=$(of_unit Q-001) commune=$(of_unit XP-100)
where=$DATA/thidua.db
[ -z "$CITY_PG" ] || where=${DB[1]#--db=}
build/bench-work "$where" "$TODAY" "board=$board" "head=$head" "auditor=$auditor" "district=$district" "commune=$commune" >"$T/asked" || exit 1
result "Behind the views, ${engine:-SQLite}" "Asked for: at most 20 ms each." "" "| view, who looks | p50 ms | p99 ms | of the processor, p50 ms |" \
	"|---|---|---|---|" "$(cat "$T/asked")"
serve
mkdir -p "$T/static"
nginx_up
cat >"$T/anew.lua" <<'END'
local n = 0
request = function()
	n = n + 1
	return wrk.format(nil, wrk.path .. "?anew=" .. n)
end
END
share() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.1f %%", 100 * a / b }'; }
lines=()
# page NAME LOGIN PATH
page() {
	local name=$1 path=$3 key r n a
	COOKIE=$(awk -v l="$2" '$2 == l { print "thidua=" $1 }' "$T/tokens") key=p${#lines[@]}
	curl -sf -b "$COOKIE" "$URL$path" >"$T/static/$key" || { echo "$path: not served"; exit 1; }
	for _ in $(seq "$rounds"); do
		load "$key" "$URL$path"
		load "n$key" "$NURL/$key"
		load "a$key" "$URL$path" -s "$T/anew.lua"
	done
	r=$(median <"$T/$key.rps") n=$(median <"$T/n$key.rps") a=$(median <"$T/a$key.rps")
	lines+=("| $name, $(stat -c %s "$T/static/$key") bytes | $n | $r | $(share "$r" "$n") | $(median <"$T/$key.p99") | $a | $(share "$a" "$n") | $(median <"$T/a$key.p99") |")
	echo "${lines[-1]}" >&2
}
plan=/plan/1 duty=$(echo "select min(id) from duty where unit_id = (select id from unit where code = 'XP-100') and ended_ms is null;" | city_sql)
page "list of 200 tasks" "$board" $plan
page "task" "$board" /plan/task/77
page "board by status" "$board" $plan/board
page "month" "$board" $plan/month
page "year" "$board" $plan/timeline
page "by quarter" "$board" $plan/quarters
page "by unit" "$board" $plan/units
page "/duty, board" "$board" /duty
page "/duty, commune" "$commune" /duty
page "/duty/:id, commune" "$commune" "/duty/$duty"
page "/duty/group/:id, board" "$board" /duty/group/77
page "/desk, board" "$board" /desk
page "/desk, commune" "$commune" /desk
page "/ke-hoach" "" /ke-hoach
result "Pages of the worked plan, ${engine:-SQLite}" "Asked for: at least 20 % of nginx." "" \
	"| page | nginx, same bytes: requests/s | the page, nothing changed | share | p99 ms | made anew each time | share | p99 ms |" \
	"|---|---|---|---|---|---|---|---|" "${lines[@]}"
