/* room/register/register_add.c -- the one way a line comes into being. Everything that is wrong with it is said at once;
 * then the decision is found or kept, the log is locked, and the line is written as its next leaf. */
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/file/file.h"
#include "room/person/person.h"
#include "room/register/register_inside.h"
#include "room/unit/unit.h"

#include "gen/register_sql.h"

/* What is known while a line is made. */
struct making {
	struct ctx *cx;
	struct register_in in;
	struct register_line old;       /* what it corrects or is about; no 0: nothing */
	struct award award;
	struct award_ground ground;
	struct register_line bases[REGISTER_BASES_MAX];
	struct register_line line;
};

static bool is_about(enum register_nature n)
{
	return n == REGISTER_EXCHANGE || n == REGISTER_REISSUE || n == REGISTER_REVOKE || n == REGISTER_CANCEL;
}

static void check_words(struct ctx *cx, const char *field, const char **text, const char *what, size_t max)
{
	*text = text_line(cx->mem, *text);
	if (text_chars(*text) > max)
		fault(cx, field, "%s không được quá %zu ký tự.", what, max);
}

/* The line that this one names; a fault when it cannot be named now. */
static err check_old(struct making *k)
{
	struct ctx *cx = k->cx;
	bool corrects = k->in.corrects_no != 0;
	int64_t no = corrects ? k->in.corrects_no : k->in.about_no;
	const char *field = corrects ? "corrects" : "about";
	err e;

	need(cx, k->in.nature != REGISTER_ADJUST || corrects, "corrects", "Điều chỉnh phải nêu dòng được điều chỉnh.");
	need(cx, !is_about(k->in.nature) || no != 0, "about", "Hãy nêu dòng được cấp đổi, cấp lại, thu hồi hoặc hủy bỏ.");
	need(cx, k->in.about_no == 0 || is_about(k->in.nature), "about", "Dòng tặng mới không nêu dòng nào khác.");
	need(cx, no == 0 || *k->in.reason != '\0', "reason", "Hãy ghi lý do.");
	if (no == 0)
		return OK;
	e = register_get(cx, no, &k->old);
	if (e == ERR_NOTFOUND) {
		fault(cx, field, "Không có dòng số %" PRId64 " trong phạm vi của bạn.", no);
		k->old.no = 0;
		return OK;
	}
	TRY(e);
	if (k->old.corrected_by_no != 0)
		fault(cx, field, "Dòng số %" PRId64 " đã được thay bằng dòng số %" PRId64 "; hãy dùng dòng đó.", no, k->old.corrected_by_no);
	if (k->old.nature == REGISTER_WITHDRAW)
		fault(cx, field, "Dòng số %" PRId64 " là dòng rút; không còn gì để sửa.", no);
	if (!corrects && is_about(k->old.nature))
		fault(cx, field, "Dòng số %" PRId64 " không phải là dòng tặng; hãy nêu dòng tặng.", no);
	if (!corrects && k->old.ended_by_no != 0)
		fault(cx, field, "Khen thưởng này đã bị thu hồi hoặc hủy bỏ ở dòng số %" PRId64 ".", k->old.ended_by_no);
	if (corrects && k->in.nature != REGISTER_ADJUST && k->in.nature != k->old.nature && k->in.nature != REGISTER_WITHDRAW &&
	    is_about(k->in.nature) != is_about(k->old.nature))
		fault(cx, "nature", "Dòng sửa giữ tính chất của dòng cũ: %s.", register_nature_words(k->old.nature));
	return OK;
}

/* Who: the person or household, or the unit; and what they were called and where they stood that day. */
static err check_subject(struct making *k)
{
	struct ctx *cx = k->cx;
	struct register_in *in = &k->in;
	struct person p = {.name = ""};
	struct person_day day = {.unit_words = "", .position = "", .class_code = "", .class_name = ""};
	struct unit u = {0};
	date on = in->decision.day == DATE_NONE ? cx->today : in->decision.day;
	bool is_unit = in->subject == AWARD_COLLECTIVE;
	err e = OK;

	need(cx, in->subject >= AWARD_PERSON && in->subject <= AWARD_HOUSEHOLD, "subject", "Hãy chọn đối tượng: cá nhân, tập thể hoặc hộ gia đình.");
	if (!is_unit) {
		e = in->person_id == 0 ? ERR_NOTFOUND : person_get(cx, in->person_id, &p);
		if (e != OK && e != ERR_NOTFOUND)
			return e;
		need(cx, e == OK, "person", "Không có hồ sơ này trong phạm vi của bạn; hãy ghi số hồ sơ của cá nhân hoặc hộ.");
		need(cx, e != OK || p.is_household == (in->subject == AWARD_HOUSEHOLD), "person",
		     "Hồ sơ này không đúng loại đối tượng đã chọn.");
		if (e == OK)
			TRY(person_on(cx, p.id, on, &day));
		in->unit_id = in->unit_id != 0 ? in->unit_id : day.unit_id != 0 ? day.unit_id : p.unit_id;
	}
	if (in->unit_id != 0 || is_unit) {
		e = in->unit_id == 0 ? ERR_NOTFOUND : unit_get(cx, in->unit_id, &u);
		if (e != OK && e != ERR_NOTFOUND)
			return e;
		need(cx, e == OK, "unit", "Không có đơn vị này; hãy ghi mã hoặc tên đầy đủ.");
		if (e == OK)
			TRY(unit_name_on(cx, u.id, on, &k->line.unit_now));
	}
	k->line.unit_code = u.id != 0 ? u.code : "";
	need(cx, register_may(cx, R_REGISTER_EDIT, in->unit_id) == OK, is_unit ? "unit" : "person", "Đơn vị này ngoài phạm vi của bạn.");
	if (*in->name == '\0')
		in->name = is_unit ? k->line.unit_now : p.name;
	if (*in->unit_words == '\0' && !is_unit)
		in->unit_words = u.id != 0 ? k->line.unit_now : day.unit_words;
	if (*in->position == '\0')
		in->position = day.position;
	k->line.person_id = is_unit ? 0 : in->person_id;
	k->line.class_id = day.class_id;
	k->line.class_code = day.class_code;
	k->line.is_direct = day.is_direct;
	return OK;
}

/* What: lawful for the subject and given on the day; on which ground. */
static err check_award(struct making *k)
{
	struct ctx *cx = k->cx;
	const struct register_in *in = &k->in;
	struct award *a = &k->award;
	struct award_grounds grounds;
	bool is_for, is_known = in->ground_id == 0;
	err e = in->award_id == 0 ? ERR_NOTFOUND : award_get(cx, in->award_id, a);

	if (e != OK && e != ERR_NOTFOUND)
		return e;
	if (e == ERR_NOTFOUND) {
		fault(cx, "award", "Hãy chọn một danh hiệu hoặc một hình thức khen thưởng.");
		return OK;
	}
	is_for = in->subject == AWARD_PERSON ? a->for_person : in->subject == AWARD_COLLECTIVE ? a->for_collective : a->for_household;
	if (!is_for)
		fault(cx, "award", "“%s” không tặng cho đối tượng là %s.", a->name, award_subject_words(in->subject));
	if (in->decision.day != DATE_NONE && ((a->from != DATE_NONE && in->decision.day < a->from) ||
	                                      (a->to != DATE_NONE && in->decision.day > a->to)))
		fault(cx, "award", "Ngày %s chưa có hoặc không còn “%s”.", date_vn(cx->mem, in->decision.day), a->name);
	need(cx, cx->who->is_system || cx->who->sees_all || text_is(a->level, "base"), "award",
	     "Khen thưởng từ cấp Thành phố trở lên do cơ quan thi đua, khen thưởng của Thành phố ghi vào sổ.");
	TRY(award_grounds(cx, &grounds));
	k->ground = (struct award_ground){.code = ""};
	for (size_t i = 0; i < grounds.n; i++) {
		if (grounds.at[i].id == in->ground_id) {
			k->ground = grounds.at[i];
			is_known = true;
		}
	}
	need(cx, is_known, "ground", "Hãy chọn loại hình trong danh sách.");
	return OK;
}

static err check_decision(struct making *k)
{
	struct ctx *cx = k->cx;
	struct register_decision *d = &k->in.decision;
	struct file f;

	check_words(cx, "number", &d->number, "Số quyết định", REGISTER_WORDS_MAX);
	check_words(cx, "issuer", &d->issuer, "Cơ quan ban hành", REGISTER_WORDS_MAX);
	check_words(cx, "signer", &d->signer, "Người ký", REGISTER_WORDS_MAX);
	check_words(cx, "signer_title", &d->signer_title, "Chức vụ người ký", REGISTER_WORDS_MAX);
	check_words(cx, "title", &d->title, "Trích yếu", REGISTER_WORDS_MAX);
	need(cx, *text_fold(cx->mem, d->number) != '\0', "number", "Hãy ghi số quyết định, ví dụ 123/QĐ-UBND.");
	need(cx, d->day != DATE_NONE, "day", "Hãy ghi ngày quyết định, ví dụ 05/01/2024.");
	need(cx, d->day == DATE_NONE || d->day <= cx->today, "day", "Ngày quyết định chưa tới.");
	need(cx, *d->issuer != '\0', "issuer", "Hãy ghi cơ quan ban hành quyết định.");
	need(cx, *award_level_words(d->level) != '\0' && award_level_words(d->level) != d->level, "level", "Hãy chọn cấp quyết định trong danh sách.");
	d->file_hash = "";
	if (d->file_id != 0) {
		TRY(file_get(cx, d->file_id, &f));
		d->file_hash = f.hash;
	}
	return OK;
}

static err check_rest(struct making *k)
{
	struct ctx *cx = k->cx;
	struct register_in *in = &k->in;
	date end = in->period_to != DATE_NONE ? in->period_to : in->decision.day;

	check_words(cx, "name", &in->name, "Tên trong quyết định", REGISTER_WORDS_MAX);
	check_words(cx, "unit_words", &in->unit_words, "Đơn vị trong quyết định", REGISTER_WORDS_MAX);
	check_words(cx, "position", &in->position, "Chức vụ", REGISTER_WORDS_MAX);
	check_words(cx, "movement", &in->movement, "Phong trào", REGISTER_WORDS_MAX);
	check_words(cx, "certificate", &in->certificate, "Số bằng", REGISTER_WORDS_MAX);
	check_words(cx, "achievement", &in->achievement, "Thành tích", REGISTER_TEXT_MAX);
	need(cx, *in->name != '\0', "name", "Hãy ghi tên như trong quyết định.");
	need(cx, in->period_from == DATE_NONE || in->period_to == DATE_NONE || in->period_from <= in->period_to, "period_to",
	     "Ngày cuối của thời gian thành tích đứng trước ngày đầu.");
	need(cx, in->place_no >= 0 && in->place_no <= 1000000, "place_no", "Số thứ tự trong quyết định là số từ 1.");
	if (in->year == 0 && end != DATE_NONE)
		in->year = date_ymd(end).year;
	need(cx, in->year >= 1945 && in->year <= date_ymd(cx->today).year, "year", "Năm khen thưởng từ 1945 đến năm nay.");
	need(cx, in->bases_n <= REGISTER_BASES_MAX, "bases", "Chỉ nêu tối đa 50 dòng làm căn cứ.");
	for (size_t i = 0; i < in->bases_n && i < REGISTER_BASES_MAX; i++) {
		err e = register_get(cx, in->bases[i], &k->bases[i]);

		if (e != OK && e != ERR_NOTFOUND)
			return e;
		if (e == ERR_NOTFOUND || is_about(k->bases[i].nature) || k->bases[i].nature == REGISTER_WITHDRAW ||
		    k->bases[i].corrected_by_no != 0 || k->bases[i].ended_by_no != 0)
			fault(cx, "bases", "Dòng số %" PRId64 " không phải là khen thưởng đang có hiệu lực để làm căn cứ.", in->bases[i]);
	}
	return OK;
}

err register_decision_keep(struct ctx *cx, struct register_decision *d)
{
	const char *fold = text_fold(cx->mem, d->number), *issuer = text_fold(cx->mem, d->issuer);
	struct row *r;
	err e = db_one(cx->db, &SQL_register_decision_find,
	               BIND({"fold", STR(fold)}, {"day", db_date(cx->mem, d->day)}, {"issuer", STR(issuer)}, {"level", STR(d->level)},
	                    {"signer", STR(d->signer)}, {"signer_title", STR(d->signer_title)}, {"title", STR(d->title)},
	                    {"hash", STR(d->file_hash)}), &r);

	if (e == OK)
		d->id = row_i64(r, "id");
	if (e != ERR_NOTFOUND)
		return e;
	return db_add(cx->db, &SQL_register_decision_add,
	              BIND({"number", STR(d->number)}, {"fold", STR(fold)}, {"day", db_date(cx->mem, d->day)},
	                   {"issuer_words", STR(d->issuer)}, {"issuer", STR(issuer)}, {"level", STR(d->level)},
	                   {"signer", STR(d->signer)}, {"signer_title", STR(d->signer_title)}, {"title", STR(d->title)},
	                   {"file", db_id_or_null(d->file_id)}, {"hash", STR(d->file_hash)}, {"now", I64(cx->now_ms)}), &d->id);
}

/* A number in a decision is one award's. */
static err check_place(struct making *k, int64_t root)
{
	struct ctx *cx = k->cx;
	struct row *r;
	err e;

	if (k->in.place_no == 0 || is_about(k->in.nature))
		return OK;
	e = db_one(cx->db, &SQL_register_place_taken,
	           BIND({"decision", I64(k->in.decision.id)}, {"place", I64(k->in.place_no)}, {"root", I64(root)}), &r);
	if (e == ERR_NOTFOUND)
		return OK;
	TRY(e);
	fault(cx, "place_no", "Số thứ tự %" PRId64 " của quyết định này đã ghi ở dòng số %" PRId64 ".", k->in.place_no, row_i64(r, "leaf") + 1);
	return faults(cx);
}

/* The line as it will be read, from what was said and what the records say. */
static err fill_line(struct making *k, int64_t leaf)
{
	struct ctx *cx = k->cx;
	const struct register_in *in = &k->in;
	struct register_line *l = &k->line;
	struct award_rules rules;
	struct award_money money;
	bool is_grant = in->nature == REGISTER_GRANT || in->nature == REGISTER_POSTHUMOUS || in->nature == REGISTER_ADJUST;

	l->no = leaf + 1;
	l->root_no = in->corrects_no != 0 ? k->old.root_no : leaf + 1;
	l->corrects_no = in->corrects_no;
	l->about_no = in->corrects_no != 0 ? k->old.about_no : in->about_no != 0 ? k->old.root_no : 0;
	l->nature = in->nature;
	l->subject = in->subject;
	l->unit_id = in->unit_id;
	l->award_id = in->award_id;
	l->award_code = k->award.code;
	l->ground_id = k->ground.id;
	l->ground_code = k->ground.code;
	l->year = in->year;
	l->place_no = in->place_no;
	l->period_from = in->period_from;
	l->period_to = in->period_to;
	l->name = in->name;
	l->unit_words = in->unit_words;
	l->position = in->position;
	l->achievement = in->achievement;
	l->movement = in->movement;
	l->certificate = in->certificate;
	l->reason = in->reason;
	l->decision = in->decision;
	l->by = cx->who->name;
	l->added_ms = cx->now_ms;
	if (!is_grant)
		return OK;
	TRY(award_rules(cx, in->award_id, &rules));
	money = award_money_on(&rules, in->award_id, in->subject, in->decision.day);
	l->has_money = money.is_known;
	l->vnd = money.is_known ? money.vnd : 0;
	return OK;
}

err register_line_hash(struct mem *m, const struct register_line *l, const unsigned char salt[HEAD_SALT], struct merkle_hash *out)
{
	struct register_line fresh = *l;
	const char *data;

	fresh.blanked = "";     /* a line made from one that was blanked is whole itself */
	fresh.salt_n = HEAD_SALT;
	data = register_leaf(m, &fresh, salt, NULL, NULL);
	if (strlen(data) > HEAD_LEAF_MAX)
		return ERR_FULL;
	*out = merkle_leaf(data, strlen(data));
	return OK;
}

err register_line_put(struct ctx *cx, const struct register_line *l, const unsigned char salt[HEAD_SALT], struct merkle_hash hash)
{
	return db_add(cx->db, &SQL_register_line_add,
	           BIND({"leaf", I64(l->no - 1)}, {"root", I64(l->root_no - 1)},
	                {"corrects", l->corrects_no == 0 ? SQLNULL : I64(l->corrects_no - 1)},
	                {"about", l->about_no == 0 ? SQLNULL : I64(l->about_no - 1)}, {"nature", I64(l->nature)},
	                {"subject", I64(l->subject)}, {"person", db_id_or_null(l->person_id)}, {"unit", db_id_or_null(l->unit_id)},
	                {"award", I64(l->award_id)}, {"ground", db_id_or_null(l->ground_id)}, {"decision", I64(l->decision.id)},
	                {"year", I64(l->year)}, {"place", db_id_or_null(l->place_no)}, {"class", db_id_or_null(l->class_id)},
	                {"direct", I64(l->is_direct)}, {"vnd", l->has_money ? I64(l->vnd) : SQLNULL},
	                {"period_from", db_date(cx->mem, l->period_from)}, {"period_to", db_date(cx->mem, l->period_to)},
	                {"name", STR(l->name)}, {"unit_words", STR(l->unit_words)}, {"position", STR(l->position)},
	                {"achievement", STR(l->achievement)}, {"movement", STR(l->movement)}, {"certificate", STR(l->certificate)},
	                {"reason", STR(l->reason)}, {"salt", BYTES(salt, HEAD_SALT)}, {"hash", BYTES(hash.b, MERKLE_HASH)},
	                {"by", STR(l->by)}, {"now", I64(l->added_ms)}, {"load_line", db_id_or_null(l->load_line_id)}), NULL);
}

err register_line_write(struct ctx *cx, const struct register_line *l, struct merkle_hash *hash_out)
{
	unsigned char salt[HEAD_SALT];

	cx_random(cx, salt, sizeof salt);
	TRY(register_line_hash(cx->mem, l, salt, hash_out));
	return register_line_put(cx, l, salt, *hash_out);
}

static err insert(struct making *k, struct merkle_log *log)
{
	struct ctx *cx = k->cx;
	struct merkle_hash hash;

	TRY(register_log_room(cx, log));
	k->line.load_line_id = 0;
	TRY(register_line_write(cx, &k->line, &hash));
	TRY(register_log_add(cx, log, hash));
	return register_log_keep(cx, log);
}

/* Locks the log, so that two who enter one decision keep it once; writes the line and what it counts on, leaves the audit. */
static err append(struct making *k, const char *act, int64_t *no_out)
{
	struct ctx *cx = k->cx;
	struct merkle_log log;
	struct register_line *l = &k->line;
	struct row *r;
	err e;

	TRY(register_log_next(cx, &log));
	if (k->in.decision.id == 0)
		TRY(register_decision_keep(cx, &k->in.decision));
	/* whoever was faster may have named the same old line: looked at again under the lock */
	if (k->old.no != 0) {
		struct register_line now;

		TRY(register_get(cx, k->old.no, &now));
		if (now.corrected_by_no != k->old.corrected_by_no || now.ended_by_no != k->old.ended_by_no)
			return ERR_STALE;
		/* the load it came with is being undone: its withdrawal waits behind the end of the log */
		e = db_one(cx->db, &SQL_register_corrected_ahead, BIND({"leaf", I64(k->old.no - 1)}), &r);
		if (e != ERR_NOTFOUND)
			return e == OK ? ERR_STATE : e;
	}
	TRY(fill_line(k, log.size));
	TRY(check_place(k, l->root_no - 1));
	TRY(insert(k, &log));
	for (size_t i = 0; i < k->in.bases_n; i++) {
		e = db_add(cx->db, &SQL_register_counts_on_add,
		           BIND({"later", I64(l->root_no - 1)}, {"base", I64(k->bases[i].root_no - 1)}), NULL);
		if (e != OK && e != ERR_TAKEN)
			return e;
	}
	/* no name: what the journal says cannot be blanked one day */
	TRY(audit_detail(cx, act, l->no, "%s: %s, %s", register_nature_words(l->nature), l->award_code, l->decision.number));
	*no_out = l->no;
	return OK;
}

err register_add(struct ctx *cx, struct register_in in, int64_t *no_out)
{
	struct making *k = mem_new(cx->mem, struct making, 1);

	TRY(may(cx, R_REGISTER_EDIT, 0));
	*k = (struct making){.cx = cx, .in = in, .line = {.unit_now = "", .unit_code = "", .class_code = ""}};
	need(cx, in.nature >= REGISTER_GRANT && in.nature < REGISTER_WITHDRAW, "nature", "Hãy chọn tính chất: tặng, truy tặng, cấp đổi, "
	     "cấp lại, điều chỉnh, thu hồi hoặc hủy bỏ.");
	TRY(faults(cx));
	check_words(cx, "reason", &k->in.reason, "Lý do", REGISTER_WORDS_MAX);
	TRY(check_old(k));
	/* an act about an award is about its subject and award: they need not, and cannot, be said again */
	if (k->old.no != 0 && is_about(in.nature) && in.corrects_no == 0) {
		k->in.subject = k->old.subject;
		k->in.person_id = k->old.person_id;
		k->in.unit_id = k->old.unit_id;
		k->in.award_id = k->old.award_id;
		k->in.ground_id = k->old.ground_id;
		k->in.name = *in.name == '\0' ? k->old.name : in.name;
		k->in.unit_words = *in.unit_words == '\0' ? k->old.unit_words : in.unit_words;
		k->in.position = *in.position == '\0' ? k->old.position : in.position;
		k->in.year = in.year == 0 ? k->old.year : in.year;
	}
	TRY(check_decision(k));
	TRY(check_subject(k));
	TRY(check_award(k));
	TRY(check_rest(k));
	TRY(faults(cx));
	k->in.decision.id = 0;
	return append(k, in.corrects_no != 0 ? "register.correct" : "register.add", no_out);
}

err register_withdraw(struct ctx *cx, int64_t no, const char *reason, int64_t *no_out)
{
	struct making *k = mem_new(cx->mem, struct making, 1);
	struct register_list chain;
	struct row *r;
	err e;

	TRY(may(cx, R_REGISTER_EDIT, 0));
	*k = (struct making){.cx = cx, .in = {.nature = REGISTER_WITHDRAW, .corrects_no = no, .reason = reason}};
	check_words(cx, "reason", &k->in.reason, "Lý do", REGISTER_WORDS_MAX);
	TRY(check_old(k));
	TRY(faults(cx));
	TRY(register_may(cx, R_REGISTER_EDIT, k->old.unit_id));
	TRY(award_get(cx, k->old.award_id, &k->award));
	TRY(register_chain(cx, no, &chain));
	for (size_t i = 0; i < chain.n; i++) {
		if (chain.at[i].about_no == k->old.root_no && chain.at[i].corrected_by_no == 0 && chain.at[i].nature != REGISTER_WITHDRAW)
			return ERR_STATE;
	}
	e = db_one(cx->db, &SQL_register_counted_on, BIND({"root", I64(k->old.root_no - 1)}), &r);
	if (e != ERR_NOTFOUND)
		return e == OK ? ERR_STATE : e;
	k->line = k->old;
	k->in = (struct register_in){.nature = REGISTER_WITHDRAW, .subject = k->old.subject, .person_id = k->old.person_id,
	                             .unit_id = k->old.unit_id, .award_id = k->old.award_id, .decision = k->old.decision,
	                             .year = k->old.year, .name = k->old.name, .unit_words = k->old.unit_words,
	                             .position = k->old.position, .achievement = k->old.achievement, .movement = k->old.movement,
	                             .certificate = k->old.certificate, .reason = k->in.reason, .corrects_no = no,
	                             .period_from = k->old.period_from, .period_to = k->old.period_to};
	k->ground = (struct award_ground){.id = k->old.ground_id, .code = k->old.ground_code};
	k->line.has_money = false;
	k->line.vnd = 0;
	return append(k, "register.withdraw", no_out);
}

/* Faults, or the unit that the line shall be of. */
static err check_unit(struct making *k, int64_t unit_id, const char *reason)
{
	struct ctx *cx = k->cx;
	struct unit u = {.code = ""};
	err e = unit_get(cx, unit_id, &u);

	if (e != OK && e != ERR_NOTFOUND)
		return e;
	need(cx, e == OK, "unit", "Không có đơn vị này; hãy ghi mã hoặc tên đầy đủ.");
	k->in.reason = reason;
	check_words(cx, "reason", &k->in.reason, "Lý do", REGISTER_WORDS_MAX);
	TRY(check_old(k));
	TRY(faults(cx));
	need(cx, !is_about(k->old.nature), "corrects", mem_text(cx->mem, "Dòng số %" PRId64 " nói về một khen thưởng khác; hãy ghi lại đơn vị ở "
	                                                                 "dòng tặng.", k->old.no));
	TRY(register_may(cx, R_REGISTER_EDIT, k->old.unit_id));
	TRY(register_may(cx, R_REGISTER_EDIT, unit_id));
	TRY(award_get(cx, k->old.award_id, &k->award));
	need(cx, cx->who->is_system || cx->who->sees_all || text_is(k->award.level, "base"), "award",
	     "Khen thưởng từ cấp Thành phố trở lên do cơ quan thi đua, khen thưởng của Thành phố ghi vào sổ.");
	k->line = k->old;
	k->line.unit_code = u.code;
	return faults(cx);
}

err register_correct_unit(struct ctx *cx, int64_t no, int64_t unit_id, const char *reason, int64_t *no_out)
{
	struct making *k = mem_new(cx->mem, struct making, 1);
	const struct register_line *old = &k->old;

	TRY(may(cx, R_REGISTER_EDIT, 0));
	*k = (struct making){.cx = cx, .in = {.nature = REGISTER_WITHDRAW, .corrects_no = no}};
	TRY(check_unit(k, unit_id, reason));
	k->in = (struct register_in){.nature = old->nature, .subject = old->subject, .person_id = old->person_id, .unit_id = unit_id,
	                             .award_id = old->award_id, .ground_id = old->ground_id, .decision = old->decision,
	                             .place_no = old->place_no, .year = old->year, .name = old->name, .unit_words = old->unit_words,
	                             .position = old->position, .achievement = old->achievement, .movement = old->movement,
	                             .certificate = old->certificate, .reason = k->in.reason, .corrects_no = no,
	                             .period_from = old->period_from, .period_to = old->period_to};
	k->ground = (struct award_ground){.id = old->ground_id, .code = old->ground_code};
	return append(k, "register.correct", no_out);
}
