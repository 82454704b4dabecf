/* room/plan/plan_json.c -- what was read as one JSON object: fields are added, never renamed. */
#include "base/json.h"
#include "room/plan/plan.h"

/* Absent codes, dates and numbers are null; absent text is "". */
static void field_or_null(struct buf *b, const char *name, const char *value)
{
	if (*value == '\0')
		buf_fmt(b, ",\"%s\":null", name);
	else
		json_field(b, name, value);
}

static void field_date(struct buf *b, const char *name, date d)
{
	struct ymd y;

	if (d == DATE_NONE) {
		buf_fmt(b, ",\"%s\":null", name);
		return;
	}
	y = date_ymd(d);
	buf_fmt(b, ",\"%s\":\"%04d-%02d-%02d\"", name, y.year, y.month, y.day);
}

static void field_int(struct buf *b, const char *name, int v)
{
	if (v == 0)
		buf_fmt(b, ",\"%s\":null", name);
	else
		buf_fmt(b, ",\"%s\":%d", name, v);
}

static void put_bodies(struct buf *b, const char *name, const struct plan_doc_bodies *l)
{
	buf_fmt(b, ",\"%s\":[", name);
	for (size_t i = 0; i < l->n; i++) {
		buf_text(b, i > 0 ? ",{" : "{");
		json_field(b, "words", l->at[i].words);
		field_or_null(b, "unit", l->at[i].unit);
		field_or_null(b, "class", l->at[i].class_code);
		buf_char(b, '}');
	}
	buf_char(b, ']');
}

static void put_texts(struct buf *b, const char *name, const struct plan_doc_texts *l)
{
	buf_fmt(b, ",\"%s\":[", name);
	for (size_t i = 0; i < l->n; i++) {
		if (i > 0)
			buf_char(b, ',');
		json_quote(b, l->at[i]);
	}
	buf_char(b, ']');
}

static void put_milestones(struct buf *b, const struct plan_doc_milestones *l)
{
	buf_text(b, ",\"milestones\":[");
	for (size_t i = 0; i < l->n; i++) {
		const struct plan_doc_milestone *ms = &l->at[i];

		buf_text(b, i > 0 ? ",{" : "{");
		json_field(b, "kind", plan_when_name(ms->kind));
		field_date(b, "date", ms->from);
		field_date(b, "end", ms->end);
		field_int(b, "days", ms->days);
		field_or_null(b, "period", ms->period);
		field_or_null(b, "part", ms->part);
		field_or_null(b, "follows", ms->follows);
		json_field(b, "act", ms->act);
		json_field(b, "actors", ms->actors);
		json_field(b, "words", ms->words);
		buf_char(b, '}');
	}
	buf_char(b, ']');
}

/* id 0: the task is in no database. */
static void put_task(struct buf *b, const struct plan_doc_task *t, int64_t id)
{
	buf_fmt(b, "{\"appendix\":%d", t->appendix);
	if (id != 0)
		json_field_i64(b, "id", id);
	json_field(b, "section", t->section);
	json_field(b, "section_title", t->section_title);
	field_int(b, "no", t->no);
	json_field_bool(b, "candidate", t->is_candidate);
	json_field(b, "content", t->content);
	put_texts(b, "items", &t->items);
	json_field(b, "direct_text", t->direct_text);
	json_field(b, "execute_text", t->execute_text);
	json_field(b, "coordinate_text", t->coordinate_text);
	json_field(b, "time_text", t->time_text);
	json_field(b, "product", t->product);
	put_bodies(b, "direct", &t->direct);
	put_bodies(b, "execute", &t->execute);
	put_bodies(b, "coordinate", &t->coordinate);
	put_milestones(b, &t->milestones);
	buf_text(b, ",\"source\":{\"page\":");
	if (t->source.page > 0)
		buf_i64(b, t->source.page);
	else
		buf_text(b, "null");
	field_or_null(b, "sheet", t->source.sheet);
	field_int(b, "from_line", t->source.from_line);
	field_int(b, "to_line", t->source.to_line);
	buf_fmt(b, "},\"confidence\":%.2f,\"warnings\":[", t->confidence);
	for (size_t i = 0; i < t->warnings.n; i++) {
		buf_text(b, i > 0 ? ",{" : "{");
		json_field(b, "column", t->warnings.at[i].column);
		json_field(b, "reason", t->warnings.at[i].reason);
		buf_char(b, '}');
	}
	buf_text(b, "]}");
}

static void put_place(struct buf *b, const char *name, const struct plan_doc_place *p)
{
	buf_fmt(b, "%s\"%s\":{\"appendix\":%d", b->p[b->n - 1] == '{' ? "" : ",", name, p->appendix);
	field_or_null(b, "section", p->section);
	field_int(b, "no", p->no);
	buf_char(b, '}');
}

static void put_unread(struct buf *b, const struct plan_doc *doc)
{
	buf_text(b, ",\"unread\":[");
	for (size_t i = 0; i < doc->unread.n; i++) {
		const struct plan_doc_unread *u = &doc->unread.at[i];

		buf_fmt(b, "%s{\"from_line\":%d,\"to_line\":%d", i > 0 ? "," : "", u->from_line, u->to_line);
		field_int(b, "page", u->page);
		field_or_null(b, "sheet", u->sheet);
		json_field(b, "text", u->text);
		buf_char(b, '}');
	}
	buf_char(b, ']');
}

static void put_doc(const struct plan_doc *doc, const struct plan *p, const int64_t *ids, struct buf *b)
{
	buf_text(b, "{\"plan\":{\"year\":");
	if (doc->year > 0)
		buf_i64(b, doc->year);
	else
		buf_text(b, "null");
	json_field(b, "title", doc->title);
	json_field(b, "issuer", doc->issuer);
	field_or_null(b, "number", doc->number);
	field_date(b, "date", doc->day);
	if (p != NULL) {
		json_field_i64(b, "id", p->id);
		json_field(b, "state", p->state);
	}
	buf_text(b, "},\"tasks\":[");
	for (size_t i = 0; i < doc->tasks.n; i++) {
		if (i > 0)
			buf_char(b, ',');
		put_task(b, &doc->tasks.at[i], ids != NULL ? ids[i] : 0);
	}
	buf_text(b, "],\"links\":[");
	for (size_t i = 0; i < doc->links.n; i++) {
		buf_text(b, i > 0 ? ",{" : "{");
		put_place(b, "from", &doc->links.at[i].from);
		put_place(b, "to", &doc->links.at[i].to);
		json_field(b, "kind", doc->links.at[i].is_same ? "same" : "follows");
		buf_char(b, '}');
	}
	buf_text(b, "],\"appendices\":[");
	for (size_t i = 0; i < doc->appendices.n; i++) {
		buf_fmt(b, "%s{\"no\":%d", i > 0 ? "," : "", doc->appendices.at[i].no);
		json_field(b, "title", doc->appendices.at[i].title);
		buf_char(b, '}');
	}
	buf_char(b, ']');
	put_texts(b, "unresolved", &doc->unresolved);
	put_unread(b, doc);
	put_texts(b, "warnings", &doc->warnings);
	buf_text(b, "}\n");
}

void plan_doc_json(const struct plan_doc *doc, struct buf *b)
{
	put_doc(doc, NULL, NULL, b);
}

void plan_whole_json(const struct plan_whole *w, struct buf *b)
{
	put_doc(&w->doc, &w->plan, w->ids, b);
}
