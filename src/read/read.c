/* read/read.c -- which format a file is, told by its content, and the refusals. */
#include "base/file.h"
#include "base/text.h"
#include "read/reader.h"

enum { HEAD_BYTES = 4096, OLE_BYTES = 4 * 1024 * 1024 };

#define ACCEPTED "Hệ thống nhận tệp Word .docx, Excel .xlsx, PDF có chữ, hoặc văn bản .txt."

static bool begins(struct view v, const char *magic, size_t n)
{
	return v.n >= n && memcmp(v.p, magic, n) == 0;
}

static bool holds(struct view v, const char *what, size_t n)
{
	return memmem(v.p, v.n, what, n) != NULL;
}

/* A name inside an OLE file is UTF-16. */
static bool holds_wide(struct view v, const char *name)
{
	char wide[64];
	size_t n = strlen(name);

	CHECK(n * 2 <= sizeof wide);
	for (size_t i = 0; i < n; i++) {
		wide[2 * i] = name[i];
		wide[2 * i + 1] = '\0';
	}
	return holds(v, wide, 2 * n);
}

static err refuse_ole(struct reader *rd, const char *path)
{
	struct mem *scratch = mem_open(OLE_BYTES + 4096);
	bool is_locked, is_word, is_excel;
	struct view v = {"", 0};
	err e = file_head(scratch, path, OLE_BYTES, &v);

	is_locked = holds_wide(v, "EncryptedPackage");
	is_word = holds_wide(v, "WordDocument");
	is_excel = holds_wide(v, "Workbook") || holds_wide(v, "Book");
	mem_close(scratch);
	TRY(e);
	if (is_locked)
		return reader_refuse(rd, "Tệp Word hoặc Excel này được đặt mật khẩu nên không đọc được. Hãy mở tệp, bỏ mật "
		                     "khẩu (Tệp > Thông tin > Bảo vệ tài liệu), lưu lại rồi gửi tệp mới.");
	if (is_word)
		return reader_refuse(rd, "Đây là tệp Word kiểu cũ (.doc). Hãy mở bằng Word hoặc LibreOffice, chọn “Lưu "
		                     "thành” (Save As) kiểu .docx rồi gửi tệp .docx.");
	if (is_excel)
		return reader_refuse(rd, "Đây là tệp Excel kiểu cũ (.xls). Hãy mở bằng Excel hoặc LibreOffice, chọn “Lưu "
		                     "thành” (Save As) kiểu .xlsx rồi gửi tệp .xlsx.");
	return reader_refuse(rd, "Đây là tệp Office kiểu cũ, hệ thống không đọc được. Hãy lưu lại thành .docx hoặc .xlsx "
	                     "rồi gửi tệp mới.");
}

static err refuse_zip(struct reader *rd, struct unzip *z)
{
	char mime[64] = "";
	size_t n = 0;

	if (unzip_has(z, "mimetype") && unzip_begin(z, "mimetype") == OK && unzip_next(z, mime, sizeof mime - 1, &n) == OK)
		mime[n] = '\0';
	if (text_starts(mime, "application/vnd.oasis.opendocument"))
		return reader_refuse(rd, "Đây là tệp OpenDocument (.odt, .ods). Hãy mở bằng LibreOffice, chọn “Lưu thành” "
		                     "kiểu .docx hoặc .xlsx rồi gửi tệp đó.");
	if (unzip_has(z, "xl/workbook.bin"))
		return reader_refuse(rd, "Đây là tệp Excel nhị phân (.xlsb). Hãy lưu lại thành .xlsx rồi gửi tệp .xlsx.");
	if (unzip_has(z, "ppt/presentation.xml"))
		return reader_refuse(rd, "Đây là tệp trình chiếu PowerPoint, không phải kế hoạch. " ACCEPTED);
	return reader_refuse(rd, "Đây là tệp nén không chứa văn bản Word hay bảng tính Excel. Hãy giải nén và gửi từng tệp. "
	                     ACCEPTED);
}

/* An error of an archive as a sentence; ERR_IO passes. */
static err zip_sentence(struct reader *rd, err e)
{
	switch ((int)e) {
	case ERR_FULL:
		return reader_refuse(rd, "Tệp bung ra quá lớn (trên 200 MB hoặc nén bất thường) nên không được đọc. Hãy bỏ bớt "
		                     "ảnh và trang tính thừa, hoặc chia tệp thành nhiều phần.");
	case ERR_DENIED:
		return reader_refuse(rd, "Tệp được đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi gửi lại.");
	case ERR_INVALID:
	case ERR_NOTFOUND:
		return reader_refuse(rd, "Tệp bị hỏng hoặc tải lên chưa trọn vẹn. Hãy mở thử tệp trên máy, lưu lại rồi gửi lại.");
	default:
		return e;
	}
}

static err read_zip(struct reader *rd, const char *path)
{
	struct unzip *z;
	err e = unzip_open(rd->mem, path, &z);

	if (e != OK)
		return zip_sentence(rd, e);
	if (*docx_part(z) != '\0')
		e = docx_read(rd, z);
	else if (unzip_has(z, "xl/workbook.xml"))
		e = xlsx_read(rd, z);
	else
		return refuse_zip(rd, z);
	return e == OK || rd->faults->n > 0 ? e : zip_sentence(rd, e);
}

static bool is_picture(struct view v)
{
	return begins(v, "\x89PNG", 4) || begins(v, "\xff\xd8\xff", 3) || begins(v, "GIF8", 4) || begins(v, "II*\0", 4) ||
	       begins(v, "MM\0*", 4) || begins(v, "BM", 2) ||
	       (begins(v, "RIFF", 4) && v.n > 12 && memcmp(v.p + 8, "WEBP", 4) == 0) ||
	       (v.n > 12 && (memcmp(v.p + 4, "ftyphei", 7) == 0 || memcmp(v.p + 4, "ftypmif1", 8) == 0));
}

static err read_text(struct reader *rd, const char *path, struct view head, size_t size)
{
	bool is_wide = begins(head, "\xff\xfe", 2) || begins(head, "\xfe\xff", 2);
	struct view v;

	if (begins(head, "{\\rtf", 5))
		return reader_refuse(rd, "Đây là tệp RTF. Hãy mở bằng Word, lưu lại thành .docx rồi gửi tệp .docx.");
	if (!is_wide && memchr(head.p, '\0', head.n) != NULL)
		return reader_refuse(rd, "Không nhận ra kiểu tệp này. " ACCEPTED);
	if (mem_left(rd->mem) / 16 < size) {
		rd->is_full = true;
		return OK;
	}
	TRY(file_read(rd->mem, path, size, &v));
	return txt_read(rd, v);
}

static err read_any(struct reader *rd, const char *path)
{
	int64_t size;
	struct view head;

	TRY(file_size(path, &size));
	if (size == 0)
		return reader_refuse(rd, "Tệp rỗng, không có nội dung. Hãy chọn lại tệp. " ACCEPTED);
	if (size > READ_FILE_MAX)
		return reader_refuse(rd, "Tệp lớn hơn 32 MB nên không được đọc. Hãy bỏ bớt ảnh hoặc chia thành nhiều tệp.");
	TRY(file_head(rd->mem, path, HEAD_BYTES, &head));
	if (begins(head, "PK\3\4", 4) || begins(head, "PK\5\6", 4))
		return read_zip(rd, path);
	if (begins(head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8))
		return refuse_ole(rd, path);
	if (memmem(head.p, head.n < 1024 ? head.n : 1024, "%PDF-", 5) != NULL)
		return pdf_read(rd, path);
	if (is_picture(head))
		return reader_refuse(rd, "Đây là ảnh chụp, không có chữ để đọc. Hãy gửi tệp gốc .docx hoặc .xlsx; nếu chỉ có "
		                     "bản giấy, hãy quét và nhận dạng chữ (OCR) thành PDF có chữ rồi gửi lại.");
	return read_text(rd, path, head, (size_t)size);
}

err read_file(struct mem *m, const char *path, const char *name, struct faults *f, struct read_doc *out)
{
	struct read_doc doc = {0};
	struct reader rd = {.mem = m, .faults = f, .doc = &doc};

	faults_init(&doc.notes, m);
	TRY(read_any(&rd, path));
	if (rd.is_full)
		return reader_refuse(&rd, "Tài liệu quá lớn để đọc một lần. Hãy bỏ phần không cần, hoặc chia thành nhiều tệp.");
	if (doc.n == 0)
		return reader_refuse(&rd, "Không đọc được chữ nào trong tệp. Nếu nội dung là ảnh, hãy gửi tệp gốc .docx hoặc "
		                     ".xlsx, hay bản PDF đã nhận dạng chữ (OCR).");
	*out = doc;
	return OK;
}
