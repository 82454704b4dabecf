/* room/register/register_row.c -- one row of a list: its cells by field, what headings above hold for it, the awards it
 * records, and everything that is wrong or doubtful with it. Pure. */
#include "base/buf.h"
#include "base/text.h"
#include "room/person/person.h"
#include "room/register/register_sheet_in.h"

enum { AWARDS_MAX = SHEET_ROWS_MAX, NAME_CHARS_MAX = PERSON_NAME_MAX, MINOR_YEARS = 5, OLD_YEARS = 110, FIRST_YEAR = 1945 };

/* One award that the row speaks of. */
struct spoken {
	const char *text;
	const struct award *award;      /* of a column of its own; else by the text */
	int column;
	enum sheet_field field;
	int64_t year;                   /* of a column of a year; 0 */
	const char *number;             /* a decision that stands in the cell */
	struct cell_day day;
};

struct rowing {
	struct sheet *s;
	struct mem *m;
	const struct sheet_line *l;
	struct sheet_said *out;
	int shift;
	const char *at[SHEET_FIELD_N];
	int column_of[SHEET_FIELD_N];
	struct spoken spoken[AWARDS_MAX];
	size_t spoken_n;
	struct sheet_row row;           /* what all of its awards share */
	const char *issuer;             /* as the decision's own cell says */
};

/* ---- problems --------------------------------------------------------------------------------------------------------- */

static void PRINTF(5, 6) problem(struct rowing *r, bool is_error, enum sheet_field f, const char *accepted, const char *fmt, ...)
{
	struct sheet_said *o = r->out;
	va_list ap;
	int c = r->column_of[f];

	if (o->problems == NULL)
		o->problems = mem_new(r->m, struct sheet_problem, SHEET_PROBLEMS_MAX);
	if (o->problems_n == SHEET_PROBLEMS_MAX)
		return;
	va_start(ap, fmt);
	o->problems[o->problems_n++] = (struct sheet_problem){
		.field = f, .column = c >= 0 ? c + r->shift : -1,
		.heading = c >= 0 && *r->s->columns[c].heading != '\0' ? r->s->columns[c].heading : sheet_field_words(f),
		.value = c >= 0 && (size_t)(c + r->shift) < r->l->n ? r->l->at[c + r->shift] : r->at[f],
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

static bool is_ditto(const char *text)
{
	static const char *const marks[] = {"\"", "''", "“", "”", "nt", "-nt-", "- nt -", "như trên", "Như trên", "//", "NT", "-\"-", "- \" -", "˝", "〃", ",,"};

	for (size_t i = 0; i < COUNT(marks); i++)
		if (text_is(text, marks[i]))
			return true;
	return false;
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
	return text_is(text, "-") || text_is(text, "–") || text_is(text, "_") || text_is(text, ".") || text_is(text, "…") || text_is(text, "...") || text_is(text, "0");
}

static void speak(struct rowing *r, struct spoken x)
{
	if (r->spoken_n < AWARDS_MAX)
		r->spoken[r->spoken_n++] = x;
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
		problem(r, true, f, "Giá trị thay cho công thức bị lỗi.", "Ô chứa lỗi công thức của Excel.");
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
	for (size_t f = 1; f < SHEET_FIELD_N; f++)
		if (*r->at[f] == '\0' && s->is_grouped[f] && s->has_last && s->last[f] != NULL)
			r->at[f] = mem_dup(r->m, s->last[f]);
	if (r->shift != 0)
		problem(r, false, SHEET_NAME, "Các ô đúng cột của chúng.", "Dòng lệch một cột sang %s; đã đọc theo cột đúng.", r->shift > 0 ? "phải" : "trái");
}

static void keep_last(struct rowing *r)
{
	struct sheet *s = r->s;

	mem_reset(s->last_mem);
	for (size_t f = 1; f < SHEET_FIELD_N; f++)
		s->last[f] = *r->at[f] == '\0' ? NULL : mem_dup(s->last_mem, r->at[f]);
	s->has_last = true;
}

/* ---- who ------------------------------------------------------------------------------------------------------------------ */

static bool is_body_text(struct rowing *r, const char *text)
{
	return cell_kind_of_name(r->s->scratch, text, text_fold(r->s->scratch, text)) == AWARD_COLLECTIVE;
}

/* "Trưởng phòng, Sở Nội vụ": the unit is what follows the last comma or dash, when it reads like one. */
static void split_post(struct rowing *r, const char *text)
{
	static const char *const signs[] = {", ", " - ", " – ", "; ", "\n", ","};

	for (size_t i = 0; i < COUNT(signs); i++) {
		const char *p = strstr(text, signs[i]);

		for (; p != NULL; p = strstr(p + 1, signs[i])) {
			const char *tail = text_line(r->m, p + strlen(signs[i]));

			if (!is_body_text(r, tail))
				continue;
			if (*r->at[SHEET_POSITION] == '\0')
				r->at[SHEET_POSITION] = text_line(r->m, mem_copy(r->m, text, (size_t)(p - text)));
			if (*r->at[SHEET_UNIT] == '\0')
				r->at[SHEET_UNIT] = tail;
			return;
		}
	}
	if (is_body_text(r, text) && *r->at[SHEET_UNIT] == '\0')
		r->at[SHEET_UNIT] = text;
	else if (*r->at[SHEET_POSITION] == '\0')
		r->at[SHEET_POSITION] = text;
}

/* "Ông Nguyễn Văn A, Phó Trưởng phòng, Sở Nội vụ" */
static void split_who(struct rowing *r, const char *text)
{
	size_t n = strcspn(text, ",;\n");
	const char *first = text_line(r->m, mem_copy(r->m, text, n)), *dash = strstr(text, " - "), *rest;

	if (text[n] == '\0' && dash != NULL) {
		n = (size_t)(dash - text);
		first = text_line(r->m, mem_copy(r->m, text, n));
		n += 2;
	}
	rest = text[n] == '\0' ? "" : text_line(r->m, text + n + 1);
	r->at[SHEET_NAME] = first;
	if (r->column_of[SHEET_NAME] < 0)
		r->column_of[SHEET_NAME] = r->column_of[SHEET_WHO];
	if (*rest != '\0')
		split_post(r, rest);
}

static void check_name(struct rowing *r)
{
	const char *name = r->at[SHEET_NAME], *sex, *line;

	if (*r->at[SHEET_WHO] != '\0')
		split_who(r, r->at[SHEET_WHO]);
	if (*r->at[SHEET_FAMILY] != '\0' || *r->at[SHEET_GIVEN] != '\0') {
		r->at[SHEET_NAME] = text_is(r->at[SHEET_FAMILY], r->at[SHEET_GIVEN]) ? r->at[SHEET_GIVEN]
		                  : text_line(r->m, mem_text(r->m, "%s %s", r->at[SHEET_FAMILY], r->at[SHEET_GIVEN]));
		r->column_of[SHEET_NAME] = r->column_of[SHEET_FAMILY];
	}
	name = r->at[SHEET_NAME];
	/* a cell that says post and unit too, in a list without columns for them */
	line = strpbrk(name, ",;");
	if (line != NULL && !r->s->has_field[SHEET_POSITION] && !r->s->has_field[SHEET_POST] &&
	    cell_kind_of_name(r->s->scratch, mem_copy(r->m, name, (size_t)(line - name)), text_fold(r->s->scratch, mem_copy(r->m, name, (size_t)(line - name)))) == AWARD_PERSON)
		split_who(r, name);
	line = strchr(name, '\n');
	if (line != NULL && cell_kind_of_name(r->s->scratch, text_line(r->m, line), text_fold(r->s->scratch, text_line(r->m, line))) == AWARD_PERSON &&
	    cell_kind_of_name(r->s->scratch, mem_copy(r->m, name, (size_t)(line - name)), text_fold(r->s->scratch, mem_copy(r->m, name, (size_t)(line - name)))) == AWARD_PERSON &&
	    strchr(text_line(r->m, mem_copy(r->m, name, (size_t)(line - name))), ' ') != NULL)
		problem(r, true, SHEET_NAME, "Mỗi người một dòng.", "Ô có nhiều hơn một tên.");
	name = cell_name(r->m, r->at[SHEET_NAME], &sex);
	if (*sex != '\0' && *r->at[SHEET_SEX] == '\0')
		r->at[SHEET_SEX] = text_is(sex, "m") ? "Nam" : "Nữ";
	r->at[SHEET_NAME] = name;
	if (*name == '\0' && r->s->has_field[SHEET_NAME] + r->s->has_field[SHEET_WHO] + r->s->has_field[SHEET_FAMILY] == 0)
		r->s->missing_n[SHEET_NAME]++;
	else if (*name == '\0')
		problem(r, true, SHEET_NAME, "Tên cá nhân, tập thể hoặc hộ gia đình.", "Thiếu tên.");
	else if (strspn(name, "0123456789/.- ") == strlen(name))
		problem(r, true, SHEET_NAME, "Tên cá nhân, tập thể hoặc hộ gia đình.", "Ô tên chỉ có số.");
	else if (text_chars(name) > NAME_CHARS_MAX)
		problem(r, true, SHEET_NAME, "Tên không quá 200 ký tự.", "Tên quá dài.");
}

static const char *subject_words(enum award_subject subject)
{
	return subject == AWARD_PERSON ? "cá nhân" : subject == AWARD_COLLECTIVE ? "tập thể" : "hộ gia đình";
}

static bool is_for(const struct award *a, enum award_subject subject)
{
	return subject == AWARD_PERSON ? a->for_person : subject == AWARD_COLLECTIVE ? a->for_collective : a->for_household;
}

/* The one kind of subject that the award is for; AWARD_ANYBODY when there are several. */
static enum award_subject only_for(const struct award *a)
{
	if (a == NULL || a->for_person + a->for_collective + a->for_household != 1)
		return AWARD_ANYBODY;
	return a->for_person ? AWARD_PERSON : a->for_collective ? AWARD_COLLECTIVE : AWARD_HOUSEHOLD;
}

/* What the heading of the names says of all of them: "Tên tập thể". */
static enum award_subject of_heading(const struct rowing *r)
{
	bool person = strstr(r->s->head_name, "ca nhan") != NULL || strstr(r->s->head_name, "ho va ten") != NULL || strstr(r->s->head_name, "ho ten") != NULL,
	     body = strstr(r->s->head_name, "tap the") != NULL || strstr(r->s->head_name, "don vi") != NULL,
	     house = strstr(r->s->head_name, "ho gia dinh") != NULL || strstr(r->s->head_name, "chu ho") != NULL;

	if (person + body + house != 1)
		return AWARD_ANYBODY;
	return house ? AWARD_HOUSEHOLD : body ? AWARD_COLLECTIVE : AWARD_PERSON;
}

/* Person, collective or household: by the column, the award, the heading above, the form of the name; said when unsure. */
static enum award_subject subject_of(struct rowing *r, const struct award *a)
{
	const char *name = r->at[SHEET_NAME], *said = r->at[SHEET_SUBJECT];
	enum award_subject by_column = *said == '\0' ? AWARD_ANYBODY : cell_subject(sheet_plain(r->s->scratch, said)), by_award = only_for(a),
	                   above = r->s->held.subject != AWARD_ANYBODY ? r->s->held.subject : of_heading(r),
	                   by_name = cell_kind_of_name(r->s->scratch, name, text_fold(r->s->scratch, name));

	if (r->s->map != NULL && r->s->map->given[SHEET_SUBJECT] != NULL && above == AWARD_ANYBODY)
		above = cell_subject(sheet_plain(r->s->scratch, r->s->map->given[SHEET_SUBJECT]));
	if (*said != '\0' && by_column == AWARD_ANYBODY)
		problem(r, true, SHEET_SUBJECT, "Cá nhân, tập thể hoặc hộ gia đình.", "Không nhận ra loại đối tượng “%s”.", said);
	if (by_name == AWARD_ANYBODY && (r->row.birth.year != 0 || *r->at[SHEET_NUMBER] != '\0' || *r->at[SHEET_SEX] != '\0'))
		by_name = AWARD_PERSON;
	if (by_column != AWARD_ANYBODY) {
		if (by_name != AWARD_ANYBODY && by_name != by_column && by_column != AWARD_HOUSEHOLD)
			problem(r, false, SHEET_SUBJECT, "Loại đối tượng khớp với tên.", "Ghi là %s nhưng “%s” giống tên %s.", subject_words(by_column), name, subject_words(by_name));
		return by_column;
	}
	if (by_award != AWARD_ANYBODY) {
		if (by_name != AWARD_ANYBODY && by_name != by_award && by_award != AWARD_HOUSEHOLD)
			problem(r, false, SHEET_NAME, mem_text(r->m, "Tên %s, hoặc một danh hiệu, hình thức khác.", subject_words(by_award)),
			        "“%s” chỉ tặng cho %s nhưng “%s” giống tên %s.", a->name, subject_words(by_award), name, subject_words(by_name));
		return by_award;
	}
	if (by_name == AWARD_PERSON && above == AWARD_HOUSEHOLD)
		return AWARD_HOUSEHOLD;
	if (by_name != AWARD_ANYBODY && r->s->held.subject != AWARD_ANYBODY && by_name != above) {
		enum award_subject taken = above == AWARD_COLLECTIVE && by_name == AWARD_PERSON && r->row.birth.year == 0 && *r->at[SHEET_SEX] == '\0' ? above : by_name;

		problem(r, false, SHEET_NAME, "Một cột Đối tượng ghi cá nhân, tập thể hoặc hộ gia đình.", "Đứng dưới tiêu đề %s nhưng “%s” giống tên %s; đã đọc là %s.",
		        subject_words(above), name, subject_words(by_name), subject_words(taken));
		return taken;
	}
	if (by_name != AWARD_ANYBODY || above != AWARD_ANYBODY)
		return by_name != AWARD_ANYBODY ? by_name : above;
	if (*name != '\0')
		problem(r, false, SHEET_NAME, "Một cột Đối tượng ghi cá nhân, tập thể hoặc hộ gia đình.", "Chưa rõ “%s” là cá nhân hay tập thể; đã đọc là cá nhân.", name);
	return AWARD_PERSON;
}

static void check_birth(struct rowing *r)
{
	static const char accepted[] = "Ngày sinh như 05/03/1980, hoặc năm sinh như 1980.";
	const char *text = r->at[SHEET_BIRTH];
	enum sheet_field f = SHEET_BIRTH;

	if (*text == '\0' && (*r->at[SHEET_BIRTH_M] != '\0' || *r->at[SHEET_BIRTH_F] != '\0')) {
		f = *r->at[SHEET_BIRTH_M] != '\0' ? SHEET_BIRTH_M : SHEET_BIRTH_F;
		text = r->at[f];
		r->at[SHEET_SEX] = f == SHEET_BIRTH_M ? "Nam" : "Nữ";
	}
	r->row.birth = (struct cell_day){.day = DATE_NONE};
	r->at[SHEET_BIRTH] = "";
	if (*text == '\0')
		return;
	r->row.birth = cell_day(text, r->s->today);
	if (r->row.birth.year == 0 || r->row.birth.is_none) {
		problem(r, true, f, accepted, r->row.birth.is_none ? "Không có ngày “%s”." : "Không đọc được ngày sinh “%s”.", text);
		r->row.birth = (struct cell_day){.day = DATE_NONE};
		return;
	}
	if (r->row.birth.is_unsure && r->row.birth.day == DATE_NONE)
		problem(r, false, f, accepted, "Chỉ có tháng và năm; đã đọc là năm %" PRId64 ".", r->row.birth.year);
	else if (r->row.birth.is_unsure)
		problem(r, false, f, accepted, "Chưa rõ ngày và tháng; đã đọc “%s” là %s.", text, date_vn(r->m, r->row.birth.day));
	if (r->row.birth.year > date_ymd(r->s->today).year || (r->row.birth.day != DATE_NONE && r->row.birth.day > r->s->today))
		problem(r, true, f, accepted, "Ngày sinh chưa tới.");
	else if (r->row.birth.year < date_ymd(r->s->today).year - OLD_YEARS)
		problem(r, false, f, accepted, "Năm sinh %" PRId64 " quá xa; hãy kiểm tra.", r->row.birth.year);
	r->at[SHEET_BIRTH] = r->row.birth.day != DATE_NONE ? date_iso(r->m, r->row.birth.day) : mem_text(r->m, "%" PRId64, r->row.birth.year);
}

static void check_sex(struct rowing *r)
{
	const char *sex = cell_sex(text_fold(r->s->scratch, r->at[SHEET_SEX]));

	if (*r->at[SHEET_SEX_F] != '\0')
		sex = cell_is_mark(text_fold(r->s->scratch, r->at[SHEET_SEX_F])) || *cell_sex(text_fold(r->s->scratch, r->at[SHEET_SEX_F])) != '\0' ? "f" : sex;
	else if (*r->at[SHEET_SEX_M] != '\0')
		sex = "m";
	if (*sex == '\0' && *r->at[SHEET_SEX] != '\0')
		problem(r, true, SHEET_SEX, "Nam hoặc Nữ.", "Không đọc được giới tính “%s”.", r->at[SHEET_SEX]);
	r->at[SHEET_SEX] = sex;
}

static void check_number(struct rowing *r)
{
	const char *text = r->at[SHEET_NUMBER], *doubts[PERSON_WARN_MAX];
	char plain[32];
	size_t n = 0;

	for (const char *p = text; *p != '\0' && n + 1 < sizeof plain; p++)
		if (*p != ' ' && *p != '.' && *p != '\'')
			plain[n++] = *p;
	plain[n] = '\0';
	if (n == 0)
		return;
	if (strspn(plain, "0123456789") == n && (n == 10 || n == 11 || n == 8)) {
		r->at[SHEET_NUMBER] = mem_text(r->m, "%s%s", n == 10 ? "00" : "0", plain);
		problem(r, false, SHEET_NUMBER, "12 chữ số, hoặc 9 chữ số cũ.", "Thiếu chữ số; đã đọc là %s vì Excel bỏ số 0 ở đầu.", r->at[SHEET_NUMBER]);
		return;
	}
	if (!person_number_is_good(plain)) {
		problem(r, true, SHEET_NUMBER, "12 chữ số, hoặc 9 chữ số cũ; ô đặt kiểu chữ (Text).", "Số định danh “%s” không đúng.", text);
		r->at[SHEET_NUMBER] = "";
		return;
	}
	r->at[SHEET_NUMBER] = mem_dup(r->m, plain);
	n = (size_t)person_number_doubts(r->m, plain, r->row.birth.year, r->at[SHEET_SEX], doubts);
	for (size_t i = 0; i < n; i++)
		problem(r, false, SHEET_NUMBER, "Số trên giấy tờ của người đó.", "%s", doubts[i]);
}

/* ---- the decision ----------------------------------------------------------------------------------------------------------- */

static const char *given(const struct rowing *r, enum sheet_field f)
{
	const char *text = r->s->map == NULL ? NULL : r->s->map->given[f];

	return text == NULL ? "" : text;
}

static void missing(struct rowing *r, enum sheet_field f, const char *accepted)
{
	if (!r->s->has_field[f])
		r->s->missing_n[f]++;
	else
		problem(r, true, f, accepted, "Thiếu %s.", f == SHEET_DECISION ? "số quyết định" : f == SHEET_DAY ? "ngày quyết định" : "cơ quan ban hành");
}

static void check_decision(struct rowing *r)
{
	static const char number_like[] = "Số và ký hiệu như 123/QĐ-UBND.";
	struct sheet *s = r->s;
	const char *text = r->at[SHEET_DECISION], *day = r->at[SHEET_DAY];
	struct cell_decision d = cell_decision(r->m, text, s->today);

	r->row.day = (struct cell_day){.day = DATE_NONE};
	r->issuer = d.issuer;
	if (*text != '\0' && !d.is_found) {
		struct cell_day as_day = cell_day(text, s->today);
		const char *plain = sheet_plain(r->m, text);

		d.number = text_line(r->m, text);
		if (as_day.day != DATE_NONE && strlen(text) >= 8)
			problem(r, true, SHEET_DECISION, number_like, "Ô số quyết định chứa một ngày.");
		else if (strspn(plain, "0123456789 ") == strlen(plain))
			problem(r, false, SHEET_DECISION, number_like, "Số quyết định “%s” thiếu ký hiệu.", text);
		else if (strpbrk(plain, "0123456789") == NULL)
			problem(r, true, SHEET_DECISION, number_like, "“%s” không phải là số quyết định.", text);
		else
			problem(r, false, SHEET_DECISION, number_like, "Số quyết định “%s” viết khác thường.", text);
	}
	if (*text == '\0') {
		d.number = *s->held.number != '\0' ? s->held.number : given(r, SHEET_DECISION);
		if (*s->held.number != '\0')
			d.day = s->held.day;
		r->issuer = *s->held.number != '\0' ? s->held.issuer : "";
		if (*d.number == '\0')
			missing(r, SHEET_DECISION, number_like);
	}
	r->at[SHEET_DECISION] = d.number;
	if (d.day.year != 0)
		r->row.day = d.day;
	if (*day != '\0') {
		struct cell_day own = cell_day(day, s->today);

		if (own.year == 0) {
			const char *in = day;

			own = cell_day_in(&in, s->today);
		}
		if (own.year == 0 || own.is_none)
			problem(r, true, SHEET_DAY, "Ngày như 05/03/2020.", own.is_none ? "Không có ngày “%s”." : "Không đọc được ngày quyết định “%s”.", day);
		else if (own.day == DATE_NONE)
			problem(r, true, SHEET_DAY, "Ngày như 05/03/2020.", "“%s” chưa đủ ngày, tháng, năm.", day);
		else if (own.is_unsure)
			problem(r, false, SHEET_DAY, "Ngày như 05/03/2020.", "Chưa rõ ngày và tháng; đã đọc “%s” là %s.", day, date_vn(r->m, own.day));
		r->row.day = own;
	} else if (r->row.day.day == DATE_NONE) {
		struct cell_day all = cell_day(given(r, SHEET_DAY), s->today);

		if (all.day != DATE_NONE)
			r->row.day = all;
		else if (d.day.is_none)
			problem(r, true, SHEET_DECISION, "Ngày như 05/03/2020.", "Ngày trong ô quyết định không có thật.");
		else if (*d.number != '\0' || s->has_field[SHEET_DAY])
			missing(r, SHEET_DAY, "Ngày như 05/03/2020.");
		else
			s->missing_n[SHEET_DAY]++;
	}
	if (r->row.day.is_none)
		r->row.day = (struct cell_day){.day = DATE_NONE};
	if (r->row.day.day != DATE_NONE && r->row.day.day > s->today)
		problem(r, true, SHEET_DAY, "Ngày đã qua.", "Ngày quyết định %s chưa tới.", date_vn(r->m, r->row.day.day));
	else if (r->row.day.day != DATE_NONE && date_ymd(r->row.day.day).year < FIRST_YEAR)
		problem(r, true, SHEET_DAY, "Ngày từ năm 1945.", "Ngày quyết định %s quá xa.", date_vn(r->m, r->row.day.day));
	r->at[SHEET_DAY] = r->row.day.day == DATE_NONE ? "" : date_iso(r->m, r->row.day.day);
}

/* Who issued: said; else by the letters of the number; else whoever alone decides such an award. */
static const char *issuer_of(struct rowing *r, const struct award *a, const char *number)
{
	static const struct {
		const char *end, *issuer;
	} ends[] = {{"-CTN", "Chủ tịch nước"}, {"/CTN", "Chủ tịch nước"}, {"-TTg", "Thủ tướng Chính phủ"}, {"-TTG", "Thủ tướng Chính phủ"}, {"/TTg", "Thủ tướng Chính phủ"}};

	if (*r->at[SHEET_ISSUER] != '\0')
		return text_line(r->m, r->at[SHEET_ISSUER]);
	if (*r->issuer != '\0')
		return r->issuer;
	if (*given(r, SHEET_ISSUER) != '\0')
		return given(r, SHEET_ISSUER);
	for (size_t i = 0; i < COUNT(ends); i++)
		if (text_ends(number, ends[i].end))
			return ends[i].issuer;
	if (a != NULL && !text_is(a->level, "base") && !text_starts(a->decider, "Người đứng đầu"))     /* whichever that is */
		return a->decider;
	return "";
}

static const char *level_of(struct rowing *r, const struct award *a)
{
	static const struct {
		const char *words, *level;
	} known[] = {{"nha nuoc", "state"}, {"cap nha nuoc", "state"}, {"trung uong", "government"}, {"nn", "state"}, {"chinh phu", "government"}, {"thu tuong", "government"},
	             {"cap chinh phu", "government"}, {"thanh pho", "province"}, {"cap thanh pho", "province"}, {"tp", "province"}, {"tinh", "province"}, {"cap tinh", "province"},
	             {"co so", "base"}, {"cap co so", "base"}, {"so", "base"}, {"cap so", "base"}, {"quan", "base"}, {"huyen", "base"}, {"xa", "base"}, {"phuong", "base"},
	             {"cap quan", "base"}, {"cap huyen", "base"}, {"cap xa", "base"}, {"don vi", "base"}, {"cap don vi", "base"}, {"state", "state"}, {"government", "government"},
	             {"province", "province"}, {"base", "base"}, {"bo nganh", "government"}, {"bo", "government"}, {"cap bo", "government"}, {"truong", "base"}};
	const char *words = sheet_plain(r->s->scratch, r->at[SHEET_LEVEL]);

	for (size_t i = 0; i < COUNT(known); i++)
		if (text_is(known[i].words, words))
			return known[i].level;
	if (*words != '\0')
		problem(r, false, SHEET_LEVEL, "Cấp Nhà nước, Chính phủ, Thành phố hoặc cơ sở.", "Không nhận ra cấp “%s”.", r->at[SHEET_LEVEL]);
	return a == NULL ? "" : a->level;
}

static enum register_nature nature_of(struct rowing *r)
{
	static const struct {
		const char *words;
		enum register_nature nature;
	} known[] = {{"tang", REGISTER_GRANT}, {"tang thuong", REGISTER_GRANT}, {"trao tang", REGISTER_GRANT}, {"cong nhan", REGISTER_GRANT}, {"truy tang", REGISTER_POSTHUMOUS},
	             {"truy phong", REGISTER_POSTHUMOUS}, {"cap doi", REGISTER_EXCHANGE}, {"doi", REGISTER_EXCHANGE}, {"cap lai", REGISTER_REISSUE}, {"dieu chinh", REGISTER_ADJUST},
	             {"thu hoi", REGISTER_REVOKE}, {"huy bo", REGISTER_CANCEL}, {"huy", REGISTER_CANCEL}, {"phong tang", REGISTER_GRANT}, {"x", REGISTER_POSTHUMOUS}};
	const char *words = sheet_plain(r->s->scratch, r->at[SHEET_NATURE]);

	if (*words == '\0')
		return r->s->held.nature == REGISTER_POSTHUMOUS ? REGISTER_POSTHUMOUS : REGISTER_GRANT;
	for (size_t i = 0; i < COUNT(known); i++)
		if (text_is(known[i].words, words))
			return known[i].nature;
	if (register_nature_of(words) != 0)
		return register_nature_of(words);
	problem(r, true, SHEET_NATURE, "Tặng, truy tặng, cấp đổi, cấp lại, điều chỉnh, thu hồi hoặc hủy bỏ.", "Không nhận ra tính chất “%s”.", r->at[SHEET_NATURE]);
	return (enum register_nature)0;
}

/* ---- time of the achievement, number in the decision -------------------------------------------------------------------------- */

static void check_period(struct rowing *r)
{
	const char *p = r->at[SHEET_PERIOD];
	struct cell_day from, to;
	struct cell_years y;

	r->row.from = r->row.to = DATE_NONE;
	if (*p == '\0')
		return;
	from = cell_day_in(&p, r->s->today);
	to = cell_day_in(&p, r->s->today);
	y = cell_years(r->at[SHEET_PERIOD]);
	if (from.day != DATE_NONE && to.day != DATE_NONE && from.day <= to.day) {
		r->row.from = from.day;
		r->row.to = to.day;
	} else if (y.to != 0 && y.from <= y.to) {
		r->row.from = date_of((int)y.from, 1, 1);
		r->row.to = date_of((int)y.to, 12, 31);
	} else {
		problem(r, false, SHEET_PERIOD, "Như 2016 - 2020 hoặc 01/01/2016 - 31/12/2020.", "Không đọc được thời gian “%s”.", r->at[SHEET_PERIOD]);
	}
}

static int64_t year_of(struct rowing *r, const struct spoken *x)
{
	struct cell_years y = cell_years(r->at[SHEET_YEAR]);
	int64_t year, decided = r->row.day.year;

	if (*r->at[SHEET_YEAR] != '\0' && y.to == 0)
		problem(r, true, SHEET_YEAR, "Năm như 2019, hoặc năm học như 2018-2019.", "Không đọc được năm “%s”.", r->at[SHEET_YEAR]);
	year = x->year != 0 ? x->year : y.to;
	if (year == 0 && x->award == NULL && strstr(text_fold(r->s->scratch, x->text), "nam ") != NULL)
		year = cell_years(x->text).to;
	if (year == 0 && r->row.to != DATE_NONE)
		year = date_ymd(r->row.to).year;
	if (year == 0)
		year = r->s->held.year;
	if (year == 0)
		year = cell_years(given(r, SHEET_YEAR)).to;
	if (year == 0 && decided != 0) {
		y = cell_years(r->at[SHEET_ACHIEVEMENT]);
		year = y.to != 0 && y.to <= decided && y.to >= decided - 3 ? y.to : decided;
	}
	if (year != 0 && (year < FIRST_YEAR || year > date_ymd(r->s->today).year))
		problem(r, true, SHEET_YEAR, "Năm từ 1945 đến năm nay.", "Năm %" PRId64 " không thể là năm khen thưởng.", year);
	else if (year != 0 && decided != 0 && year > decided)
		problem(r, false, SHEET_YEAR, "Năm không sau năm của quyết định.", "Năm %" PRId64 " sau ngày quyết định %s.", year, date_vn(r->m, r->row.day.day));
	return year;
}

static int64_t place_of(struct rowing *r)
{
	const char *p = r->at[SHEET_PLACE];
	int64_t n = 0;

	for (; *p >= '0' && *p <= '9' && n < 100000000; p++)
		n = n * 10 + (*p - '0');
	if (*r->at[SHEET_PLACE] == '\0')
		return 0;
	if (n == 0 || n > 1000000 || (*p != '\0' && !text_is(p, ".0") && *p != '.' && *p != '/')) {
		problem(r, false, SHEET_PLACE, "Một số từ 1.", "Số sổ vàng “%s” không phải là một số.", r->at[SHEET_PLACE]);
		return 0;
	}
	return n;
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
				problem(r, true, SHEET_AWARD_CODE, "Tên và mã của cùng một danh hiệu, hình thức.", "Mã “%s” là “%s”, khác với “%s”.", code, by_code.award->name, r->spoken[0].text);
			if (by_code.award != NULL)
				r->spoken[0].award = by_code.award;
		}
	}
	if (r->spoken_n > 0)
		return;
	if (s->held.award != NULL)
		speak(r, (struct spoken){.text = s->held.award_text, .award = s->held.award, .field = SHEET_AWARD, .column = -1, .number = "", .day = {.day = DATE_NONE}});
	else if (*given(r, SHEET_AWARD) != '\0')
		speak(r, (struct spoken){.text = given(r, SHEET_AWARD), .field = SHEET_AWARD, .column = -1, .number = "", .day = {.day = DATE_NONE}});
	else if (s->has_field[SHEET_AWARD] || s->has_field[SHEET_TITLE] || s->has_field[SHEET_HONOUR] || s->has_field[SHEET_AWARD_CODE])
		problem(r, true, s->has_field[SHEET_AWARD] ? SHEET_AWARD : s->has_field[SHEET_TITLE] ? SHEET_TITLE : SHEET_HONOUR,
		        "Tên, tên viết tắt hoặc mã của một danh hiệu, hình thức.", "Thiếu danh hiệu, hình thức khen thưởng.");
	else if (!s->has_field[SHEET_MARK] && !s->has_field[SHEET_AWARD_YEAR])
		s->missing_n[SHEET_AWARD]++;
}

static const struct award *award_of(struct rowing *r, struct spoken *x)
{
	struct award_said said = {.award = x->award, .near = ""};

	if (x->award != NULL)
		return x->award;
	if (x->field == SHEET_AWARD_YEAR)
		r->column_of[SHEET_AWARD_YEAR] = x->column;
	said = award_words_of(r->s->words, x->text);
	if (said.award == NULL)
		problem(r, true, x->field, *said.near != '\0' ? mem_text(r->m, "%s, hoặc tên khác trong danh mục.", said.near)
		                                             : "Tên, tên viết tắt hoặc mã trong danh mục, ví dụ Chiến sĩ thi đua cơ sở, CSTĐCS.",
		        "Không nhận ra danh hiệu, hình thức “%s”.", x->text);
	else if (said.is_near)
		problem(r, false, x->field, mem_text(r->m, "%s.", said.near), "“%s” được đọc là “%s”.", x->text, said.award->name);
	if (said.award != NULL && ((x->field == SHEET_TITLE && said.award->class == AWARD_HONOUR) || (x->field == SHEET_HONOUR && said.award->class == AWARD_TITLE)) &&
	    r->s->has_field[SHEET_TITLE] && r->s->has_field[SHEET_HONOUR])
		problem(r, false, x->field, x->field == SHEET_TITLE ? "Một danh hiệu thi đua." : "Một hình thức khen thưởng.", "“%s” là %s nhưng đứng ở cột %s.", said.award->name,
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

static void check_twice(struct rowing *r, const struct sheet_row *row)
{
	struct sheet *s = r->s;
	uint64_t h = hashed(UINT64_C(14695981039346656037), text_fold(s->scratch, row->at[SHEET_NAME]));
	size_t at;

	if (*row->at[SHEET_NAME] == '\0' || row->award == NULL)
		return;
	h = hashed(h, row->at[SHEET_BIRTH]);
	h = hashed(h, row->at[SHEET_NUMBER]);
	h = hashed(h, text_fold(s->scratch, row->at[SHEET_UNIT]));
	h = hashed(h, text_fold(s->scratch, row->at[SHEET_POSITION]));
	h = hashed(h, row->award->code);
	h = hashed(h, text_fold(s->scratch, row->at[SHEET_DECISION]));
	h = (h ^ (uint64_t)row->year) * UINT64_C(1099511628211);
	h += h == 0;
	if (s->seen_n * 2 >= s->seen_cap)
		grow_seen(s);
	for (at = (size_t)h & (s->seen_cap - 1); s->seen[at] != 0; at = (at + 1) & (s->seen_cap - 1))
		if (s->seen[at] == h) {
			problem(r, false, SHEET_NAME, "Mỗi khen thưởng một dòng.", "Trùng với dòng %d: cùng tên, đơn vị, khen thưởng, năm và quyết định.", s->seen_line[at]);
			return;
		}
	s->seen[at] = h;
	s->seen_line[at] = r->l->line;
	s->seen_n++;
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
			problem(r, false, SHEET_DAY, mem_text(r->m, "%s, như ở dòng %d.", date_vn(r->m, n->day.day), n->line), "Quyết định số %s ở dòng %d ghi ngày %s.", number, n->line,
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
	const struct award *a = award_of(r, x);

	*row = r->row;
	memcpy(row->at, r->at, sizeof row->at);
	row->award = a;
	row->at[SHEET_AWARD] = x->text;
	if (*x->number != '\0') {
		row->at[SHEET_DECISION] = x->number;
		row->day = x->day.day != DATE_NONE ? x->day : row->day;
		row->at[SHEET_DAY] = row->day.day == DATE_NONE ? "" : date_iso(r->m, row->day.day);
	}
	row->nature = r->row.nature;
	if (row->nature == REGISTER_GRANT && x->award == NULL && text_starts(text_fold(r->s->scratch, x->text), "truy tang"))
		row->nature = REGISTER_POSTHUMOUS;
	row->subject = subject_of(r, a);
	row->year = year_of(r, x);
	row->at[SHEET_YEAR] = row->year == 0 ? "" : mem_text(r->m, "%" PRId64, row->year);
	row->at[SHEET_ISSUER] = issuer_of(r, a, row->at[SHEET_DECISION]);
	if (*row->at[SHEET_ISSUER] == '\0' && *row->at[SHEET_DECISION] != '\0')
		missing(r, SHEET_ISSUER, "Cơ quan ban hành, ví dụ Sở Nội vụ.");
	row->at[SHEET_LEVEL] = level_of(r, a);
	if (a != NULL && !is_for(a, row->subject))
		problem(r, true, x->field, mem_text(r->m, "Một danh hiệu, hình thức dành cho %s.", subject_words(row->subject)), "“%s” không tặng cho %s.", a->name,
		        subject_words(row->subject));
	if (row->birth.year != 0 && row->day.year != 0 && row->birth.year >= row->day.year)
		problem(r, true, SHEET_BIRTH, "Năm sinh trước ngày quyết định.", "Năm sinh %" PRId64 " không trước ngày quyết định.", row->birth.year);
	else if (row->birth.year != 0 && row->day.year != 0 && row->birth.year + MINOR_YEARS > row->day.year)
		problem(r, false, SHEET_BIRTH, "Năm sinh đúng.", "Năm sinh %" PRId64 " gần ngày quyết định; hãy kiểm tra.", row->birth.year);
	check_twice(r, row);
}

static void check_ground(struct rowing *r)
{
	const char *text = r->at[SHEET_GROUND];

	r->row.ground = r->s->held.ground;
	if (*text == '\0')
		text = given(r, SHEET_GROUND);
	if (*text == '\0')
		return;
	r->row.ground = award_words_ground(r->s->words, text);
	if (r->row.ground == NULL)
		problem(r, false, SHEET_GROUND, "Công trạng, đột xuất, phong trào thi đua, quá trình cống hiến, niên hạn hoặc đối ngoại.", "Không nhận ra loại hình “%s”.", text);
}

/* Said once for the file by the person who loads it. */
static void take_given(struct rowing *r)
{
	static const enum sheet_field may[] = {SHEET_UNIT, SHEET_SIGNER, SHEET_SIGNER_TITLE, SHEET_NATURE, SHEET_LEVEL, SHEET_MOVEMENT, SHEET_ACHIEVEMENT, SHEET_PERIOD};

	if (*r->at[SHEET_UNIT] == '\0')
		r->at[SHEET_UNIT] = r->s->held.unit;
	for (size_t i = 0; i < COUNT(may); i++)
		if (*r->at[may[i]] == '\0')
			r->at[may[i]] = given(r, may[i]);
}

void row_read(struct sheet *s, struct mem *m, const struct sheet_line *l, struct sheet_said *out)
{
	struct rowing r = {.s = s, .m = m, .l = l, .out = out};

	take_cells(&r);
	keep_last(&r);
	take_given(&r);
	if (*r.at[SHEET_POST] != '\0')
		split_post(&r, r.at[SHEET_POST]);
	check_name(&r);
	check_birth(&r);
	check_sex(&r);
	check_number(&r);
	check_decision(&r);
	check_number_again(&r);
	check_period(&r);
	check_ground(&r);
	r.row.nature = nature_of(&r);
	r.row.place = place_of(&r);
	for (size_t f = 0; f < SHEET_FIELD_N; f++)
		if (f != SHEET_NAME && strchr(r.at[f], '\n') != NULL && f != SHEET_ACHIEVEMENT)
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
		row->subject = subject_of(&r, NULL);
		row->year = year_of(&r, &r.spoken[0]);
		row->at[SHEET_YEAR] = row->year == 0 ? "" : mem_text(m, "%" PRId64, row->year);
		row->at[SHEET_ISSUER] = issuer_of(&r, NULL, row->at[SHEET_DECISION]);
		row->at[SHEET_LEVEL] = level_of(&r, NULL);
		out->rows_n = 1;
		return;
	}
	for (size_t i = 0; i < r.spoken_n; i++)
		finish(&r, &r.spoken[i]);
}
