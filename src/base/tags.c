/* base/tags.c -- XML of office programs, read by hand: elements, attributes, text; comments and instructions are passed over.
 *
 * Bytes wait in one buffer until what they belong to is whole: a tag, a comment, a text up to the next tag. Names and values are
 * then ended by NUL where they stand, and characters that are written out (&amp;) become shorter in their own place, so nothing
 * is copied. A text that is longer than HOLD is handed over in pieces. */
#define BASE_MAY_ALLOC
#include "base/tags.h"

#include "base/text.h"

enum { FIRST = 256 * 1024, HOLD = 256 * 1024, TAG_MAX = 1024 * 1024, ATTRS_MAX = 128, NAMES_MAX = 64 * 1024, REF_MAX = 12, HEAD_MAX = 128 };

struct tags {
	struct xml_face face;
	void *at;
	char *p;                        /* what was not read yet: n bytes and a NUL */
	size_t n, cap;
	char names[NAMES_MAX];          /* of the open elements, one after another */
	size_t name_at[XML_DEPTH_MAX + 1];
	int depth;
	bool is_begun, has_root, is_stopped, is_bad;
};

/* Where a step of reading ended. */
enum step { STEP_ON, STEP_WAIT, STEP_BAD };

/* ---- bytes ------------------------------------------------------------------------------------------------------------- */

/* Of each byte: whether it may stand in a name, begin one, is blank, or asks for more than a look in a text. */
enum { NAME = 1, NAME_FIRST = 2, BLANK = 4, CARE = 8 };
static const unsigned char ASCII[128] = {
	8, 8, 8, 8, 8, 8, 8, 8, 8, 12, 12, 8, 8, 12, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8,
	4, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 0, 8, 0, 0, 0,
	0, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 0, 0, 8, 0, 3,
	0, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 0, 0, 0, 0, 8,
};

static inline int kind_of(char c)
{
	return (unsigned char)c < 0x80 ? ASCII[(unsigned char)c] : CARE;
}

static inline bool is_blank(char c)
{
	return (kind_of(c) & BLANK) != 0;
}

static inline const char *blanks(const char *p, const char *end)
{
	while (p < end && is_blank(*p))
		p++;
	return p;
}

static inline const char *name_end(const char *p, const char *end)
{
	if (p < end && (kind_of(*p) & NAME_FIRST) != 0)
		while (p < end && (kind_of(*p) & NAME) != 0)
			p++;
	return p;
}

/* Up to that sign, or NULL; is_easy_out: all before it stands for itself. */
static inline char *upto(char *p, const char *end, char sign, bool *is_easy_out)
{
	int kinds = 0;

	for (; p < end; p++) {
		if (*p == sign) {
			*is_easy_out = (kinds & CARE) == 0;
			return p;
		}
		kinds |= kind_of(*p);
	}
	return NULL;
}

static bool is_letter(uint32_t c)
{
	return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xd800) || (c >= 0xe000 && c < 0xfffe) || (c >= 0x10000 && c < 0x110000);
}

/* UTF-8 without what XML does not allow. */
static bool is_text(const char *p, const char *end)
{
	for (const char *q = p; q < end; q++) {
		unsigned char c = (unsigned char)*q;

		if (c < 0x20 && !is_blank(*q))
			return false;
		if (c == 0xef && end - q > 2 && (unsigned char)q[1] == 0xbf && (unsigned char)q[2] >= 0xbe)     /* U+FFFE, U+FFFF */
			return false;
	}
	return text_is_utf8(p, (size_t)(end - p));
}

/* &amp; and its like at p, whose signs go to out; what follows it, or NULL when there is no such. */
static const char *reference(const char *p, const char *end, char **out)
{
	static const struct {
		const char *name;
		char c;
	} known[] = {{"amp;", '&'}, {"lt;", '<'}, {"gt;", '>'}, {"quot;", '"'}, {"apos;", '\''}};
	uint32_t c = 0;
	bool is_hex, any = false;

	for (size_t i = 0; i < COUNT(known); i++) {
		size_t n = strlen(known[i].name);

		if ((size_t)(end - p - 1) >= n && memcmp(p + 1, known[i].name, n) == 0) {
			*(*out)++ = known[i].c;
			return p + 1 + n;
		}
	}
	if (end - p < 4 || p[1] != '#')
		return NULL;
	is_hex = p[2] == 'x';
	for (p += is_hex ? 3 : 2; p < end && *p != ';'; p++, any = true) {
		int d = text_hex(*p);

		if (d < 0 || (!is_hex && d > 9) || c > 0x10ffff)
			return NULL;
		c = c * (is_hex ? 16 : 10) + (uint32_t)d;
	}
	if (p == end || !any || !is_letter(c))
		return NULL;
	*out += text_put(*out, c);
	return p + 1;
}

/* Writes out what stands for something else, in its own place; is_value: of an attribute, whose blanks all become one kind.
 * NULL when it may not stand there; else the new end. */
static char *plain(char *p, char *end, bool is_value, bool is_raw)
{
	char *out = p;

	if (!is_text(p, end))
		return NULL;
	while (p < end) {
		if (!is_raw && *p == '&') {
			const char *next = reference(p, end, &out);

			if (next == NULL)
				return NULL;
			p += next - p;
			continue;
		}
		if (!is_raw && !is_value && *p == ']' && end - p > 2 && p[1] == ']' && p[2] == '>')
			return NULL;
		if (*p == '\r') {
			*out++ = is_value ? ' ' : '\n';
			p += p + 1 < end && p[1] == '\n' ? 2 : 1;
			continue;
		}
		*out++ = is_value && is_blank(*p) ? ' ' : *p;
		p++;
	}
	return out;
}

/* ---- elements --------------------------------------------------------------------------------------------------------------- */

/* Names are a letter or three: a look at each costs less than a call. */
static const char *local(const char *name)
{
	for (const char *p = name; *p != '\0'; p++)
		if (*p == ':')
			return p + 1;
	return name;
}

/* The name of the innermost open element, length and all. */
static size_t push(struct tags *t, const char *name, size_t n)
{
	size_t from = t->name_at[t->depth];

	if (t->depth >= XML_DEPTH_MAX || from + n + 1 > NAMES_MAX)
		return 0;
	memcpy(t->names + from, name, n);
	t->names[from + n] = '\0';
	t->name_at[++t->depth] = from + n + 1;
	return n;
}

static void close_last(struct tags *t)
{
	const char *name = t->names + t->name_at[--t->depth];

	if (!t->is_stopped)
		t->face.close(t->at, local(name));
}

struct span {
	char *from, *to;
	bool is_easy;
};

static bool is_twice(const struct span *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = i + 1; k < n; k++)
			if (names[i].to - names[i].from == names[k].to - names[k].from && memcmp(names[i].from, names[k].from, (size_t)(names[i].to - names[i].from)) == 0)
				return true;
	return false;
}

/* Tells the element, its names and values ended by NUL where they stand. */
static enum step tell_open(struct tags *t, struct span name, const struct span *names, const struct span *values, size_t n, bool is_empty)
{
	const char *attrs[2 * ATTRS_MAX + 1];

	if (n > 1 && is_twice(names, n))
		return STEP_BAD;
	if (push(t, name.from, (size_t)(name.to - name.from)) == 0)
		return STEP_BAD;
	for (size_t i = 0; i < n; i++) {
		char *end = values[i].is_easy ? values[i].to : plain(values[i].from, values[i].to, true, false);

		if (end == NULL)
			return STEP_BAD;
		*end = *names[i].to = '\0';
		attrs[2 * i] = names[i].from;
		attrs[2 * i + 1] = values[i].from;
	}
	attrs[2 * n] = NULL;
	*name.to = '\0';
	t->has_root = true;
	t->face.open(t->at, local(name.from), attrs);
	if (is_empty)
		close_last(t);
	return STEP_ON;
}

/* `<name a="b" …>` or `…/>` at *p. */
static enum step take_open(struct tags *t, char **p, char *end)
{
	struct span name = {.from = *p + 1, .to = *p + 1}, names[ATTRS_MAX], values[ATTRS_MAX];
	size_t n = 0;
	char *q;
	bool is_empty;

	name.to += name_end(name.from, end) - name.from;
	q = name.to;
	if (q == end)
		return STEP_WAIT;
	if (q == name.from || (t->depth == 0 && t->has_root))
		return STEP_BAD;
	for (;;) {
		char *before = q;

		q += blanks(q, end) - q;
		if (q == end)
			return STEP_WAIT;
		if (*q == '>' || *q == '/')
			break;
		if (q == before || n == ATTRS_MAX)
			return STEP_BAD;
		names[n] = (struct span){.from = q, .to = q + (name_end(q, end) - q)};
		q = names[n].to + (blanks(names[n].to, end) - names[n].to);
		if (q == end)
			return STEP_WAIT;
		if (names[n].to == names[n].from || *q++ != '=')
			return STEP_BAD;
		q += blanks(q, end) - q;
		if (q == end)
			return STEP_WAIT;
		if (*q != '"' && *q != '\'')
			return STEP_BAD;
		values[n].from = q + 1;
		values[n].to = upto(q + 1, end, *q, &values[n].is_easy);
		if (values[n].to == NULL)
			return STEP_WAIT;
		if (!values[n].is_easy && memchr(q, '<', (size_t)(values[n].to - q)) != NULL)
			return STEP_BAD;
		q = values[n++].to + 1;
	}
	is_empty = *q == '/';
	q += is_empty;
	if (q == end)
		return STEP_WAIT;
	if (*q != '>')
		return STEP_BAD;
	*p = q + 1;
	return tell_open(t, name, names, values, n, is_empty);
}

static enum step take_close(struct tags *t, char **p, char *end)
{
	const char *from = *p + 2, *to = memchr(from, '>', (size_t)(end - from)), *name_to, *name;

	if (to == NULL)
		return STEP_WAIT;
	name_to = name_end(from, to);
	if (t->depth == 0 || blanks(name_to, to) != to)
		return STEP_BAD;
	name = t->names + t->name_at[t->depth - 1];
	if (strlen(name) != (size_t)(name_to - from) || memcmp(name, from, (size_t)(name_to - from)) != 0)
		return STEP_BAD;
	*p += to + 1 - *p;
	close_last(t);
	return STEP_ON;
}

/* ---- all else --------------------------------------------------------------------------------------------------------------- */

static enum step tell_text(struct tags *t, char *from, char *to, bool is_raw, bool is_easy)
{
	if (t->depth == 0)
		return !is_raw && blanks(from, to) == to ? STEP_ON : STEP_BAD;
	to = is_easy ? to : plain(from, to, false, is_raw);
	if (to == NULL)
		return STEP_BAD;
	if (t->face.text != NULL && to > from)
		t->face.text(t->at, from, (size_t)(to - from));
	return STEP_ON;
}

/* Passes over what ends by `mark`; its inside. */
static enum step pass(char **p, char *end, size_t begin, const char *mark, struct span *inside)
{
	char *from = *p + begin, *to = from > end ? NULL : memmem(from, (size_t)(end - from), mark, strlen(mark));

	if (to == NULL)
		return STEP_WAIT;
	*inside = (struct span){.from = from, .to = to};
	*p = to + strlen(mark);
	return STEP_ON;
}

/* <?…?>, <!--…-->, <![CDATA[…]]>; anything else that begins so is refused. */
static enum step take_other(struct tags *t, char **p, char *end)
{
	static const char comment[] = "<!--", data[] = "<![CDATA[";
	bool is_first = !t->is_begun;
	size_t n = (size_t)(end - *p);
	struct span in;
	const char *target;

	if ((*p)[1] == '?') {
		enum step s = pass(p, end, 2, "?>", &in);

		if (s != STEP_ON)
			return s;
		target = name_end(in.from, in.to);
		if (target == in.from || (target < in.to && !is_blank(*target)) || !is_text(in.from, in.to))
			return STEP_BAD;
		if (target - in.from == 3 && strncasecmp(in.from, "xml", 3) == 0 && !is_first)
			return STEP_BAD;
		return STEP_ON;
	}
	if (strncmp(*p, comment, n < 4 ? n : 4) == 0) {
		enum step s = n < 4 ? STEP_WAIT : pass(p, end, 4, "--", &in);

		if (s != STEP_ON)
			return s;
		if (*p == end) {
			*p = in.from - 4;
			return STEP_WAIT;
		}
		return *(*p)++ == '>' && is_text(in.from, in.to) ? STEP_ON : STEP_BAD;
	}
	if (strncmp(*p, data, n < 9 ? n : 9) == 0) {
		enum step s = n < 9 ? STEP_WAIT : pass(p, end, 9, "]]>", &in);

		return s != STEP_ON ? s : tell_text(t, in.from, in.to, true, false);
	}
	return STEP_BAD;
}

/* A text up to the next tag; before that is seen, only one that is too long to wait is handed over, but for its end, where
 * something may be half there. */
static enum step take_text(struct tags *t, char **p, char *end, bool is_last)
{
	bool is_easy = false;
	char *from = *p, *to = upto(from, end, '<', &is_easy);

	if (to == NULL && !is_last && end - from < HOLD)
		return STEP_WAIT;
	if (to == NULL && !is_last) {
		char *amp;

		to = end - REF_MAX;
		while (to > from && ((unsigned char)*to & 0xc0) == 0x80)
			to--;
		if (to - from < REF_MAX)
			return STEP_BAD;        /* no letter is so long */
		amp = memrchr(to - REF_MAX, '&', REF_MAX);
		to = amp != NULL ? amp : to;
		while (to > from && (to[-1] == '\r' || to[-1] == ']'))
			to--;
		if (to == from)
			return STEP_WAIT;       /* of such signs only: until it ends, or is too long for all */
	}
	*p = to == NULL ? end : to;
	return tell_text(t, from, *p, false, is_easy);
}

/* ---- feeding ---------------------------------------------------------------------------------------------------------------- */

/* ` name="value"` of the declaration, with one of these values in any case of letters; what follows it, or p. */
static const char *declared(const char *p, const char *name, const char *const *values, size_t n)
{
	const char *q = p + strspn(p, " \t\r\n");
	size_t len = strlen(name);

	if (q == p || strncmp(q, name, len) != 0 || q[len] != '=' || (q[len + 1] != '"' && q[len + 1] != '\''))
		return p;
	q += len + 1;
	for (size_t i = 0; i < n; i++) {
		size_t k = strlen(values[i]);

		if (strncasecmp(q + 1, values[i], k) == 0 && q[k + 1] == *q)
			return q + k + 2;
	}
	return p;
}

bool tags_can(const char *p, size_t n)
{
	static const char *const version[] = {"1.0"}, *const encoding[] = {"utf-8"}, *const standalone[] = {"yes", "no"};
	char head[HEAD_MAX + 1] = "";
	const char *at = head, *after;

	if (n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0) {
		p += 3;
		n -= 3;
	}
	if (n < 4 || p[0] != '<' || p[1] == '\0')
		return false;
	if (!text_starts(memcpy(head, p, n < HEAD_MAX ? n : HEAD_MAX), "<?xml"))
		return true;
	after = declared(at += 5, "version", version, COUNT(version));
	if (after == at)
		return false;
	at = declared(after, "encoding", encoding, COUNT(encoding));
	at = declared(at, "standalone", standalone, COUNT(standalone));
	at += strspn(at, " \t\r\n");
	return text_starts(at, "?>");
}

static void tags_free(void *ptr)
{
	struct tags *t = ptr;

	free(t->p);
	t->p = NULL;
}

struct tags *tags_new(struct mem *m, const struct xml_face *face, void *at)
{
	struct tags *t = mem_new(m, struct tags, 1);

	t->face = *face;
	t->at = at;
	t->cap = FIRST;
	t->p = malloc(t->cap + 1);
	CHECK(t->p != NULL);
	mem_defer(m, tags_free, t);
	return t;
}

void tags_stop(struct tags *t)
{
	t->is_stopped = true;
}

/* Reads on in what there is. */
static err read_on(struct tags *t, bool is_last)
{
	char *p = t->p, *end = t->p + t->n;
	enum step s = STEP_ON;

	if (!t->is_begun && t->n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0)
		p += 3;
	while (p < end && s == STEP_ON && !t->is_stopped) {
		if (*p != '<')
			s = take_text(t, &p, end, is_last);
		else if (p + 1 == end)
			s = STEP_WAIT;
		else if (p[1] == '/')
			s = take_close(t, &p, end);
		else if (p[1] == '?' || p[1] == '!')
			s = take_other(t, &p, end);
		else
			s = take_open(t, &p, end);
		t->is_begun = true;
	}
	if (t->is_stopped)
		return OK;
	if (s == STEP_BAD || (is_last && (p < end || t->depth > 0 || !t->has_root)))
		return ERR_INVALID;
	t->n = (size_t)(end - p);
	memmove(t->p, p, t->n);
	return OK;
}

err tags_feed(struct tags *t, const char *p, size_t n, bool is_last)
{
	if (t->is_bad)
		return ERR_INVALID;
	if (t->is_stopped)
		return OK;
	if (t->n + n > t->cap) {
		if (t->n > TAG_MAX) {           /* no tag is so long */
			t->is_bad = true;
			return ERR_INVALID;
		}
		t->cap = t->n + n;
		t->p = realloc(t->p, t->cap + 1);
		CHECK(t->p != NULL);
	}
	if (n > 0)
		memcpy(t->p + t->n, p, n);
	t->n += n;
	t->p[t->n] = '\0';
	t->is_bad = read_on(t, is_last) != OK;
	return t->is_bad ? ERR_INVALID : OK;
}
