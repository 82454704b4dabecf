/* room/register/register_papers.c -- a signed head on one page of paper: to be kept where nobody of the house can reach it, and
 * to be checked from what is typed off it or scanned. */
#include "base/crypt.h"
#include "core/cli.h"
#include "paper/paper.h"
#include "room/register/register.h"

#define ROWS "room/register/register.def"
#include "core/declare.h"

enum { GROUP = 8, GROUPS = 8, CODE_MM = 85 };

/* A long number as people can type it: digits in groups, eight to a line. */
static const char *grouped(struct mem *m, const char *digits)
{
	struct buf *b = buf_new(m, 2 * strlen(digits) + 1);

	for (size_t i = 0; digits[i] != '\0'; i++) {
		if (i > 0 && i % GROUP == 0)
			buf_char(b, i % ((size_t)GROUP * GROUPS) == 0 ? '\n' : ' ');
		buf_char(b, digits[i]);
	}
	return b->p;
}

err register_head_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	struct mem *m = cx->mem;
	struct head h;

	TRY(register_head_get(cx, args_i64(a, "ID", 0), &h));
	paper_name(p, "Đầu sổ khen thưởng số %" PRId64, args_i64(a, "ID", 0));
	paper_title(p, "ĐẦU SỔ KHEN THƯỞNG");
	paper_text(p, PAPER_CENTRED | PAPER_ITALIC, mem_text(m, "lúc %s, sổ có %" PRId64 " dòng", date_vn_ms(m, h.at_ms), h.size));
	paper_text(p, 0, "Đây là chữ ký trên toàn bộ sổ khen thưởng lúc đó. Ai giữ tờ này, sau này có thể phát hiện bất kỳ dòng nào bị sửa, "
	           "bị bỏ hay bị đổi chỗ: quét mã dưới đây, hoặc gõ lại các dòng ở cuối trang vào một tệp, rồi đưa cho chương trình "
	           "thidua-verify cùng bản sao của sổ. Khoảng trắng, xuống dòng và chữ hoa trong các số dài không quan trọng.");
	paper_code(p, head_text(m, &h), CODE_MM);
	paper_text(p, PAPER_SMALL, mem_text(m, "thidua-head 1\nlog %s\nsize %" PRId64 "\nroot %s\ntime %" PRId64 "\nkey %s\nsignature %s", h.log,
	                                    h.size, grouped(m, crypt_hex(m, h.root.b, MERKLE_HASH)), h.at_ms,
	                                    grouped(m, crypt_hex(m, h.key, HEAD_KEY)), grouped(m, crypt_hex(m, h.signature, HEAD_SIGNATURE))));
	return paper_err(p);
}
