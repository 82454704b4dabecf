#!/bin/bash
# bench/find.sh [LINES...] -- the search index on growing registers of made-up people.
. "$(dirname "$0")/lib.sh"
tools/build build -- bench-find || exit 1
[ $# -gt 0 ] || set -- 10000 100000 1000000 10000000
build/bench-find "$T" "$@" >"$T/table" 2>"$T/memory" || exit 1
mapfile -t lines <"$T/table"
result "Search index" "${lines[@]}" "" "$(cat "$T/memory")"
