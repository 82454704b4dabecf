/* tests/fuzz/docx.c -- a Word document by its parts, cut at NUL: document, numbering, styles, footnotes. */
#include "tests/fuzz/fuzz.h"

#include "tests/fuzz/grid.h"
#include "tests/fuzz/office.h"

FUZZ_TARGET(docx)
{
	struct office_part parts[] = {{"word/document.xml", {"", 0}}, {"word/numbering.xml", {"", 0}},
	                              {"word/styles.xml", {"", 0}}, {"word/footnotes.xml", {"", 0}}};
	struct mem *m = mem_open(256 * 1024 * 1024);
	struct faults f;
	struct read_doc doc = {0};
	struct reader rd = {.mem = m, .faults = &f, .doc = &doc};
	struct unzip *z;
	size_t n = 0;

	faults_init(&f, m);
	faults_init(&doc.notes, m);
	office_cut(data, size, parts, COUNT(parts));
	while (n < COUNT(parts) && parts[n].bytes.n > 0)
		n++;
	if (n > 0) {
		CHECK(unzip_open_bytes(m, office_zip(m, parts, n), &z) == OK);
		if (docx_read(&rd, z) == OK)
			grid_check(&doc);
	}
	mem_close(m);
	return 0;
}
