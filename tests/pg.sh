#!/bin/sh
# tests/pg.sh start DIR | stop DIR | [NAME...]
# A private PostgreSQL for tests: on a socket in DIR only, with its data there, gone when it stops. Without start or
# stop: starts one, runs build/thidua-test [NAME...] on it, stops it.
set -eu
cd "$(dirname "$0")/.."

bin=
for d in "${PG_BIN:-}" /usr/lib/postgresql/*/bin "$(dirname "$(command -v postgres 2>/dev/null || echo /none)")"; do
	[ -z "$d" ] || [ ! -x "$d/initdb" ] || bin=$d
done
[ -n "$bin" ] || { echo "tests/pg.sh: PostgreSQL is not installed (apt install postgresql-15)" >&2; exit 1; }

# PostgreSQL refuses to run as root; its package brings a user of its own.
as_pg() {
	if [ "$(id -u)" = 0 ]; then
		(cd / && setpriv --reuid=postgres --regid=postgres --init-groups -- "$@")
	else
		"$@"
	fi
}

start() {
	mkdir -p "$1"
	dir=$(cd "$1" && pwd)
	[ "$(id -u)" != 0 ] || chown postgres "$dir"
	chmod 755 "$dir"
	as_pg "$bin/initdb" -D "$dir/data" -U thidua -A trust -E UTF8 --locale=C -N >"$dir/log.init" 2>&1 ||
		{ cat "$dir/log.init" >&2; exit 1; }
	cat >>"$dir/data/postgresql.conf" <<END
listen_addresses = ''
unix_socket_directories = '$dir'
fsync = off
full_page_writes = off
synchronous_commit = off
max_connections = 60
shared_buffers = 32MB
log_min_messages = fatal
autovacuum = off
END
	as_pg "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w -t 30 start >/dev/null ||
		{ cat "$dir/log" >&2; exit 1; }
}

stop() {
	dir=$(cd "$1" && pwd)
	as_pg "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1 || true
	rm -rf "$dir/data" "$dir/log" "$dir/log.init"
	rmdir "$dir" 2>/dev/null || true
}

case "${1:-}" in
start) start "${2:?tests/pg.sh start DIR}" ;;
stop) stop "${2:?tests/pg.sh stop DIR}" ;;
*)
	own=$(mktemp -d "${TMPDIR:-/tmp}/thidua-pg-XXXXXX")
	trap 'stop "$own"' EXIT
	trap 'exit 130' INT TERM
	start "$own"
	# the server's own psql: the one in /usr/bin is a script of Perl, and is called a thousand times
	PATH="$bin:$PATH" THIDUA_TEST_DB=pg THIDUA_TEST_PG="$own" build/thidua-test "$@" ;;
esac
