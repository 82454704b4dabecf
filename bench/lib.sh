#!/bin/bash
# bench/lib.sh -- what the measurements share: a filled database, a server, a sign-in, medians. Read with “.”.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
ulimit -n 65536 2>/dev/null || ulimit -n "$(ulimit -Hn)"
[ -x build/thidua ] || ./run --build || exit 1
T=$(mktemp -d) || exit 1
SERVER='' PG=''
bench_end() {
	[ -z "$SERVER" ] || { kill "$SERVER" && wait "$SERVER"; } 2>/dev/null
	[ -z "$PG" ] || tests/pg.sh stop "$PG"
	rm -rf "$T"
}
trap bench_end EXIT
PASSWORD='mat-khau-do-luong-2024'
DB=()

# fill [pg] -- demo data, on SQLite or on a PostgreSQL of its own
fill() {
	if [ "${1:-}" = pg ]; then
		PG=$T/pg
		mkdir -p "$PG"
		chmod 755 "$T"
		tests/pg.sh start "$PG" || exit 1
		"$(ls -d /usr/lib/postgresql/*/bin | tail -1)/createdb" -h "$PG" -U thidua thidua || exit 1
		DB=(--db="postgres:host=$PG user=thidua dbname=thidua")
	fi
	build/thidua --data="$T/data" "${DB[@]}" init --demo --demo-password="$PASSWORD" >"$T/init" 2>&1 || { cat "$T/init"; exit 1; }
}
free_port() {
	local p
	for p in $(shuf -i 20000-60000 -n 50); do
		(exec 3<>"/dev/tcp/127.0.0.1/$p") 2>/dev/null || { echo "$p"; return; }
	done
}
# serve -- starts the server; PORT, URL, SERVER
serve() {
	PORT=$(free_port)
	URL=http://127.0.0.1:$PORT
	build/thidua --data="$T/data" "${DB[@]}" --today=2024-03-05 serve --listen="127.0.0.1:$PORT" >"$T/log" 2>&1 &
	SERVER=$!
	for _ in $(seq 200); do curl -s -o /dev/null "$URL/suc-khoe" && return; sleep 0.02; done
	cat "$T/log"
	exit 1
}
# sign_in LOGIN -- the cookie in $COOKIE
sign_in() {
	local form fields=()
	form=$(curl -s -c "$T/jar" "$URL/dang-nhap")
	while IFS='|' read -r name value; do
		[ -z "$name" ] || fields+=(--data-urlencode "$name=$value")
	done < <(grep -o '<input[^>]*type="hidden"[^>]*>' <<<"$form" |
		sed -E 's/.*name="([^"]*)".*value="([^"]*)".*/\1|\2/')
	curl -s -o /dev/null -b "$T/jar" -c "$T/jar" -H "Origin: $URL" -H "Referer: $URL/dang-nhap" "${fields[@]}" \
		--data-urlencode "login=$1" --data-urlencode "password=$PASSWORD" "$URL/dang-nhap"
	COOKIE=$(awk '$6 == "thidua" { print "thidua=" $7 }' "$T/jar")
	[ -n "$COOKIE" ] || { echo "the sign-in of $1 failed"; exit 1; }
}
median() { sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }
# result PART LINE... -- replaces the part in bench/RESULTS.md
result() {
	local part=$1 file=bench/RESULTS.md
	shift
	[ -f "$file" ] || printf '# Results\n\nWritten by the scripts in bench/ from real runs; README.md says what each figure is.\n' >"$file"
	awk -v part="## $part" '/^## / { skip = $0 == part } !skip' "$file" | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' >"$T/results"
	{
		cat "$T/results"
		printf '\n## %s\n\n' "$part"
		printf '%s\n' "$@"
		printf '\n%s, %s, %s cores; commit %s\n' "$(date -u +%F)" "$(awk -F': ' '/model name/ { print $2; exit }' /proc/cpuinfo)" \
			"$(nproc)" "$(git rev-parse --short HEAD 2>/dev/null)"
	} >"$file"
	printf '%s\n' "$@"
}
