/* base/qr_test.c -- the picture has the shape that readers look for. */
#include "base/qr.h"

#include "base/text.h"
#include "test/t.h"

enum { SIZE_MAX_MODULES = 200 };

/* The modules that the path paints black. */
static void painted(const char *d, int size, bool black[SIZE_MAX_MODULES][SIZE_MAX_MODULES])
{
	int x, y, n, back, used;

	memset(black, 0, SIZE_MAX_MODULES * SIZE_MAX_MODULES * sizeof **black);
	for (; *d != '\0'; d += used) {
		t_int(4, sscanf(d, "M%d %dh%dv1h-%dz%n", &x, &y, &n, &back, &used));
		t_true(n > 0 && n == back && x >= QR_MARGIN && y >= QR_MARGIN && x + n <= size - QR_MARGIN && y < size - QR_MARGIN);
		for (int i = 0; i < n; i++) {
			t_false(black[y][x + i]);
			black[y][x + i] = true;
		}
	}
}

/* Three rings: black, white, black. */
static void look_at_corner(bool black[SIZE_MAX_MODULES][SIZE_MAX_MODULES], int left, int top)
{
	for (int y = 0; y < 7; y++) {
		for (int x = 0; x < 7; x++) {
			int dx = x < 3 ? 3 - x : x - 3, dy = y < 3 ? 3 - y : y - 3, ring = dx > dy ? dx : dy;

			t_int(ring != 2, black[top + y][left + x]);
		}
	}
}

TEST(qr_picture_has_its_three_corners_and_a_white_margin)
{
	static bool black[SIZE_MAX_MODULES][SIZE_MAX_MODULES];
	const char *d, *again;
	int size;

	t_ok(qr_path(t_mem(), "otpauth://totp/thidua:canbo?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=thidua&digits=6&period=30", &d, &size));
	t_true(size < SIZE_MAX_MODULES);
	painted(d, size, black);
	look_at_corner(black, QR_MARGIN, QR_MARGIN);
	look_at_corner(black, size - QR_MARGIN - 7, QR_MARGIN);
	look_at_corner(black, QR_MARGIN, size - QR_MARGIN - 7);
	t_ok(qr_path(t_mem(), "khác", &again, &size));
	t_false(text_is(d, again));
}

TEST(qr_refuses_what_no_code_can_hold)
{
	char *text = mem_alloc(t_mem(), 5001);
	const char *d;
	int size;

	memset(text, 'a', 5000);
	t_err(ERR_FULL, qr_path(t_mem(), text, &d, &size));
}

/* Programs that read pictures strictly look at the sum of its last part, too (PNG, 11.2.5). */
TEST(qr_picture_for_word_ends_as_a_png_does)
{
	static const char end[] = "\0\0\0\0IEND\xae\x42\x60\x82";
	struct view v;

	t_ok(qr_png(t_mem(), "https://tdkt.vn/tra-cuu", &v));
	t_true(v.n > sizeof end && memcmp(v.p + v.n - (sizeof end - 1), end, sizeof end - 1) == 0);
}
