# tools/tests.awk -- lines TEST(name) of all *_test.c as rows, with the file they stand in.
/^TEST\(/ { sub(/^TEST\(/, ""); sub(/\).*/, ""); n = FILENAME; sub(/.*\//, "", n); printf "TEST_ROW(%s, \"%s\")\n", $0, n }
