#!/bin/bash
# bench/paper.sh -- papers: sheets of many rows and their memory, the appendix of the real plan in each form, and what
# others wait for while one person takes a long log away.
. "$(dirname "$0")/lib.sh"
tools/build build -- bench-paper || exit 1
mkdir "$T/out"
build/bench-paper "$T/out" >"$T/table" || exit 1
mapfile -t rows <"$T/table"

fill
serve
sign_in quantri
# ms PATH -- the median of eleven, whole request over loopback
ms() {
	for _ in $(seq 11); do curl -s -o /dev/null -b "$COOKIE" -w '%{time_total}\n' "$URL$1"; done | median |
		awk '{ printf "%.0f", $1 * 1000 }'
}
appendix=()
for form in pdf docx xlsx txt; do
	appendix+=("| /plan/1/appendix.$form | $(ms /plan/1/appendix.$form) |")
done

# A long paper beside pages: the log grown to many rows, then taken away while others ask for a list.
build/bench-paper --log "$T/data/thidua.db" 300000 || exit 1
many=$(curl -s -b "$COOKIE" -o "$T/log.xlsx" -w '%{time_total} %{size_download}' "$URL/audit.xlsx" | awk '{ printf "%.1f s, %.1f MB", $1, $2 / 1e6 }')
pages() { for _ in $(seq 200); do curl -s -o /dev/null -b "$COOKIE" -w '%{time_total}\n' "$URL/unit"; done | sort -n | awk '{ a[NR] = $1 } END { printf "%.1f | %.1f", a[int(NR / 2)] * 1000, a[int(NR * 0.99)] * 1000 }'; }
alone=$(pages)
curl -s -o /dev/null -b "$COOKIE" "$URL/audit.xlsx" & long1=$!
curl -s -o /dev/null -b "$COOKIE" "$URL/audit.xlsx" & long2=$!
beside=$(pages)
wait "$long1" "$long2"
result "Papers" "${rows[@]}" "" "| appendix of the real plan (50 tasks), whole request | median ms |" "|---|---|" "${appendix[@]}" "" \
	"| /unit, 200 times, one after the other | p50 ms | p99 ms |" "|---|---|---|" "| alone | $alone |" \
	"| while two persons take a log of 300,000 rows away ($many each) | $beside |"
