/* room/register/register_find_columns.c -- what stands in each column of a list of lines. */
#include "room/register/register_find_columns.h"

#include "base/buf.h"

const struct register_column_row REGISTER_COLUMNS[REGISTER_COL_N] = {
	[REGISTER_COL_LINE] = {"dong", "Dòng", 18, true},
	[REGISTER_COL_YEAR] = {"nam", "Năm", 14, true},
	[REGISTER_COL_NAME] = {"ten", "Tên", 60, true},
	[REGISTER_COL_POSITION] = {"chuc-vu", "Chức vụ", 45, false},
	[REGISTER_COL_UNIT] = {"don-vi", "Đơn vị", 70, true},
	[REGISTER_COL_UNIT_NOW] = {"nay-la", "Đơn vị nay là", 70, false},
	[REGISTER_COL_AWARD] = {"khen-thuong", "Danh hiệu, hình thức", 60, true},
	[REGISTER_COL_GROUND] = {"loai-hinh", "Loại hình", 35, false},
	[REGISTER_COL_NUMBER] = {"quyet-dinh", "Số quyết định", 35, true},
	[REGISTER_COL_DAY] = {"ngay", "Ngày quyết định", 28, true},
	[REGISTER_COL_LEVEL] = {"cap", "Cấp", 30, false},
	[REGISTER_COL_ISSUER] = {"co-quan", "Cơ quan ban hành", 55, false},
	[REGISTER_COL_SIGNER] = {"nguoi-ky", "Người ký", 45, false},
	[REGISTER_COL_PLACE] = {"so-vang", "Số sổ vàng", 20, false},
	[REGISTER_COL_CERTIFICATE] = {"so-bang", "Số bằng", 28, false},
	[REGISTER_COL_CLASS] = {"nhom", "Nhóm lãnh đạo", 45, false},
	[REGISTER_COL_PARTY] = {"dang-vien", "Đảng viên", 18, false},
	[REGISTER_COL_ORIGIN] = {"que-quan", "Quê quán", 50, false},
	[REGISTER_COL_MOVEMENT] = {"phong-trao", "Phong trào", 50, false},
	[REGISTER_COL_ACHIEVEMENT] = {"thanh-tich", "Thành tích", 80, false},
	[REGISTER_COL_MONEY] = {"tien", "Tiền thưởng (đồng)", 30, false},
	[REGISTER_COL_STATE] = {"tinh-trang", "Tình trạng", 40, true},
};

static struct register_value text(const char *s)
{
	return (struct register_value){.text = s, .path = ""};
}

static struct register_value number(struct mem *m, int64_t n)
{
	return (struct register_value){.text = n == 0 ? "" : mem_text(m, "%" PRId64, n), .path = "", .n = n, .is_number = n != 0};
}

static struct register_value link_to(const char *s, const char *path)
{
	return (struct register_value){.text = s, .path = path};
}

struct register_value register_value_of(struct mem *m, const struct register_line *l, enum register_column c)
{
	struct register_value v;

	switch (c) {
	case REGISTER_COL_LINE:
		v = number(m, l->no);
		v.path = mem_text(m, "/register/%" PRId64, l->no);
		return v;
	case REGISTER_COL_YEAR: return number(m, l->year);
	case REGISTER_COL_NAME:
		return l->person_id == 0 ? text(register_name_words(l)) : link_to(register_name_words(l), mem_text(m, "/register/person/%" PRId64, l->person_id));
	case REGISTER_COL_POSITION: return text(l->position);
	case REGISTER_COL_UNIT:
		return l->unit_id == 0 ? text(l->unit_words) : link_to(*l->unit_words != '\0' ? l->unit_words : l->unit_now, mem_text(m, "/register/unit/%" PRId64, l->unit_id));
	case REGISTER_COL_UNIT_NOW: return text(l->unit_now);
	case REGISTER_COL_AWARD: return text(l->award_name);
	case REGISTER_COL_GROUND: return text(l->ground_name);
	case REGISTER_COL_NUMBER: return text(l->decision.number);
	case REGISTER_COL_DAY: return (struct register_value){.text = date_vn(m, l->decision.day), .path = "", .n = l->decision.day, .is_day = true};
	case REGISTER_COL_LEVEL: return text(award_level_words(l->decision.level));
	case REGISTER_COL_ISSUER: return text(l->decision.issuer);
	case REGISTER_COL_SIGNER: return text(l->decision.signer);
	case REGISTER_COL_PLACE: return number(m, l->place_no);
	case REGISTER_COL_CERTIFICATE: return text(l->certificate);
	case REGISTER_COL_CLASS: return text(l->class_name);
	case REGISTER_COL_PARTY: return text(l->is_party ? "x" : "");
	case REGISTER_COL_ORIGIN: return text(l->origin == NULL ? "" : l->origin);
	case REGISTER_COL_MOVEMENT: return text(l->movement);
	case REGISTER_COL_ACHIEVEMENT: return text(l->achievement);
	case REGISTER_COL_MONEY: return number(m, l->has_money ? l->vnd : 0);
	case REGISTER_COL_STATE: return text(register_state_words(l));
	case REGISTER_COL_N: break;
	}
	CHECK(false);
}

bool register_columns_said(const struct register_columns *c)
{
	return register_columns_have(c, REGISTER_COL_PARTY) || register_columns_have(c, REGISTER_COL_ORIGIN);
}

bool register_columns_have(const struct register_columns *c, enum register_column column)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->at[i] == column)
			return true;
	return false;
}

struct register_columns register_columns_of(const char *codes)
{
	struct register_columns c = {.n = 0};

	while (*codes != '\0') {
		size_t n = strcspn(codes, ",");

		for (int i = 0; i < REGISTER_COL_N; i++)
			if (strlen(REGISTER_COLUMNS[i].code) == n && memcmp(REGISTER_COLUMNS[i].code, codes, n) == 0 &&
			    !register_columns_have(&c, (enum register_column)i))
				c.at[c.n++] = (enum register_column)i;
		codes += n + (codes[n] == ',');
	}
	if (c.n == 0)
		for (int i = 0; i < REGISTER_COL_N; i++)
			if (REGISTER_COLUMNS[i].is_shown)
				c.at[c.n++] = (enum register_column)i;
	return c;
}

const char *register_columns_put(struct mem *m, const struct register_columns *c)
{
	struct buf *b = buf_new(m, 1000);

	for (size_t i = 0; i < c->n; i++)
		buf_fmt(b, "%s%s", i > 0 ? "," : "", REGISTER_COLUMNS[c->at[i]].code);
	return b->p;
}
