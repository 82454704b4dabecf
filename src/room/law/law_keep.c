/* room/law/law_keep.c -- how long what the house holds of people is kept: dated rules, by which rooms forget. */
#include "base/text.h"
#include "db/db.h"
#include "room/law/law.h"

#include "gen/law_sql.h"

/* What can have a rule: a row here, and the room that asks law_keep_on() by that name. */
static const struct {
	const char *what, *words;
} KEPT[] = {
	{"casefile.ask.waiting", "Đề nghị cấp lại, cấp đổi gửi qua mạng mà chưa lập hồ sơ, chưa trả lời; tính từ ngày gửi"},
	{"casefile.ask.answered", "Đề nghị gửi qua mạng đã trả lời mà không lập hồ sơ; tính từ ngày trả lời"},
	{"casefile.ask.taken", "Bản gửi qua mạng của đề nghị đã lập hồ sơ (hồ sơ giữ riêng); tính từ ngày lập hồ sơ"},
	{"register.load.dropped", "Tệp sổ cũ đã bỏ, không vào sổ; tính từ ngày bỏ"},
};

const char *law_keep_words(const char *what)
{
	for (size_t i = 0; i < COUNT(KEPT); i++)
		if (text_is(KEPT[i].what, what))
			return KEPT[i].words;
	return what;
}

static struct law_keep keep_of(const struct row *r)
{
	return (struct law_keep){.what = row_text(r, "what"), .days = (int)row_i64(r, "days"), .from = row_date(r, "day_from"), .to = row_date(r, "day_to"),
	                         .cite = row_text(r, "cite"), .source = row_text(r, "source"), .place_id = row_i64(r, "place_id"),
	                         .is_verified = row_bool(r, "is_verified")};
}

err law_keep_on(struct ctx *cx, const char *what, date day, struct law_keep *out)
{
	struct row *r;
	err e = db_one(cx->db, &SQL_law_keep_on, BIND({"what", STR(what)}, {"day", db_date(cx->mem, day)}), &r);

	*out = (struct law_keep){.what = what, .from = DATE_NONE, .to = DATE_NONE, .cite = "", .source = ""};
	if (e == OK)
		*out = keep_of(r);
	return e == ERR_NOTFOUND ? OK : e;
}

err law_keeps(struct ctx *cx, struct law_keeps *out)
{
	struct law_keeps l = {0};
	struct rows it;
	struct row *r;

	TRY(db_rows(cx->db, &SQL_law_keeps, BIND({"n", I64(LAW_LIST_MAX)}), &it));
	l.at = mem_new(cx->mem, struct law_keep, it.n);
	while ((r = rows_next(&it)) != NULL)
		l.at[l.n++] = keep_of(r);
	*out = l;
	return OK;
}
