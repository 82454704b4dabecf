#!/bin/bash
# bench/lib.sh -- what the measurements share: a filled database, a server, a sign-in, medians. Read with “.”.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
ulimit -n 65536 2>/dev/null || ulimit -n "$(ulimit -Hn)"
[ -x build/thidua ] || ./run --build || exit 1
T=$(mktemp -d) || exit 1
SERVER='' NGINX='' PG='' CITY_PG=''
TODAY=2024-03-05
bench_end() {
	[ -z "$SERVER" ] || { kill "$SERVER" && wait "$SERVER"; } 2>/dev/null
	[ -z "$NGINX" ] || { kill "$NGINX" && wait "$NGINX"; } 2>/dev/null
	[ -z "$PG" ] || tests/pg.sh stop "$PG"
	[ -z "$CITY_PG" ] || pg_ctl -m fast stop
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
	build/thidua --data="$T/data" "${DB[@]}" init --demo --no-register --demo-password="$PASSWORD" >"$T/init" 2>&1 || { cat "$T/init"; exit 1; }
}
# ---- the city of bench/city.sh, kept in a folder of its own ----------------------------------------------------------
pg_bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1)
pg_ctl() {
	local as=()
	[ "$(id -u)" -ne 0 ] || as=(setpriv --reuid=postgres --regid=postgres --init-groups --)
	(cd / && "${as[@]}" "$pg_bin/pg_ctl" -D "$CITY_PG/data" -l "$CITY_PG/log" -w -t 60 "$@") >/dev/null
}
# pg_up -- the city's own PostgreSQL, each commit on the disk before it is acknowledged
pg_up() {
	CITY_PG=$CITY/pg
	if [ ! -d "$CITY_PG/data" ]; then
		mkdir -p "$CITY_PG" && chmod 755 "$CITY" && tests/pg.sh start "$CITY_PG" || exit 1
		printf '%s\n' 'fsync = on' 'full_page_writes = on' 'synchronous_commit = on' 'shared_buffers = 1GB' 'autovacuum = on' \
			'max_wal_size = 4GB' >>"$CITY_PG/data/postgresql.conf"
		pg_ctl -m fast stop
	fi
	pg_ctl start || { tail -3 "$CITY_PG/log"; exit 1; }
}
# city [pg] -- $CITY (a folder, made when it is not there) with the filled database; DB and DATA name it, sessions are fresh
city() {
	CITY=${CITY:-${TMPDIR:-/tmp}/thidua-city}
	TODAY=2024-09-16
	[ -e "$CITY/ready-${1:-lite}" ] || bench/city.sh ${1:-} || exit 1
	[ "${1:-}" != pg ] || pg_up
	city_db "$CITY/${1:-lite}-data" thidua
	build/bench-city sessions "$(date +%s000)" | city_sql >/dev/null || exit 1
	build/bench-city tokens >"$T/tokens"
}
# city_db FOLDER NAME -- where the program and city_sql find it
city_db() {
	DATA=$1 DB=(--data="$1")
	[ -z "$CITY_PG" ] || { PGDB=$2 DB+=(--db="postgres:host=$CITY_PG user=thidua dbname=$2"); }
}
# city_copy -- the same in a copy that may be spoilt
city_copy() {
	mkdir -p "$T/data"
	if [ -n "$CITY_PG" ]; then
		"$pg_bin/dropdb" -h "$CITY_PG" -U thidua --if-exists spoilt && "$pg_bin/createdb" -h "$CITY_PG" -U thidua -T thidua spoilt || exit 1
	else
		sqlite3 "$DATA/thidua.db" 'pragma wal_checkpoint(truncate)' >/dev/null && cp "$DATA/thidua.db" "$T/data/"
	fi
	cp -r "$DATA"/*.key "$T/data/" 2>/dev/null
	city_db "$T/data" spoilt
}
city_sql() {
	if [ -n "$CITY_PG" ]; then
		"$pg_bin/psql" -h "$CITY_PG" -U thidua -d "$PGDB" -q -v ON_ERROR_STOP=1 -1 -t -A -F '|'
	else
		{ echo 'begin;'; cat; echo 'commit;'; } | sqlite3 -bail -cmd '.timeout 10000' "$DATA/thidua.db"
	fi
}
# work_of N -- $T/work for bench/officers: N officers and what each may report on, open duties of the officer's own unit
work_of() {
	echo "select a.login, d.id from user_account a join duty d on d.unit_id = a.unit_id
	 where a.login < 'p0700' and d.ended_ms is null and d.part = 'execute' and d.phase <> 'done' and d.suspend_paper = ''
	 order by a.login, d.id;" | city_sql >"$T/open"
	awk -F'[\t|]' 'NR == FNR { token[$2] = $1; next } n[$1] < 60 { n[$1]++; work[$1] = work[$1] " " $2 }
		END { for (who in work) if (n[who] >= 5 && token[who] != "") print token[who] work[who] }' "$T/tokens" "$T/open" | sort |
		head -"$1" >"$T/work"
	[ "$(wc -l <"$T/work")" -eq "$1" ] || { echo "only $(wc -l <"$T/work") officers have anything to report on"; exit 1; }
}
cookie_of() { awk -v role="$1" '$3 == role { print "thidua=" $1; exit }' "$T/tokens"; }

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
	build/thidua --data="$T/data" "${DB[@]}" --today="$TODAY" serve --listen="127.0.0.1:$PORT" >"$T/log" 2>&1 &
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
# nginx_up -- serves $T/static; NURL
nginx_up() {
	local port
	port=$(free_port)
	NURL=http://127.0.0.1:$port
	cat >"$T/nginx.conf" <<END
pid $T/nginx.pid; error_log $T/nginx.log; daemon off; worker_processes $(nproc); $([ "$(id -u)" -ne 0 ] || echo "user root;")
events { worker_connections 1024; }
http { access_log off; sendfile on; keepalive_requests 1000000; default_type text/html; client_body_temp_path $T/n1;
proxy_temp_path $T/n2; fastcgi_temp_path $T/n3; uwsgi_temp_path $T/n4; scgi_temp_path $T/n5;
server { listen 127.0.0.1:$port; root $T/static; } }
END
	PATH=$PATH:/usr/sbin nginx -c "$T/nginx.conf" -e "$T/nginx.log" &
	NGINX=$!
	sleep 0.5
}
# load NAME URL [OPTION...] -- one round of wrk with $COOKIE; requests a second and p99 in ms to $T/NAME.rps and .p99
load() {
	wrk -t1 -c64 -d"${SECONDS_EACH:-4}" --latency -H "Cookie: $COOKIE" "${@:3}" "$2" >"$T/wrk"
	awk '/^Requests\/sec/ { print $2 }' "$T/wrk" >>"$T/$1.rps"
	awk '/ 99%/ { v = $2; if (v ~ /us$/) print v / 1000; else if (v ~ /ms$/) print v + 0; else print v * 1000 }' "$T/wrk" >>"$T/$1.p99"
	grep -E 'Non-2xx|Socket errors' "$T/wrk" && echo "($1)"
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
