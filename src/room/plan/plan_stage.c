/* room/plan/plan_stage.c -- a plan document in the tray of room intake.
 *
 * A task is one row of cells. Texts are kept as texts, for a person to correct; what the times mean is kept too, in a
 * cell of its own, so that accepting takes exactly what was shown; a corrected text is read again. Bodies are always
 * found anew, so that an alias added meanwhile counts. The document's head and its links are lines of fields. */
#include "room/plan/plan_row.h"

#include "base/text.h"
#include "room/audit/audit.h"
#include "room/job/job.h"

enum {
	COLUMN_APPENDIX, COLUMN_SECTION, COLUMN_SECTION_TITLE, COLUMN_NO, COLUMN_CONTENT, COLUMN_ITEMS, COLUMN_DIRECT,
	COLUMN_EXECUTE, COLUMN_COORDINATE, COLUMN_TIME, COLUMN_STONES, COLUMN_PRODUCT, COLUMN_ORIGIN, COLUMN_N
};
const char *const PLAN_COLUMNS[] = {
	"appendix", "section", "section_title", "no", "content", "items", "direct", "execute", "coordinate", "time",
	"stones", "product", "origin", NULL
};
_Static_assert(COLUMN_STONES == (int)PLAN_COLUMN_STONES, "the header says which column holds the milestones");

enum { CELL_MAX = 64 * 1024, FIELDS_MAX = 12 };

/* ---- lines of fields ------------------------------------------------------------------------------------------- */

/* One line of at most FIELDS_MAX fields split by tabs; the rest are "". Moves *p behind it; false at the end. */
static bool fields_next(struct mem *m, const char **p, const char *out[FIELDS_MAX])
{
	const char *line = *p;
	size_t n = strcspn(line, "\n"), k = 0;

	if (*line == '\0')
		return false;
	for (size_t i = 0; i < FIELDS_MAX; i++)
		out[i] = "";
	for (size_t from = 0; from <= n && k < FIELDS_MAX;) {
		size_t len = 0;

		while (from + len < n && line[from + len] != '\t')
			len++;
		out[k++] = mem_copy(m, line + from, len);
		from += len + 1;
	}
	*p = line + n + (line[n] == '\n');
	return true;
}

static int number_of(const char *s)
{
	long n = strtol(s, NULL, 10);

	return n < -100000 || n > 100000 ? 0 : (int)n;
}

void plan_put_field(struct buf *b, const char *s, char end)
{
	for (; *s != '\0'; s++)
		buf_char(b, *s == '\t' || *s == '\n' ? ' ' : *s);
	buf_char(b, end);
}

static const char *stones_text(struct mem *m, const struct plan_doc_milestones *l)
{
	struct buf *b = buf_new(m, CELL_MAX);

	for (size_t i = 0; i < l->n; i++) {
		const struct plan_doc_milestone *s = &l->at[i];

		plan_put_field(b, plan_when_name(s->kind), '\t');
		plan_put_field(b, date_iso(m, s->from), '\t');
		plan_put_field(b, date_iso(m, s->end), '\t');
		buf_fmt(b, "%d\t", s->days);
		plan_put_field(b, s->period, '\t');
		plan_put_field(b, s->part, '\t');
		plan_put_field(b, s->follows, '\t');
		plan_put_field(b, s->act, '\t');
		plan_put_field(b, s->actors, '\t');
		plan_put_field(b, s->words, '\n');
	}
	return b->p;
}

static void stones_read(struct mem *m, const char *text, struct plan_doc_milestones *out)
{
	const char *f[FIELDS_MAX];

	while (fields_next(m, &text, f)) {
		struct plan_doc_milestone s = {
			.kind = plan_when_of(f[0]),
			.from = date_from_iso(f[1]),
			.end = date_from_iso(f[2]),
			.days = number_of(f[3]),
			.period = f[4],
			.part = f[5],
			.follows = f[6],
			.act = f[7],
			.actors = f[8],
			.words = f[9],
		};

		CHECK(s.kind != PLAN_WHEN_N);
		*list_add(m, out) = s;
	}
}

static void put_place(struct buf *b, const struct plan_doc_place *p, char end)
{
	buf_fmt(b, "%d\t", p->appendix);
	plan_put_field(b, p->section, '\t');
	buf_fmt(b, "%d%c", p->no, end);
}

static const char *head_text(struct mem *m, const struct plan_doc *doc)
{
	struct buf *b = buf_new(m, CELL_MAX * 16);

	buf_fmt(b, "head\t%d\t", doc->year);
	plan_put_field(b, doc->title, '\t');
	plan_put_field(b, doc->issuer, '\t');
	plan_put_field(b, doc->number, '\t');
	plan_put_field(b, date_iso(m, doc->day), '\n');
	for (size_t i = 0; i < doc->links.n; i++) {
		const struct plan_doc_link *l = &doc->links.at[i];

		buf_fmt(b, "link\t%s\t", l->is_same ? "same" : "follows");
		put_place(b, &l->from, '\t');
		put_place(b, &l->to, '\n');
	}
	for (size_t i = 0; i < doc->appendices.n; i++) {
		buf_fmt(b, "appendix\t%d\t", doc->appendices.at[i].no);
		plan_put_field(b, doc->appendices.at[i].title, '\n');
	}
	for (size_t i = 0; i < doc->warnings.n; i++) {
		buf_text(b, "warning\t");
		plan_put_field(b, doc->warnings.at[i], '\n');
	}
	return b->p;
}

void plan_head_of_intake(struct ctx *cx, const char *head, struct plan_doc *out)
{
	const char *f[FIELDS_MAX];

	*out = (struct plan_doc){.title = "", .issuer = "", .number = "", .day = DATE_NONE};
	while (fields_next(cx->mem, &head, f)) {
		if (text_is(f[0], "head")) {
			out->year = number_of(f[1]);
			out->title = f[2];
			out->issuer = f[3];
			out->number = f[4];
			out->day = date_from_iso(f[5]);
		} else if (text_is(f[0], "link")) {
			*list_add(cx->mem, &out->links) = (struct plan_doc_link){
				.is_same = text_is(f[1], "same"),
				.from = {number_of(f[2]), f[3], number_of(f[4])},
				.to = {number_of(f[5]), f[6], number_of(f[7])},
			};
		} else if (text_is(f[0], "appendix")) {
			*list_add(cx->mem, &out->appendices) = (struct plan_doc_appendix){number_of(f[1]), f[2]};
		} else if (text_is(f[0], "warning")) {
			*list_add(cx->mem, &out->warnings) = f[1];
		}
	}
}

/* ---- a task as a row of cells, and back --------------------------------------------------------------------------- */

const char *plan_lines_join(struct mem *m, const struct plan_doc_texts *l)
{
	struct buf *b = buf_new(m, CELL_MAX);

	for (size_t i = 0; i < l->n; i++)
		buf_fmt(b, "%s%s", i > 0 ? "\n" : "", l->at[i]);
	return b->p;
}

void plan_lines_split(struct mem *m, const char *text, struct plan_doc_texts *out)
{
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");
		const char *line = text_line(m, mem_copy(m, text, n));

		if (*line != '\0')
			*list_add(m, out) = line;
		text += n + (text[n] == '\n');
	}
}

/* The column in which a person sees what a warning of the reader is about. */
static const char *shown_column(const char *column)
{
	if (text_is(column, "milestones"))
		return "time";
	for (int i = 0; PLAN_COLUMNS[i] != NULL; i++)
		if (text_is(PLAN_COLUMNS[i], column))
			return column;
	return "content";
}

static const char *warning_of(struct mem *m, const struct plan_doc_task *t, const char *column)
{
	const char *all = "";

	for (size_t i = 0; i < t->warnings.n; i++)
		if (text_is(shown_column(t->warnings.at[i].column), column))
			all = mem_text(m, "%s%s%s", all, *all != '\0' ? " " : "", t->warnings.at[i].reason);
	return all;
}

static const char *place_words(struct mem *m, const struct plan_doc_source *s)
{
	const char *lines = s->from_line == s->to_line
	    ? mem_text(m, "dòng %d", s->from_line)
	    : mem_text(m, "dòng %d–%d", s->from_line, s->to_line);

	if (*s->sheet != '\0')
		return mem_text(m, "trang tính %s, %s", s->sheet, lines);
	return s->page > 0 ? mem_text(m, "trang %d, %s", s->page, lines) : lines;
}

static struct intake_row row_of_task(struct mem *m, const struct plan_doc_task *t)
{
	const char *texts[COLUMN_N] = {
		[COLUMN_APPENDIX] = mem_text(m, "%d", t->appendix), [COLUMN_SECTION] = t->section,
		[COLUMN_SECTION_TITLE] = t->section_title, [COLUMN_NO] = mem_text(m, "%d", t->no),
		[COLUMN_CONTENT] = t->content, [COLUMN_ITEMS] = plan_lines_join(m, &t->items),
		[COLUMN_DIRECT] = t->direct_text, [COLUMN_EXECUTE] = t->execute_text,
		[COLUMN_COORDINATE] = t->coordinate_text, [COLUMN_TIME] = t->time_text,
		[COLUMN_STONES] = stones_text(m, &t->milestones), [COLUMN_PRODUCT] = t->product,
		[COLUMN_ORIGIN] = t->origin_id != 0 ? mem_text(m, "%" PRId64, t->origin_id) : "",
	};
	struct intake_row r = {
		.is_kept = true,
		.place = t->origin_id != 0 ? t->origin_place : place_words(m, &t->source),
		.page = t->source.page,
		.from_line = t->source.from_line,
		.to_line = t->source.to_line,
		.source = t->source.text,
		.confidence = (int)(t->confidence * 100 + 0.5),
		.cells = mem_new(m, struct intake_cell, COLUMN_N),
		.cells_n = COLUMN_N,
	};

	for (int i = 0; i < COLUMN_N; i++)
		r.cells[i] = (struct intake_cell){
			PLAN_COLUMNS[i], texts[i], texts[i], warning_of(m, t, PLAN_COLUMNS[i])};
	return r;
}

static const struct intake_cell *cell_of(const struct intake_row *r, int column)
{
	for (size_t i = 0; i < r->cells_n; i++)
		if (text_is(r->cells[i].column, PLAN_COLUMNS[column]))
			return &r->cells[i];
	return NULL;
}

void plan_task_of_intake(struct ctx *cx, const struct intake_row *r, const struct body_lexicon *lex, int year,
                         struct plan_doc_task *out)
{
	const struct intake_cell *time = cell_of(r, COLUMN_TIME);
	struct plan_doc_task t = {
		.appendix = number_of(intake_text(r, "appendix")),
		.section = intake_text(r, "section"),
		.section_title = intake_text(r, "section_title"),
		.no = number_of(intake_text(r, "no")),
		.content = intake_text(r, "content"),
		.direct_text = intake_text(r, "direct"),
		.execute_text = intake_text(r, "execute"),
		.coordinate_text = intake_text(r, "coordinate"),
		.time_text = intake_text(r, "time"),
		.product = intake_text(r, "product"),
		.source = {r->page, "", r->from_line, r->to_line, r->source},
		.origin_id = strtoll(intake_text(r, "origin"), NULL, 10),
		.confidence = r->confidence / 100.0,
	};

	plan_lines_split(cx->mem, intake_text(r, "items"), &t.items);
	plan_read_bodies(cx->mem, t.direct_text, lex, &t.direct);
	plan_read_bodies(cx->mem, t.execute_text, lex, &t.execute);
	plan_read_bodies(cx->mem, t.coordinate_text, lex, &t.coordinate);
	if (time != NULL && text_is(time->text, time->was))
		stones_read(cx->mem, intake_text(r, "stones"), &t.milestones);
	else
		plan_read_times(cx->mem, t.time_text, year, lex, &t.milestones, &t.warnings);
	*out = t;
}

/* ---- the tray ------------------------------------------------------------------------------------------------------ */

err plan_stage(struct ctx *cx, const struct plan_doc *doc, const char *name, int64_t file_id, int64_t *intake_id_out)
{
	struct intake in = {.kind = "plan", .name = name, .head = head_text(cx->mem, doc), .file_id = file_id};
	struct intake_row *rows = mem_new(cx->mem, struct intake_row, doc->tasks.n);
	struct intake_line *lines = mem_new(cx->mem, struct intake_line, doc->unread.n);

	TRY(may(cx, R_PLAN_IMPORT, 0));
	need(cx, doc->tasks.n > 0, "file", "Không đọc được nhiệm vụ nào từ văn bản này. Hãy kiểm tra rằng văn bản có bảng "
	     "nhiệm vụ (nội dung, đơn vị, thời gian) hoặc các mục đánh số có ngày.");
	need(cx, doc->tasks.n <= PLAN_TASKS_MAX, "file", "Văn bản này có hơn 2.000 nhiệm vụ. Hãy xem lại có đúng là kế hoạch không, "
	     "hoặc chia thành nhiều tệp.");
	TRY(faults(cx));
	for (size_t i = 0; i < doc->tasks.n; i++) {
		rows[i] = row_of_task(cx->mem, &doc->tasks.at[i]);
		rows[i].is_kept = !doc->tasks.at[i].is_candidate;
	}
	for (size_t i = 0; i < doc->unread.n; i++)
		lines[i] = (struct intake_line){
			0, doc->unread.at[i].from_line, doc->unread.at[i].to_line, doc->unread.at[i].text};
	return intake_stage(cx, in, rows, doc->tasks.n, lines, doc->unread.n, intake_id_out);
}

err plan_read_later(struct ctx *cx, int64_t file_id, int64_t *job_id_out)
{
	TRY(may(cx, R_PLAN_IMPORT, 0));
	need(cx, file_id != 0, "file", "Hãy chọn tệp kế hoạch: Word (.docx), Excel (.xlsx), PDF có chữ hoặc văn bản (.txt).");
	TRY(faults(cx));
	TRY(job_add(cx, (struct job_in){.kind = "plan.read", .payload = "", .goto_path = "", .object_id = file_id},
	            job_id_out));
	return audit(cx, "plan.read", file_id);
}

err plan_correct(struct ctx *cx, struct intake_correction in)
{
	struct intake_row row;
	struct intake intake;
	struct plan_doc head;
	struct plan_doc_task task;
	struct body_lexicon lex;
	int64_t id;

	TRY(may(cx, R_PLAN_IMPORT, 0));
	TRY(intake_correct(cx, in));
	TRY(intake_row_get(cx, in.row_id, &id, &row));
	TRY(intake_get(cx, id, &intake));
	if (!text_is(intake.kind, "plan"))
		return ERR_NOTFOUND;
	plan_head_of_intake(cx, intake.head, &head);
	TRY(plan_lexicon(cx, &lex));
	plan_task_of_intake(cx, &row, &lex, head.year, &task);
	for (size_t i = 0; i < task.warnings.n; i++)
		TRY(intake_warn(cx, in.row_id, "time", task.warnings.at[i].reason));
	if (task.milestones.n == 0 && row.is_kept)
		TRY(intake_warn(cx, in.row_id, "time", "Chưa có mốc thời gian nào; hãy ghi thời gian như văn bản ghi, "
		                "ví dụ “Trước ngày 15/01/2024” hoặc “Quý I”."));
	return OK;
}

err plan_unstage(struct ctx *cx, int64_t intake_id, int64_t version)
{
	TRY(may(cx, R_PLAN_IMPORT, 0));
	return intake_drop(cx, intake_id, version);
}
