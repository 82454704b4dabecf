/* dispatch.c -- the straight line of a request.
 *
 * A GET runs in a read transaction on the reading connection, a POST in a write transaction on the writing one. The
 * only loops are the reruns after a serialization failure, which are safe because a handler has no effect outside its
 * transaction: the reply is put back to what it was and the arena emptied. */
#include "app/dispatch.h"

#include <unistd.h>

#include "app/kept.h"
#include "app/limits.h"
#include "app/page.h"
#include "app/paper.h"
#include "app/routes.h"
#include "base/crypt.h"
#include "base/log.h"
#include "base/text.h"
#include "db/db.h"
#include "room/audit/audit.h"
#include "room/file/file.h"
#include "room/notice/notice.h"
#include "room/user/user.h"
#include "web/later.h"
#include "web/static.h"

#define SIGNIN_PATH "/dang-nhap"
#define ACCOUNT_PATH "/tai-khoan"
#define PASSWORD_PATH "/tai-khoan/mat-khau"
#define SIGNOUT_PATH "/dang-xuat"
#define FLASH_COOKIE "thidua-tin"
enum { KEY_BYTES = 16, FLASH_MAX = 600, ASIDE_MS = 100 };

/* The uploads of a request, on their way to the disk. */
struct stored {
	struct file_bytes *at;
	size_t n;
};

/* A commit that everybody sees but the disk. */
struct seen {
	struct db *db;
	int64_t mark;
};

struct turn {
	struct app *app;
	struct req *rq;
	const struct route *route;
	struct who who;
	struct ctx cx;
	struct user_hash *hash;         /* of a POST_HASH, once asked */
	struct stored *stored;          /* of a POST_FILE, once its files are in the store */
	const char *kept_name;          /* under which this page may be kept; NULL: it may not */
	struct seen *seen;              /* what must be safe before the reply may leave; NULL for nothing */
	int64_t unread_n;               /* notices, for the frame around a page */
};

err app_open(struct app *app, struct mem *m, const struct setup *s)
{
	*app = (struct app){.setup = s, .as = "", .paper_rows_max = LIMIT_PAPER_ROWS, .mem = mem_open(LIMIT_REQUEST_MEM)};
	mem_defer(m, (void (*)(void *))mem_close, app->mem);
	TRY(db_open(m, s->database, DB_READ, &app->reader));
	return db_open(m, s->database, DB_WRITE, &app->writer);
}

err app_serves(struct app *app, struct mem *m)
{
	TRY(db_open(m, app->setup->database, DB_WRITE, &app->keeper));
	db_log_leave(app->writer);
	db_gather(app->writer, app->keeper);
	app->tidier = later_open(1, 1);
	app->has_helpers = true;
	app->kept = kept_open(m);
	return OK;
}

static void tidy(void *arg)
{
	const struct app *app = arg;

	db_log_tidy(app->keeper);
}

/* Sees to it that a long log is tidied, once at a time. */
static void tidy_soon(struct app *app)
{
	if (app->tidier == NULL || !db_log_is_long(app->writer))
		return;
	while (later_next(app->tidier) != NULL)
		continue;
	(void)later_add(app->tidier, tidy, app, app);
}

static const char *token_of(const struct req *rq)
{
	return rq_cookie(rq, text_is(rq->scheme, "https") ? USER_COOKIE_HTTPS : USER_COOKIE);
}

static void context(struct turn *t, struct db *db)
{
	const struct app *app = t->app;

	ctx_init(&t->cx, app->mem, db, app->now_ms != 0 ? app->now_ms : ctx_clock_ms(), app->setup->today);
	t->cx.data_dir = app->setup->data_dir;
	t->cx.origin = app->is_inside ? "cli" : t->rq->remote;
	t->cx.chance = app->chance;
	t->cx.hashed = t->hash != NULL ? &t->hash->done : NULL;
}

/* ---- gate ---------------------------------------------------------------------------------------------------------- */

static bool origin_is_ours(const struct req *rq)
{
	const char *origin = rq_header(rq, "origin"), *host = strstr(origin, "://");

	if (host == NULL || !text_is(host + 3, rq->host))
		return false;
	return text_is(rq->scheme, "https") ? text_starts(origin, "https://") : true;
}

/* A post must come from a page of the house: the browser says so, and the form carries the session's token. */
static bool comes_from_us(const struct turn *t)
{
	const struct req *rq = t->rq;
	const char *site = rq_header(rq, "sec-fetch-site"), *token = token_of(rq);

	if (t->app->is_inside)
		return true;
	if (*site != '\0' && !text_is(site, "same-origin") && !text_is(site, "none"))
		return false;
	if (*rq_header(rq, "origin") != '\0' && !origin_is_ours(rq))
		return false;
	if (*token != '\0')
		return crypt_same_text(rq_raw(rq, REQ_CSRF), user_csrf(rq->mem, token));
	return *site != '\0' || *rq_header(rq, "origin") != '\0';
}

static err who_load(struct turn *t)
{
	err e = OK;

	t->who = WHO_NOBODY;
	t->cx.who = &WHO_NOBODY;
	if (!t->app->is_inside)
		return user_who_load(&t->cx, token_of(t->rq), &t->who);
	if (*t->app->as != '\0')
		e = user_who_as(&t->cx, t->app->as, &t->who);
	return e;
}

/* Whose password was set by somebody else changes it first: only one's own account and the way out are open. */
static bool must_change_first(const struct turn *t)
{
	return t->cx.who->must_change && t->route->right != R_PUBLIC && !text_starts(t->route->path, ACCOUNT_PATH) &&
	       !text_is(t->route->path, SIGNOUT_PATH);
}

static err gate(const struct turn *t)
{
	if (must_change_first(t))
		return ERR_DENIED;
	if (may_bool(&t->cx, t->route->right, 0))
		return OK;
	return t->cx.who->user_id == 0 ? ERR_SIGNIN : ERR_DENIED;
}

/* ---- the reply --------------------------------------------------------------------------------------------------------- */

static const char *key_new(struct turn *t)
{
	unsigned char key[KEY_BYTES];

	cx_random(&t->cx, key, sizeof key);
	return crypt_base64url(t->rq->mem, key, sizeof key);
}

/* What templates are told, before a page is made. */
static void tell(struct turn *t)
{
	struct req *rq = t->rq;

	rq->csrf = t->app->is_inside ? "" : user_csrf(rq->mem, token_of(rq));
	rq->request_key = key_new(t);
	rq->faults = &t->cx.faults;
}

/* As if no handler had run: what one has said and then failed to do is not said. */
static void reply_clear(struct req *rq)
{
	if (rq->send_path != NULL && rq->send_unlink)
		unlink(rq->send_path);
	buf_reset(rq->out);
	rq->status = 200;
	rq->content_type = rq->location = rq->send_path = rq->send_name = NULL;
	rq->etag = rq->cache_control = rq->content_encoding = NULL;
	rq->send_bytes = NULL;
	rq->send_bytes_n = rq->set_cookies_n = 0;
	rq->title = rq->flash = "";
	rq->is_bare = rq->is_public = rq->send_unlink = false;
	rq->refresh_s = 0;
	rq->wait_s = 0;
}

static void cookie_set(struct req *rq, const char *name, const char *value, int max_age_s)
{
	rq_set_cookie(rq, mem_text(rq->mem, "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s", name, value, max_age_s,
	                           text_is(rq->scheme, "https") ? "; Secure" : ""));
}

/* The sentence for the next page travels in a cookie of a minute. */
static void flash_send(struct req *rq)
{
	size_t n = strlen(rq->flash);

	if (n == 0 || n > FLASH_MAX)
		return;
	cookie_set(rq, FLASH_COOKIE, crypt_base64url(rq->mem, rq->flash, n), 60);
}

static void flash_take(struct req *rq)
{
	const char *sent = rq_cookie(rq, FLASH_COOKIE);
	unsigned char text[FLASH_MAX];
	size_t n;

	if (*sent == '\0')
		return;
	cookie_set(rq, FLASH_COOKIE, "", 0);
	if (crypt_from_base64url(text, sizeof text, &n, sent) && text_is_utf8((const char *)text, n))
		rq->flash = text_clean(rq->mem, (const char *)text, n);
}

static bool is_page(const struct req *rq)
{
	return rq->content_type == NULL && rq->location == NULL && rq->send_path == NULL && rq->send_bytes == NULL &&
	       !rq->is_bare;
}

/* The path for the log. What a row takes besides a number may be a secret (a one-time link): then the row's own path. */
static const char *path_said(const struct turn *t)
{
	for (size_t i = 0; i < t->rq->args.n; i++)
		if (!text_is(t->rq->args.at[i].name, "id"))
			return t->route->path;
	return t->rq->path;
}

static void log_failure(const struct turn *t, err e)
{
	const struct req *rq = t->rq;
	const struct ctx *cx = &t->cx;
	bool is_ours = err_status(e) >= 500;

	log_event(is_ours ? LOG_ERROR : LOG_INFO, "%s %s: %s%s%s%s%s", rq->method == METHOD_POST ? "POST" : "GET", path_said(t),
	          err_name(e), *cx->note != '\0' ? ": " : "", cx->note, e == ERR_DB && cx->db != NULL ? ": " : "",
	          e == ERR_DB && cx->db != NULL ? db_why(cx->db) : "");
}

/* Percent-encoded for a query. */
static const char *url_part(struct mem *m, const char *text)
{
	struct buf *b = buf_new(m, 3 * strlen(text) + 1);

	for (const char *p = text; *p != '\0'; p++) {
		if ((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9') ||
		    strchr("/-._~", *p) != NULL)
			buf_char(b, *p);
		else
			buf_fmt(b, "%%%02X", (unsigned)(unsigned char)*p);
	}
	return b->p;
}

/* Every error but ERR_INVALID with a form becomes a page here and nowhere else. */
static void reply_error(struct turn *t, err e)
{
	struct req *rq = t->rq;

	reply_clear(rq);
	log_failure(t, e);
	if (e == ERR_SIGNIN && rq->method != METHOD_POST && !t->app->is_inside) {
		const char *to = *rq->query == '\0' ? rq->path : mem_text(rq->mem, "%s?%s", rq->path, rq->query);

		rq->location = mem_text(rq->mem, SIGNIN_PATH "?tiep=%s", url_part(rq->mem, to));
		rq->status = 303;
		return;
	}
	if (e == ERR_DENIED && must_change_first(t)) {
		rq_flash(rq, "Trước khi làm việc tiếp, hãy đặt mật khẩu của riêng bạn.");
		rq->location = PASSWORD_PATH;
		rq->status = 303;
		return;
	}
	page_error(&t->cx, rq, err_status(e), err_sentence(e));
}

/* The very page that was made before, when nothing has changed. Who asks, and whether it may be shown, was asked anew. */
static bool kept_take(struct turn *t)
{
	struct req *rq = t->rq;
	const struct buf *page;

	if (t->app->kept == NULL || t->app->is_inside || rq->typed != NULL || *rq_cookie(rq, FLASH_COOKIE) != '\0')
		return false;
	t->kept_name = kept_name(t->route, rq, token_of(rq), db_state(t->cx.db), t->cx.today);
	page = t->kept_name == NULL ? NULL : kept_find(t->app->kept, t->kept_name);
	if (page == NULL)
		return false;
	buf_bytes(rq->out, page->p, page->n);
	rq->content_type = "text/html; charset=utf-8";
	t->kept_name = NULL;
	t->app->kept_n++;
	return true;
}

/* Keeps the whole page, unless something of it is for this one reply only. */
static void kept_leave(const struct turn *t)
{
	const struct req *rq = t->rq;

	if (t->kept_name != NULL && rq->status == 200 && rq->set_cookies_n == 0 && rq->refresh_s == 0 && rq->etag == NULL &&
	    rq->cache_control == NULL && *rq->flash == '\0')
		kept_put(t->app->kept, t->kept_name, rq->out);
}

static const char *kept(const struct req *rq, const char *text)
{
	return text == NULL ? NULL : mem_dup(rq->mem, text);
}

static enum http_next reply_end(struct turn *t)
{
	struct req *rq = t->rq;

	/* The reply may leave after the next handler has emptied the arena. */
	rq->send_path = kept(rq, rq->send_path);
	rq->send_name = kept(rq, rq->send_name);
	rq->content_type = kept(rq, rq->content_type);
	rq->etag = kept(rq, rq->etag);
	if (rq->location != NULL) {
		flash_send(rq);
	} else if (is_page(rq)) {
		if (!t->app->is_inside)
			flash_take(rq);
		page_wrap(&t->cx, rq, t->unread_n);
		kept_leave(t);
	}
	if (buf_err(rq->out) != OK) {
		reply_error(t, ERR_FULL);
		page_wrap(&t->cx, rq, t->unread_n);
	}
	return HTTP_DONE;
}

/* ---- transactions ------------------------------------------------------------------------------------------------------- */

/* ERR_BUSY is for the caller: the request is parked. */
static err begin(struct turn *t, bool is_write)
{
	if (t->app->is_inside)
		return cx_begin(&t->cx, is_write);
	if (is_write && t->rq->must_line_up)
		return ERR_BUSY;
	return db_begin(t->cx.db, t->cx.mem, is_write ? DB_WRITE : DB_READ);
}

/* Waits a tenth of a second at most: for what must be on record though its request is answered already. */
static err begin_soon(struct turn *t)
{
	struct db *db = t->cx.db;
	err e = begin(t, true);

	if (e != ERR_BUSY || t->app->is_inside)
		return e;
	TRY(db_turn_wait(db, ASIDE_MS));
	e = db_begin(db, t->cx.mem, DB_WRITE);
	db_turn_end(db);
	return e;
}

/* What is to be written beside the handler's own transaction: refusals, that a page was read, that a session lives.
 * Where it cannot be written now the request does not wait for it: the session is noted next time, and of the others
 * the log says that they are missing. */
static void write_aside(struct turn *t, bool is_seen)
{
	const char *act = is_seen ? t->route->seen_act : NULL;
	bool is_due = !t->app->is_inside && t->cx.who->session_id != 0 && user_seen_is_due(&t->cx);
	struct db *db = t->cx.db;
	err e;

	if (t->cx.refusals == NULL && act == NULL && !is_due)
		return;
	t->cx.db = t->app->writer;
	e = t->cx.refusals != NULL || act != NULL ? begin_soon(t) : begin(t, true);
	if (e == OK) {
		e = audit_refusals_write(&t->cx);
		if (e == OK && act != NULL)
			e = audit(&t->cx, act, rq_id(t->rq));
		if (e == OK && is_due)
			e = user_seen(&t->cx);
		if (e == OK)
			e = db_commit(t->cx.db);
		db_rollback(t->cx.db);
	}
	if (e != OK && (act != NULL || t->cx.refusals != NULL))
		log_event(LOG_ERROR, "audit of %s could not be written: %s", path_said(t), err_name(e));
	t->cx.db = db;
}

/* ---- get ----------------------------------------------------------------------------------------------------------------- */

/* Where links of a paper lead, once it is far from here. */
static const char *house_of(const struct turn *t)
{
	return t->app->is_inside ? "" : mem_text(t->rq->mem, "%s://%s", t->rq->scheme, t->rq->host);
}

/* A page in a read transaction: the row's own, or the form of a refused post. */
static err page_run(struct turn *t, handler *fn)
{
	err e = who_load(t);

	if (e == OK)
		e = gate(t);
	if (e != OK)
		return e;
	if (t->route->paper != NULL)
		return paper_reply(&t->cx, t->route, t->rq, house_of(t), t->cx.who->user_id == 0 ? 0 : t->app->paper_rows_max);
	tell(t);
	if (kept_take(t))
		return OK;
	TRY(fn(&t->cx, t->rq));
	return is_page(t->rq) ? notice_count(&t->cx, &t->unread_n) : OK;
}

/* A paper in the making: on a helper thread, with a connection and an arena of its own, so that nobody waits for who
 * takes a million rows away. What it leaves lives in the request's arena, which is left alone meanwhile. */
struct paper_work {
	struct turn turn;
	struct app app;
	err e;
	struct faults faults;
	const char *path, *name, *media_type, *location, *note;
};

/* What is kept of the work, before its arena goes. */
static void paper_keep(struct paper_work *w)
{
	struct req *rq = w->turn.rq;
	const struct faults *f = &w->turn.cx.faults;

	w->path = kept(rq, rq->send_path);
	w->name = kept(rq, rq->send_name);
	w->media_type = rq->content_type;
	w->location = kept(rq, rq->location);
	w->note = kept(rq, w->turn.cx.note);
	faults_init(&w->faults, rq->mem);
	for (size_t i = 0; i < f->n; i++)
		faults_add(&w->faults, f->at[i].field, f->at[i].sentence);
}

static void paper_work(void *arg)
{
	struct paper_work *w = arg;
	struct turn *t = &w->turn;

	w->app.mem = mem_open(LIMIT_REQUEST_MEM);
	context(t, NULL);
	w->e = db_open(w->app.mem, w->app.setup->database, DB_READ, &t->cx.db);
	if (w->e == OK)
		w->e = cx_begin(&t->cx, false);
	if (w->e == OK) {
		w->e = page_run(t, NULL);
		db_rollback(t->cx.db);
	}
	paper_keep(w);
	mem_close(w->app.mem);
}

/* Hands the paper to the helper thread; the first time only who asks is looked at. HTTP_DONE: it is made. */
static enum http_next paper_first(struct turn *t, err *e)
{
	struct req *rq = t->rq;
	struct paper_work *w;

	*e = who_load(t);
	if (*e == OK)
		*e = gate(t);
	if (*e == OK && rq->is_later_full)
		*e = ERR_BUSY;
	if (*e != OK)
		return HTTP_DONE;
	if (t->app->is_inside) {
		*e = page_run(t, NULL);
		return HTTP_DONE;
	}
	if (rq->app_state == NULL) {
		w = mem_new(rq->mem, struct paper_work, 1);
		w->app = *t->app;
		w->turn = (struct turn){.app = &w->app, .rq = rq, .route = t->route};
		rq->app_state = rq->later_arg = w;
		rq->later_fn = paper_work;
		rq->is_later_long = true;
		return HTTP_LATER;
	}
	w = rq->app_state;
	rq->send_path = w->path;
	rq->send_name = w->name;
	rq->content_type = w->media_type;
	rq->send_unlink = w->path != NULL;
	rq->location = w->location;
	rq->status = w->location != NULL ? 303 : rq->status;
	t->cx.faults = w->faults;
	t->cx.note = w->note;
	*e = w->e;
	return HTTP_DONE;
}

static enum http_next get(struct turn *t)
{
	enum http_next next = HTTP_DONE;
	err e;

	context(t, t->app->reader);
	e = begin(t, false);
	if (e == ERR_BUSY && !t->rq->is_last_try)
		return HTTP_RETRY;
	if (e == OK) {
		if (t->route->paper != NULL)
			next = paper_first(t, &e);
		else
			e = page_run(t, t->route->fn);
		db_rollback(t->cx.db);
	}
	if (next != HTTP_DONE)
		return next;
	write_aside(t, e == OK && t->rq->location == NULL);
	if (e != OK)
		reply_error(t, e);
	return reply_end(t);
}

/* ---- post ---------------------------------------------------------------------------------------------------------------- */

static err uploads_take(struct turn *t)
{
	struct req *rq = t->rq;
	struct upload *taken = mem_new(t->cx.mem, struct upload, rq->uploads_n);

	for (size_t i = 0; i < rq->uploads_n; i++) {
		taken[i] = rq->uploads[i];
		if (taken[i].size_bytes > 0 || *taken[i].name != '\0')
			TRY(file_take_bytes(&t->cx, &t->stored->at[i], taken[i].name, taken[i].field, &taken[i].file_id));
	}
	rq->uploads = taken;
	return OK;
}

/* The key of this very form: a page has one key for all its forms, and a form may be sent again with other words. */
static const char *once_key(struct turn *t, const char *key)
{
	const struct req *rq = t->rq;
	struct buf *b = buf_new(t->cx.mem, LIMIT_PAGE);

	buf_fmt(b, "%s %s", key, rq->path);
	for (size_t i = 0; i < rq->form_params.n; i++) {
		const struct param *p = &rq->form_params.at[i];

		buf_fmt(b, " %zu:%s=%zu:%s", strlen(p->name), p->name, strlen(p->value), p->value);
	}
	for (size_t i = 0; i < rq->uploads_n; i++)
		buf_fmt(b, " %s %s %" PRId64, rq->uploads[i].field, rq->uploads[i].name, rq->uploads[i].size_bytes);
	return crypt_hash_hex(t->cx.mem, b->p, b->n);
}

/* The handler with what stands around it, inside the transaction. */
static err post_inside(struct turn *t)
{
	const char *key = rq_raw(t->rq, REQ_KEY), *location = "";
	err e;

	TRY(who_load(t));
	TRY(gate(t));
	if (strlen(key) > AUDIT_KEY_MAX)
		return ERR_FULL;
	if (!t->route->takes_files)
		t->rq->uploads_n = 0;
	if (*key != '\0')
		key = once_key(t, key);
	if (*key != '\0') {
		e = audit_once(&t->cx, key, &location);
		if (e == ERR_TAKEN && *location != '\0') {
			t->cx.audited_n = -1;   /* done before: nothing more is written */
			return rq_goto(t->rq, "%s", location);
		}
		if (e != OK)
			return e == ERR_TAKEN ? ERR_STATE : e;
	}
	tell(t);
	TRY(uploads_take(t));
	TRY(t->route->fn(&t->cx, t->rq));
	if (is_page(t->rq))
		TRY(notice_count(&t->cx, &t->unread_n));
	if (*key != '\0')
		TRY(audit_once_done(&t->cx, key, t->rq->location == NULL ? "" : t->rq->location));
	return OK;
}

static void check_audited(const struct turn *t)
{
	if (t->cx.audited_n != 0)
		return;
	CHECK(!t->app->is_strict);
	log_event(LOG_ERROR, "POST %s left no audit row", path_said(t));
}

/* Commits. Where helpers carry it to the disk the reply waits for them, and the next request need not: decision 48. */
static err commit(struct turn *t)
{
	struct seen *seen;

	if (!t->app->has_helpers)
		return db_commit(t->cx.db);
	seen = mem_new(t->rq->mem, struct seen, 1);
	seen->db = t->cx.db;
	TRY(db_commit_seen(t->cx.db, &seen->mark));
	tidy_soon(t->app);
	t->seen = seen->mark == 0 ? NULL : seen;
	return OK;
}

/* On the helper thread. A disk that fails here ends the worker: the person gets no answer, rather than a wrong one. */
static void seen_safe(void *arg)
{
	const struct seen *seen = arg;

	CHECK(db_safe(seen->db, seen->mark) == OK);
}

/* Runs the handler and commits; after a serialization failure again, a few times. */
static err post_run(struct turn *t)
{
	const struct req before = *t->rq;
	err e;

	for (int i = 0;; i++) {
		context(t, t->app->writer);
		TRY(begin(t, true));
		e = post_inside(t);
		if (e == OK)
			e = commit(t);
		db_rollback(t->cx.db);
		if (e == OK)
			check_audited(t);
		if (e != ERR_STALE || !db_is_pg(t->app->writer) || i == LIMIT_RERUNS)
			return e;
		*t->rq = before;
		reply_clear(t->rq);
		mem_reset(t->app->mem);
	}
}

/* The page of the form again, with what was typed and what is wrong with it. */
static void form_again(struct turn *t)
{
	struct req *rq = t->rq;
	struct faults faults = t->cx.faults;
	err e;

	reply_clear(rq);
	context(t, t->app->reader);
	e = begin(t, false);
	if (e == OK) {
		t->cx.faults = faults;
		rq->typed = &rq->form_params;
		e = page_run(t, t->route->form);
		db_rollback(t->cx.db);
	}
	if (e == OK || e == ERR_INVALID) {
		rq->status = rq->location == NULL ? 422 : rq->status;
		return;
	}
	reply_error(t, e);
}

/* The three fields of the row: login, password, new password; any may be empty. */
static const char *hash_field(const struct turn *t, int which)
{
	const char *p = t->route->hash_fields;
	size_t n;

	for (; which > 0; which--) {
		p += strcspn(p, ",");
		CHECK(*p == ',');
		p++;
	}
	n = strcspn(p, ",");
	return n == 0 ? "" : rq_raw(t->rq, mem_copy(t->rq->mem, p, n));
}

static void hash_work(void *arg)
{
	user_hash_work(arg);
}

/* What was committed must lie on the disk before anybody is told. */
static enum http_next reply_safe(struct turn *t, enum http_next next)
{
	if (t->seen == NULL || next != HTTP_DONE)
		return next;
	t->rq->later_fn = seen_safe;
	t->rq->later_arg = t->seen;
	return HTTP_SAFE;
}

/* The slow part of a password before the transaction. HTTP_DONE: go on. */
static enum http_next hash_first(struct turn *t, err *e)
{
	struct req *rq = t->rq;

	if (t->route->hash_fields == NULL)
		return HTTP_DONE;
	if (rq->is_later_full)
		*e = ERR_BUSY;
	if (rq->app_state != NULL) {
		t->hash = rq->app_state;
		return HTTP_DONE;
	}
	context(t, t->app->reader);
	*e = begin(t, false);
	if (*e == ERR_BUSY && !rq->is_last_try)
		return HTTP_RETRY;
	if (*e == OK)
		*e = who_load(t);
	if (*e == OK)
		*e = gate(t);
	if (*e == OK) {
		struct user_hash *h = mem_new(rq->mem, struct user_hash, 1);

		*e = user_hash_ask(&t->cx, text_trim(rq->mem, hash_field(t, 0)), hash_field(t, 1), hash_field(t, 2), h);
		if (*e == OK)
			rq->app_state = t->hash = h;
	}
	db_rollback(t->cx.db);
	if (*e != OK)
		return HTTP_DONE;
	if (t->app->is_inside) {
		user_hash_work(t->hash);
		return HTTP_DONE;
	}
	rq->later_fn = hash_work;
	rq->later_arg = t->hash;
	return HTTP_LATER;
}

static void store_work(void *arg)
{
	struct stored *s = arg;

	for (size_t i = 0; i < s->n; i++)
		file_bytes_store(&s->at[i]);
}

/* Whether the person may do this at all, before anything is done for them. HTTP_RETRY: the database is busy. */
static enum http_next gate_first(struct turn *t, err *e)
{
	context(t, t->app->reader);
	*e = begin(t, false);
	if (*e == ERR_BUSY && !t->rq->is_last_try)
		return HTTP_RETRY;
	if (*e == OK)
		*e = who_load(t);
	if (*e == OK)
		*e = gate(t);
	db_rollback(t->cx.db);
	return HTTP_DONE;
}

/* The files of a row that takes them go into the store before the transaction, which then only names them. HTTP_DONE: go on. */
static enum http_next store_first(struct turn *t, err *e)
{
	struct req *rq = t->rq;
	enum http_next next;

	if (!t->route->takes_files || rq->uploads_n == 0)
		return HTTP_DONE;
	if (rq->app_state != NULL) {
		t->stored = rq->app_state;
		if (rq->is_later_full && !rq->is_later_done)
			*e = ERR_BUSY;
		return HTTP_DONE;
	}
	next = gate_first(t, e);
	if (next != HTTP_DONE || *e != OK)
		return next;
	t->stored = rq->app_state = mem_new(rq->mem, struct stored, 1);
	*t->stored = (struct stored){mem_new(rq->mem, struct file_bytes, rq->uploads_n), rq->uploads_n};
	for (size_t i = 0; i < rq->uploads_n; i++)
		t->stored->at[i] = (struct file_bytes){.data_dir = t->app->setup->data_dir, .path = rq->uploads[i].path,
		                                       .is_ours = !t->app->is_inside};
	if (!t->app->has_helpers) {
		store_work(t->stored);
		return HTTP_DONE;
	}
	rq->later_fn = store_work;
	rq->later_arg = t->stored;
	rq->is_later_disk = true;
	return HTTP_LATER;
}

static enum http_next post(struct turn *t)
{
	struct req *rq = t->rq;
	enum http_next next;
	err e = OK;

	context(t, t->app->writer);
	if (!comes_from_us(t)) {
		cx_note(&t->cx, "not from a page of ours");
		log_failure(t, ERR_DENIED);
		page_error(&t->cx, rq, 403, "Yêu cầu này không đến từ trang của hệ thống, hoặc trang đã mở quá lâu. Hãy tải lại "
		                            "trang rồi gửi lại.");
		return reply_end(t);
	}
	next = hash_first(t, &e);
	if (next == HTTP_DONE && e == OK)
		next = store_first(t, &e);
	if (next != HTTP_DONE)
		return next;
	if (e == OK)
		e = post_run(t);
	if (e == ERR_BUSY && !rq->is_last_try && !t->app->is_inside && !rq->is_later_full)
		return HTTP_TURN;
	if (t->cx.refusals != NULL || e == OK)
		write_aside(t, false);
	if (e == ERR_INVALID && t->route->form != NULL)
		form_again(t);
	else if (e != OK)
		reply_error(t, e == ERR_BUSY && !rq->is_later_full ? ERR_DB : e);
	return reply_safe(t, reply_end(t));
}

/* ---- in ------------------------------------------------------------------------------------------------------------------- */

enum http_next dispatch(void *arg, struct req *rq)
{
	struct turn t = {.app = arg, .rq = rq};

	if (static_answer(rq))
		return HTTP_DONE;
	mem_reset(t.app->mem);
	switch (route_find(rq, &t.route)) {
	case ROUTE_FOUND:
		return rq->method == METHOD_POST ? post(&t) : get(&t);
	case ROUTE_NO_PATH:
		context(&t, t.app->reader);
		page_error(&t.cx, rq, 404, "Không có trang này. Hãy xem lại địa chỉ, hoặc bắt đầu từ trang chủ.");
		break;
	case ROUTE_NO_METHOD:
		context(&t, t.app->reader);
		page_error(&t.cx, rq, 405, "Trang này không nhận cách gửi đó. Hãy quay lại trang trước và thử lại.");
		break;
	}
	return reply_end(&t);
}

/* Much comes only to a row that takes files, from whom may use it; a small body is let in and judged with the rest. */
int64_t dispatch_body_max(void *arg, const struct req *rq)
{
	struct req asked = *rq;
	struct turn t = {.app = arg, .rq = &asked};
	err e;

	if (strtoll(rq_header(rq, "content-length"), NULL, 10) <= LIMIT_NOBODY_BODY || *token_of(rq) == '\0')
		return LIMIT_NOBODY_BODY;
	if (route_find(&asked, &t.route) != ROUTE_FOUND || !t.route->takes_files)
		return LIMIT_FORM_BODY;
	mem_reset(t.app->mem);
	context(&t, t.app->reader);
	e = begin(&t, false);
	if (e == OK) {
		e = who_load(&t);
		if (e == OK)
			e = gate(&t);
		db_rollback(t.cx.db);
	}
	return e == OK ? INT64_MAX : -err_status(e == ERR_BUSY ? ERR_DB : e);
}

bool dispatch_turn_begin(void *arg)
{
	const struct app *app = arg;

	return db_turn_wait(app->writer, 0) == OK;
}

void dispatch_turn_end(void *arg)
{
	const struct app *app = arg;

	db_turn_end(app->writer);
}
