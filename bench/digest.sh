#!/bin/bash
# bench/digest.sh [pg] -- the nightly digest of 5,000 people over the city, by the jobs process as it runs at seven, while forty
# officers go on reporting with files: how long it takes from its taking up to its end, and what the others feel of it.
. "$(dirname "$0")/lib.sh"
engine=${1:-}
tools/build build -- thidua bench-city
cc -std=gnu17 -O2 -o "$T/officers" bench/officers.c || exit 1
city $engine
city_copy
work_of 40
serve
"$T/officers" "$PORT" 8 400 "$T/work" "$T/acked" >"$T/before"
now=$(date +%s000)
echo "delete from job where kind = 'duty.digest';
insert into job (kind, payload, goto_path, object_id, state, progress_n, progress_total, owner_id, owner_name, run_after_ms, added_ms,
	started_ms, ended_ms, lease_until_ms, attempts, is_cancel_asked, error, version)
 values ('duty.digest', '', '', 0, 'queued', 0, 0, 0, '', $now, $now, 0, 0, 0, 0, 0, '', 1);" | city_sql
"$T/officers" "$PORT" "${SECONDS_EACH:-45}" 400 "$T/work" "$T/acked" >"$T/meanwhile" &
load=$!
digest() { echo "select state, started_ms, ended_ms, progress_n from job where kind = 'duty.digest' and added_ms = $now;" | city_sql; }
for _ in $(seq 600); do
	IFS='|' read -r state began ended people < <(digest)
	case "$state" in done | failed) break ;; esac
	sleep 0.5
done
kill "$load"
wait "$load" 2>/dev/null
[ "$state" = done ] || { echo "the digest is $state"; tail -3 "$T/log"; exit 1; }
letters=$(echo "select count(*) from notice_mail;" | city_sql)
"$T/officers" "$PORT" 8 400 "$T/work" "$T/acked" >"$T/after"
p99() { awk '$1 == "report" { print $6 }' "$T/$1"; }
result "The digest, ${engine:-SQLite}" "| | | asked for |" "|---|---|---|" \
	"| people told ($letters letters left to be sent) | $people | |" \
	"| from its taking up to its end | $(awk -v a="$began" -v b="$ended" 'BEGIN { printf "%.1f s", (b - a) / 1000 }') | 30 s |" \
	"| reports of others meanwhile, p99 | $(p99 meanwhile) ms | 500 ms |" "| the same before and after | $(p99 before), $(p99 after) ms | |"
