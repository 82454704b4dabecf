/* room/notice/notice.c -- saying something, the inbox, what a person wants, the calendar's address. */
#include "room/notice/notice.h"

#include "base/crypt.h"
#include "base/mime.h"
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/notice/notice_inside.h"
#include "room/notice/notice_text.h"
#include "room/user/user.h"

#include "gen/notice_sql.h"

enum { TOKEN_BYTES = 32, WAITING_MAX = 200, REST_BYTES = 200 };

static const struct notice_choice KINDS[] = {
#define NOTICE(kind, sentence) {kind, sentence, NOTICE_AT_ONCE},
#define ROWS "gen/rooms.def"
#include "core/rows.h"
};

static const char *const WAYS[NOTICE_WAY_N] = {"once", "digest", "none"};

static const struct notice_choice *kind_find(const char *kind)
{
	for (size_t i = 0; i < COUNT(KINDS); i++) {
		if (text_is(KINDS[i].kind, kind))
			return &KINDS[i];
	}
	return NULL;
}

const char *notice_way_name(enum notice_way way)
{
	return WAYS[way];
}

bool notice_way_from(const char *name, enum notice_way *out)
{
	for (int i = 0; i < (int)NOTICE_WAY_N; i++) {
		if (text_is(WAYS[i], name)) {
			*out = (enum notice_way)i;
			return true;
		}
	}
	return false;
}

/* As a row says it; at once where there is none. */
static enum notice_way way_of(const char *name)
{
	enum notice_way way = NOTICE_AT_ONCE;

	return notice_way_from(name, &way) ? way : NOTICE_AT_ONCE;
}

/* ---- saying something ------------------------------------------------------------------------------------------- */

/* At most so many characters, the last an ellipsis where it was longer. */
static const char *cut(struct mem *m, const char *text, size_t max)
{
	const char *line = text_line(m, text), *p = line;

	for (size_t i = 0; i + 1 < max && *p != '\0'; i++)
		(void)text_next(&p);
	return text_chars(p) <= 1 ? line : mem_text(m, "%.*s…", (int)(p - line), line);
}

/* One row in an inbox and, as the person chose, a letter. body: as notice_text.h says. */
static err put(struct ctx *cx, int64_t user_id, const struct notice_in *in, const char *body)
{
	struct row *r;
	enum notice_way way;
	const char *email;
	int64_t id;
	err e = db_one(cx->db, &SQL_notice_to, BIND({"user", I64(user_id)}, {"kind", STR(in->kind)}), &r);

	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	email = row_text(r, "email");
	way = *email == '\0' || !notice_mail_is_on(cx) ? NOTICE_NEVER : way_of(row_text(r, "way"));
	TRY(db_add(cx->db, &SQL_notice_add,
	           BIND({"user", I64(user_id)}, {"kind", STR(in->kind)}, {"object", I64(in->object_id)},
	                {"subject", STR(cut(cx->mem, in->subject, NOTICE_SUBJECT_MAX))}, {"body", STR(body)},
	                {"path", STR(in->path)}, {"now", I64(cx->now_ms)}, {"waiting", I64(way == NOTICE_IN_DIGEST ? 1 : 0)}), &id));
	return way == NOTICE_AT_ONCE ? notice_mail_add(cx, id, email, NULL) : OK;
}

/* The text in the form that is kept; what does not fit is said to be left out. */
static const char *body_of(struct ctx *cx, const char *text)
{
	struct buf *b = buf_new(cx->mem, 2 * NOTICE_TEXT_MAX);
	size_t n = strlen(text);
	const char *p = text;

	while (n > NOTICE_TEXT_MAX && p - text < NOTICE_TEXT_MAX)
		(void)text_next(&p);
	notice_put_text(b, n > NOTICE_TEXT_MAX ? mem_text(cx->mem, "%.*s…\n\n(Phần sau quá dài nên đã bỏ bớt.)", (int)(p - text), text) : text);
	return b->p;
}

static void check(const struct notice_in *in)
{
	CHECK(kind_find(in->kind) != NULL);
	CHECK(strlen(in->path) <= NOTICE_PATH_MAX && (*in->path == '\0' || (in->path[0] == '/' && in->path[1] != '/')));
}

err notice_send(struct ctx *cx, int64_t user_id, struct notice_in in)
{
	check(&in);
	return put(cx, user_id, &in, body_of(cx, in.text));
}

err notice_send_holders(struct ctx *cx, enum right right, int64_t unit_id, bool is_own, struct notice_in in, int64_t *n_out)
{
	struct user_holder *list;
	const char *body;
	size_t n;

	check(&in);
	body = body_of(cx, in.text);
	TRY(user_holders(cx, right, unit_id, is_own, &list, &n));
	for (size_t i = 0; i < n; i++)
		TRY(put(cx, list[i].id, &in, body));
	if (n_out != NULL)
		*n_out = (int64_t)n;
	return OK;
}

err notice_letter(struct ctx *cx, const char *address, struct notice_in in, int64_t *mail_id_out)
{
	int64_t id;

	need(cx, mime_address_is_good(address), "address", "Địa chỉ thư viết dạng ten@coquan.vn.");
	TRY(faults(cx));
	*mail_id_out = 0;
	if (!notice_mail_is_on(cx))
		return OK;
	TRY(db_add(cx->db, &SQL_notice_outside_add,
	           BIND({"kind", STR(in.kind)}, {"object", I64(in.object_id)},
	                {"subject", STR(cut(cx->mem, in.subject, NOTICE_SUBJECT_MAX))}, {"body", STR(body_of(cx, in.text))},
	                {"path", STR(in.path)}, {"now", I64(cx->now_ms)}), &id));
	return notice_mail_add(cx, id, address, mail_id_out);
}

err notice_word(struct ctx *cx, const char *login, const char *subject, const char *text)
{
	struct user u;

	TRY(may(cx, R_NOTICE_MANAGE, 0));
	need(cx, *text_line(cx->mem, subject) != '\0', "SUBJECT", "Hãy ghi tiêu đề của lời nhắn.");
	need(cx, text_chars(subject) <= NOTICE_SUBJECT_MAX, "SUBJECT", "Tiêu đề không được quá 300 ký tự.");
	need(cx, strlen(text) <= NOTICE_TEXT_MAX, "TEXT", "Lời nhắn không được quá 200.000 byte.");
	TRY(faults(cx));
	TRY(user_get_login(cx, login, &u));
	TRY(notice_send(cx, u.id, (struct notice_in){"notice.word", subject, text, "", 0}));
	return audit_detail(cx, "notice.word", u.id, "%s: %s", u.login, subject);
}

/* ---- the digest ------------------------------------------------------------------------------------------------------ */

/* A section, as far as there is room. */
static void put_section(struct buf *b, struct mem *m, const struct notice_section *s)
{
	if (s->n == 0 || b->n + strlen(s->title) + 2 * REST_BYTES > NOTICE_TEXT_MAX)
		return;
	notice_put_heading(b, s->title);
	for (size_t i = 0; i < s->n; i++) {
		const struct notice_line *l = &s->at[i];

		if (b->n + strlen(l->text) + strlen(l->note) + strlen(l->path) + 2 * REST_BYTES > NOTICE_TEXT_MAX) {
			notice_put_text(b, mem_text(m, "… và %zu dòng nữa, xem trong hệ thống.", s->n - i));
			return;
		}
		notice_put_line(b, l);
	}
}

/* Notices that a person wants in the digest, as its last section; last_out: the newest told, 0 for none. */
static err waiting(struct ctx *cx, int64_t user_id, struct notice_section *out, int64_t *last_out)
{
	struct rows it;
	struct row *r;
	struct notice_line *lines;
	size_t n = 0;

	*last_out = 0;
	TRY(db_rows(cx->db, &SQL_notice_waiting, BIND({"user", I64(user_id)}, {"n", I64(WAITING_MAX)}), &it));
	lines = mem_new(cx->mem, struct notice_line, it.n);
	while ((r = rows_next(&it)) != NULL) {
		const char *path = row_text(r, "path");

		*last_out = row_i64(r, "id");
		if (*path == '\0')
			path = mem_text(cx->mem, "/notice/%" PRId64, *last_out);
		lines[n++] = (struct notice_line){row_text(r, "subject"), "", path};
	}
	*out = (struct notice_section){"Thông báo khác", lines, n};
	return OK;
}

err notice_digest(struct ctx *cx, int64_t user_id, date day, const char *subject, const struct notice_section *sections,
                  size_t n)
{
	struct buf *b = buf_new(cx->mem, NOTICE_TEXT_MAX);
	struct notice_section other;
	int64_t last;

	CHECK(n <= NOTICE_SECTIONS_MAX);
	TRY(waiting(cx, user_id, &other, &last));
	for (size_t i = 0; i < n; i++)
		put_section(b, cx->mem, &sections[i]);
	put_section(b, cx->mem, &other);
	CHECK(buf_err(b) == OK);
	if (b->n == 0)
		return OK;
	TRY(db_add(cx->db, &SQL_notice_digest_add,
	           BIND({"user", I64(user_id)}, {"day", db_date(cx->mem, day)}, {"now", I64(cx->now_ms)}), NULL));
	if (last != 0)
		TRY(db_sweep(cx->db, &SQL_notice_waiting_done, BIND({"user", I64(user_id)}, {"last", I64(last)}), NULL));
	return put(cx, user_id, &(struct notice_in){NOTICE_DIGEST, subject, "", "", 0}, b->p);
}

/* ---- the inbox ----------------------------------------------------------------------------------------------------------- */

err notice_count(struct ctx *cx, int64_t *n_out)
{
	struct row *r;

	*n_out = 0;
	if (cx->who->user_id == 0)
		return OK;
	TRY(db_one(cx->db, &SQL_notice_count, BIND({"user", I64(cx->who->user_id)}, {"n", I64(NOTICE_COUNT_MAX + 1)}), &r));
	*n_out = row_i64(r, "n");
	return OK;
}

static struct notice notice_of_row(const struct row *r)
{
	struct notice n = {
		.id = row_i64(r, "id"),
		.object_id = row_i64(r, "object_id"),
		.kind = row_text(r, "kind"),
		.subject = row_text(r, "subject"),
		.text = "",
		.path = row_text(r, "path"),
		.made_ms = row_i64(r, "made_ms"),
		.read_ms = row_i64(r, "read_ms"),
	};
	const struct notice_choice *kind = kind_find(n.kind);

	n.kind_words = kind != NULL ? kind->sentence : n.kind;  /* a kind of an older program */
	return n;
}

err notice_list(struct ctx *cx, bool with_read, int64_t before_id, int n, struct notice_list *out)
{
	struct notice_list list = {0};
	struct rows it;
	struct row *r;

	CHECK(n > 0 && n <= NOTICE_LIST_MAX);
	if (cx->who->user_id == 0)
		return ERR_SIGNIN;
	TRY(db_rows(cx->db, with_read ? &SQL_notice_list : &SQL_notice_list_unread,
	            BIND({"user", I64(cx->who->user_id)}, {"before", I64(before_id > 0 ? before_id : INT64_MAX)},
	                 {"n", I64(n + 1)}), &it));
	list.at = mem_new(cx->mem, struct notice, it.n);
	while ((r = rows_next(&it)) != NULL && list.n < (size_t)n)
		list.at[list.n++] = notice_of_row(r);
	if (it.n > (size_t)n)
		list.next_before_id = list.at[list.n - 1].id;
	*out = list;
	return OK;
}

err notice_get(struct ctx *cx, int64_t id, struct notice *out)
{
	struct row *r;

	if (cx->who->user_id == 0)
		return ERR_SIGNIN;
	TRY(db_one(cx->db, &SQL_notice_get, BIND({"id", I64(id)}, {"user", I64(cx->who->user_id)}), &r));
	*out = notice_of_row(r);
	out->text = row_text(r, "body");
	return OK;
}

err notice_read(struct ctx *cx, int64_t id, struct notice *out)
{
	struct notice n;

	TRY(notice_get(cx, id, &n));
	TRY(db_sweep(cx->db, &SQL_notice_read,
	             BIND({"id", I64(id)}, {"user", I64(cx->who->user_id)}, {"now", I64(cx->now_ms)}), NULL));
	TRY(audit(cx, "notice.read", id));
	*out = n;
	return OK;
}

err notice_read_all(struct ctx *cx, int64_t *n_out)
{
	if (cx->who->user_id == 0)
		return ERR_SIGNIN;
	TRY(db_sweep(cx->db, &SQL_notice_read_all, BIND({"user", I64(cx->who->user_id)}, {"now", I64(cx->now_ms)}), n_out));
	return audit_detail(cx, "notice.read", 0, "%" PRId64 " thông báo", *n_out);
}

/* ---- choices ---------------------------------------------------------------------------------------------------------------- */

err notice_choices(struct ctx *cx, const struct notice_choice **out, size_t *n_out)
{
	struct notice_choice *list = mem_new(cx->mem, struct notice_choice, COUNT(KINDS));
	struct rows it;
	struct row *r;

	if (cx->who->user_id == 0)
		return ERR_SIGNIN;
	memcpy(list, KINDS, sizeof KINDS);
	TRY(db_rows(cx->db, &SQL_notice_choices, BIND({"user", I64(cx->who->user_id)}, {"n", I64(2 * COUNT(KINDS))}), &it));
	while ((r = rows_next(&it)) != NULL) {
		for (size_t i = 0; i < COUNT(KINDS); i++) {
			if (text_is(KINDS[i].kind, row_text(r, "kind")))
				list[i].way = way_of(row_text(r, "way"));
		}
	}
	*out = list;
	*n_out = COUNT(KINDS);
	return OK;
}

err notice_choose(struct ctx *cx, const struct notice_choice *at, size_t n)
{
	if (cx->who->user_id == 0)
		return ERR_SIGNIN;
	for (size_t i = 0; i < n; i++) {
		need(cx, kind_find(at[i].kind) != NULL, at[i].kind, "Không có loại thông báo này; hãy chọn trong danh sách.");
		need(cx, at[i].way != NOTICE_IN_DIGEST || !text_is(at[i].kind, NOTICE_DIGEST), at[i].kind,
		     "Bản tổng hợp chỉ có thể nhận ngay hoặc không nhận.");
	}
	TRY(faults(cx));
	for (size_t i = 0; i < n; i++) {
		const char *way = notice_way_name(at[i].way);
		err e = db_add(cx->db, &SQL_notice_choice_add,
		               BIND({"user", I64(cx->who->user_id)}, {"kind", STR(at[i].kind)}, {"way", STR(way)}), NULL);

		if (e == ERR_TAKEN)
			e = db_sweep(cx->db, &SQL_notice_choice_set,
			             BIND({"user", I64(cx->who->user_id)}, {"kind", STR(at[i].kind)}, {"way", STR(way)}), NULL);
		TRY(e);
	}
	return audit(cx, "notice.choose", cx->who->user_id);
}

/* ---- the calendar's address -------------------------------------------------------------------------------------------------- */

static const char *token_hash(struct ctx *cx, const char *token)
{
	return crypt_hash_hex(cx->mem, token, strlen(token));
}

err notice_feed_get(struct ctx *cx, struct notice_feed *out)
{
	struct row *r;
	err e;

	if (cx->who->user_id == 0)
		return ERR_SIGNIN;
	e = db_one(cx->db, &SQL_notice_feed_get, BIND({"user", I64(cx->who->user_id)}), &r);
	if (e != OK && e != ERR_NOTFOUND)
		return e;
	out->made_ms = e == OK ? row_i64(r, "made_ms") : 0;
	return OK;
}

static err feed_end(struct ctx *cx, int64_t *n_out)
{
	return db_sweep(cx->db, &SQL_notice_feed_end, BIND({"user", I64(cx->who->user_id)}, {"now", I64(cx->now_ms)}), n_out);
}

err notice_feed_make(struct ctx *cx, const char **path_out)
{
	unsigned char bytes[TOKEN_BYTES];
	const char *token;

	if (cx->who->user_id == 0)
		return ERR_SIGNIN;
	cx_random(cx, bytes, sizeof bytes);
	token = crypt_hex(cx->mem, bytes, sizeof bytes);
	TRY(feed_end(cx, NULL));
	TRY(db_add(cx->db, &SQL_notice_feed_add,
	           BIND({"user", I64(cx->who->user_id)}, {"hash", STR(token_hash(cx, token))}, {"now", I64(cx->now_ms)}), NULL));
	TRY(audit(cx, "notice.feed_make", cx->who->user_id));
	*path_out = mem_text(cx->mem, "/lich/%s.ics", token);
	return OK;
}

err notice_feed_end(struct ctx *cx)
{
	int64_t n;

	if (cx->who->user_id == 0)
		return ERR_SIGNIN;
	TRY(feed_end(cx, &n));
	return n == 0 ? ERR_STATE : audit(cx, "notice.feed_end", cx->who->user_id);
}

/* The lookup is by hash, so that the time it takes says nothing about how much of a guess was right. */
err notice_feed_who(struct ctx *cx, const char *token, int64_t *user_id_out)
{
	struct row *r;

	if (strlen(token) != 2 * TOKEN_BYTES || strspn(token, "0123456789abcdef") != 2 * TOKEN_BYTES)
		return ERR_NOTFOUND;
	TRY(db_one(cx->db, &SQL_notice_feed_who, BIND({"hash", STR(token_hash(cx, token))}), &r));
	*user_id_out = row_i64(r, "user_id");
	return OK;
}

err notice_blank(struct ctx *cx, const char *kind, int64_t object_id)
{
	return db_sweep(cx->db, &SQL_notice_blank, BIND({"object_id", I64(object_id)}, {"kind", STR(kind)}, {"words", STR("(đã xóa theo luật)")}), NULL);
}
