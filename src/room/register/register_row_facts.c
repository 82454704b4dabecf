/* room/register/register_row_facts.c -- what the cells of one row say, each with what is wrong or doubtful in it: who it is about,
 * the decision, the time. Pure. */
#include "base/text.h"
#include "room/person/person.h"
#include "room/register/register_row_in.h"

enum { NAME_CHARS_MAX = PERSON_NAME_MAX, OLD_YEARS = 110, FIRST_YEAR = 1945 };

/* ---- who ------------------------------------------------------------------------------------------------------------------ */

static bool is_body_text(struct rowing *r, const char *text)
{
	return cell_kind_of_name(r->s->scratch, text, text_fold(r->s->scratch, text)) == AWARD_COLLECTIVE;
}

void row_post(struct rowing *r, const char *text)
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
		row_post(r, rest);
}

void row_name(struct rowing *r)
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
		row_problem(r, true, SHEET_NAME, "Mỗi người một dòng.", "Ô có nhiều hơn một tên.");
	name = cell_name(r->m, r->at[SHEET_NAME], &sex);
	if (*sex != '\0' && *r->at[SHEET_SEX] == '\0')
		r->at[SHEET_SEX] = text_is(sex, "m") ? "Nam" : "Nữ";
	r->at[SHEET_NAME] = name;
	if (*name == '\0' && r->s->has_field[SHEET_NAME] + r->s->has_field[SHEET_WHO] + r->s->has_field[SHEET_FAMILY] == 0)
		r->s->missing_n[SHEET_NAME]++;
	else if (*name == '\0')
		row_problem(r, true, SHEET_NAME, "Tên cá nhân, tập thể hoặc hộ gia đình.", "Thiếu tên.");
	else if (strspn(name, "0123456789/.- ") == strlen(name))
		row_problem(r, true, SHEET_NAME, "Tên cá nhân, tập thể hoặc hộ gia đình.", "Ô tên chỉ có số.");
	else if (text_chars(name) > NAME_CHARS_MAX)
		row_problem(r, true, SHEET_NAME, "Tên không quá 200 ký tự.", "Tên quá dài.");
}

const char *row_subject_words(enum award_subject subject)
{
	return subject == AWARD_PERSON ? "cá nhân" : subject == AWARD_COLLECTIVE ? "tập thể" : "hộ gia đình";
}

bool row_is_for(const struct award *a, enum award_subject subject)
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
enum award_subject row_subject(struct rowing *r, const struct award *a)
{
	const char *name = r->at[SHEET_NAME], *said = r->at[SHEET_SUBJECT];
	enum award_subject by_column = *said == '\0' ? AWARD_ANYBODY : cell_subject(sheet_plain(r->s->scratch, said)), by_award = only_for(a),
	                   above = r->s->held.subject != AWARD_ANYBODY ? r->s->held.subject : of_heading(r),
	                   by_name = cell_kind_of_name(r->s->scratch, name, text_fold(r->s->scratch, name));

	if (r->s->map != NULL && r->s->map->given[SHEET_SUBJECT] != NULL && above == AWARD_ANYBODY)
		above = cell_subject(sheet_plain(r->s->scratch, r->s->map->given[SHEET_SUBJECT]));
	if (*said != '\0' && by_column == AWARD_ANYBODY)
		row_problem(r, true, SHEET_SUBJECT, "Cá nhân, tập thể hoặc hộ gia đình.", "Không nhận ra loại đối tượng “%s”.", said);
	if (by_name == AWARD_ANYBODY && (r->row.birth.year != 0 || *r->at[SHEET_NUMBER] != '\0' || *r->at[SHEET_SEX] != '\0'))
		by_name = AWARD_PERSON;
	if (by_column != AWARD_ANYBODY) {
		if (by_name != AWARD_ANYBODY && by_name != by_column && by_column != AWARD_HOUSEHOLD)
			row_problem(r, false, SHEET_SUBJECT, "Loại đối tượng khớp với tên.", "Ghi là %s nhưng “%s” giống tên %s.", row_subject_words(by_column), name, row_subject_words(by_name));
		return by_column;
	}
	if (by_award != AWARD_ANYBODY) {
		if (by_name != AWARD_ANYBODY && by_name != by_award && by_award != AWARD_HOUSEHOLD)
			row_problem(r, false, SHEET_NAME, mem_text(r->m, "Tên %s, hoặc một danh hiệu, hình thức khác.", row_subject_words(by_award)),
			        "“%s” chỉ tặng cho %s nhưng “%s” giống tên %s.", a->name, row_subject_words(by_award), name, row_subject_words(by_name));
		return by_award;
	}
	if (by_name == AWARD_PERSON && above == AWARD_HOUSEHOLD)
		return AWARD_HOUSEHOLD;
	if (by_name != AWARD_ANYBODY && r->s->held.subject != AWARD_ANYBODY && by_name != above) {
		enum award_subject taken = above == AWARD_COLLECTIVE && by_name == AWARD_PERSON && r->row.birth.year == 0 && *r->at[SHEET_SEX] == '\0' ? above : by_name;

		row_problem(r, false, SHEET_NAME, "Một cột Đối tượng ghi cá nhân, tập thể hoặc hộ gia đình.", "Đứng dưới tiêu đề %s nhưng “%s” giống tên %s; đã đọc là %s.",
		        row_subject_words(above), name, row_subject_words(by_name), row_subject_words(taken));
		return taken;
	}
	if (by_name != AWARD_ANYBODY || above != AWARD_ANYBODY)
		return by_name != AWARD_ANYBODY ? by_name : above;
	if (*name != '\0')
		row_problem(r, false, SHEET_NAME, "Một cột Đối tượng ghi cá nhân, tập thể hoặc hộ gia đình.", "Chưa rõ “%s” là cá nhân hay tập thể; đã đọc là cá nhân.", name);
	return AWARD_PERSON;
}

void row_birth(struct rowing *r)
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
		row_problem(r, true, f, accepted, r->row.birth.is_none ? "Không có ngày “%s”." : "Không đọc được ngày sinh “%s”.", text);
		r->row.birth = (struct cell_day){.day = DATE_NONE};
		return;
	}
	if (r->row.birth.is_unsure && r->row.birth.day == DATE_NONE)
		row_problem(r, false, f, accepted, "Chỉ có tháng và năm; đã đọc là năm %" PRId64 ".", r->row.birth.year);
	else if (r->row.birth.is_unsure)
		row_problem(r, false, f, accepted, "Chưa rõ ngày và tháng; đã đọc “%s” là %s.", text, date_vn(r->m, r->row.birth.day));
	if (r->row.birth.year > date_ymd(r->s->today).year || (r->row.birth.day != DATE_NONE && r->row.birth.day > r->s->today))
		row_problem(r, true, f, accepted, "Ngày sinh chưa tới.");
	else if (r->row.birth.year < date_ymd(r->s->today).year - OLD_YEARS)
		row_problem(r, false, f, accepted, "Năm sinh %" PRId64 " quá xa; hãy kiểm tra.", r->row.birth.year);
	r->at[SHEET_BIRTH] = r->row.birth.day != DATE_NONE ? date_iso(r->m, r->row.birth.day) : mem_text(r->m, "%" PRId64, r->row.birth.year);
}

void row_sex(struct rowing *r)
{
	const char *sex = cell_sex(text_fold(r->s->scratch, r->at[SHEET_SEX]));

	if (*r->at[SHEET_SEX_F] != '\0')
		sex = cell_is_mark(text_fold(r->s->scratch, r->at[SHEET_SEX_F])) || *cell_sex(text_fold(r->s->scratch, r->at[SHEET_SEX_F])) != '\0' ? "f" : sex;
	else if (*r->at[SHEET_SEX_M] != '\0')
		sex = "m";
	if (*sex == '\0' && *r->at[SHEET_SEX] != '\0')
		row_problem(r, true, SHEET_SEX, "Nam hoặc Nữ.", "Không đọc được giới tính “%s”.", r->at[SHEET_SEX]);
	r->at[SHEET_SEX] = sex;
}

void row_number(struct rowing *r)
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
		row_problem(r, false, SHEET_NUMBER, "12 chữ số, hoặc 9 chữ số cũ.", "Thiếu chữ số; đã đọc là %s vì Excel bỏ số 0 ở đầu.", r->at[SHEET_NUMBER]);
		return;
	}
	if (!person_number_is_good(plain)) {
		row_problem(r, true, SHEET_NUMBER, "12 chữ số, hoặc 9 chữ số cũ; ô đặt kiểu chữ (Text).", "Số định danh “%s” không đúng.", text);
		r->at[SHEET_NUMBER] = "";
		return;
	}
	r->at[SHEET_NUMBER] = mem_dup(r->m, plain);
	n = (size_t)person_number_doubts(r->m, plain, r->row.birth.year, r->at[SHEET_SEX], doubts);
	for (size_t i = 0; i < n; i++)
		row_problem(r, false, SHEET_NUMBER, "Số trên giấy tờ của người đó.", "%s", doubts[i]);
}

/* ---- the decision ----------------------------------------------------------------------------------------------------------- */

const char *row_given(const struct rowing *r, enum sheet_field f)
{
	const char *text = r->s->map == NULL ? NULL : r->s->map->given[f];

	return text == NULL ? "" : text;
}

void row_missing(struct rowing *r, enum sheet_field f, const char *accepted)
{
	if (!r->s->has_field[f])
		r->lacks[f] = true;
	else
		row_problem(r, true, f, accepted, "Thiếu %s.", f == SHEET_DECISION ? "số quyết định" : f == SHEET_DAY ? "ngày quyết định" : "cơ quan ban hành");
}

void row_decision(struct rowing *r)
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
			row_problem(r, true, SHEET_DECISION, number_like, "Ô số quyết định chứa một ngày.");
		else if (strspn(plain, "0123456789 ") == strlen(plain))
			row_problem(r, false, SHEET_DECISION, number_like, "Số quyết định “%s” thiếu ký hiệu.", text);
		else if (strpbrk(plain, "0123456789") == NULL)
			row_problem(r, true, SHEET_DECISION, number_like, "“%s” không phải là số quyết định.", text);
		else
			row_problem(r, false, SHEET_DECISION, number_like, "Số quyết định “%s” viết khác thường.", text);
	}
	if (*text == '\0') {
		d.number = *s->held.number != '\0' ? s->held.number : row_given(r, SHEET_DECISION);
		if (*s->held.number != '\0')
			d.day = s->held.day;
		r->issuer = *s->held.number != '\0' ? s->held.issuer : "";
		if (*d.number == '\0')
			row_missing(r, SHEET_DECISION, number_like);
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
			row_problem(r, true, SHEET_DAY, "Ngày như 05/03/2020.", own.is_none ? "Không có ngày “%s”." : "Không đọc được ngày quyết định “%s”.", day);
		else if (own.day == DATE_NONE)
			row_problem(r, true, SHEET_DAY, "Ngày như 05/03/2020.", "“%s” chưa đủ ngày, tháng, năm.", day);
		else if (own.is_unsure)
			row_problem(r, false, SHEET_DAY, "Ngày như 05/03/2020.", "Chưa rõ ngày và tháng; đã đọc “%s” là %s.", day, date_vn(r->m, own.day));
		r->row.day = own;
	} else if (r->row.day.day == DATE_NONE) {
		struct cell_day all = cell_day(row_given(r, SHEET_DAY), s->today);

		if (all.day != DATE_NONE)
			r->row.day = all;
		else if (d.day.is_none)
			row_problem(r, true, SHEET_DECISION, "Ngày như 05/03/2020.", "Ngày trong ô quyết định không có thật.");
		else if (*d.number != '\0' || s->has_field[SHEET_DAY])
			row_missing(r, SHEET_DAY, "Ngày như 05/03/2020.");
		else
			r->lacks[SHEET_DAY] = true;
	}
	if (r->row.day.is_none)
		r->row.day = (struct cell_day){.day = DATE_NONE};
	if (r->row.day.day != DATE_NONE && r->row.day.day > s->today)
		row_problem(r, true, SHEET_DAY, "Ngày đã qua.", "Ngày quyết định %s chưa tới.", date_vn(r->m, r->row.day.day));
	else if (r->row.day.day != DATE_NONE && date_ymd(r->row.day.day).year < FIRST_YEAR)
		row_problem(r, true, SHEET_DAY, "Ngày từ năm 1945.", "Ngày quyết định %s quá xa.", date_vn(r->m, r->row.day.day));
	r->at[SHEET_DAY] = r->row.day.day == DATE_NONE ? "" : date_iso(r->m, r->row.day.day);
}

/* Who issued: said; else by the letters of the number; else whoever alone decides such an award. */
const char *row_issuer(struct rowing *r, const struct award *a, const char *number)
{
	static const struct {
		const char *end, *issuer;
	} ends[] = {{"-CTN", "Chủ tịch nước"}, {"/CTN", "Chủ tịch nước"}, {"-TTg", "Thủ tướng Chính phủ"}, {"-TTG", "Thủ tướng Chính phủ"}, {"/TTg", "Thủ tướng Chính phủ"}};

	if (*r->at[SHEET_ISSUER] != '\0')
		return text_line(r->m, r->at[SHEET_ISSUER]);
	if (*r->issuer != '\0')
		return r->issuer;
	if (*row_given(r, SHEET_ISSUER) != '\0')
		return row_given(r, SHEET_ISSUER);
	for (size_t i = 0; i < COUNT(ends); i++)
		if (text_ends(number, ends[i].end))
			return ends[i].issuer;
	if (a != NULL && !text_is(a->level, "base") && !text_starts(a->decider, "Người đứng đầu"))     /* whichever that is */
		return a->decider;
	return "";
}

const char *row_level(struct rowing *r, const struct award *a)
{
	static const struct {
		const char *words, *level;
	} known[] = {{"nha nuoc", "state"}, {"cap nha nuoc", "state"}, {"trung uong", "government"}, {"nn", "state"}, {"chinh phu", "government"}, {"thu tuong", "government"},
	             {"cap chinh phu", "government"}, {"thanh pho", "province"}, {"cap thanh pho", "province"}, {"tp", "province"}, {"tinh", "province"}, {"cap tinh", "province"},
	             {"co so", "base"}, {"cap co so", "base"}, {"so", "base"}, {"cap so", "base"}, {"quan", "base"}, {"huyen", "base"}, {"xa", "base"}, {"phuong", "base"},
	             {"cap quan", "base"}, {"cap huyen", "base"}, {"cap xa", "base"}, {"don vi", "base"}, {"cap don vi", "base"}, {"state", "state"}, {"government", "government"},
	             {"province", "province"}, {"base", "base"}, {"bo nganh", "government"}, {"bo", "government"}, {"cap bo", "government"}, {"truong", "base"}};
	const char *words = *r->at[SHEET_LEVEL] == '\0' ? "" : sheet_plain(r->s->scratch, r->at[SHEET_LEVEL]);

	for (size_t i = 0; *words != '\0' && i < COUNT(known); i++)
		if (text_is(known[i].words, words))
			return known[i].level;
	if (*words != '\0')
		row_problem(r, false, SHEET_LEVEL, "Cấp Nhà nước, Chính phủ, Thành phố hoặc cơ sở.", "Không nhận ra cấp “%s”.", r->at[SHEET_LEVEL]);
	return a == NULL ? "" : a->level;
}

enum register_nature row_nature(struct rowing *r)
{
	static const struct {
		const char *words;
		enum register_nature nature;
	} known[] = {{"tang", REGISTER_GRANT}, {"tang thuong", REGISTER_GRANT}, {"trao tang", REGISTER_GRANT}, {"cong nhan", REGISTER_GRANT}, {"truy tang", REGISTER_POSTHUMOUS},
	             {"truy phong", REGISTER_POSTHUMOUS}, {"cap doi", REGISTER_EXCHANGE}, {"doi", REGISTER_EXCHANGE}, {"cap lai", REGISTER_REISSUE}, {"dieu chinh", REGISTER_ADJUST},
	             {"thu hoi", REGISTER_REVOKE}, {"huy bo", REGISTER_CANCEL}, {"huy", REGISTER_CANCEL}, {"phong tang", REGISTER_GRANT}, {"x", REGISTER_POSTHUMOUS}};
	const char *words = *r->at[SHEET_NATURE] == '\0' ? "" : sheet_plain(r->s->scratch, r->at[SHEET_NATURE]);

	if (*words == '\0')
		return r->s->held.nature == REGISTER_POSTHUMOUS ? REGISTER_POSTHUMOUS : REGISTER_GRANT;
	for (size_t i = 0; i < COUNT(known); i++)
		if (text_is(known[i].words, words))
			return known[i].nature;
	if (register_nature_of(words) != 0)
		return register_nature_of(words);
	row_problem(r, true, SHEET_NATURE, "Tặng, truy tặng, cấp đổi, cấp lại, điều chỉnh, thu hồi hoặc hủy bỏ.", "Không nhận ra tính chất “%s”.", r->at[SHEET_NATURE]);
	return (enum register_nature)0;
}

/* ---- time of the achievement, number in the decision -------------------------------------------------------------------------- */

void row_period(struct rowing *r)
{
	if (!cell_period(r->at[SHEET_PERIOD], r->s->today, &r->row.from, &r->row.to) && *r->at[SHEET_PERIOD] != '\0')
		row_problem(r, false, SHEET_PERIOD, "Như 2016 - 2020 hoặc 01/01/2016 - 31/12/2020.", "Không đọc được thời gian “%s”.", r->at[SHEET_PERIOD]);
}

/* No cell says more than the register takes of it. */
void row_lengths(struct rowing *r, const struct sheet_row *row)
{
	for (int f = 1; f < SHEET_FIELD_N; f++) {
		int max = f == SHEET_ACHIEVEMENT ? REGISTER_TEXT_MAX : REGISTER_WORDS_MAX;

		if (f != SHEET_NAME && f != SHEET_WHO && f != SHEET_POST && strlen(row->at[f]) > (size_t)max && text_chars(row->at[f]) > (size_t)max)
			row_problem(r, true, (enum sheet_field)f, mem_text(r->m, "Không quá %d ký tự.", max), "Ô dài %zu ký tự.", text_chars(row->at[f]));
	}
}

int64_t row_year(struct rowing *r, const struct spoken *x)
{
	struct cell_years y = cell_years(r->at[SHEET_YEAR]);
	int64_t year, decided = x->day.year != 0 ? x->day.year : r->row.day.year;

	if (*r->at[SHEET_YEAR] != '\0' && y.to == 0)
		row_problem(r, true, SHEET_YEAR, "Năm như 2019, hoặc năm học như 2018-2019.", "Không đọc được năm “%s”.", r->at[SHEET_YEAR]);
	year = x->year != 0 ? x->year : y.to;
	if (year == 0 && x->award == NULL && strstr(text_fold(r->s->scratch, x->text), "nam ") != NULL)
		year = cell_years(x->text).to;
	if (year == 0 && r->row.to != DATE_NONE)
		year = date_ymd(r->row.to).year;
	if (year == 0)
		year = r->s->held.year;
	if (year == 0)
		year = cell_years(row_given(r, SHEET_YEAR)).to;
	if (year == 0 && decided != 0) {
		y = cell_years(r->at[SHEET_ACHIEVEMENT]);
		year = y.to != 0 && y.to <= decided && y.to >= decided - 3 ? y.to : decided;
	}
	if (year != 0 && (year < FIRST_YEAR || year > date_ymd(r->s->today).year))
		row_problem(r, true, SHEET_YEAR, "Năm từ 1945 đến năm nay.", "Năm %" PRId64 " không thể là năm khen thưởng.", year);
	else if (year != 0 && decided != 0 && year > decided)
		row_problem(r, false, SHEET_YEAR, "Năm không sau năm của quyết định.", "Năm %" PRId64 " sau ngày quyết định %s.", year, date_vn(r->m, r->row.day.day));
	return year;
}

int64_t row_place(struct rowing *r)
{
	const char *p = r->at[SHEET_PLACE];
	int64_t n = 0;

	for (; *p >= '0' && *p <= '9' && n < 100000000; p++)
		n = n * 10 + (*p - '0');
	if (*r->at[SHEET_PLACE] == '\0')
		return 0;
	if (n == 0 || n > 1000000 || (*p != '\0' && !text_is(p, ".0") && *p != '.' && *p != '/')) {
		row_problem(r, false, SHEET_PLACE, "Một số từ 1.", "Số sổ vàng “%s” không phải là một số.", r->at[SHEET_PLACE]);
		return 0;
	}
	return n;
}
