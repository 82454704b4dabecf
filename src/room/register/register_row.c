/* room/register/register_row.c -- one row of a list: its cells by field, the awards it records, whether it was said before.
 * Pure. */
#include "base/text.h"
#include "room/register/register_row_in.h"

enum { MINOR_YEARS = 5, DITTO_MAX = 13 };

/* ---- problems --------------------------------------------------------------------------------------------------------- */

static bool is_ditto(const char *text)
{
	static const char *const marks[] = {"\"", "''", "“", "”", "nt", "-nt-", "- nt -", "như trên", "Như trên", "//", "NT", "-\"-", "- \" -", "˝", "〃", ",,"};

	if (strchr("\"'\xe2nN-/\xcb\xe3,", *text) == NULL || strlen(text) > DITTO_MAX)       /* cheap first: every cell is asked */
		return false;
	for (size_t i = 0; i < COUNT(marks); i++)
		if (text_is(text, marks[i]))
			return true;
	return false;
}

/* As the cell says it; for a cell that says “nt”, or leaves to the row above, as that one does. */
static const char *value_of(const struct rowing *r, enum sheet_field f)
{
	int c = r->column_of[f] < 0 ? -1 : r->column_of[f] + r->shift;
	const char *cell = c < 0 || (size_t)c >= r->l->n ? "" : r->l->at[c];

	if (*cell != '\0' && !is_ditto(cell))
		return cell;
	return c >= 0 && r->s->has_last && r->s->last[f] != NULL ? mem_dup(r->m, r->s->last[f]) : r->at[f];
}

/* Errors stop a file, so none is lost for the number of doubts: which doubt gives way; -1 for none. */
static int last_doubt(const struct sheet_said *o)
{
	int i = (int)o->problems_n;

	while (i-- > 0 && o->problems[i].is_error)
		;
	return i;
}

void row_problem(struct rowing *r, bool is_error, enum sheet_field f, const char *accepted, const char *fmt, ...)
{
	struct sheet_said *o = r->out;
	va_list ap;
	int c = r->column_of[f], at = (int)o->problems_n;

	if (o->problems == NULL)
		o->problems = mem_new(r->m, struct sheet_problem, SHEET_PROBLEMS_MAX);
	if (o->problems_n == SHEET_PROBLEMS_MAX)
		at = is_error ? last_doubt(o) : -1;
	if (at < 0)
		return;
	o->problems_n += (size_t)at == o->problems_n;
	va_start(ap, fmt);
	o->problems[at] = (struct sheet_problem){
		.field = f, .column = c >= 0 ? c + r->shift : -1,
		.heading = c >= 0 && *r->s->columns[c].heading != '\0' ? r->s->columns[c].heading : sheet_field_words(f),
		.value = value_of(r, f),
		.message = mem_vtext(r->m, fmt, ap), .accepted = accepted, .is_error = is_error};
	va_end(ap);
}

/* ---- cells -------------------------------------------------------------------------------------------------------------- */

static const char *cell_at(const struct rowing *r, size_t column, int shift)
{
	size_t c = column + (size_t)shift;

	return (shift < 0 && column == 0) || c >= r->l->n ? "" : r->l->at[c];
}

/* Of columns whose cells tell by themselves whether they are right: how many there are, and how many are. */
static int fit(struct rowing *r, int shift, int *of)
{
	struct sheet *s = r->s;
	int good = 0;

	*of = 0;
	for (size_t i = 0; i < s->columns_n; i++) {
		const char *text = cell_at(r, i, shift), *fold;
		struct cell_day d;

		if (*text == '\0')
			continue;
		switch ((int)s->columns[i].field) {
		case SHEET_NAME:
			fold = text_fold(s->scratch, text);
			++*of;
			good += cell_kind_of_name(s->scratch, text, fold) != AWARD_ANYBODY;
			break;
		case SHEET_AWARD: case SHEET_TITLE: case SHEET_HONOUR:
			++*of;
			good += award_words_of(s->words, text).award != NULL;
			break;
		case SHEET_DECISION:
			++*of;
			good += cell_decision(s->scratch, text, s->today).is_found;
			break;
		case SHEET_DAY: case SHEET_BIRTH:
			d = cell_day(text, s->today);
			++*of;
			good += d.year != 0;
			break;
		default:
			break;
		}
	}
	return good;
}

/* Cheap first: a row whose name or award is no such thing. */
static bool looks_slipped(const struct rowing *r)
{
	int name = r->column_of[SHEET_NAME], award = r->column_of[SHEET_AWARD] >= 0 ? r->column_of[SHEET_AWARD] : r->column_of[SHEET_HONOUR];
	const char *text = name >= 0 ? cell_at(r, (size_t)name, 0) : "x";

	if (*text == '\0' || (*text >= '0' && *text <= '9'))
		return true;
	text = award >= 0 ? cell_at(r, (size_t)award, 0) : "";
	return *text != '\0' && award_words_of(r->s->words, text).award == NULL;
}

/* A row that slipped by a column: its own place does not fit, the one beside does. */
static int shift_of(struct rowing *r)
{
	int of, there, good;

	if (!looks_slipped(r))
		return 0;
	good = fit(r, 0, &of);
	if (of == 0 || good * 2 >= of)
		return 0;
	for (int shift = -1; shift <= 1; shift += 2)
		if (fit(r, shift, &there) * 4 >= there * 3 && there >= 2 && fit(r, shift, &there) > good + 1)
			return shift;
	return 0;
}

static bool is_broken(const char *text)
{
	static const char *const errors[] = {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"};

	for (size_t i = 0; *text == '#' && i < COUNT(errors); i++)
		if (text_is(text, errors[i]))
			return true;
	return false;
}

static bool is_nothing(const char *text)
{
	if (strchr("-\xe2_.0", *text) == NULL)
		return false;
	return text_is(text, "-") || text_is(text, "–") || text_is(text, "_") || text_is(text, ".") || text_is(text, "…") || text_is(text, "...") || text_is(text, "0");
}

static void speak(struct rowing *r, struct spoken x)
{
	if (r->spoken_n < SHEET_ROWS_MAX)
		r->spoken[r->spoken_n++] = x;
	else
		row_problem(r, true, x.field, "Nhiều dòng, mỗi dòng không quá 64 khen thưởng.", "Dòng nêu quá nhiều khen thưởng; “%s” không được đọc.", x.text);
}

static void take_cell(struct rowing *r, size_t i, const char *text)
{
	const struct sheet_column *c = &r->s->columns[i];
	enum sheet_field f = c->field;

	if (f == SHEET_MARK || f == SHEET_AWARD_YEAR) {
		struct spoken x = {.text = f == SHEET_MARK ? c->award->name : text, .award = f == SHEET_MARK ? c->award : NULL, .column = (int)i, .field = f,
		                   .year = c->year, .number = "", .day = {.day = DATE_NONE}};
		struct cell_decision d = cell_decision(r->m, text, r->s->today);

		if (is_nothing(text) || text_is(text, "không") || text_is(text, "Không"))
			return;
		if (f == SHEET_MARK && d.is_found) {
			x.number = d.number;
			x.day = d.day;
		} else if (f == SHEET_MARK) {
			x.year = cell_years(text).to;
		}
		speak(r, x);
		return;
	}
	if (is_broken(text)) {
		r->column_of[f] = (int)i;
		row_problem(r, true, f, "Giá trị thay cho công thức bị lỗi.", "Ô chứa lỗi công thức của Excel.");
		return;
	}
	if (is_ditto(text))
		text = r->s->has_last && r->s->last[f] != NULL ? mem_dup(r->m, r->s->last[f]) : "";
	if (*r->at[f] == '\0') {
		r->at[f] = text;
		r->column_of[f] = (int)i;
	}
}

static void take_cells(struct rowing *r)
{
	struct sheet *s = r->s;

	for (size_t f = 0; f < SHEET_FIELD_N; f++) {
		r->at[f] = "";
		r->column_of[f] = -1;
	}
	for (size_t i = 0; i < s->columns_n; i++)
		if (s->columns[i].field != SHEET_NONE && r->column_of[s->columns[i].field] < 0)
			r->column_of[s->columns[i].field] = (int)i;
	r->shift = shift_of(r);
	for (size_t i = 0; i < s->columns_n; i++) {
		const char *text = cell_at(r, i, r->shift);

		if (s->columns[i].field != SHEET_NONE && *text != '\0' && !(s->columns[i].field != SHEET_PLACE && is_nothing(text)))
			take_cell(r, i, text);
	}
	for (size_t f = 1; f < SHEET_FIELD_N; f++) {
		if (*r->at[f] != '\0' || !s->is_grouped[f] || !s->has_last || s->last[f] == NULL)
			continue;
		r->at[f] = mem_dup(r->m, s->last[f]);
		if (f == SHEET_UNIT)    /* merged cells say it themselves: this one is empty, and perhaps by mistake */
			row_problem(r, false, SHEET_UNIT, "Tên đơn vị của dòng này.", "Ô đơn vị để trống; đã đọc là “%s” như dòng trên.", r->at[f]);
	}
	if (r->shift != 0)
		row_problem(r, false, SHEET_NAME, "Các ô đúng cột của chúng.", "Dòng lệch một cột sang %s; đã đọc theo cột đúng.", r->shift > 0 ? "phải" : "trái");
}

static void keep_last(struct rowing *r)
{
	struct sheet *s = r->s;

	mem_reset(s->last_mem);
	for (size_t f = 1; f < SHEET_FIELD_N; f++)
		s->last[f] = *r->at[f] == '\0' ? NULL : mem_dup(s->last_mem, r->at[f]);
	s->has_last = true;
}

/* ---- awards ------------------------------------------------------------------------------------------------------------------------ */

/* "CSTĐCS; LĐTT", each part known: several awards in a cell. */
static bool speak_parts(struct rowing *r, const char *text, enum sheet_field f)
{
	static const char *const signs[] = {";", "\n", "+", ",", " và "};

	for (size_t i = 0; i < COUNT(signs); i++) {
		const char *parts[8];
		size_t n = 0;
		bool all = true;

		for (const char *p = text; p != NULL && n < COUNT(parts);) {
			const char *end = strstr(p, signs[i]);

			parts[n++] = text_line(r->m, end == NULL ? p : mem_copy(r->m, p, (size_t)(end - p)));
			p = end == NULL ? NULL : end + strlen(signs[i]);
		}
		if (n < 2 || n == COUNT(parts))
			continue;
		for (size_t k = 0; k < n; k++)
			all &= *parts[k] != '\0' && award_words_of(r->s->words, parts[k]).award != NULL && !award_words_of(r->s->words, parts[k]).is_near;
		if (!all)
			continue;
		for (size_t k = 0; k < n; k++)
			speak(r, (struct spoken){.text = parts[k], .field = f, .column = r->column_of[f], .number = "", .day = {.day = DATE_NONE}});
		return true;
	}
	return false;
}

static void speak_of(struct rowing *r, enum sheet_field f)
{
	const char *text = text_trim(r->m, r->at[f]);
	struct award_said said;

	if (*text == '\0')
		return;
	said = award_words_of(r->s->words, text_line(r->m, text));
	if ((said.award == NULL || said.is_near || said.is_begin) && speak_parts(r, text, f))
		return;
	speak(r, (struct spoken){.text = text_line(r->m, text), .field = f, .column = r->column_of[f], .number = "", .day = {.day = DATE_NONE}});
}

static void find_awards(struct rowing *r)
{
	struct sheet *s = r->s;
	const char *code = r->at[SHEET_AWARD_CODE];

	speak_of(r, SHEET_AWARD);
	speak_of(r, SHEET_TITLE);
	speak_of(r, SHEET_HONOUR);
	if (*code != '\0') {
		struct award_said by_code = award_words_of(s->words, code);

		if (r->spoken_n == 0) {
			speak_of(r, SHEET_AWARD_CODE);
		} else if (r->spoken_n == 1) {
			struct award_said by_name = award_words_of(s->words, r->spoken[0].text);

			if (by_name.award != NULL && by_code.award != NULL && by_name.award != by_code.award && !by_name.is_begin)
				row_problem(r, true, SHEET_AWARD_CODE, "Tên và mã của cùng một danh hiệu, hình thức.", "Mã “%s” là “%s”, khác với “%s”.", code, by_code.award->name, r->spoken[0].text);
			if (by_code.award != NULL)
				r->spoken[0].award = by_code.award;
		}
	}
	if (r->spoken_n > 0)
		return;
	if (s->held.award != NULL)
		speak(r, (struct spoken){.text = s->held.award_text, .award = s->held.award, .field = SHEET_AWARD, .column = -1, .number = "", .day = {.day = DATE_NONE}});
	else if (*row_given(r, SHEET_AWARD) != '\0')
		speak(r, (struct spoken){.text = row_given(r, SHEET_AWARD), .field = SHEET_AWARD, .column = -1, .number = "", .day = {.day = DATE_NONE}});
	else if (s->has_field[SHEET_AWARD] || s->has_field[SHEET_TITLE] || s->has_field[SHEET_HONOUR] || s->has_field[SHEET_AWARD_CODE])
		row_problem(r, true, s->has_field[SHEET_AWARD] ? SHEET_AWARD : s->has_field[SHEET_TITLE] ? SHEET_TITLE : SHEET_HONOUR,
		        "Tên, tên viết tắt hoặc mã của một danh hiệu, hình thức.", "Thiếu danh hiệu, hình thức khen thưởng.");
	else if (!s->has_field[SHEET_MARK] && !s->has_field[SHEET_AWARD_YEAR])
		s->missing_n[SHEET_AWARD]++;
}

static const struct award *award_of(struct rowing *r, struct spoken *x)
{
	struct award_said said = {.award = x->award, .near = ""};

	if (x->award != NULL)
		return x->award;
	said = award_words_of(r->s->words, x->text);
	if (said.award == NULL)
		row_problem(r, true, x->field, *said.near != '\0' ? mem_text(r->m, "%s, hoặc tên khác trong danh mục.", said.near)
		                                             : "Tên, tên viết tắt hoặc mã trong danh mục, ví dụ Chiến sĩ thi đua cơ sở, CSTĐCS.",
		        "Không nhận ra danh hiệu, hình thức “%s”.", x->text);
	else if (said.is_near)
		row_problem(r, false, x->field, mem_text(r->m, "%s.", said.near), "“%s” được đọc là “%s”.", x->text, said.award->name);
	if (said.award != NULL && ((x->field == SHEET_TITLE && said.award->class == AWARD_HONOUR) || (x->field == SHEET_HONOUR && said.award->class == AWARD_TITLE)) &&
	    r->s->has_field[SHEET_TITLE] && r->s->has_field[SHEET_HONOUR])
		row_problem(r, false, x->field, x->field == SHEET_TITLE ? "Một danh hiệu thi đua." : "Một hình thức khen thưởng.", "“%s” là %s nhưng đứng ở cột %s.", said.award->name,
		        said.award->class == AWARD_HONOUR ? "hình thức khen thưởng" : "danh hiệu thi đua", r->s->columns[x->column >= 0 ? x->column : 0].heading);
	return said.award;
}

/* ---- the same thing twice ------------------------------------------------------------------------------------------------------------- */

static uint64_t hashed(uint64_t h, const char *text)
{
	for (; *text != '\0'; text++)
		h = (h ^ (unsigned char)*text) * UINT64_C(1099511628211);
	return (h ^ 0x1f) * UINT64_C(1099511628211);
}

static void grow_seen(struct sheet *s)
{
	size_t cap = s->seen_cap * 4;
	uint64_t *seen = mem_new(s->mem, uint64_t, cap);
	int *line = mem_new(s->mem, int, cap);

	for (size_t i = 0; i < s->seen_cap; i++) {
		size_t at = (size_t)s->seen[i] & (cap - 1);

		if (s->seen[i] == 0)
			continue;
		while (seen[at] != 0)
			at = (at + 1) & (cap - 1);
		seen[at] = s->seen[i];
		line[at] = s->seen_line[i];
	}
	s->seen = seen;
	s->seen_line = line;
	s->seen_cap = cap;
}

/* The line on which that was said before; 0, and it is kept, when it was not. */
static int seen_before(struct sheet *s, uint64_t h, int line)
{
	size_t at;

	h += h == 0;
	if (s->seen_n * 2 >= s->seen_cap)
		grow_seen(s);
	for (at = (size_t)h & (s->seen_cap - 1); s->seen[at] != 0; at = (at + 1) & (s->seen_cap - 1))
		if (s->seen[at] == h)
			return s->seen_line[at];
	s->seen[at] = h;
	s->seen_line[at] = line;
	s->seen_n++;
	return 0;
}

static void check_twice(struct rowing *r, const struct sheet_row *row)
{
	struct sheet *s = r->s;
	uint64_t h = hashed(UINT64_C(14695981039346656037), text_fold(s->scratch, row->at[SHEET_NAME]));
	int line;

	if (*row->at[SHEET_NAME] == '\0' || row->award == NULL)
		return;
	h = hashed(h, row->at[SHEET_BIRTH]);
	h = hashed(h, row->at[SHEET_NUMBER]);
	h = hashed(h, text_fold(s->scratch, row->at[SHEET_UNIT]));
	h = hashed(h, text_fold(s->scratch, row->at[SHEET_POSITION]));
	h = hashed(h, row->award->code);
	h = hashed(h, text_fold(s->scratch, row->at[SHEET_DECISION]));
	h = (h ^ (uint64_t)row->year) * UINT64_C(1099511628211);
	line = seen_before(s, h, r->l->line);
	if (line != 0)
		row_problem(r, false, SHEET_NAME, "Mỗi khen thưởng một dòng.", "Trùng với dòng %d: cùng tên, đơn vị, khen thưởng, năm và quyết định.", line);
}

/* Numbers of certificates begin anew for each award, issuer and year; among those one number is one certificate. */
static void check_certificate(struct rowing *r, const struct sheet_row *row)
{
	struct sheet *s = r->s;
	uint64_t h = UINT64_C(0x63657274696669);
	int line;

	if (*row->at[SHEET_CERTIFICATE] == '\0' || row->award == NULL || row->nature == REGISTER_REVOKE || row->nature == REGISTER_CANCEL || row->nature == REGISTER_ADJUST)
		return;
	h = hashed(h, text_fold(s->scratch, row->at[SHEET_CERTIFICATE]));
	h = hashed(h, row->award->code);
	h = hashed(h, text_fold(s->scratch, row->at[SHEET_ISSUER]));
	h = (h ^ (uint64_t)row->day.year) * UINT64_C(1099511628211);
	line = seen_before(s, h, r->l->line);
	if (line != 0)
		row_problem(r, true, SHEET_CERTIFICATE, "Mỗi bằng một số, hoặc để trống.", "Số bằng “%s” của “%s” đã ghi ở dòng %d.", row->at[SHEET_CERTIFICATE], row->award->name, line);
}

/* As register_add() asks of a line that is written by itself. */
static void check_valid(struct rowing *r, const struct spoken *x, const struct sheet_row *row)
{
	const struct award *a = row->award;

	if (a != NULL && row->day.day != DATE_NONE && ((a->from != DATE_NONE && row->day.day < a->from) || (a->to != DATE_NONE && row->day.day > a->to)))
		row_problem(r, true, x->field, "Một danh hiệu, hình thức có vào ngày của quyết định, hoặc ngày quyết định đúng.", "Ngày %s chưa có hoặc không còn “%s”.",
		            date_vn(r->m, row->day.day), a->name);
}

/* One number with two days: one of them is wrong. */
static void check_number_again(struct rowing *r)
{
	struct sheet *s = r->s;
	const char *number = r->at[SHEET_DECISION];

	if (*number == '\0' || r->row.day.day == DATE_NONE)
		return;
	for (size_t i = s->numbers.n; i-- > 0 && i + 64 > s->numbers.n;) {
		const struct sheet_said_number *n = &s->numbers.at[i];

		if (!text_is(n->number, number))
			continue;
		if (n->day.day == r->row.day.day)
			return;
		if (n->day.year == r->row.day.year) {
			row_problem(r, false, SHEET_DAY, mem_text(r->m, "%s, như ở dòng %d.", date_vn(r->m, n->day.day), n->line), "Quyết định số %s ở dòng %d ghi ngày %s.", number, n->line,
			        date_vn(r->m, n->day.day));
			return;
		}
	}
	*list_add(s->mem, &s->numbers) = (struct sheet_said_number){mem_dup(s->mem, number), "", r->row.day, r->l->line};
}

/* ---- the row ------------------------------------------------------------------------------------------------------------------------- */

static void finish(struct rowing *r, struct spoken *x)
{
	struct sheet_row *row = &r->out->rows[r->out->rows_n++];
	const struct award *a;

	if (x->field == SHEET_MARK || x->field == SHEET_AWARD_YEAR)     /* several columns: what is wrong stands in this one */
		r->column_of[x->field] = x->column;
	a = award_of(r, x);
	*row = r->row;
	memcpy(row->at, r->at, sizeof row->at);
	row->award = a;
	row->at[SHEET_AWARD] = x->text;
	if (*x->number != '\0') {
		row->at[SHEET_DECISION] = x->number;
		row->day = x->day.day != DATE_NONE ? x->day : row->day;
		if (x->day.is_none || (row->day.day != DATE_NONE && row->day.day > r->s->today))
			row_problem(r, true, x->field, "Ngày đã qua, như 05/03/2020.", "Ngày của quyết định “%s” không có thật hoặc chưa tới.", x->number);
		row->at[SHEET_DAY] = row->day.day == DATE_NONE ? "" : date_iso(r->m, row->day.day);
	}
	row->nature = r->row.nature;
	if (row->nature == REGISTER_GRANT && x->award == NULL && text_starts(text_fold(r->s->scratch, x->text), "truy tang"))
		row->nature = REGISTER_POSTHUMOUS;
	row->subject = row_subject(r, a);
	row->year = row_year(r, x);
	row->at[SHEET_YEAR] = row->year == 0 ? "" : mem_text(r->m, "%" PRId64, row->year);
	row->at[SHEET_ISSUER] = row_issuer(r, a, row->at[SHEET_DECISION]);
	if (*row->at[SHEET_ISSUER] == '\0' && *row->at[SHEET_DECISION] != '\0')
		row_missing(r, SHEET_ISSUER, "Cơ quan ban hành, ví dụ Sở Nội vụ.");
	row->at[SHEET_LEVEL] = row_level(r, a);
	if (a != NULL && !row_is_for(a, row->subject))
		row_problem(r, true, x->field, mem_text(r->m, "Một danh hiệu, hình thức dành cho %s.", row_subject_words(row->subject)), "“%s” không tặng cho %s.", a->name,
		        row_subject_words(row->subject));
	if (row->birth.year != 0 && row->day.year != 0 && row->birth.year >= row->day.year)
		row_problem(r, true, SHEET_BIRTH, "Năm sinh trước ngày quyết định.", "Năm sinh %" PRId64 " không trước ngày quyết định.", row->birth.year);
	else if (row->birth.year != 0 && row->day.year != 0 && row->birth.year + MINOR_YEARS > row->day.year)
		row_problem(r, false, SHEET_BIRTH, "Năm sinh đúng.", "Năm sinh %" PRId64 " gần ngày quyết định; hãy kiểm tra.", row->birth.year);
	if (row == r->out->rows)
		row_lengths(r, row);
	check_valid(r, x, row);
	check_certificate(r, row);
	check_twice(r, row);
}

static void check_ground(struct rowing *r)
{
	const char *text = r->at[SHEET_GROUND];

	r->row.ground = r->s->held.ground;
	if (*text == '\0')
		text = row_given(r, SHEET_GROUND);
	if (*text == '\0')
		return;
	r->row.ground = award_words_ground(r->s->words, text);
	if (r->row.ground == NULL)
		row_problem(r, false, SHEET_GROUND, "Công trạng, đột xuất, phong trào thi đua, quá trình cống hiến, niên hạn hoặc đối ngoại.", "Không nhận ra loại hình “%s”.", text);
}

/* Said once for the file by the person who loads it. */
static void take_given(struct rowing *r)
{
	static const enum sheet_field may[] = {SHEET_UNIT, SHEET_SIGNER, SHEET_SIGNER_TITLE, SHEET_NATURE, SHEET_LEVEL, SHEET_MOVEMENT, SHEET_ACHIEVEMENT, SHEET_PERIOD};

	if (*r->at[SHEET_UNIT] == '\0')
		r->at[SHEET_UNIT] = r->s->held.unit;
	for (size_t i = 0; i < COUNT(may); i++)
		if (*r->at[may[i]] == '\0')
			r->at[may[i]] = row_given(r, may[i]);
}

/* What nothing in the file says is said once, at its end; a decision that stands in the cell of an award is said there. */
static void count_missing(struct rowing *r)
{
	bool all_number = true, all_day = true;

	for (size_t i = 0; i < r->spoken_n; i++) {
		all_number &= *r->spoken[i].number != '\0';
		all_day &= r->spoken[i].day.day != DATE_NONE;
	}
	r->lacks[SHEET_DECISION] &= !all_number;
	r->lacks[SHEET_DAY] &= !all_day;
	for (size_t f = 1; f < SHEET_FIELD_N; f++)
		r->s->missing_n[f] += r->lacks[f];
}

void row_read(struct sheet *s, struct mem *m, const struct sheet_line *l, struct sheet_said *out)
{
	struct rowing r;

	memset(&r, 0, offsetof(struct rowing, spoken));
	r.s = s;
	r.m = m;
	r.l = l;
	r.out = out;
	take_cells(&r);
	keep_last(&r);
	take_given(&r);
	if (*r.at[SHEET_POST] != '\0')
		row_post(&r, r.at[SHEET_POST]);
	row_name(&r);
	row_birth(&r);
	row_sex(&r);
	row_number(&r);
	row_decision(&r);
	check_number_again(&r);
	row_period(&r);
	check_ground(&r);
	if (*r.at[SHEET_MONEY] != '\0' && cell_sum(r.at[SHEET_MONEY]) < 0)
		row_problem(&r, false, SHEET_MONEY, "Số tiền bằng đồng, như 1.490.000.", "Không đọc được số tiền “%s”; tiền thưởng được tính theo quy định của ngày quyết định.",
		            r.at[SHEET_MONEY]);
	r.row.nature = row_nature(&r);
	r.row.place = row_place(&r);
	for (size_t f = 0; f < SHEET_FIELD_N; f++)
		if (f != SHEET_NAME && *r.at[f] != '\0' && strchr(r.at[f], '\n') != NULL && f != SHEET_ACHIEVEMENT && f != SHEET_AWARD && f != SHEET_TITLE && f != SHEET_HONOUR)
			r.at[f] = text_line(m, r.at[f]);
	find_awards(&r);
	if (r.spoken_n == 0 && s->has_field[SHEET_MARK] + s->has_field[SHEET_AWARD_YEAR] > 0 && !s->has_field[SHEET_AWARD] && *r.at[SHEET_NAME] != '\0') {
		out->why = "Không đánh dấu danh hiệu, hình thức khen thưởng nào.";
		out->problems_n = 0;
		return;
	}
	if (r.spoken_n == 0)
		speak(&r, (struct spoken){.text = "", .award = NULL, .field = SHEET_AWARD, .column = -1, .number = "", .day = {.day = DATE_NONE}});
	out->rows = mem_new(m, struct sheet_row, r.spoken_n);
	if (r.spoken_n == 1 && *r.spoken[0].text == '\0') {
		struct sheet_row *row = out->rows;

		/* nobody said what was given: the row stands, with its problem */
		*row = r.row;
		memcpy(row->at, r.at, sizeof row->at);
		row->subject = row_subject(&r, NULL);
		row->year = row_year(&r, &r.spoken[0]);
		row->at[SHEET_YEAR] = row->year == 0 ? "" : mem_text(m, "%" PRId64, row->year);
		row->at[SHEET_ISSUER] = row_issuer(&r, NULL, row->at[SHEET_DECISION]);
		row->at[SHEET_LEVEL] = row_level(&r, NULL);
		out->rows_n = 1;
		count_missing(&r);
		return;
	}
	for (size_t i = 0; i < r.spoken_n; i++)
		finish(&r, &r.spoken[i]);
	count_missing(&r);
}
