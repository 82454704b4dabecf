#!/bin/bash
# bench/all.sh [PART...] -- every measurement of the worked plan, one after another on a quiet machine, each writing its part of
# RESULTS.md: the city on both engines, officers, views and pages, the digest. PARTs choose some of: city officers work digest
# city-pg officers-pg work-pg digest-pg. What fails is said at the end and stops nothing else. About forty minutes; the databases
# stay in $CITY and are made anew by city and city-pg. Officers come first of an engine: some file systems look long for room
# after many files were deleted, as every part does at its end. PART_PAUSE (30) seconds lie between two parts.
set -u
cd "$(dirname "$0")/.." || exit 1
export CITY=${CITY:-${TMPDIR:-/tmp}/thidua-city}
[ $# -gt 0 ] || set -- city officers work digest city-pg officers-pg work-pg digest-pg
tools/build build -- thidua bench-city bench-work || exit 1
failed='' first=yes
for part in "$@"; do
	case "$part" in
	city | officers | work | digest) engine='' name=$part ;;
	city-pg | officers-pg | work-pg | digest-pg) engine=pg name=${part%-pg} ;;
	*) echo "no such part: $part" >&2; exit 2 ;;
	esac
	[ "$first" = yes ] || sleep "${PART_PAUSE:-30}"
	first=no
	echo "== $part, $(date +%T), load $(cut -d' ' -f1-3 /proc/loadavg)"
	# shellcheck disable=SC2086
	"bench/$name.sh" $engine || failed="$failed $part"
done
[ -z "$failed" ] || { echo "failed:$failed"; exit 1; }
