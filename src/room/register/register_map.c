/* room/register/register_map.c -- what a person says about a file beforehand, as text: which heading means which field, and
 * what holds for all lines. */
#include "base/buf.h"
#include "base/json.h"
#include "base/text.h"
#include "room/register/register_sheet.h"

enum { CHOICES_MAX = SHEET_COLUMNS_MAX, MAP_BYTES = 256 * 1024 };

struct mapping {
	struct ctx *cx;
	struct sheet_map map;
	struct LIST(struct sheet_choice) choices;
};

static const char *known_fields(struct mem *m)
{
	struct buf *b = buf_new(m, 4096);

	for (int f = 1; f < SHEET_FIELD_N; f++)
		buf_fmt(b, "%s%s", f > 1 ? ", " : "", sheet_field_code((enum sheet_field)f));
	return b->p;
}

static enum sheet_field field_of(struct mapping *k, const char *place, const char *code)
{
	enum sheet_field f = text_is(code, "-") || text_is(code, "none") || *code == '\0' ? SHEET_NONE : sheet_field_of(code);

	if (f == SHEET_FIELD_N)
		fault(k->cx, place, "Không có mục “%s”. Các mục: %s; “-” là không đọc.", code, known_fields(k->cx->mem));
	return f;
}

static void choose(struct mapping *k, const char *place, const char *heading, const char *code)
{
	enum sheet_field f = field_of(k, place, code);

	if (f == SHEET_FIELD_N || *heading == '\0')
		return;
	if (f == SHEET_MARK || f == SHEET_AWARD_YEAR)   /* what the heading says by itself */
		return;
	if (k->choices.n >= CHOICES_MAX)
		fault(k->cx, place, "Chỉ nêu tối đa %d cột.", CHOICES_MAX);
	else
		*list_add(k->cx->mem, &k->choices) = (struct sheet_choice){sheet_plain(k->cx->mem, heading), f};
}

static void give(struct mapping *k, const char *place, const char *code, const char *value)
{
	static const enum sheet_field may[] = {SHEET_SUBJECT, SHEET_UNIT, SHEET_AWARD, SHEET_GROUND, SHEET_ACHIEVEMENT, SHEET_PERIOD, SHEET_YEAR, SHEET_DECISION, SHEET_DAY,
	                                       SHEET_ISSUER, SHEET_LEVEL, SHEET_SIGNER, SHEET_SIGNER_TITLE, SHEET_NATURE, SHEET_MOVEMENT};
	enum sheet_field f = field_of(k, place, code);
	bool is_one = false;

	if (f == SHEET_FIELD_N || f == SHEET_NONE)
		return;
	for (size_t i = 0; i < COUNT(may); i++)
		is_one |= may[i] == f;
	value = text_line(k->cx->mem, value);
	k->map.given[f] = value;
	if (!is_one)
		fault(k->cx, place, "“%s” là của từng dòng, không nêu được cho cả tệp; hãy ghi thành một cột.", sheet_field_words(f));
	else if (*value == '\0')
		return;
	else if (f == SHEET_DAY && cell_day(value, k->cx->today).day == DATE_NONE)
		fault(k->cx, place, "Không đọc được ngày quyết định “%s”; hãy ghi như 05/03/2020.", value);
	else if (f == SHEET_YEAR && cell_years(value).to == 0)
		fault(k->cx, place, "Không đọc được năm “%s”; hãy ghi như 2019 hoặc 2018-2019.", value);
	else if (f == SHEET_SUBJECT && cell_subject(sheet_plain(k->cx->mem, value)) == AWARD_ANYBODY)
		fault(k->cx, place, "Không nhận ra loại đối tượng “%s”; hãy ghi cá nhân, tập thể hoặc hộ gia đình.", value);
}

static err of_json(struct mapping *k, const char *text)
{
	struct json_leaves l;

	if (json_leaves(k->cx->mem, text, &l) != OK) {
		fault(k->cx, "--map", "Tệp cách đọc cột không phải là JSON đúng.");
		return ERR_INVALID;
	}
	for (size_t i = 0; i < l.n; i++) {
		const struct json_leaf *x = &l.at[i];

		if (text_is(x->parent, "given")) {
			give(k, x->way, x->name, x->value);
		} else if (text_starts(x->parent, "columns/") && text_is(x->name, "field")) {
			for (size_t j = 0; j < l.n; j++)
				if (text_is(l.at[j].parent, x->parent) && text_is(l.at[j].name, "heading"))
					choose(k, x->way, l.at[j].value, x->value);
		} else if (text_is(x->parent, "columns") || *x->parent == '\0') {
			choose(k, x->way, x->name, x->value);
		}
	}
	return faults(k->cx);
}

static err of_lines(struct mapping *k, const char *text)
{
	int line = 0;

	while (*text != '\0') {
		size_t n = strcspn(text, "\n");
		const char *one = text_trim(k->cx->mem, mem_copy(k->cx->mem, text, n)), *place = mem_text(k->cx->mem, "dòng %d", ++line), *sign;

		text += n + (text[n] == '\n');
		if (*one == '\0' || *one == '#')
			continue;
		sign = strchr(one, '\t') != NULL ? strrchr(one, '\t') : strrchr(one, '=');
		if (*one == '=' && strchr(one + 1, '\t') != NULL)
			sign = strchr(one + 1, '\t');
		else if (*one == '=' && strchr(one + 1, '=') != NULL)
			sign = strchr(one + 1, '=');
		if (sign == NULL || sign == one) {
			fault(k->cx, place, "Hãy viết: tiêu đề cột, dấu tab, mục; hoặc dấu =, mục, dấu tab, giá trị cho cả tệp.");
			continue;
		}
		if (*one == '=')
			give(k, place, text_trim(k->cx->mem, mem_copy(k->cx->mem, one + 1, (size_t)(sign - one - 1))), text_trim(k->cx->mem, sign + 1));
		else
			choose(k, place, mem_copy(k->cx->mem, one, (size_t)(sign - one)), text_trim(k->cx->mem, sign + 1));
	}
	return faults(k->cx);
}

err sheet_map_read(struct ctx *cx, const char *text, struct sheet_map *out)
{
	struct mapping k = {.cx = cx};
	const char *first = text + strspn(text, " \t\r\n");

	TRY(*first == '{' || *first == '[' ? of_json(&k, first) : of_lines(&k, text));
	k.map.choices = k.choices.at;
	k.map.choices_n = k.choices.n;
	*out = k.map;
	return OK;
}

const char *sheet_map_text(struct mem *m, const struct sheet_map *map)
{
	struct buf *b = buf_new(m, MAP_BYTES);

	for (size_t i = 0; i < map->choices_n; i++)
		buf_fmt(b, "%s\t%s\n", map->choices[i].heading, map->choices[i].field == SHEET_NONE ? "-" : sheet_field_code(map->choices[i].field));
	for (int f = 1; f < SHEET_FIELD_N; f++)
		if (map->given[f] != NULL && *map->given[f] != '\0')
			buf_fmt(b, "=%s\t%s\n", sheet_field_code((enum sheet_field)f), map->given[f]);
	return b->p;
}
