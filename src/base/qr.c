/* base/qr.c -- libqrencode makes the modules; each run of black ones in a row is one rectangle. */
#include "base/qr.h"

#include <qrencode.h>

#include "base/buf.h"

enum { PATH_MAX_BYTES = 512 * 1024 };

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
