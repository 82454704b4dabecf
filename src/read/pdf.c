/* read/pdf.c -- PDF by the places of its words. */
#include "read/reader.h"

err pdf_read_words(struct reader *rd, struct view xml)
{
	rd->doc->kind = READ_PDF;
	return reader_refuse(rd, "Chưa đọc được PDF.");
}

err pdf_read(struct reader *rd, const char *path)
{
	return pdf_read_words(rd, (struct view){"", 0});
}
