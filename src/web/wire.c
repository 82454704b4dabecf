/* web/wire.c -- small pieces of HTTP. */
#include "web/wire.h"

#include <strings.h>
#include <zlib.h>

/* Scripts and styles only from our own files, nothing inline, no frames, no plug-ins, no other origins. */
const struct wire_header WIRE_HEADERS[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
     "connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"},
};
const size_t WIRE_HEADERS_N = COUNT(WIRE_HEADERS);

static const struct {
	int status;
	const char *reason, *sentence;
} replies[] = {
    {400, "Bad Request", "Yêu cầu không đúng quy cách. Hãy quay lại trang trước và thử lại."},
    {401, "Unauthorized", "Phiên làm việc đã kết thúc. Hãy đăng nhập rồi gửi lại."},
    {403, "Forbidden", "Bạn không có quyền làm việc này."},
    {404, "Not Found", "Không có trang này."},
    {405, "Method Not Allowed", "Máy chủ chỉ nhận yêu cầu GET, HEAD và POST."},
    {408, "Request Timeout", "Yêu cầu gửi quá chậm. Hãy kiểm tra đường truyền và thử lại."},
    {411, "Length Required", "Yêu cầu gửi lên phải nói rõ độ dài nội dung."},
    {413, "Content Too Large", "Nội dung gửi lên vượt quá giới hạn cho phép. Hãy chia nhỏ tệp hoặc chọn tệp nhỏ hơn."},
    {414, "URI Too Long", "Địa chỉ trang quá dài."},
    {415, "Unsupported Media Type", "Máy chủ chỉ nhận nội dung của biểu mẫu."},
    {416, "Range Not Satisfiable", "Phần tệp được hỏi nằm ngoài tệp."},
    {417, "Expectation Failed", "Máy chủ không đáp ứng được điều kiện trong yêu cầu."},
    {429, "Too Many Requests", "Quá nhiều yêu cầu. Hãy đợi một lát rồi thử lại."},
    {431, "Request Header Fields Too Large",
     "Phần đầu của yêu cầu quá lớn. Hãy xóa cookie của trang này trong trình duyệt rồi thử lại."},
    {500, "Internal Server Error", "Máy chủ gặp lỗi. Việc vừa gửi chưa được ghi; hãy thử lại sau."},
    {503, "Service Unavailable", "Máy chủ đang bận. Việc vừa gửi chưa được ghi; hãy thử lại sau ít phút."},
    {505, "HTTP Version Not Supported", "Máy chủ chỉ nhận HTTP/1.0 và HTTP/1.1."},
    {507, "Insufficient Storage", "Máy chủ hết chỗ lưu. Việc vừa gửi chưa được ghi; hãy báo quản trị viên."},
};

static size_t reply_at(int status)
{
	for (size_t i = 0; i < COUNT(replies); i++)
		if (replies[i].status == status)
			return i;
	return 0;
}

const char *wire_reason(int status)
{
	return replies[reply_at(status)].reason;
}

#define PAGE_FMT                                                                                                 \
	"<!DOCTYPE html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\">"                                      \
	"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"                               \
	"<title>Không thực hiện được (%d)</title></head>\n"                                                      \
	"<body><main><h1>Không thực hiện được</h1><p>%s</p><p><a href=\"/\">Về trang đầu</a></p></main></body></html>\n"

const char *wire_page(struct mem *m, int status)
{
	return mem_text(m, PAGE_FMT, status, replies[reply_at(status)].sentence);
}

size_t wire_refusal(char *out, size_t max, int status)
{
	char page[1024], headers[1024];
	size_t n = 0;
	int page_n, all_n;

	page_n = snprintf(page, sizeof page, PAGE_FMT, status, replies[reply_at(status)].sentence);
	CHECK(page_n > 0 && (size_t)page_n < sizeof page);
	for (size_t i = 0; i < WIRE_HEADERS_N; i++) {
		int k = snprintf(headers + n, sizeof headers - n, "%s: %s\r\n", WIRE_HEADERS[i].name,
		                 WIRE_HEADERS[i].value);

		CHECK(k > 0 && (size_t)k < sizeof headers - n);
		n += (size_t)k;
	}
	all_n = snprintf(out, max,
	                 "HTTP/1.1 %d %s\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n"
	                 "Cache-Control: no-store\r\n%s%sContent-Length: %d\r\n\r\n%s",
	                 status, wire_reason(status), status == 405 ? "Allow: GET, HEAD, POST\r\n" : "", headers, page_n,
	                 page);
	CHECK(all_n > 0 && (size_t)all_n < max);
	return (size_t)all_n;
}

static const char *digits(const char *p, int64_t *out)
{
	*out = -1;
	for (int n = 0; *p >= '0' && *p <= '9' && n < 18; n++)
		*out = (*out < 0 ? 0 : *out) * 10 + (*p++ - '0');
	return p;
}

/* One range only: a list of them is answered with the whole, as is whatever is no range of bytes. */
int wire_range(const char *header, int64_t size, struct wire_range *out)
{
	int64_t from, to;
	const char *p = header;

	if (strncasecmp(p, "bytes=", 6) != 0)
		return 200;
	p = digits(p + 6, &from);
	if (*p++ != '-')
		return 200;
	p = digits(p, &to);
	if (*p != '\0' || (from < 0 && to < 0) || (from >= 0 && to >= 0 && to < from))
		return 200;
	if (from < 0) {
		if (to == 0 || size == 0)
			return 416;
		from = to < size ? size - to : 0;
		to = size - 1;
	}
	if (from >= size)
		return 416;
	if (to < 0 || to >= size)
		to = size - 1;
	*out = (struct wire_range){from, to - from + 1};
	return 206;
}

bool wire_etag_matches(const char *if_none_match, const char *etag)
{
	size_t n = strlen(etag);

	for (const char *p = if_none_match; *p != '\0';) {
		p += strspn(p, " \t,");
		if (*p == '*')
			return true;
		if (strncmp(p, "W/", 2) == 0)
			p += 2;
		if (strncmp(p, etag, n) == 0 && (p[n] == '\0' || strchr(", \t", p[n]) != NULL))
			return true;
		p += strcspn(p, ",");
	}
	return false;
}

bool wire_accepts_gzip(const char *accept_encoding)
{
	for (const char *p = accept_encoding; *p != '\0'; p += strcspn(p, ",")) {
		const char *q;
		size_t n;

		p += strspn(p, ", \t");
		n = strcspn(p, ",; \t");
		if (n != 4 || strncasecmp(p, "gzip", 4) != 0)
			continue;
		q = p + n + strspn(p + n, "; \t");
		/* q=0, q=0.0 … mean no. */
		if (strncasecmp(q, "q=0", 3) == 0 && strspn(q + 3, ".0") == strcspn(q + 3, ", \t"))
			return false;
		return true;
	}
	return false;
}

const char *wire_attachment(struct mem *m, const char *name)
{
	size_t n = strlen(name), k = 0, e = 0;
	char *plain = mem_alloc(m, n + 1), *coded = mem_alloc(m, n * 3 + 1);

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)name[i];
		bool is_plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
		                strchr("-._ ", c) != NULL;

		if (c < 0x80 || (c & 0xc0) != 0x80)
			plain[k++] = is_plain && c < 0x80 ? (char)c : '_';
		if (is_plain && c != ' ')
			coded[e++] = (char)c;
		else
			e += (size_t)snprintf(coded + e, 4, "%%%02X", (unsigned)c);
	}
	return mem_text(m, "attachment; filename=\"%s\"; filename*=UTF-8''%s", plain, coded);
}

const char *wire_gzip(struct mem *m, const char *p, size_t n, size_t *out_n)
{
	enum { GZIP_WINDOW = 15 + 16, LEVEL = 1, MEM_LEVEL = 8 };
	z_stream z = {0};
	uLong max;
	char *out;
	int end;

	if (n > INT32_MAX || deflateInit2(&z, LEVEL, Z_DEFLATED, GZIP_WINDOW, MEM_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
		return NULL;
	max = deflateBound(&z, (uLong)n);
	out = mem_alloc(m, max);
	z.next_in = (z_const Bytef *)(uintptr_t)p;
	z.avail_in = (uInt)n;
	z.next_out = (Bytef *)out;
	z.avail_out = (uInt)max;
	end = deflate(&z, Z_FINISH);
	*out_n = z.total_out;
	deflateEnd(&z);
	return end == Z_STREAM_END && *out_n < n ? out : NULL;
}
