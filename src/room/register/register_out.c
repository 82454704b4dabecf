/* room/register/register_out.c -- heads leave the house: on the public page as they are signed, by letter to those who keep
 * them, on paper by hand; and it is kept which left when. What strangers hold is what makes the log worth anything: with
 * the house alone, whoever holds the house could write it all anew. */
#include "base/mime.h"
#include "base/text.h"
#include "room/audit/audit.h"
#include "room/notice/notice.h"
#include "room/register/register_inside.h"

#include "gen/register_sql.h"

enum { WHOM_MAX = 200, OUTS_MAX = 50 };

static const struct {
	const char *code, *words;
} WAYS[] = {{"page", "Trang công khai"}, {"mail", "Thư điện tử"}, {"paper", "Bản in"}};

static const char *way_words(const char *code)
{
	for (size_t i = 0; i < COUNT(WAYS); i++)
		if (text_is(WAYS[i].code, code))
			return WAYS[i].words;
	return code;
}

err register_out_add(struct ctx *cx, int64_t head_id, const char *way, const char *whom, int64_t mail_id)
{
	return db_add(cx->db, &SQL_register_out_add,
	              BIND({"head", I64(head_id)}, {"way", STR(way)}, {"whom", STR(whom)}, {"mail", I64(mail_id)},
	                   {"by", STR(cx->who->name)}, {"now", I64(cx->now_ms)}), NULL);
}

err register_out_size(struct ctx *cx, int64_t *size_out)
{
	struct row *r;
	err e = db_one(cx->db, &SQL_register_out_size, BIND_NONE, &r);

	*size_out = 0;
	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	*size_out = row_i64(r, "size");
	return OK;
}

err register_outs(struct ctx *cx, int64_t before_id, struct register_outs *out)
{
	struct register_outs l = {0};
	struct rows it;
	struct row *r;

	TRY(may(cx, R_REGISTER_PROVE, 0));
	TRY(db_rows(cx->db, &SQL_register_outs, BIND({"before", I64(before_id > 0 ? before_id : INT64_MAX)}, {"n", I64(OUTS_MAX + 1)}), &it));
	l.at = mem_new(cx->mem, struct register_out, it.n);
	while ((r = rows_next(&it)) != NULL && l.n < OUTS_MAX) {
		l.next_before_id = row_i64(r, "id");
		l.at[l.n++] = (struct register_out){
			.head_id = row_i64(r, "head_id"),
			.size = row_i64(r, "size"),
			.head_ms = row_i64(r, "head_ms"),
			.at_ms = row_i64(r, "at_ms"),
			.way = row_text(r, "way"),
			.way_words = way_words(row_text(r, "way")),
			.whom = row_text(r, "whom"),
			.by = row_text(r, "by_login"),
			.state = notice_mail_words(row_text(r, "state")),
		};
	}
	if (it.n <= OUTS_MAX)
		l.next_before_id = 0;
	*out = l;
	return OK;
}

static const char *letter(struct ctx *cx, const struct head *h)
{
	return mem_text(cx->mem, "Đây là đầu sổ khen thưởng lúc %s: chữ ký trên toàn bộ %" PRId64 " dòng của sổ. Xin giữ thư này. Sau này ai "
	                "sửa, bỏ hay đổi chỗ một dòng đều bị phát hiện khi đối chiếu với nó, bằng chương trình thidua-verify.\n\n%s",
	                date_vn_ms(cx->mem, h->at_ms), h->size, head_text(cx->mem, h));
}

err register_head_send(struct ctx *cx, struct head *out, int64_t *letters_out)
{
	struct register_addresses l;
	int64_t id, mail, n = 0;

	TRY(may(cx, R_REGISTER_PROVE, 0));
	TRY(register_sign(cx, out, &id));
	TRY(register_addresses(cx, &l));
	for (size_t i = 0; i < l.n; i++) {
		TRY(notice_letter(cx, l.at[i].email,
		                  (struct notice_in){.kind = "register.head", .text = letter(cx, out), .path = "/so-khen-thuong/dau-so",
		                                     .subject = mem_text(cx->mem, "Đầu sổ khen thưởng %s: %" PRId64 " dòng",
		                                                         date_vn_ms(cx->mem, out->at_ms), out->size), .object_id = id}, &mail));
		if (mail == 0)
			break;          /* no mail server: the page is the only way */
		TRY(register_out_add(cx, id, "mail", l.at[i].email, mail));
		n++;
	}
	*letters_out = n;
	return audit_detail(cx, "register.head_send", out->size, "%" PRId64 " dòng, %" PRId64 " thư", out->size, n);
}

err register_head_handed(struct ctx *cx, int64_t id, const char *whom)
{
	const char *words = text_line(cx->mem, whom);
	struct head h;

	TRY(may(cx, R_REGISTER_PROVE, 0));
	TRY(register_head_get(cx, id, &h));
	need(cx, *words != '\0', "whom", "Hãy ghi đã giao bản in cho ai, ví dụ Thanh tra Thành phố.");
	need(cx, text_chars(words) <= WHOM_MAX, "whom", "Tên nơi nhận không được quá 200 ký tự.");
	TRY(faults(cx));
	TRY(register_out_add(cx, id, "paper", words, 0));
	return audit_detail(cx, "register.head_hand", h.size, "đầu sổ %" PRId64 ": %s", id, words);
}

/* ---- addresses ---------------------------------------------------------------------------------------------------------- */

err register_addresses(struct ctx *cx, struct register_addresses *out)
{
	struct register_addresses l = {0};
	struct rows it;
	struct row *r;

	TRY(may(cx, R_REGISTER_PROVE, 0));
	TRY(db_rows(cx->db, &SQL_register_addresses, BIND({"n", I64(REGISTER_ADDRESSES_MAX)}), &it));
	l.at = mem_new(cx->mem, struct register_address, it.n);
	while ((r = rows_next(&it)) != NULL)
		l.at[l.n++] = (struct register_address){row_i64(r, "id"), row_text(r, "email"), row_text(r, "who"), row_text(r, "by_login"),
		                                        row_i64(r, "added_ms")};
	*out = l;
	return OK;
}

err register_address_add(struct ctx *cx, const char *email, const char *who, int64_t *id_out)
{
	const char *address = text_line(cx->mem, email), *words = text_line(cx->mem, who);
	struct register_addresses l;
	err e;

	TRY(may(cx, R_REGISTER_ADDRESS, 0));
	TRY(register_addresses(cx, &l));
	need(cx, mime_address_is_good(address), "email", "Địa chỉ thư viết dạng ten@coquan.vn.");
	need(cx, *words != '\0', "who", "Hãy ghi địa chỉ này của ai, ví dụ Thanh tra Thành phố.");
	need(cx, text_chars(words) <= WHOM_MAX, "who", "Tên nơi nhận không được quá 200 ký tự.");
	need(cx, l.n < REGISTER_ADDRESSES_MAX, "email", "Đã có đủ 50 nơi nhận; hãy thôi gửi một nơi trước khi thêm.");
	TRY(faults(cx));
	for (size_t i = 0; i < l.n; i++)
		need(cx, !text_is(l.at[i].email, address), "email", "Đầu sổ đã được gửi tới địa chỉ này rồi.");
	TRY(faults(cx));
	e = db_add(cx->db, &SQL_register_address_add,
	           BIND({"email", STR(address)}, {"who", STR(words)}, {"by", STR(cx->who->name)}, {"now", I64(cx->now_ms)}), id_out);
	if (e == ERR_TAKEN)
		return ERR_STALE;       /* somebody else added it just now */
	TRY(e);
	return audit_detail(cx, "register.address_add", *id_out, "%s (%s)", address, words);
}

err register_address_end(struct ctx *cx, int64_t id)
{
	int64_t n;

	TRY(may(cx, R_REGISTER_ADDRESS, 0));
	TRY(db_sweep(cx->db, &SQL_register_address_end, BIND({"id", I64(id)}, {"now", I64(cx->now_ms)}), &n));
	return n == 0 ? ERR_NOTFOUND : audit(cx, "register.address_end", id);
}
