#!/bin/bash
# bench/start.sh -- from the start of the server to its first whole page, with a filled database; median of ten.
. "$(dirname "$0")/lib.sh"
fill
for _ in $(seq 10); do
	PORT=$(free_port)
	t0=$(date +%s%N)
	build/thidua --data="$T/data" serve --listen="127.0.0.1:$PORT" >"$T/log" 2>&1 &
	SERVER=$!
	until curl -sf -o "$T/page" "http://127.0.0.1:$PORT/ke-hoach"; do :; done
	echo $((($(date +%s%N) - t0) / 1000000)) >>"$T/times"
	kill "$SERVER"
	wait "$SERVER"
	SERVER=''
done
result "Start to first page" "$(median <"$T/times") ms (median of ten; /ke-hoach of $(stat -c %s "$T/page") bytes; asked for 300 ms)"
