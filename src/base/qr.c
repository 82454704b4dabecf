/* base/qr.c -- libqrencode makes the modules; each run of black ones in a row is one rectangle. */
#include "base/qr.h"

#include <qrencode.h>
#include <zlib.h>

#include "base/buf.h"

enum { PATH_MAX_BYTES = 512 * 1024, PNG_MODULE = 8, PNG_MAX_BYTES = 256 * 1024 };

static void code_free(void *ptr)
{
	QRcode_free(ptr);
}

err qr_modules(struct mem *m, const char *text, const unsigned char **modules_out, int *width_out)
{
	QRcode *code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);

	if (code == NULL)
		return ERR_FULL;
	mem_defer(m, code_free, code);
	*modules_out = code->data;
	*width_out = code->width;
	return OK;
}

err qr_path(struct mem *m, const char *text, const char **d_out, int *size_out)
{
	struct buf *b = buf_new(m, PATH_MAX_BYTES);
	const unsigned char *modules;
	int width;

	TRY(qr_modules(m, text, &modules, &width));
	for (int y = 0; y < width; y++) {
		const unsigned char *row = modules + y * width;

		for (int x = 0; x < width;) {
			int n = 1;

			while (x + n < width && (row[x + n] & 1) == (row[x] & 1))
				n++;
			if ((row[x] & 1) != 0)
				buf_fmt(b, "M%d %dh%dv1h-%dz", x + QR_MARGIN, y + QR_MARGIN, n, n);
			x += n;
		}
	}
	TRY(buf_err(b));
	*d_out = b->p;
	*size_out = width + 2 * QR_MARGIN;
	return OK;
}

static void put_u32(struct buf *b, uint32_t n)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buf_char(b, (char)(n >> shift & 0xff));
}

/* A part of a PNG: its length, its name and bytes, and their sum. */
static void png_part(struct buf *b, const char *name, const unsigned char *p, size_t n)
{
	uLong sum = crc32(crc32(0, NULL, 0), (const Bytef *)name, 4);

	put_u32(b, (uint32_t)n);
	buf_bytes(b, name, 4);
	buf_bytes(b, (const char *)p, n);
	put_u32(b, (uint32_t)crc32(sum, p, (uInt)n));
}

/* Rows of one bit a dot, white where it is set, each after a byte that says it is not filtered. */
static unsigned char *png_dots(struct mem *m, const unsigned char *modules, int width, int side, size_t *n_out)
{
	size_t row = ((size_t)side + 7) / 8 + 1;
	unsigned char *dots = mem_alloc(m, row * (size_t)side);

	memset(dots, 0xff, row * (size_t)side);
	for (int y = 0; y < side; y++) {
		unsigned char *at = dots + (size_t)y * row;
		int my = y / PNG_MODULE - QR_MARGIN;

		*at++ = 0;
		for (int x = 0; my >= 0 && my < width && x < width * PNG_MODULE; x++) {
			int dot = x + QR_MARGIN * PNG_MODULE;

			if ((modules[my * width + x / PNG_MODULE] & 1) != 0)
				at[dot / 8] = (unsigned char)(at[dot / 8] & ~(0x80 >> dot % 8));
		}
	}
	*n_out = row * (size_t)side;
	return dots;
}

err qr_png(struct mem *m, const char *text, struct view *out)
{
	struct buf *b = buf_new(m, PNG_MAX_BYTES);
	const unsigned char *modules;
	unsigned char about[13] = {0}, *dots, *small;
	int width, side;
	uLongf small_n;
	size_t n;

	TRY(qr_modules(m, text, &modules, &width));
	side = (width + 2 * QR_MARGIN) * PNG_MODULE;
	dots = png_dots(m, modules, width, side, &n);
	small_n = compressBound((uLong)n);
	small = mem_alloc(m, small_n);
	CHECK(compress2(small, &small_n, dots, (uLong)n, Z_BEST_COMPRESSION) == Z_OK);
	about[2] = about[6] = (unsigned char)(side >> 8);
	about[3] = about[7] = (unsigned char)(side & 0xff);
	about[8] = 1;   /* a bit a dot, shades of grey */
	buf_bytes(b, "\x89PNG\r\n\x1a\n", 8);
	png_part(b, "IHDR", about, sizeof about);
	png_part(b, "IDAT", small, small_n);
	png_part(b, "IEND", (const unsigned char *)"", 0);
	TRY(buf_err(b));
	*out = (struct view){b->p, b->n};
	return OK;
}
