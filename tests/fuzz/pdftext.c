/* tests/fuzz/pdftext.c -- what the programs of poppler wrote about a PDF, cut at NUL: words, drawing. */
#include "tests/fuzz/fuzz.h"

#include "tests/fuzz/grid.h"
#include "tests/fuzz/office.h"

FUZZ_TARGET(pdftext)
{
	struct office_part parts[] = {{"", {"", 0}}, {"", {"", 0}}};
	struct mem *m = mem_open(256 * 1024 * 1024);
	struct faults f;
	struct read_doc doc = {0};
	struct reader rd = {.mem = m, .faults = &f, .doc = &doc};

	faults_init(&f, m);
	faults_init(&doc.notes, m);
	office_cut(data, size, parts, COUNT(parts));
	if (pdf_read_parts(&rd, parts[0].bytes, parts[1].bytes) == OK)
		grid_check(&doc);
	mem_close(m);
	return 0;
}
