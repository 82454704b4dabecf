/* room/notice/notice_mail.c -- the outbox: the server's settings, letters that wait, what an administrator does to them. */
#include <sys/stat.h>
#include <unistd.h>

#include "base/conf.h"
#include "base/crypt.h"
#include "base/mime.h"
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/job/job.h"
#include "room/notice/notice_inside.h"

#include "gen/notice_sql.h"

enum { ID_BYTES = 16, PORT_MAX = 65535 };
#define DAY_MS ((int64_t)24 * 3600 * 1000)

/* ---- settings ------------------------------------------------------------------------------------------------------ */

static const char *conf_path(struct ctx *cx)
{
	return mem_text(cx->mem, "%s/" NOTICE_CONF, cx->data_dir);
}

bool notice_mail_is_on(struct ctx *cx)
{
	return access(conf_path(cx), F_OK) == 0;
}

static const struct {
	const char *name, *words;
	int port;
} TLS[MAIL_TLS_N] = {{"starttls", "STARTTLS", 587}, {"tls", "TLS", 465}, {"none", "không mã hóa", 25}};

/* A name of a machine or an address: what may stand in an URL without meaning anything else there. */
static bool host_is_good(const char *host)
{
	return *host != '\0' && strlen(host) <= 253 &&
	       strspn(host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:") == strlen(host);
}

static bool is_loopback(const char *host)
{
	return text_is(host, "localhost") || text_starts(host, "127.") || text_is(host, "::1");
}

static bool site_is_good(const char *site)
{
	const char *host = strstr(site, "://");

	return (text_starts(site, "https://") || text_starts(site, "http://")) && host[3] != '\0' && host[3] != '/' &&
	       strspn(site, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_~:/[]") == strlen(site);
}

/* One key; false when the value is none. */
static bool key_set(struct ctx *cx, struct notice_settings *s, const struct conf_line *l, bool *is_known)
{
	char *end;

	*is_known = true;
	if (text_is(l->key, "server")) {
		s->server.host = l->value;
		return host_is_good(l->value);
	}
	if (text_is(l->key, "port")) {
		long port = strtol(l->value, &end, 10);

		s->server.port = port > 0 && port <= PORT_MAX ? (int)port : 0;
		return *end == '\0' && s->server.port > 0;
	}
	if (text_is(l->key, "tls")) {
		for (int i = 0; i < (int)MAIL_TLS_N; i++) {
			if (text_is(TLS[i].name, l->value)) {
				s->server.tls = (enum mail_tls)i;
				return true;
			}
		}
		return false;
	}
	if (text_is(l->key, "from")) {
		s->from = l->value;
		return mime_address_is_good(l->value);
	}
	if (text_is(l->key, "site")) {
		s->site = text_ends(l->value, "/") ? mem_copy(cx->mem, l->value, strlen(l->value) - 1) : l->value;
		return site_is_good(l->value);
	}
	if (text_is(l->key, "user"))
		s->server.user = l->value;
	else if (text_is(l->key, "password"))
		s->server.password = secret_of(cx->mem, l->value).p;
	else if (text_is(l->key, "name"))
		s->from_name = l->value;
	else if (text_is(l->key, "ca"))
		s->server.ca = l->value;
	else
		*is_known = false;
	return true;
}

static void check_whole(struct ctx *cx, const struct notice_settings *s, const char *path, struct faults *f)
{
	struct stat st;

	if (*s->server.host == '\0')
		faults_add(f, "server", mem_text(cx->mem, "%s: thiếu dòng “server = …”, tên máy chủ thư.", path));
	if (*s->from == '\0')
		faults_add(f, "from", mem_text(cx->mem, "%s: thiếu dòng “from = …”, địa chỉ người gửi.", path));
	if (*s->site == '\0')
		faults_add(f, "site", mem_text(cx->mem, "%s: thiếu dòng “site = https://…”, địa chỉ của hệ thống để ghi vào thư.", path));
	if ((*s->server.user == '\0') != (*s->server.password == '\0'))
		faults_add(f, "password", mem_text(cx->mem, "%s: user và password phải đi cùng nhau.", path));
	if (*s->server.password != '\0' && s->server.tls == MAIL_TLS_NONE && !is_loopback(s->server.host))
		faults_add(f, "tls", mem_text(cx->mem, "%s: mật khẩu không được gửi trên kết nối không mã hóa; hãy dùng tls = starttls hoặc "
		                                       "tls = tls.", path));
	if (stat(path, &st) == 0 && (st.st_mode & (S_IRWXG | S_IRWXO)) != 0)
		faults_add(f, "mode", mem_text(cx->mem, "%s có thể bị người khác trên máy đọc; hãy chạy: chmod 600 %s", path, path));
}

err notice_settings(struct ctx *cx, struct notice_settings *out, struct faults *f)
{
	struct notice_settings s = {.server = {.host = "", .user = "", .password = "", .ca = ""}, .from = "",
	                            .from_name = "Thi đua, khen thưởng", .site = ""};
	const char *path = conf_path(cx);
	struct conf conf;

	TRY(conf_read(cx->mem, path, &conf, f));
	for (size_t i = 0; i < conf.n; i++) {
		const struct conf_line *l = &conf.at[i];
		bool is_known, is_good = key_set(cx, &s, l, &is_known);

		if (!is_known)
			faults_add(f, l->key, mem_text(cx->mem, "%s: không có khóa “%s”. Chỉ nhận server, port, tls, user, password, from, name, "
			                                        "site, ca.", l->where, l->key));
		else if (!is_good)
			faults_add(f, l->key, mem_text(cx->mem, "%s: giá trị của “%s” không hợp lệ.", l->where, l->key));
	}
	check_whole(cx, &s, path, f);
	if (f->total > 0)
		return ERR_INVALID;
	if (s.server.port == 0)
		s.server.port = TLS[s.server.tls].port;
	s.server.helo = strchr(s.from, '@') + 1;
	*out = s;
	return OK;
}

/* ---- letters that wait ---------------------------------------------------------------------------------------------- */

err notice_mail_poke(struct ctx *cx, int64_t at_ms)
{
	int64_t id;

	/* A look that is due later must not stand for one that is due now: they differ by their object. */
	return job_add(cx, (struct job_in){.kind = "notice.mail", .payload = "", .goto_path = "/notice/outbox", .run_after_ms = at_ms,
	                                   .object_id = at_ms == 0 ? 0 : 1, .is_unique = true}, &id);
}

err notice_mail_add(struct ctx *cx, int64_t notice_id, const char *address, int64_t *id_out)
{
	unsigned char bytes[ID_BYTES];
	struct notice_settings s;
	struct faults f;
	const char *host = "thidua.invalid";    /* the settings are wrong now: the letter waits until they are right */

	faults_init(&f, cx->mem);
	if (notice_settings(cx, &s, &f) == OK)
		host = s.server.helo;
	cx_random(cx, bytes, sizeof bytes);
	TRY(db_add(cx->db, &SQL_notice_mail_add,
	           BIND({"notice", I64(notice_id)}, {"address", STR(address)},
	                {"message", STR(mem_text(cx->mem, "%s@%s", crypt_hex(cx->mem, bytes, sizeof bytes), host))},
	                {"now", I64(cx->now_ms)}), id_out));
	return notice_mail_poke(cx, 0);
}

/* ---- the server's trouble ----------------------------------------------------------------------------------------------- */

err notice_trouble_get(struct ctx *cx, struct notice_trouble *out)
{
	struct row *r;
	err e = db_one(cx->db, &SQL_notice_server_get, BIND_NONE, &r);

	*out = (struct notice_trouble){.error = ""};
	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	*out = (struct notice_trouble){row_i64(r, "failed_n"), row_i64(r, "since_ms"), row_i64(r, "again_ms"), row_text(r, "error")};
	return OK;
}

err notice_trouble_set(struct ctx *cx, const struct notice_trouble *t)
{
	err e = db_add(cx->db, &SQL_notice_server_add, BIND_NONE, NULL);

	if (e != OK && e != ERR_TAKEN)
		return e;
	return db_change(cx->db, &SQL_notice_server_set,
	                 BIND({"failed", I64(t->failed_n)}, {"since", I64(t->since_ms)}, {"again", I64(t->again_ms)},
	                      {"error", STR(t->error)}));
}

/* ---- for the administrator --------------------------------------------------------------------------------------------- */

const char *notice_mail_words(const char *state)
{
	static const char *const words[][2] = {{"queued", "đang chờ"}, {"sending", "đang gửi"}, {"sent", "đã gửi"},
	                                       {"failed", "không gửi được"}, {"dropped", "đã bỏ"}};

	for (size_t i = 0; i < COUNT(words); i++)
		if (text_is(words[i][0], state))
			return words[i][1];
	return "";
}

bool notice_mail_is_filter(const char *state)
{
	return *state == '\0' || text_is(state, "waiting") || text_is(state, "recent") || *notice_mail_words(state) != '\0';
}

err notice_outbox(struct ctx *cx, struct notice_outbox *out)
{
	struct notice_outbox o = {.server = "", .sender = "", .fault = "", .trouble = ""};
	struct notice_settings s;
	struct notice_trouble t;
	struct faults f;
	struct row *r;
	err e;

	TRY(may(cx, R_NOTICE_MANAGE, 0));
	faults_init(&f, cx->mem);
	e = notice_settings(cx, &s, &f);
	o.is_on = e != ERR_NOTFOUND;
	if (e == OK) {
		o.server = mem_text(cx->mem, "%s:%d (%s)", s.server.host, s.server.port, TLS[s.server.tls].words);
		o.sender = s.from;
	} else if (f.n > 0) {
		o.fault = f.at[0].sentence;
	}
	TRY(notice_trouble_get(cx, &t));
	o.trouble_ms = t.since_ms;
	o.again_ms = t.again_ms;
	o.trouble = t.error;
	TRY(db_one(cx->db, &SQL_notice_mail_counts, BIND_NONE, &r));
	o.queued_n = row_i64(r, "queued_n");
	o.failed_n = row_i64(r, "failed_n");
	o.oldest_ms = row_i64(r, "oldest_ms");
	TRY(db_one(cx->db, &SQL_notice_mail_sent, BIND({"since", I64(cx->now_ms - DAY_MS)}), &r));
	o.sent_n = row_i64(r, "n");
	*out = o;
	return OK;
}

static struct notice_mail mail_of_row(const struct row *r)
{
	return (struct notice_mail){
		.id = row_i64(r, "id"),
		.version = row_i64(r, "version"),
		.address = row_text(r, "address"),
		.login = row_text(r, "login"),
		.subject = row_text(r, "subject"),
		.message_id = row_text(r, "message_id"),
		.state = row_text(r, "state"),
		.error = row_text(r, "error"),
		.attempts = row_i64(r, "attempts"),
		.made_ms = row_i64(r, "made_ms"),
		.run_after_ms = row_i64(r, "run_after_ms"),
		.sent_ms = row_i64(r, "sent_ms"),
	};
}

err notice_mail_list(struct ctx *cx, const char *state, int64_t before_id, int n, struct notice_mails *out)
{
	struct notice_mails list = {0};
	int64_t before = before_id > 0 ? before_id : INT64_MAX;
	struct rows it;
	struct row *r;

	TRY(may(cx, R_NOTICE_MANAGE, 0));
	CHECK(n > 0 && n <= NOTICE_LIST_MAX);
	if (*state == '\0')
		TRY(db_rows(cx->db, &SQL_notice_mail_list_open, BIND({"before", I64(before)}, {"n", I64(n + 1)}), &it));
	else if (text_is(state, "waiting"))
		TRY(db_rows(cx->db, &SQL_notice_mail_list_waiting, BIND({"before", I64(before)}, {"n", I64(n + 1)}), &it));
	else if (text_is(state, "recent"))
		TRY(db_rows(cx->db, &SQL_notice_mail_list_recent,
		            BIND({"before", I64(before)}, {"since", I64(cx->now_ms - DAY_MS)}, {"n", I64(n + 1)}), &it));
	else
		TRY(db_rows(cx->db, &SQL_notice_mail_list,
		            BIND({"before", I64(before)}, {"state", STR(state)}, {"n", I64(n + 1)}), &it));
	list.at = mem_new(cx->mem, struct notice_mail, it.n);
	while ((r = rows_next(&it)) != NULL && list.n < (size_t)n)
		list.at[list.n++] = mail_of_row(r);
	if (it.n > (size_t)n)
		list.next_before_id = list.at[list.n - 1].id;
	*out = list;
	return OK;
}

/* The next look is at once, whatever the server did before. */
static err try_now(struct ctx *cx)
{
	struct notice_trouble t;

	TRY(notice_trouble_get(cx, &t));
	if (t.again_ms != 0) {
		t.again_ms = 0;
		TRY(notice_trouble_set(cx, &t));
	}
	return notice_mail_poke(cx, 0);
}

/* A statement about one letter that must have changed it. */
static err change(struct ctx *cx, const struct sql *q, int64_t id, struct notice_mail *out)
{
	struct row *r;
	int64_t n;

	TRY(may(cx, R_NOTICE_MANAGE, 0));
	TRY(db_one(cx->db, &SQL_notice_mail_get, BIND({"id", I64(id)}), &r));
	*out = mail_of_row(r);
	TRY(db_sweep(cx->db, q, BIND({"id", I64(id)}, {"now", I64(cx->now_ms)}), &n));
	return n == 0 ? ERR_STATE : OK;
}

err notice_mail_retry(struct ctx *cx, int64_t id)
{
	struct notice_mail m;

	TRY(change(cx, &SQL_notice_mail_retry, id, &m));
	TRY(try_now(cx));
	return audit_detail(cx, "notice.mail_retry", id, "%s: %s", m.login, m.subject);
}

err notice_mail_retry_all(struct ctx *cx, int64_t *n_out)
{
	TRY(may(cx, R_NOTICE_MANAGE, 0));
	TRY(db_sweep(cx->db, &SQL_notice_mail_retry_all, BIND({"now", I64(cx->now_ms)}), n_out));
	TRY(try_now(cx));
	return audit_detail(cx, "notice.mail_retry", 0, "%" PRId64 " thư", *n_out);
}

err notice_mail_drop(struct ctx *cx, int64_t id)
{
	struct notice_mail m;

	TRY(change(cx, &SQL_notice_mail_drop, id, &m));
	return audit_detail(cx, "notice.mail_drop", id, "%s: %s", m.login, m.subject);
}
