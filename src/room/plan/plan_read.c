/* room/plan/plan_read.c -- a document as tasks: the way through it, and one row made a task. */
#include "base/text.h"
#include "read/grid.h"
#include "room/plan/plan_read_in.h"

/* ---- words of headings and sections -------------------------------------------------------------------------------- */

static bool has(const char *folded, const char *what)
{
	const char *p = folded;
	size_t n = strlen(what);

	while ((p = strstr(p, what)) != NULL) {
		bool open = p == folded || p[-1] == ' ', close = p[n] == ' ' || p[n] == '\0';

		if (open && close)
			return true;
		p++;
	}
	return false;
}

static bool has_any(const char *folded, const char *const *list)
{
	for (; *list != NULL; list++) {
		if (has(folded, *list))
			return true;
	}
	return false;
}

/* Folded words alone, one space between. */
static const char *words_of(struct mem *m, const char *text)
{
	struct buf *b = buf_new(m, 4000);
	struct toks t;

	toks_of(m, text, &t);
	for (size_t i = 0; i < t.n; i++) {
		if (!t.at[i].is_word)
			continue;
		if (b->n > 0)
			buf_char(b, ' ');
		buf_text(b, t.at[i].f);
	}
	return b->p;
}

static const char *const others[] = {"san pham", "ket qua", "ghi chu", "kinh phi", "can cu", "dia diem", "thanh phan",
                                     "muc tieu", "chi tieu", "so luong", "don vi tinh", NULL};

static const char *const signers[] = {"nguoi ki", "ki van ban", "ki ban hanh", "ki duyet", "tham quyen ki", NULL};

enum plan_column column_of_heading(struct mem *m, const char *heading)
{
	static const char *const nos[] = {"tt", "stt", "so tt", "so thu tu", "st t", "t t", "s tt", NULL};
	static const char *const times[] = {"thoi gian", "thoi han", "tien do", "han hoan thanh", "hoan thanh truoc", "han",
	                                    "thoi diem", "ngay hoan thanh", "moc", "lich", "ngay", "thang", NULL};
	static const char *const directs[] = {"chi dao", "lanh dao phu trach", "nguoi phu trach", "phu trach", NULL};
	static const char *const executes[] = {"chu tri", "tham muu", "to chuc thuc hien", "phan cong", "don vi thuc hien",
	                                       "co quan thuc hien", "bo phan thuc hien", "don vi", "co quan", "bo phan",
	                                       "phong", "trach nhiem", "nguoi thuc hien", "chiu trach nhiem", "dau moi",
	                                       "cap thuc hien", "thuc hien chinh", "chuan bi", NULL};
	static const char *const units[] = {"don vi", "co quan", "phong", "bo phan", "to chuc", NULL};
	static const char *const contents[] = {"noi dung", "nhiem vu", "cong viec", "hoat dong", "dau viec", "chuyen de",
	                                       "ten viec", "viec", "phong trao", NULL};
	const char *f = words_of(m, heading);
	bool is_of_unit;

	if (strlen(f) > 120 || *f == '\0')
		return COL_OTHER;
	for (size_t i = 0; nos[i] != NULL; i++) {
		if (text_is(f, nos[i]))
			return COL_NO;
	}
	/* "Tiến độ/Ghi chú" holds notes. */
	if (has(f, "ghi chu"))
		return COL_OTHER;
	if (has_any(f, signers))
		return COL_OTHER;
	is_of_unit = has_any(f, units);
	if (has(f, "phoi hop") || (has(f, "ho tro") && (is_of_unit || text_is(f, "ho tro")) && !has(f, "noi dung") && !has(f, "kinh phi") && !has(f, "nhiem vu")) || text_is(f, "tham gia") || text_is(f, "don vi tham gia"))
		return COL_COORDINATE;
	/* "Phòng phụ trách" is a body that does it, "Lãnh đạo Sở" one who directs. */
	if (is_of_unit && has(f, "phu trach") && !has(f, "lanh dao") && !has(f, "nguoi"))
		return COL_EXECUTE;
	if ((has_any(f, directs) && !has(f, "noi dung")) || (text_starts(f, "lanh dao") && !is_of_unit))
		return COL_DIRECT;
	if (has_any(f, times) && !has(f, "noi dung") && !has(f, "nhiem vu"))
		return COL_TIME;
	if (has_any(f, contents) && !has(f, "don vi") && !has(f, "co quan") && !has(f, "ket qua"))
		return COL_CONTENT;
	if (has_any(f, executes))
		return COL_EXECUTE;
	if (has_any(f, others))
		return COL_OTHER;
	return has(f, "thuc hien") ? COL_EXECUTE : COL_OTHER;
}

bool heading_is_known(struct mem *m, const char *heading)
{
	return column_of_heading(m, heading) != COL_OTHER || has_any(words_of(m, heading), others) ||
	       has_any(words_of(m, heading), signers);
}

int roman_of(const char *p, size_t n)
{
	static const char *const romans[] = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X",
	                                     "XI", "XII", "XIII", "XIV", "XV", "XVI"};

	for (size_t i = 0; i < COUNT(romans); i++) {
		if (strlen(romans[i]) == n && strncmp(p, romans[i], n) == 0)
			return (int)i + 1;
	}
	return 0;
}

const char *title_of(struct mem *m, const char *text)
{
	const char *line = text_line(m, text);
	size_t n = strlen(line);

	while (n > 0 && strchr(" :;.", line[n - 1]) != NULL)
		n--;
	return mem_copy(m, line, n);
}

bool section_of(struct mem *m, const char *text, const char **mark, const char **title)
{
	const char *line = text + strspn(text, " \t\n"), *p;
	size_t n;

	if (strchr("IVXABCDEFGH", *line) == NULL)
		return false;
	line = text_line(m, text);
	n = strcspn(line, " .,:;)/-");

	/* "II/2025" is the rest of a quarter. */
	if (n == 0 || n > 5 || line[n] == '/')
		return false;
	/* "A HỌC KỲ I": without a point the title is in capitals. */
	if (roman_of(line, n) == 0 && !(n == 1 && line[0] >= 'A' && line[0] <= 'H' &&
	                                (line[1] == '.' || line[1] == '\0' || (line[1] == ' ' && strlen(line) > 8 && is_capitals(m, line)))))
		return false;
	p = line + n;
	p += strspn(p, " .)-:/");
	*mark = mem_copy(m, line, n);
	*title = title_of(m, p);
	return true;
}

int appendix_of(struct mem *m, const char *line)
{
	struct toks t;
	size_t i = 0;
	int n;

	/* "Phụ lục", "Biểu", "Bảng" only. */
	if (strlen(line) > 120 || strchr("PpBb", line[strspn(line, " \t")]) == NULL || line[strspn(line, " \t")] == '\0')
		return 0;
	toks_of(m, line, &t);
	if (toks_match(&t, 0, t.n, "phu luc") > 0 && t.at[0].is_capital)
		i = 2;
	else if ((toks_match(&t, 0, t.n, "bieu") > 0 || toks_match(&t, 0, t.n, "bang") > 0) && t.n <= 3)
		i = 1;
	if (i == 0)
		return 0;
	i += (size_t)tok_is(&t, i, "so");
	if (i >= t.n)
		return t.n == 2 ? 1 : 0;
	/* A heading is alone, or its title follows in capitals or after a mark; "Phụ lục 2 kèm theo" is prose. */
	if (i + 1 < t.n && t.at[i + 1].is_word && !t.at[i + 1].is_capital)
		return 0;
	n = tok_number(&t.at[i]);
	if (n < 0)
		n = roman_of(t.at[i].p, t.at[i].n);
	if (n == 0 && t.at[i].n == 1 && t.at[i].p[0] >= 'A' && t.at[i].p[0] <= 'H')
		n = t.at[i].p[0] - 'A' + 1;
	return n > 0 && n < 100 ? n : 0;
}

/* ---- one row ------------------------------------------------------------------------------------------------------- */

void reading_warn(struct plan_reading *r, const char *sentence)
{
	*list_add(r->mem, &r->out->warnings) = sentence;
}

void reading_unread(struct plan_reading *r, int page, const char *sheet, int from, int to, const char *text)
{
	if (*text == '\0')
		return;
	if (r->out->unread.n >= PLAN_READ_UNREAD_MAX) {
		if (r->out->unread.n == PLAN_READ_UNREAD_MAX)
			return;
	}
	*list_add(r->mem, &r->out->unread) = (struct plan_doc_unread){page, sheet, from, to, text_line(r->mem, text)};
}

bool reading_is_full(struct plan_reading *r, int line)
{
	if (!r->is_full && mem_left(r->mem) < r->reserve) {
		r->is_full = true;
		reading_warn(r, mem_text(r->mem, "Tài liệu quá dài: từ dòng %d trở đi chưa được đọc hết. Hãy bỏ phần không cần, hoặc chia "
		                         "thành nhiều tệp.", line));
	}
	return r->is_full;
}

static void unresolved(struct plan_reading *r, const struct plan_doc_bodies *b)
{
	struct plan_doc_texts *u = &r->out->unresolved;

	for (size_t i = 0; i < b->n; i++) {
		bool is_there = *b->at[i].unit != '\0' || *b->at[i].class_code != '\0';

		for (size_t k = 0; k < u->n && !is_there; k++)
			is_there = text_is(u->at[k], b->at[i].words);
		if (!is_there)
			*list_add(r->mem, u) = b->at[i].words;
	}
}

static void read_column(struct plan_reading *r, const char *cell, const char *column, struct plan_doc_bodies *out,
                        struct plan_doc_warnings *warn)
{
	struct toks t;
	struct body_count c;

	toks_of(r->mem, cell, &t);
	c = body_read(r->mem, &r->bodies, &t, 0, t.n, out);
	if (c.same > 0)
		warn_add(r->mem, warn, column, "Ô ghi “như trên”: cần ghi lại tên cơ quan, đơn vị của ô mà nó chỉ tới.");
	if (c.persons > 0)
		warn_add(r->mem, warn, column, "Ô ghi tên người: cần chọn cơ quan, đơn vị hoặc chức danh.");
	if (c.doubtful > 0)
		warn_add(r->mem, warn, column, "Chưa chắc cụm từ này là một hay nhiều cơ quan, đơn vị: cần xem lại.");
	if (c.strange > c.alone)
		warn_add(r->mem, warn, column, "Có cụm từ không giống tên cơ quan, đơn vị: cần xem lại.");
	if (t.is_cut)
		warn_add(r->mem, warn, column, "Ô quá dài, phần cuối chưa được tách.");
	unresolved(r, out);
}

static bool is_bullet(const struct toks *t, size_t i)
{
	return t->at[i].is_first && (tok_is(t, i, "-") || tok_is(t, i, "+") || tok_is(t, i, "*")) && i + 1 < t->n &&
	       t->at[i + 1].line == t->at[i].line;
}

/* One dash on a line after words that do not end is no list: "… năm 2024 / - Tập 30". */
static bool is_list(const struct toks *t, size_t first, size_t n)
{
	return n > 1 || first == 0 || tok_is(t, first - 1, ":") || tok_is(t, first - 1, ";") || tok_is(t, first - 1, ".");
}

static void read_items(struct plan_reading *r, const char *cell, struct plan_doc_texts *out)
{
	struct toks t;
	size_t n = 0, first = 0;

	toks_of(r->mem, cell, &t);
	for (size_t i = t.n; i-- > 0;) {
		if (is_bullet(&t, i)) {
			n++;
			first = i;
		}
	}
	if (n == 0 || !is_list(&t, first, n))
		return;
	for (size_t i = first; i < t.n;) {
		size_t j = i + 1, end;

		while (j < t.n && !is_bullet(&t, j))
			j++;
		end = j;
		while (end > i + 1 && (tok_is(&t, end - 1, ";") || tok_is(&t, end - 1, ".")))
			end--;
		if (end > i + 1)
			*list_add(r->mem, out) = toks_text(r->mem, &t, i + 1, end);
		i = j;
	}
}

bool reading_is_period(struct plan_reading *r, const char *text)
{
	struct time_frame tf = {.mem = r->mem, .bodies = &r->bodies, .year = r->out->year};
	struct plan_doc_milestones ms = {0};
	struct toks t;

	toks_of(r->mem, text, &t);
	if (t.n == 0 || t.n > 8 || tok_number(&t.at[0]) > 12)
		return false;
	time_read(&tf, &t, 0, t.n, &ms, NULL);
	return ms.n == 1 && *ms.at[0].act == '\0' && *ms.at[0].actors == '\0' && *ms.at[0].part == '\0' &&
	       (ms.at[0].kind == PLAN_WHEN_MONTH || ms.at[0].kind == PLAN_WHEN_QUARTER || ms.at[0].kind == PLAN_WHEN_HALF_YEAR);
}

/* The period that the section's title is: "THÁNG 3", "Các nhiệm vụ Quý II"; "" for none. */
static const char *section_period(struct plan_reading *r, const struct time_frame *tf)
{
	static const char *const leads[] = {"[cac|nhung] [nhiem|cong] [vu|viec]", "[cac] hoat dong", "noi dung", "cong tac", NULL};
	struct toks t;
	size_t i = 0, n = 1;

	toks_of(r->mem, r->section_title, &t);
	while (n > 0) {
		n = toks_match_any(&t, i, t.n, leads);
		n = n == 0 ? toks_match(&t, i, t.n, "trong tam|trong|cua") : n;
		i += n;
	}
	return i < t.n && time_at(tf, &t, i, t.n) == t.n - i && reading_is_period(r, t.at[i].p) ? t.at[i].p : "";
}

/* The number at the end is told as a day is, and no hour is. */
static bool ends_in_day(const struct toks *t)
{
	for (size_t i = 0; i < t->n; i++) {
		if (toks_match(t, i, t->n, "gio|h|phut|phien|dot|lan|so|ky|tuan") > 0)
			return false;
	}
	return t->n == 1 || toks_match(t, t->n - 2, t->n, "ngay|truoc|den|-|,|va|han|nhat") > 0;
}

/* "Trước ngày 15" in the section "THÁNG 3" is a day of that month. */
static const char *day_of_section(struct plan_reading *r, const struct time_frame *tf, const char *period, const char *cell)
{
	struct time_count n;
	struct toks t, of;
	const char *whole;

	toks_of(r->mem, period, &of);
	toks_of(r->mem, cell, &t);
	if (!tok_is(&of, 0, "thang") || t.n == 0 || tok_number(&t.at[t.n - 1]) < 1 || tok_number(&t.at[t.n - 1]) > 31 || !ends_in_day(&t))
		return cell;
	n = time_read(tf, &t, 0, t.n, NULL, NULL);
	if (n.known > 0 && n.text == 0 && n.strange == 0)
		return cell;
	whole = mem_text(r->mem, "%s%s tháng %s", t.n == 1 ? "ngày " : "", cell, toks_text(r->mem, &of, 1, of.n));
	toks_of(r->mem, whole, &t);
	n = time_read(tf, &t, 0, t.n, NULL, NULL);
	return n.known > 0 && n.text == 0 && n.strange == 0 ? whole : cell;
}

/* No title of a period is longer. */
enum { SECTION_PERIOD_BYTES = 120 };

static void read_time(struct plan_reading *r, const char *cell, struct plan_doc_task *task)
{
	struct time_frame tf = {.mem = r->mem, .bodies = &r->bodies, .year = r->out->year, .is_deadline = r->is_deadline, .bare = r->bare};
	const char *period = *r->section_title == '\0' || strlen(r->section_title) > SECTION_PERIOD_BYTES ? "" : section_period(r, &tf);
	struct toks t;

	if (*period != '\0')
		cell = *cell == '\0' ? period : day_of_section(r, &tf, period, cell);
	toks_of(r->mem, cell, &t);
	time_read(&tf, &t, 0, t.n, &task->milestones, &task->warnings);
	if (task->milestones.n == 0)
		warn_add(r->mem, &task->warnings, "milestones", "Dòng này không ghi thời gian.");
}

/* ---- one cell for two roles ---------------------------------------------------------------------------------------- */

static const char *const double_role = "Ô nêu cả việc chủ trì và phối hợp: cần xem lại đơn vị nào làm gì.";

/* Where the words stand, from i on; t->n for nowhere. */
static size_t find_words(const struct toks *t, size_t i, const char *words)
{
	while (i < t->n && toks_match(t, i, t->n, words) == 0)
		i++;
	return i;
}

/* Without "chủ trì" before or behind, and the marks there. */
static const char *without_role(struct mem *m, const struct toks *t, size_t i, size_t j)
{
	size_t n;

	for (n = 1; i < j && n > 0; i += n) {
		n = toks_match(t, i, j, "[don|co] [vi|quan] chu tri");
		n = n == 0 && !t->at[i].is_word ? 1 : n;
	}
	while (i < j) {
		if (!t->at[j - 1].is_word && !tok_is(t, j - 1, ")"))
			j--;
		else if (tok_is(t, j - 1, "va") || tok_is(t, j - 1, "de"))
			j--;
		else if (j >= i + 2 && toks_match(t, j - 2, j, "chu tri") == 2)
			j -= 2;
		else
			break;
	}
	return toks_lines(m, t, i, j);
}

/* "A chủ trì, phối hợp với B" and "A chủ trì; B phối hợp" as two cells; what is told otherwise stays as it is, with a
 * warning. */
static void part_roles(struct plan_reading *r, const char **execute, const char **coordinate,
                       struct plan_doc_warnings *warn)
{
	struct toks t;
	size_t p, q, cut, from, to;

	toks_of(r->mem, *execute, &t);
	p = find_words(&t, 0, "phoi hop");
	q = find_words(&t, 0, "chu tri");
	if (p >= t.n && q >= t.n)
		return;
	/* "Chủ trì: A", "A chủ trì"; "Các đơn vị chủ trì chuyên đề" is a name. */
	if (p >= t.n && find_words(&t, q + 2, "chu tri") >= t.n && (q + 2 == t.n || q == 0 || t.at[q + 2].is_word)) {
		if (q == 0 || q + 2 == t.n)
			*execute = without_role(r->mem, &t, 0, t.n);
		return;
	}
	cut = p;
	from = p + 2;
	to = t.n;
	if (p < t.n && (tok_is(&t, from, "voi") || tok_is(&t, from, ":"))) {
		from++;
	} else if (p < t.n) {
		to = p;
		for (cut = p; cut > 0 && !tok_is(&t, cut, ";") && !(tok_is(&t, cut, ",") && cut > q); cut--)
			;
		from = cut + 1;
	}
	if (**coordinate != '\0' || cut == 0 || from >= to || find_words(&t, p + 2, "phoi hop") < t.n ||
	    find_words(&t, q + 2, "chu tri") < t.n || (p < q && q < t.n)) {
		warn_add(r->mem, warn, "execute", double_role);
		warn_add(r->mem, warn, "coordinate", double_role);
		return;
	}
	*coordinate = without_role(r->mem, &t, from, to);
	*execute = without_role(r->mem, &t, 0, cut);
}

/* A cell that says "the same as above" holds what the row above has there; the person hears of it. */
static void take_above(struct plan_reading *r, struct plan_row *row)
{
	bool is_after = r->above_appendix == r->appendix && !row->is_candidate;

	for (size_t k = COL_DIRECT; k < COL_N; k++) {
		struct toks t;

		toks_of(r->mem, row->at[k], &t);
		if (is_after && body_is_above(&t, 0, t.n) && r->above[k] != NULL && *r->above[k] != '\0') {
			warn_add(r->mem, &row->warnings, column_name((enum plan_column)k),
			         "Ô ghi “như trên”, đã lấy chữ của dòng trên: cần xem có đúng không.");
			row->at[k] = r->above[k];
		}
		r->above[k] = row->at[k];
	}
	r->above_appendix = r->appendix;
}

struct plan_doc_task *reading_task(struct plan_reading *r, const struct plan_row *told)
{
	struct plan_row taken = *told, *row = &taken;
	const char *execute, *coordinate;
	struct plan_doc_task *t;

	if (r->out->tasks.n >= PLAN_READ_TASKS_MAX) {
		if (r->out->tasks.n == PLAN_READ_TASKS_MAX && r->out->warnings.n < 100)
			reading_warn(r, "Tài liệu có quá nhiều dòng nhiệm vụ; phần sau chưa được đọc.");
		reading_unread(r, row->source.page, row->source.sheet, row->source.from_line, row->source.to_line,
		               row->source.text);
		return NULL;
	}
	take_above(r, row);
	execute = row->at[COL_EXECUTE];
	coordinate = row->at[COL_COORDINATE];
	t = list_add(r->mem, &r->out->tasks);
	*t = (struct plan_doc_task){.appendix = r->appendix, .section = r->section, .section_title = r->section_title,
	                            .no = row->no, .is_candidate = row->is_candidate, .source = row->source,
	                            .warnings = row->warnings};
	t->content = text_line(r->mem, row->at[COL_CONTENT]);
	read_items(r, row->at[COL_CONTENT], &t->items);
	t->direct_text = text_line(r->mem, told->at[COL_DIRECT]);
	t->execute_text = text_line(r->mem, told->at[COL_EXECUTE]);
	t->time_text = text_line(r->mem, told->at[COL_TIME]);
	read_column(r, row->at[COL_DIRECT], "direct", &t->direct, &t->warnings);
	part_roles(r, &execute, &coordinate, &t->warnings);
	read_column(r, execute, "execute", &t->execute, &t->warnings);
	t->coordinate_text = text_line(r->mem, *told->at[COL_COORDINATE] != '\0' ? told->at[COL_COORDINATE] : coordinate);
	read_column(r, coordinate, "coordinate", &t->coordinate, &t->warnings);
	t->product = text_line(r->mem, row->at[COL_OTHER]);
	read_time(r, row->at[COL_TIME], t);
	if (*t->content == '\0')
		warn_add(r->mem, &t->warnings, "content", "Dòng này không có nội dung.");
	if (t->execute.n == 0 && t->direct.n == 0)
		warn_add(r->mem, &t->warnings, "execute", "Dòng này không ghi đơn vị thực hiện.");
	if (row->is_candidate)
		warn_add(r->mem, &t->warnings, "content", "Đọc từ đoạn văn, không phải từ bảng: cần người xem nhận hoặc bỏ.");
	t->confidence = t->warnings.n == 0 ? 1.0 : t->warnings.n >= 4 ? 0.2 : 1.0 - 0.2 * (double)t->warnings.n;
	return t;
}

/* ---- the whole ------------------------------------------------------------------------------------------------------ */

void plan_read(struct mem *m, const struct read_doc *doc, const struct body_lexicon *lex, struct plan_doc *out)
{
	struct plan_reading r = {.mem = m, .in = doc, .out = out, .appendix = 1, .section = "", .section_title = "",
	                         .reserve = mem_left(m) / 3};
	bool has_table;

	*out = (struct plan_doc){.title = "", .issuer = "", .number = "", .day = DATE_NONE};
	if (lex->index != NULL)
		r.bodies = *lex->index;
	else
		body_index_of(m, lex, &r.bodies);
	read_head(&r);
	if (out->year == 0)
		reading_warn(&r, "Không tìm thấy năm của kế hoạch; ngày không ghi năm cần được sửa.");
	read_tables(&r);
	has_table = out->tasks.n > 0 || read_text_tables(&r);
	read_prose(&r, !has_table);
	if (out->tasks.n == 0)
		reading_warn(&r, "Không tìm thấy bảng nhiệm vụ hay đoạn văn có thời hạn nào trong tài liệu.");
	read_links(&r);
	read_appendices(&r);
}
