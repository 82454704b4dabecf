#!/bin/bash
# bench/search.sh [LINES...] -- the register asked as people ask it, on growing registers of made-up people.
. "$(dirname "$0")/lib.sh"
tools/build build -- bench-search || exit 1
[ $# -gt 0 ] || set -- 10000 100000 1000000 10000000
lines=()
for n in "$@"; do
	mkdir -p "$T/search"
	build/bench-search "$T/search" "$n" >"$T/table" || exit 1
	mapfile -t -O "${#lines[@]}" lines <"$T/table"
	lines+=("")
	rm -rf "$T/search"
done
result "The register asked, SQLite" "Newest 20 with the exact count, at the domain function; asked for: names p50 1 ms, p99 10 ms, a person 1 ms, tables 100 ms." "" "${lines[@]}"
