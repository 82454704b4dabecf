/* base/xml.c -- a thin face over expat, which also limits the amplification of entities by itself. */
#include <expat.h>

#include "base/tags.h"

struct xml {
	XML_Parser parser;              /* or, once the beginning was seen: */
	struct tags *tags;
	struct mem *mem;
	bool is_plain;                  /* asked for; which of both it is follows from the first bytes */
	struct xml_face face;
	void *at;
	int depth;
	bool is_stopped, is_refused;
};

/* Names are a letter or three: a look at each costs less than a call. */
static const char *local(const char *name)
{
	for (const char *p = name; *p != '\0'; p++)
		if (*p == ':')
			return p + 1;
	return name;
}

static void refuse(struct xml *x)
{
	x->is_refused = true;
	XML_StopParser(x->parser, XML_FALSE);
}

static void on_open(void *ptr, const XML_Char *name, const XML_Char **attrs)
{
	struct xml *x = ptr;

	if (++x->depth > XML_DEPTH_MAX) {
		refuse(x);
		return;
	}
	x->face.open(x->at, local(name), (const char *const *)attrs);
}

static void on_close(void *ptr, const XML_Char *name)
{
	struct xml *x = ptr;

	x->depth--;
	if (!x->is_stopped && !x->is_refused)
		x->face.close(x->at, local(name));
}

static void on_text(void *ptr, const XML_Char *p, int n)
{
	struct xml *x = ptr;

	if (!x->is_stopped && !x->is_refused)
		x->face.text(x->at, p, (size_t)n);
}

static void on_doctype(void *ptr, const XML_Char *name, const XML_Char *sysid, const XML_Char *pubid, int has_subset)
{
	struct xml *x = ptr;

	if (!x->face.may_have_doctype || has_subset)
		refuse(x);
}

static void on_entity(void *ptr, const XML_Char *name, int is_parameter, const XML_Char *value, int n,
                      const XML_Char *base, const XML_Char *sysid, const XML_Char *pubid, const XML_Char *notation)
{
	refuse(ptr);
}

static void release(void *ptr)
{
	struct xml *x = ptr;

	XML_ParserFree(x->parser);
}

static struct xml *waiting(struct mem *m, const struct xml_face *face, void *at)
{
	struct xml *x = mem_new(m, struct xml, 1);

	x->mem = m;
	x->face = *face;
	x->at = at;
	return x;
}

static void begin(struct xml *x)
{
	x->parser = XML_ParserCreate(NULL);
	CHECK(x->parser != NULL);
	mem_defer(x->mem, release, x);
	XML_SetUserData(x->parser, x);
	XML_SetElementHandler(x->parser, on_open, on_close);
	if (x->face.text != NULL)
		XML_SetCharacterDataHandler(x->parser, on_text);
	XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
	XML_SetEntityDeclHandler(x->parser, on_entity);
}

struct xml *xml_new(struct mem *m, const struct xml_face *face, void *at)
{
	struct xml *x = waiting(m, face, at);

	begin(x);
	return x;
}

struct xml *xml_new_plain(struct mem *m, const struct xml_face *face, void *at)
{
	struct xml *x = waiting(m, face, at);

	CHECK(!face->may_have_doctype);
	x->is_plain = true;
	return x;
}

err xml_feed(struct xml *x, const char *p, size_t n, bool is_last)
{
	if (x->is_refused)
		return ERR_INVALID;
	if (x->is_stopped)
		return OK;
	CHECK(n <= INT32_MAX);
	if (x->is_plain && x->tags == NULL && tags_can(p, n))
		x->tags = tags_new(x->mem, &x->face, x->at);
	else if (x->is_plain && x->tags == NULL)
		begin(x);
	x->is_plain = false;
	if (x->tags != NULL) {
		x->is_refused = tags_feed(x->tags, p, n, is_last) != OK;
		return x->is_refused ? ERR_INVALID : OK;
	}
	if (XML_Parse(x->parser, p, (int)n, is_last) != XML_STATUS_OK && !x->is_stopped)
		x->is_refused = true;
	return x->is_refused ? ERR_INVALID : OK;
}

void xml_stop(struct xml *x)
{
	x->is_stopped = true;
	if (x->tags != NULL) {
		tags_stop(x->tags);
		return;
	}
	XML_StopParser(x->parser, XML_FALSE);
}

const char *xml_attr(const char *const *attrs, const char *name)
{
	for (size_t i = 0; attrs[i] != NULL; i += 2)
		if (strcmp(local(attrs[i]), name) == 0)
			return attrs[i + 1];
	return NULL;
}

int xml_attr_int(const char *const *attrs, const char *name, int otherwise)
{
	const char *v = xml_attr(attrs, name);
	char *end;
	long n;

	if (v == NULL || *v == '\0')
		return otherwise;
	n = strtol(v, &end, 10);
	return *end != '\0' || n < -1000000000 || n > 1000000000 ? otherwise : (int)n;
}
