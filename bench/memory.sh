#!/bin/bash
# bench/memory.sh -- PSS of all processes: idle after some use, and with ten thousand idle keep-alive connections.
. "$(dirname "$0")/lib.sh"
N=${1:-10000}
pss() {
	local sum=0 p
	for p in "$SERVER" $(pgrep -P "$SERVER"); do
		sum=$((sum + $(awk '/^Pss:/ { print $2 }' "/proc/$p/smaps_rollup")))
	done
	echo $((sum / 1024))
}
cc -O2 -D_GNU_SOURCE -o "$T/idle" bench/idle.c || exit 1
fill
serve
for _ in $(seq 200); do curl -s -o /dev/null "$URL/ke-hoach"; done
idle=$(pss)
"$T/idle" "$PORT" "$N" 30 /suc-khoe >"$T/open" &
client=$!
for _ in $(seq 300); do [ -s "$T/open" ] && break; sleep 0.1; done
full=$(pss)
t0=$(date +%s%N)
curl -sf -o /dev/null "$URL/ke-hoach" || echo "no page while they are open"
page=$((($(date +%s%N) - t0) / 1000000))
kill "$client"
wait "$client" 2>/dev/null
result "Memory (PSS of all processes)" "| | MB | asked for |" "|---|---|---|" "| idle | $idle | 60 |" \
	"| with $(sed 's/open //' "$T/open") idle keep-alive connections | $full | 260 |" "" \
	"A page took $page ms while they stood open."
