/* setup.c -- small: few keys, each with one reader. */
#include "app/setup.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/conf.h"
#include "base/log.h"
#include "base/text.h"
#include "db/db.h"
#include "room/audit/audit.h"
#include "room/user/user.h"

#define CONF_DEFAULT "/etc/thidua.conf"
enum { WORKERS_MAX = 256 };

static bool workers_set(struct setup *s, const char *value)
{
	char *end;
	long n = strtol(value, &end, 10);

	if (*value == '\0' || *end != '\0' || n < 0 || n > WORKERS_MAX)
		return false;
	s->workers_n = (int)n;
	return true;
}

static bool trusted_set(struct setup *s, const char *value)
{
	const char *p = value;

	s->trusted_n = 0;
	while (*p != '\0') {
		size_t n = strcspn(p, ",");
		const char *one = text_trim(s->mem, mem_copy(s->mem, p, n));

		if (*one != '\0') {
			if (s->trusted_n == SETUP_TRUSTED_MAX)
				return false;
			s->trusted[s->trusted_n++] = one;
		}
		p += n;
		p += *p == ',';
	}
	return true;
}

static bool log_set(const char *value)
{
	static const struct {
		const char *name;
		enum log_level level;
	} levels[] = {{"error", LOG_ERROR}, {"warning", LOG_WARNING}, {"notice", LOG_NOTICE}, {"info", LOG_INFO},
	              {"debug", LOG_DEBUG}};

	for (size_t i = 0; i < COUNT(levels); i++) {
		if (text_is(levels[i].name, value)) {
			log_upto(levels[i].level);
			return true;
		}
	}
	return false;
}

/* One key; where is the place for the fault. */
static void key_set(struct setup *s, const char *where, const char *key, const char *value)
{
	bool is_right = true;

	if (text_is(key, "data"))
		s->data_dir = value;
	else if (text_is(key, "database"))
		s->database = value;
	else if (text_is(key, "listen"))
		s->listen = value;
	else if (text_is(key, "workers"))
		is_right = workers_set(s, value);
	else if (text_is(key, "trusted"))
		is_right = trusted_set(s, value);
	else if (text_is(key, "log"))
		is_right = log_set(value);
	else
		faults_add(&s->faults, where,
		           mem_text(s->mem, "%s: không có thiết đặt “%s”. Chỉ nhận data, database, listen, workers, "
		                            "trusted, log.", where, key));
	if (!is_right)
		faults_add(&s->faults, where, mem_text(s->mem, "%s: giá trị “%s” của “%s” không hợp lệ.", where, value, key));
}

static void file_keys(struct setup *s, const char *path, bool is_asked)
{
	struct conf conf;

	if (conf_read(s->mem, path, &conf, &s->faults) != OK) {
		if (is_asked)
			faults_add(&s->faults, path, mem_text(s->mem, "Không đọc được tệp cấu hình %s.", path));
		return;
	}
	for (size_t i = 0; i < conf.n; i++)
		key_set(s, conf.at[i].where, conf.at[i].key, conf.at[i].value);
}

static void env_read(struct setup *s)
{
	static const struct {
		const char *name, *key;
	} names[] = {{"THIDUA_DATA", "data"}, {"THIDUA_DATABASE", "database"}, {"THIDUA_LISTEN", "listen"},
	             {"THIDUA_WORKERS", "workers"}, {"THIDUA_TRUSTED", "trusted"}, {"THIDUA_LOG", "log"}};

	for (size_t i = 0; i < COUNT(names); i++) {
		const char *value = getenv(names[i].name);

		if (value != NULL && *value != '\0')
			key_set(s, names[i].name, names[i].key, mem_dup(s->mem, value));
	}
}

err setup_read(struct setup *s, struct mem *m)
{
	const char *conf = getenv("THIDUA_CONF");

	*s = (struct setup){.mem = m, .data_dir = "var", .database = "", .listen = "127.0.0.1:8080", .as = "",
	                    .today = DATE_NONE};
	faults_init(&s->faults, m);
	file_keys(s, conf == NULL ? CONF_DEFAULT : conf, conf != NULL);
	env_read(s);
	return s->faults.total > 0 ? ERR_INVALID : OK;
}

err setup_finish(struct setup *s)
{
	if (mkdir(s->data_dir, 0750) != 0 && errno != EEXIST) {
		faults_add(&s->faults, "--data", mem_text(s->mem, "Không tạo được thư mục dữ liệu %s.", s->data_dir));
		return ERR_IO;
	}
	if (*s->database == '\0')
		s->database = mem_text(s->mem, "%s/thidua.db", s->data_dir);
	return OK;
}

err setup_open(struct setup *s, struct ctx *out)
{
	struct db *db;
	struct who *who;
	int applied;
	err e = db_open(s->mem, s->database, DB_WRITE, &db);

	if (e != OK) {
		faults_add(&s->faults, "--db", e == ERR_SPACE ? err_sentence(e) :
		    mem_text(s->mem, "Không mở được cơ sở dữ liệu (%s). Hãy xem lại --data và --db.", db_why(db)));
		return e;
	}
	e = db_migrate(db, s->mem, &applied);
	if (e != OK) {
		faults_add(&s->faults, "--db", mem_text(s->mem, "Không nâng cấp được cơ sở dữ liệu: %s", db_why(db)));
		return e;
	}
	ctx_init(out, s->mem, db, ctx_clock_ms(), s->today);
	out->data_dir = s->data_dir;
	out->origin = "cli";
	out->who = &WHO_SYSTEM;
	if (*s->as == '\0')
		return OK;
	who = mem_new(s->mem, struct who, 1);
	TRY(cx_begin(out, false));
	e = user_who_as(out, s->as, who);
	db_rollback(db);
	if (e == ERR_NOTFOUND)
		faults_add(&s->faults, "--as", mem_text(s->mem, "Không có tài khoản “%s”.", s->as));
	return e;
}

err setup_write(struct ctx *cx, err (*fn)(struct ctx *cx, void *arg), void *arg)
{
	err e;

	TRY(cx_begin(cx, true));
	e = fn(cx, arg);
	if (e == OK)
		e = db_commit(cx->db);
	else
		db_rollback(cx->db);
	if (e == OK || cx->refusals == NULL)
		return e;
	if (cx_begin(cx, true) == OK) {         /* what was refused is noted; if that fails, the refusal stands anyway */
		if (audit_refusals_write(cx) == OK && db_commit(cx->db) == OK)
			return e;
		db_rollback(cx->db);
	}
	return e;
}
