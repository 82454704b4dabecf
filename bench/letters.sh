#!/bin/bash
# bench/letters.sh [PEOPLE] -- the nightly digest, on SQLite and on PostgreSQL, sent to a mail server of this machine.
. "$(dirname "$0")/lib.sh"
tools/build build -- bench-letters || exit 1
n=${1:-5000} port=$(free_port)
mkdir "$T/data"
(umask 077; printf 'server = 127.0.0.1\nport = %s\ntls = none\nfrom = thidua@example.vn\nsite = https://thidua.example.vn\n' "$port" \
	>"$T/data/mail.conf")
/usr/bin/python3 -m aiosmtpd -n -l "127.0.0.1:$port" -c aiosmtpd.handlers.Sink >/dev/null 2>&1 &
SERVER=$!
for _ in $(seq 100); do (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break; sleep 0.1; done
mapfile -t lite < <(build/bench-letters "$T/data/thidua.db" "$T/data" "$n")
PG=$T/pg
mkdir "$PG"
chmod 755 "$T"
tests/pg.sh start "$PG" || exit 1
"$(ls -d /usr/lib/postgresql/*/bin | tail -1)/createdb" -h "$PG" -U thidua thidua || exit 1
mapfile -t pg < <(build/bench-letters "postgres:host=$PG user=thidua dbname=thidua" "$T/data" "$n")
result "Letters of a night" "SQLite, every commit on the disk:" "" "| | |" "|---|---|" "${lite[@]}" "" "PostgreSQL without fsync:" "" "| | |" "|---|---|" "${pg[@]}"
