/* tests/fuzz/xlsx.c -- an Excel workbook by its parts, cut at NUL: sheet, shared strings, styles. */
#include "tests/fuzz/fuzz.h"

#include "tests/fuzz/grid.h"
#include "tests/fuzz/office.h"

static const char book[] = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" r:id=\"a\"/></sheets></workbook>";
static const char rels[] = "<Relationships><Relationship Id=\"a\" Target=\"worksheets/sheet1.xml\"/></Relationships>";

FUZZ_TARGET(xlsx)
{
	struct office_part parts[] = {{"xl/workbook.xml", {book, sizeof book - 1}},
	                              {"xl/_rels/workbook.xml.rels", {rels, sizeof rels - 1}},
	                              {"xl/worksheets/sheet1.xml", {"", 0}},
	                              {"xl/sharedStrings.xml", {"", 0}},
	                              {"xl/styles.xml", {"", 0}}};
	struct mem *m = mem_open(256 * 1024 * 1024);
	struct faults f;
	struct read_doc doc = {0};
	struct reader rd = {.mem = m, .faults = &f, .doc = &doc};
	struct unzip *z;
	size_t n = 2;

	faults_init(&f, m);
	faults_init(&doc.notes, m);
	office_cut(data, size, parts + 2, COUNT(parts) - 2);
	while (n < COUNT(parts) && parts[n].bytes.n > 0)
		n++;
	CHECK(unzip_open_bytes(m, office_zip(m, parts, n), &z) == OK);
	if (xlsx_read(&rd, z) == OK)
		grid_check(&doc);
	mem_close(m);
	return 0;
}
