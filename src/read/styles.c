/* read/styles.c */
#include "base/text.h"
#include "base/xml.h"
#include "read/part.h"
#include "read/styles.h"

enum { STYLES_MAX = 4000, INHERIT_MAX = 12 };

struct styles {
	struct mem *mem;
	struct style *at;
	size_t n, cap;
	struct style *now;      /* while reading; the defaults of the document when outside of any style */
	struct style defaults;
	const char *default_id;
	bool is_other;          /* a style of a table, a character, a list */
};

static void see_property(struct style *st, const char *name, const char *const *attrs)
{
	const char *val = xml_attr(attrs, "val");

	if (text_is(name, "outlineLvl")) {
		int level = xml_attr_int(attrs, "val", 9);

		st->level = level >= 0 && level < 9 ? level + 1 : 0;
	} else if (text_is(name, "numId")) {
		st->num = xml_attr_int(attrs, "val", 0);
	} else if (text_is(name, "ilvl")) {
		st->num_level = xml_attr_int(attrs, "val", 0);
	} else if (text_is(name, "b")) {
		st->is_bold = val == NULL || (!text_is(val, "0") && !text_is(val, "false"));
	} else if (text_is(name, "jc")) {
		st->is_centred = val != NULL && text_is(val, "center");
	} else if (text_is(name, "rFonts") && xml_attr(attrs, "ascii") != NULL) {
		st->has_font = true;
		st->font = legacy_of_font(xml_attr(attrs, "ascii"));
	}
}

static void open_style(struct styles *s, const char *const *attrs)
{
	const char *type = xml_attr(attrs, "type"), *id = xml_attr(attrs, "styleId"), *is_default = xml_attr(attrs, "default");

	s->is_other = type == NULL || !text_is(type, "paragraph") || id == NULL || s->n >= STYLES_MAX;
	if (s->is_other)
		return;
	s->now = list_add(s->mem, s);
	*s->now = (struct style){.id = mem_dup(s->mem, id), .based_on = ""};
	if (is_default != NULL && (text_is(is_default, "1") || text_is(is_default, "true")))
		s->default_id = s->now->id;
}

static void on_open(void *at, const char *name, const char *const *attrs)
{
	struct styles *s = at;
	const char *val = xml_attr(attrs, "val");

	if (text_is(name, "style")) {
		open_style(s, attrs);
	} else if (s->is_other) {
		return;
	} else if (text_is(name, "basedOn") && val != NULL) {
		s->now->based_on = mem_dup(s->mem, val);
	} else if (text_is(name, "name") && val != NULL && strncasecmp(val, "heading ", 8) == 0) {
		if (val[8] >= '1' && val[8] <= '9')
			s->now->level = val[8] - '0';
	} else {
		see_property(s->now, name, attrs);
	}
}

static void on_close(void *at, const char *name)
{
	struct styles *s = at;

	if (text_is(name, "style")) {
		s->now = &s->defaults;
		s->is_other = false;
	}
}

err styles_read(struct mem *m, struct unzip *z, struct styles **out)
{
	static const struct xml_face face = {.open = on_open, .close = on_close};
	struct styles *s = mem_new(m, struct styles, 1);

	s->mem = m;
	s->default_id = "";
	s->defaults = (struct style){.id = "", .based_on = ""};
	s->now = &s->defaults;
	TRY(part_read(m, z, "word/styles.xml", &face, s));
	*out = s;
	return OK;
}

static const struct style *find(const struct styles *s, const char *id)
{
	for (size_t i = 0; i < s->n; i++)
		if (text_is(s->at[i].id, id))
			return &s->at[i];
	return NULL;
}

struct style styles_of(const struct styles *s, const char *id)
{
	const struct style *st = find(s, id);
	struct style all;

	if (st == NULL)
		st = find(s, s->default_id);
	all = st == NULL ? s->defaults : *st;
	for (int i = 0; i < INHERIT_MAX && st != NULL; i++) {
		st = find(s, st->based_on);
		if (st == NULL)
			st = &s->defaults;
		all.level = all.level != 0 ? all.level : st->level;
		if (all.num == 0) {
			all.num = st->num;
			all.num_level = all.num_level != 0 ? all.num_level : st->num_level;
		}
		all.is_bold = all.is_bold || st->is_bold;
		all.is_centred = all.is_centred || st->is_centred;
		if (!all.has_font) {
			all.has_font = st->has_font;
			all.font = st->font;
		}
		if (st == &s->defaults)
			break;
	}
	return all;
}
