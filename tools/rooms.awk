# tools/rooms.awk -- src/room/ORDER as includes of every room's rows; the program's own rows come last.
NF && $1 !~ /^#/ { printf "#include \"room/%s/%s.def\"\n", $1, $1 }
END { print "#include \"app/app.def\"" }
