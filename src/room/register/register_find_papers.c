/* room/register/register_find_papers.c -- whatever was found, as a sheet: row by row, whatever its length. */
#include <ctype.h>

#include "base/big.h"
#include "base/text.h"
#include "core/cli.h"
#include "paper/paper.h"
#include "room/register/register_find.h"
#include "room/register/register_find_columns.h"

#define ROWS "room/register/register.def"
#include "core/declare.h"

enum { PART = 200, SHEET_MAX = 1000000 };

static struct paper_cell cell_of(struct mem *m, const struct register_line *l, enum register_column c)
{
	struct register_value v = register_value_of(m, l, c);

	return v.is_day ? cell_date((date)v.n) : v.is_number && c == REGISTER_COL_MONEY ? cell_money(v.n) : v.is_number ? cell_int(v.n) : cell_text(v.text);
}

static err put_lines(struct ctx *cx, struct paper *p, const struct register_columns *c, const struct register_list *list)
{
	if (register_columns_said(c))
		TRY(register_said(cx, list->at, list->n));
	for (size_t i = 0; i < list->n; i++) {
		struct paper_cell cells[REGISTER_COL_N];

		for (size_t k = 0; k < c->n; k++)
			cells[k] = cell_of(cx->mem, &list->at[i], c->at[k]);
		paper_cells(p, cells, c->n);
	}
	return OK;
}

/* Lines that were chosen one by one, or, where none was, all that a question finds. */
static err chosen(struct ctx *cx, const struct args *a, struct register_list *out)
{
	int64_t nos[REGISTER_BULK_MAX];
	size_t n = register_nos_of(args_text(a, "--nos"), nos, REGISTER_BULK_MAX);
	struct register_found f;

	if (n > 0)
		return register_chosen(cx, nos, n, out);
	TRY(register_find(cx, (struct register_ask){.q = args_text(a, "--q"), .n = REGISTER_BULK_MAX}, &f));
	need(cx, f.total <= REGISTER_BULK_MAX, "q", "Câu tìm ra hơn 500 dòng; hãy tìm hẹp hơn.");
	need(cx, f.total > 0, "nos", "Hãy chọn từ 1 đến 500 dòng.");
	TRY(faults(cx));
	*out = (struct register_list){.at = f.at, .n = f.n};
	return OK;
}

static err chosen_paper(struct ctx *cx, const struct args *a, const struct register_columns *c, const struct paper_column *columns, struct paper *p)
{
	struct register_list list;

	TRY(chosen(cx, a, &list));
	paper_expect(p, (int64_t)list.n);
	paper_table(p, columns, c->n);
	TRY(put_lines(cx, p, c, &list));
	return paper_err(p);
}

err register_found_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	struct register_columns c = register_columns_of(args_text(a, "--cot"));
	struct paper_column columns[REGISTER_COL_N];
	bool by_name = text_is(args_text(a, "--xep"), "ten");
	struct big *ids;

	for (size_t i = 0; i < c.n; i++)
		columns[i] = (struct paper_column){REGISTER_COLUMNS[c.at[i]].head, REGISTER_COLUMNS[c.at[i]].width_mm, false};
	if (args_has(a, "--nos"))
		return chosen_paper(cx, a, &c, columns, p);
	TRY(register_find_all(cx, args_text(a, "--q"), by_name, &ids));
	if (ids->n > SHEET_MAX) {
		fault(cx, "q", "Kết quả có %zu dòng; một tệp Excel chứa nhiều nhất 1.000.000 dòng. Hãy tìm hẹp hơn.", ids->n);
		return ERR_INVALID;
	}
	paper_expect(p, (int64_t)ids->n);
	paper_table(p, columns, c.n);
	for (size_t done = 0; done < ids->n;) {
		MEM_EACH(cx) {
			struct register_list list;
			int64_t nos[PART];
			size_t n = 0;

			for (; n < PART && done < ids->n; done++)
				nos[n++] = BIG_AT(ids, uint32_t)[by_name ? done : ids->n - 1 - done];
			TRY(register_find_lines(cx, nos, n, &list));
			TRY(put_lines(cx, p, &c, &list));
		}
		TRY(paper_err(p));
	}
	return OK;
}

/* ---- slips: what the register says of one award, a page each, with a code that asks the public page about it ------------------ */

enum { CODE_PATH_MAX = 600, CODE_MM = 38 };

static const char *encoded(struct mem *m, const char *text)
{
	struct buf *b = buf_new(m, strlen(text) * 3 + 1);

	for (const unsigned char *p = (const unsigned char *)text; *p != '\0'; p++) {
		if (isalnum(*p))
			buf_char(b, (char)*p);
		else
			buf_fmt(b, "%%%02X", *p);
	}
	return b->p;
}

/* By the certificate and the name on it where it has a number, else by the name and the year; "" for a name that is gone. */
static const char *check_path(struct mem *m, const struct register_line *l)
{
	if (*l->name == '\0')
		return "";
	if (*l->certificate != '\0')
		return mem_text(m, "/tra-cuu?bang=%s&ten=%s", encoded(m, l->certificate), encoded(m, l->name));
	return mem_text(m, "/tra-cuu?ten=%s&nam=%" PRId64, encoded(m, l->name), l->year);
}

static void fact(struct paper *p, const char *what, const char *says)
{
	if (*says != '\0')
		paper_row(p, cell_text(what), cell_text(says));
}

static void slip(struct ctx *cx, struct paper *p, const struct register_line *l)
{
	static const struct paper_column columns[] = {{"Mục", 45}, {"Ghi trong sổ", 120}};
	struct mem *m = cx->mem;
	const char *path = check_path(m, l);
	bool is_coded;

	paper_title(p, "TRÍCH SỔ KHEN THƯỞNG");
	paper_text(p, PAPER_CENTRED | PAPER_ITALIC, mem_text(m, "Dòng số %" PRId64 ", trích %s", l->no, date_official(m, cx->today)));
	paper_table(p, columns, COUNT(columns));
	fact(p, "Họ và tên, tên tập thể", register_name_words(l));
	fact(p, "Chức vụ", l->position);
	fact(p, "Đơn vị", l->unit_words);
	fact(p, "Đơn vị nay là", register_now_words(l));
	fact(p, "Khen thưởng", l->award_name);
	fact(p, "Tính chất", register_nature_words(l->nature));
	fact(p, "Năm", mem_text(m, "%" PRId64, l->year));
	fact(p, "Quyết định", mem_text(m, "số %s ngày %s của %s", l->decision.number, date_vn(m, l->decision.day), l->decision.issuer));
	fact(p, "Người ký", l->decision.signer);
	fact(p, "Số sổ vàng", l->place_no == 0 ? "" : mem_text(m, "%" PRId64, l->place_no));
	fact(p, "Số bằng", l->certificate);
	fact(p, "Thành tích", l->achievement);
	fact(p, "Tình trạng", register_state_words(l));
	/* A code of more than that is too fine to be read off paper. */
	is_coded = *path != '\0' && strlen(path) <= CODE_PATH_MAX && paper_code_path(p, path, CODE_MM);
	if (is_coded)
		paper_text(p, PAPER_CENTRED | PAPER_SMALL, "Quét mã để kiểm tra ở trang tra cứu công khai. Trang ấy chỉ hiện khen thưởng được công khai.");
	else
		paper_text(p, PAPER_CENTRED | PAPER_SMALL, "Kiểm tra ở trang tra cứu công khai (/tra-cuu) bằng số bằng và tên, hoặc họ tên và năm.");
	paper_sign(p, (struct paper_sign){"", "", "NGƯỜI TRÍCH SỔ", cx->who->full_name});
}

err register_slips_paper(struct ctx *cx, const struct args *a, struct paper *p)
{
	struct register_list list;

	TRY(chosen(cx, a, &list));
	paper_name(p, list.n == 1 ? "Trích sổ khen thưởng, dòng %" PRId64 : "Trích sổ khen thưởng, từ dòng %" PRId64, list.at[0].no);
	for (size_t i = 0; i < list.n; i++) {
		paper_page(p, "", false);
		slip(cx, p, &list.at[i]);
		TRY(paper_err(p));
	}
	return OK;
}
