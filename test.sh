#!/bin/bash
# ./test [--quick] [PART...] -- everything that must hold, each part with its own result; the last line sums them up:
# N passed, N failed. --quick: unit tests on SQLite and tidy, under a minute. Named parts run alone (./test --list).
set -u
cd "$(dirname "$0")" || exit 1
export LC_ALL=C.UTF-8

# name | what it shows | command; a command ends in a line "N passed, N failed" and exits with 0 when nothing failed
parts() {
	cat <<'END'
unit|unit and room tests on SQLite|build/thidua-test
tidy|the rules of the house|build/tidy
headers|every header compiles alone|tests/headers
tidycases|tidy finds what it should|tests/tidy/run
tmpl|the template compiler, case by case|test/tmpl/run
pg|the same tests on PostgreSQL|test/pg.sh
clang|builds with clang|tests/clang
san|unit tests with address and undefined sanitizers|tests/san
fuzz|fuzz seeds as tests|test/fuzz/run
story|ways through the house|test/story/run
run|./run as a stranger meets it|tests/run/run
killed|kill -9 during writes loses nothing acknowledged|tests/safe/killed
full|a full disk gives a clear page and no half write|tests/safe/full
install|docs/vi/cai-dat.md, followed|tests/install/run
browser|pages in a real browser, axe on every one|tests/browser/run
END
}
quick='unit tidy'

usage() {
	echo './test [--quick] [--list] [PART...]'
	parts | awk -F'|' '{ printf "  %-10s %s\n", $1, $2 }'
}

chosen=''
for a in "$@"; do
	case "$a" in
	--quick) chosen="$chosen $quick" ;;
	--list | --help | -h) usage; exit 0 ;;
	*)
		parts | grep -q "^$a|" || { echo "./test: there is no part $a" >&2; usage >&2; exit 2; }
		chosen="$chosen $a" ;;
	esac
done

start=$(date +%s)
passed=0 failed=0
logs=build/test-logs

if [ "$chosen" = " $quick" ]; then
	tools/install build work || exit 1
	dpkg-query -W libcmocka-dev >/dev/null 2>&1 || tools/install test || exit 1
else
	tools/install build work test || exit 1
fi
tools/build || { echo "the build failed"; echo "0 passed, 1 failed"; exit 1; }
rm -rf "$logs"
mkdir -p "$logs"

# part NAME COMMAND -- runs it, prints one line, adds its counts.
part() {
	local t0 t1 line p f rc
	t0=$(date +%s)
	bash -c "$2" >"$logs/$1.log" 2>&1 </dev/null
	rc=$?
	t1=$(date +%s)
	line=$(grep -aoE '[0-9]+ passed, [0-9]+ failed' "$logs/$1.log" | tail -1)
	p=${line%% *} f=${line#*, } f=${f%% *}
	[ -n "$line" ] || { p=0 f=1; }
	[ "$rc" -eq 0 ] || [ "$f" -gt 0 ] || f=1
	[ "$rc" -ne 0 ] || [ "$p" -gt 0 ] || [ "$f" -gt 0 ] || f=1      # nothing run is nothing shown
	passed=$((passed + p)) failed=$((failed + f))
	if [ "$f" -gt 0 ]; then
		tail -40 "$logs/$1.log" | sed 's/^/    /'
		printf '%-10s %d passed, %d FAILED (%d s; all of it in %s)\n' "$1" "$p" "$f" $((t1 - t0)) "$logs/$1.log"
	else
		printf '%-10s %d passed (%d s)\n' "$1" "$p" $((t1 - t0))
	fi
}

while IFS='|' read -r name what command <&3; do
	[ -z "$chosen" ] || case " $chosen " in *" $name "*) ;; *) continue ;; esac
	part "$name" "$command"
done 3< <(parts)

echo "in $(($(date +%s) - start)) s"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
