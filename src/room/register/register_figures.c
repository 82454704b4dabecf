/* room/register/register_figures.c -- a question of the box as a question of room tally, and its cells with their names. */
#include "base/text.h"
#include "room/person/person.h"
#include "room/register/register_figures.h"
#include "room/register/register_index.h"
#include "room/unit/unit.h"

static const struct {
	const char *code, *words;
	int dim;                        /* of the tally; -1: the unit */
	enum register_part part;
} BY[REGISTER_BY_N] = {
	[REGISTER_BY_UNIT] = {"unit", "Đơn vị", -1, REGISTER_PART_UNIT},
	[REGISTER_BY_AWARDS] = {"award", "Danh hiệu, hình thức", REGISTER_BY_AWARD, REGISTER_PART_AWARD},
	[REGISTER_BY_YEARS] = {"year", "Năm", REGISTER_BY_YEAR, REGISTER_PART_YEAR},
	[REGISTER_BY_SEXES] = {"sex", "Giới tính", REGISTER_BY_SEX, REGISTER_PART_SEX},
	[REGISTER_BY_JOBS] = {"job", "Nhóm", REGISTER_BY_JOB, REGISTER_PART_JOB},
	[REGISTER_BY_GROUNDS] = {"ground", "Loại hình", REGISTER_BY_GROUND, REGISTER_PART_GROUND},
	[REGISTER_BY_SUBJECTS] = {"subject", "Đối tượng", REGISTER_BY_SUBJECT, REGISTER_PART_SUBJECT},
};

const char *register_by_code(enum register_by by)
{
	return BY[by].code;
}

const char *register_by_words(enum register_by by)
{
	return BY[by].words;
}

bool register_by_typed(struct ctx *cx, const char *field, const char *codes, bool by[REGISTER_BY_N])
{
	while (*codes != '\0') {
		size_t n = strcspn(codes, ", ");
		bool is_known = n == 0;

		for (int i = 0; i < REGISTER_BY_N; i++)
			if (strlen(register_by_code((enum register_by)i)) == n && memcmp(register_by_code((enum register_by)i), codes, n) == 0)
				by[i] = is_known = true;
		if (!is_known)
			fault(cx, field, "Không có “%s”. Bảng được chia theo: unit, award, year, sex, job, ground, subject, cách nhau bằng dấu phẩy.",
			      mem_copy(cx->mem, codes, n));
		codes += n + (codes[n] != '\0');
	}
	return cx->faults.total == 0;
}

/* ---- the question ----------------------------------------------------------------------------------------------------------------- */

static uint64_t *only(struct ctx *cx, struct tally_ask *t, int dim)
{
	uint64_t *set = mem_new(cx->mem, uint64_t, 4);

	t->only[dim] = set;
	return set;
}

static void put(uint64_t *set, unsigned v)
{
	set[v / 64] |= UINT64_C(1) << v % 64;
}

static bool key_lets(const struct find_ask *a, enum register_key key, unsigned v)
{
	return v >= a->keys[key].low && v <= a->keys[key].high && (a->sets[key] == NULL || (a->sets[key][v / 64] >> v % 64 & 1) != 0);
}

static bool is_any(const struct find_ask *a, enum register_key key)
{
	return a->keys[key].low == 0 && a->keys[key].high == FIND_KEY_MAX && a->sets[key] == NULL;
}

static void narrow_bits(struct ctx *cx, struct tally_ask *t, int dim, unsigned bits)
{
	uint64_t *set;

	if (bits == 0)
		return;
	set = only(cx, t, dim);
	set[0] = bits;
}

static void narrow(struct ctx *cx, const struct register_want *w, struct tally_ask *t)
{
	uint64_t *set;

	if (!is_any(&w->ask, REGISTER_KEY_YEAR)) {
		set = only(cx, t, REGISTER_BY_YEAR);
		for (unsigned v = 0; v < 256; v++)
			if (key_lets(&w->ask, REGISTER_KEY_YEAR, v + 1900))
				put(set, v);
	}
	if (!is_any(&w->ask, REGISTER_KEY_AWARD)) {
		set = only(cx, t, REGISTER_BY_AWARD);
		for (unsigned v = 0; v < 256; v++)
			if (key_lets(&w->ask, REGISTER_KEY_AWARD, v))
				put(set, v);
	}
	narrow_bits(cx, t, REGISTER_BY_SEX, w->sexes);
	narrow_bits(cx, t, REGISTER_BY_SUBJECT, w->subjects);
	if (w->has_ground) {
		set = only(cx, t, REGISTER_BY_GROUND);
		for (unsigned v = 0; v < 256; v++)
			if (w->ground[v])
				put(set, v);
	}
	if (w->has_class || w->direct != 0) {
		set = only(cx, t, REGISTER_BY_JOB);
		for (unsigned v = 0; v < 32; v++)
			if ((!w->has_class || w->class[v / 2]) && (w->direct == 0 || (w->direct >> v % 2 & 1) != 0))
				put(set, v);
	}
}

/* ---- names of cells ------------------------------------------------------------------------------------------------------------------ */

struct register_figures_made {
	struct ctx *cx;
	const struct register_index *x;
	struct register_figures_ask in;
	struct register_want want;
	struct tally_table table;
	struct award_list awards;
	struct award_grounds grounds;
	const struct person_class *classes;
	size_t classes_n;
	struct unit unit;               /* the last one named */
};

static void name_award(struct register_figures_made *k, unsigned v, const char **code, const char **label)
{
	*code = *label = "";
	for (size_t i = 0; i < k->awards.n; i++)
		if (v > 0 && k->awards.at[i].id == k->x->awards.at[v - 1]) {
			*code = k->awards.at[i].code;
			*label = k->awards.at[i].name;
		}
}

static void name_ground(struct register_figures_made *k, unsigned v, const char **code, const char **label)
{
	*code = "không";
	*label = "Không ghi";
	for (size_t i = 0; i < k->grounds.n; i++)
		if (v > 0 && k->grounds.at[i].id == k->x->grounds.at[v - 1]) {
			*code = k->grounds.at[i].code;
			*label = k->grounds.at[i].name;
		}
}

static void name_job(struct register_figures_made *k, unsigned v, const char **code, const char **label)
{
	const char *class = "không", *name = "Không phải lãnh đạo";

	for (size_t i = 0; i < k->classes_n; i++)
		if (v / 2 > 0 && k->classes[i].id == k->x->classes.at[v / 2 - 1]) {
			class = k->classes[i].code;
			name = k->classes[i].name;
		}
	*code = mem_text(k->cx->mem, "%s\" nhóm:\"%s", class, v % 2 != 0 ? "trực tiếp" : "không trực tiếp");
	*label = mem_text(k->cx->mem, "%s%s", name, v % 2 != 0 ? ", trực tiếp" : "");
}

static err name_unit(struct register_figures_made *k, int64_t id, const char **code, const char **label)
{
	*code = "";
	*label = "Ngoài danh mục đơn vị";
	if (id == REGISTER_NO_UNIT)
		return OK;
	if (k->unit.id != id)
		TRY(unit_get(k->cx, id, &k->unit));
	*code = k->unit.code;
	*label = k->unit.name;
	return OK;
}

static err name_one(struct register_figures_made *k, enum register_by by, const struct tally_cell *c, const char **code, const char **label)
{
	static const char *const sexes[] = {"Không rõ", "Nam", "Nữ"}, *const sex_codes[] = {"không rõ", "nam", "nữ"};
	unsigned v = BY[by].dim < 0 ? 0 : c->dim[BY[by].dim];

	switch (by) {
	case REGISTER_BY_UNIT: return name_unit(k, c->unit, code, label);
	case REGISTER_BY_AWARDS: name_award(k, v, code, label); return OK;
	case REGISTER_BY_YEARS: *code = *label = mem_text(k->cx->mem, "%u", v + 1900); return OK;
	case REGISTER_BY_SEXES: *code = sex_codes[v % 3]; *label = sexes[v % 3]; return OK;
	case REGISTER_BY_JOBS: name_job(k, v, code, label); return OK;
	case REGISTER_BY_GROUNDS: name_ground(k, v, code, label); return OK;
	case REGISTER_BY_SUBJECTS:
		*code = *label = award_subject_words((enum award_subject)v);
		return OK;
	case REGISTER_BY_N: break;
	}
	CHECK(false);
}

/* What was typed, but for what the table is by, which the cell says itself. */
static err name_cell(struct register_figures_made *k, const struct tally_cell *c, struct register_figure *out)
{
	static const char *const fields[REGISTER_BY_N] = {"riêng đv", "dh", "năm", "giới", "nhóm", "loại hình", "loại"};
	const char *q = "hiệu lực:có";
	bool is_sayable = true, is_by[REGISTER_PART_N] = {false};

	*out = (struct register_figure){.n = c->lines, .people = c->people};
	for (int by = 0; by < REGISTER_BY_N; by++) {
		out->label[by] = out->code[by] = "";
		if (!k->in.by[by])
			continue;
		is_by[BY[by].part] = true;
		TRY(name_one(k, (enum register_by)by, c, &out->code[by], &out->label[by]));
		is_sayable &= *out->code[by] != '\0';
		q = mem_text(k->cx->mem, "%s %s:\"%s\"", q, fields[by], out->code[by]);
	}
	for (int part = 0; part < REGISTER_PART_N; part++)
		if (!is_by[part] && *k->want.parts[part] != '\0')
			q = mem_text(k->cx->mem, "%s %s", q, k->want.parts[part]);
	out->q = is_sayable ? q : "";
	return OK;
}

err register_figure(struct ctx *cx, const struct register_figures *f, size_t i, struct register_figure *out)
{
	/* a copy, for names live as long as who asks now, not as who asked for the table */
	struct register_figures_made k = *f->made;

	k.cx = cx;
	k.unit = (struct unit){0};
	return name_cell(&k, &k.table.at[i], out);
}

/* ---- the answer ------------------------------------------------------------------------------------------------------------------------ */

static err check(struct ctx *cx, const struct register_want *w)
{
	need(cx, w->ask.words_n == 0, "q", "Số liệu không đếm theo tên; hãy bỏ các từ của tên, chỉ để các mục như đv:, năm:, dh:.");
	need(cx, w->numbers.n == 0, "q", "Số liệu không đếm theo số quyết định; hãy bỏ số:.");
	need(cx, w->natures == 0 && w->levels == 0, "q", "Số liệu đếm mọi khen thưởng đang có hiệu lực; hãy bỏ tính chất: và cấp:.");
	return faults(cx);
}

err register_figures(struct ctx *cx, const struct register_figures_ask *in, struct register_figures *out)
{
	struct register_index *x;
	struct register_figures_made *k = mem_new(cx->mem, struct register_figures_made, 1);
	struct tally_ask ask = {.with_people = in->with_people};
	struct register_figures f = {.q = in->q, .made = k};

	TRY(may(cx, R_REGISTER_READ, 0));
	TRY(register_index_open(cx, &x));
	*k = (struct register_figures_made){.cx = cx, .x = x, .in = *in};
	TRY(register_want(cx, x, in->q, &k->want));
	TRY(check(cx, &k->want));
	f.heard = k->want.heard;
	*out = f;
	if (k->want.is_nothing)
		return OK;
	narrow(cx, &k->want, &ask);
	ask.units = k->want.ask.units_n > 0 ? k->want.ask.units : NULL;
	ask.units_n = k->want.ask.units_n;
	for (int by = 0; by < REGISTER_BY_N; by++) {
		if (BY[by].dim < 0)
			ask.by_unit = in->by[by];
		else
			ask.by_dim[BY[by].dim] = in->by[by];
	}
	TRY(tally_count(x->tally, cx->mem, &ask, &k->table));
	f.n = k->table.n;
	f.total = k->table.lines;
	f.people = k->table.people;
	TRY(award_list(cx, (struct award_filter){.day = DATE_NONE}, &k->awards));
	TRY(award_grounds(cx, &k->grounds));
	TRY(person_classes(cx, &k->classes, &k->classes_n));
	*out = f;
	return OK;
}
