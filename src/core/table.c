/* core/table.c -- cuts lines and cells; what a cell means is the room's. */
#include "core/table.h"

#include "base/file.h"
#include "base/text.h"

enum { CODE_MAX = 32, DIGITS_MAX = 12 };

static void cut_line(struct table_line *l, const char *line, size_t n)
{
	const char *end = line + n;

	l->cells_n = 0;
	for (size_t i = 0; i <= TABLE_CELLS_MAX; i++)
		l->cells[i] = "";
	while (l->cells_n <= TABLE_CELLS_MAX) {
		const char *tab = memchr(line, '\t', (size_t)(end - line));

		l->cells[l->cells_n++] = text_line(l->cx->mem, mem_copy(l->cx->mem, line, (size_t)((tab ? tab : end) - line)));
		if (tab == NULL)
			break;
		line = tab + 1;
	}
}

/* The table whose columns the line names, or NULL with a fault that says all that would be taken. */
static const struct table *table_of(struct table_line *l, const struct table *tables, size_t tables_n)
{
	const char *columns = "", *known = "";

	for (size_t i = 0; i < l->cells_n; i++)
		columns = mem_text(l->cx->mem, "%s%s%s", columns, i == 0 ? "" : " ", l->cells[i]);
	for (size_t i = 0; i < tables_n; i++) {
		if (text_is(tables[i].columns, columns))
			return &tables[i];
		known = mem_text(l->cx->mem, "%s%s“%s”", known, i == 0 ? "" : ", ", tables[i].columns);
	}
	fault(l->cx, l->place, "Dòng đầu phải là tên các cột, cách nhau bằng dấu tab, một trong: %s.", known);
	return NULL;
}

static size_t columns_of(const struct table *t)
{
	size_t n = 1;

	for (const char *p = t->columns; *p != '\0'; p++)
		n += *p == ' ';
	return n;
}

err table_read(struct ctx *cx, const char *text, const struct table *tables, size_t tables_n, int64_t *added_out)
{
	struct table_line l = {.cx = cx};
	const struct table *table = NULL;
	int64_t line_no = 0;

	need(cx, strlen(text) <= TABLE_FILE_MAX, "file", "Tệp danh mục không được quá 4 MB.");
	TRY(faults(cx));
	if (text_starts(text, "\xEF\xBB\xBF"))
		text += 3;
	for (const char *p = text; *p != '\0';) {
		size_t n = strcspn(p, "\n");

		cut_line(&l, p, n);
		p += n + (p[n] == '\n');
		l.place = mem_text(cx->mem, "dòng %" PRId64, ++line_no);
		if (*l.cells[0] == '#' || (l.cells_n == 1 && *l.cells[0] == '\0'))
			continue;
		if (table == NULL) {
			table = table_of(&l, tables, tables_n);
			TRY(faults(cx));
		} else if (l.cells_n > columns_of(table)) {
			fault(cx, l.place, "Dòng có %zu cột, chỉ cần %zu.", l.cells_n, columns_of(table));
		} else {
			TRY(table->take(&l));
		}
	}
	need(cx, table != NULL, "file", "Tệp không có dòng nào.");
	TRY(faults(cx));
	*added_out = l.added;
	return OK;
}

err table_file(struct ctx *cx, const char *path, const char **text_out)
{
	struct view text;

	TRY(file_read(cx->mem, path, TABLE_FILE_MAX, &text));
	need(cx, text_is_utf8(text.p, text.n), "FILE", "Tệp phải là văn bản UTF-8.");
	TRY(faults(cx));
	*text_out = text_clean(cx->mem, text.p, text.n);
	return OK;
}

date table_date(struct table_line *l, size_t i)
{
	date d = *l->cells[i] == '\0' ? DATE_NONE : date_from_iso(l->cells[i]);

	if (*l->cells[i] != '\0' && d == DATE_NONE)
		fault(l->cx, l->place, "“%s” không phải là ngày; hãy viết năm-tháng-ngày, ví dụ 2024-01-15.", l->cells[i]);
	return d;
}

int64_t table_number(struct table_line *l, size_t i, int decimals)
{
	const char *p = l->cells[i];
	int64_t v = 0;
	int after = -1, digits = 0;
	bool is_good = *p != '.';

	for (; *p != '\0' && is_good; p++) {
		if (*p == '.' && after < 0 && p[1] != '\0') {
			after = 0;
			continue;
		}
		is_good = *p >= '0' && *p <= '9' && ++digits <= DIGITS_MAX && (after < 0 || ++after <= decimals);
		v = v * 10 + (*p - '0');
	}
	for (int k = after < 0 ? 0 : after; k < decimals; k++)
		v *= 10;
	if (is_good)
		return v;
	fault(l->cx, l->place, "“%s” không phải là số; hãy viết chữ số, phần lẻ sau dấu chấm, tối đa %d chữ số lẻ, ví dụ 4.5.",
	      l->cells[i], decimals);
	return 0;
}

bool table_yes(struct table_line *l, size_t i)
{
	bool is_yes = text_is(l->cells[i], "yes");

	if (!is_yes && *l->cells[i] != '\0' && !text_is(l->cells[i], "no"))
		fault(l->cx, l->place, "Chỉ nhận “yes” hoặc “no”, không phải “%s”.", l->cells[i]);
	return is_yes;
}

bool table_text(struct table_line *l, size_t i, const char *what, size_t max)
{
	bool is_good = *l->cells[i] != '\0' && text_chars(l->cells[i]) <= max;

	if (!is_good)
		fault(l->cx, l->place, "Hãy ghi %s, tối đa %zu ký tự.", what, max);
	return is_good;
}

bool table_code(struct table_line *l, size_t i)
{
	const char *code = l->cells[i];
	size_t n = strlen(code);
	bool is_good = n > 0 && n <= CODE_MAX && strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-") == n;

	if (!is_good)
		fault(l->cx, l->place, "Mã “%s” phải gồm chữ in hoa không dấu, chữ số, dấu chấm, dấu gạch nối, tối đa 32 ký tự.", code);
	return is_good;
}
