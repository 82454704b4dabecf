/* tools/mktmpl.c -- compiles x.tmpl to C:  mktmpl x.tmpl x_tmpl.c x_tmpl.h
 *
 * A template is HTML with directives between {{ and }}; docs/style.md lists them. Every block becomes a void function
 * that writes to a struct buf. The compiler follows the HTML byte by byte and knows at every directive where it
 * stands: in text, in a quoted attribute, inside a tag. It accepts a value only where escaping five characters makes
 * it harmless, and an address only from {{ url }}; whatever it cannot prove it refuses, with file and line. So that the
 * proof holds over branches, every branch must end where the others end.
 *
 * The same functions compile a text in memory for the fuzzer (tests/fuzz/mktmpl.c), which defines MKTMPL_NO_MAIN. */
#include <ctype.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	NAME_MAX_BYTES = 40,
	DEPTH_MAX = 32,
	LITERAL_MAX = 2000,             /* bytes in one C string: the standard promises 4095 */
	SOURCE_MAX = 4 * 1024 * 1024
};

/* Where in the HTML the next byte falls. */
enum where {
	TEXT,           /* between tags */
	RCDATA,         /* inside textarea or title: text, but no tags */
	RAWTEXT,        /* inside script or style: must stay empty */
	TAG_OPEN,       /* after < */
	TAG_NAME,       /* in the name of a start tag */
	GAP,            /* in a start tag, after something that needs a space, / or > */
	BEFORE_ATTR,    /* in a start tag, after a space */
	ATTR_NAME,      /* in the name of an attribute */
	AFTER_EQ,       /* after = */
	VALUE,          /* in a quoted value */
	END_OPEN,       /* after </ */
	END_NAME,       /* in the name of an end tag */
	END_GAP,        /* after it */
	COMMENT,        /* inside <!-- -->, which is not written out */
	DOCTYPE
};

enum url_part { URL_EMPTY, URL_STATIC, URL_WRITTEN };

struct state {
	enum where where;
	char quote;
	bool is_pre;                    /* white space counts */
	enum url_part url;              /* how much of an address the value has */
	char tag[NAME_MAX_BYTES];
	char attr[NAME_MAX_BYTES];
	char head[NAME_MAX_BYTES];      /* how a static address begins */
};

struct text {
	char *p;
	size_t n, cap;
};

enum frame_kind { F_TEMPLATE, F_IF, F_EACH };

struct frame {
	enum frame_kind kind;
	int line;
	struct state start, end;
	bool has_end, had_else;
};

struct tmpl {
	const char *file, *src;
	size_t n, at;
	int line, said_line;            /* where we read; what the last #line said */
	struct text c, h, lit, structs;
	struct state st;
	bool is_fresh;                  /* the template has written nothing yet: white space before it is left out */
	struct frame frames[DEPTH_MAX];
	int depth;
	char *copy;                     /* the directive being read; given back by tmpl_free() */
	jmp_buf out;
	char error[600];
};

/* ---- text that grows ---------------------------------------------------------------------------------------- */

static void put(struct text *t, const char *p, size_t n)
{
	if (t->n + n + 1 > t->cap) {
		t->cap = (t->n + n + 1) * 2;
		t->p = realloc(t->p, t->cap);
		if (t->p == NULL)
			abort();
	}
	memcpy(t->p + t->n, p, n);
	t->n += n;
	t->p[t->n] = '\0';
}

static void puts_to(struct text *t, const char *s)
{
	put(t, s, strlen(s));
}

__attribute__((format(printf, 2, 3))) static void putf(struct text *t, const char *fmt, ...)
{
	char line[4096];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(line, sizeof line, fmt, ap);
	va_end(ap);
	if (n < 0 || (size_t)n >= sizeof line)
		abort();
	put(t, line, (size_t)n);
}

__attribute__((format(printf, 3, 4), noreturn)) static void fail_at(struct tmpl *t, int line, const char *fmt, ...)
{
	char what[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(what, sizeof what, fmt, ap);
	va_end(ap);
	snprintf(t->error, sizeof t->error, "%d: %s", line, what);
	longjmp(t->out, 1);
}

#define fail(t, ...) fail_at((t), (t)->line, __VA_ARGS__)

/* ---- names that matter --------------------------------------------------------------------------------------- */

static bool is_one_of(const char *name, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcmp(name, *list) == 0)
			return true;
	return false;
}

/* An attribute whose value is an address: only {{ url }} may fill it. */
static bool is_url_attr(const char *attr)
{
	static const char *const list[] = {"href", "src", "action", "formaction", "xlink:href", "poster", "cite",
	                                   "background", "manifest", "data", "ping", "longdesc", "usemap", "hx-get",
	                                   "hx-post", "hx-put", "hx-patch", "hx-delete", "hx-push-url", NULL};

	return is_one_of(attr, list);
}

/* An attribute that holds code, a style, a document or several addresses: no value may stand in it. */
static bool is_refused_attr(const char *attr)
{
	static const char *const list[] = {"style", "srcdoc", "srcset", "imagesrcset", "http-equiv", "hx-vals",
	                                   "hx-headers", "hx-vars", "hx-trigger", "attributename", NULL};

	return strncmp(attr, "on", 2) == 0 || strncmp(attr, "hx-on", 5) == 0 || strncmp(attr, "x-", 2) == 0 ||
	       attr[0] == '@' || attr[0] == ':' || is_one_of(attr, list);
}

/* Elements whose insides are read by other rules, or that load what the page's policy forbids. */
static bool is_refused_tag(const char *tag)
{
	static const char *const list[] = {"iframe", "frame", "frameset", "noframes", "object", "embed", "applet", "xmp",
	                                   "plaintext", "noembed", "noscript", "base", "math", "animate", "set",
	                                   "foreignobject", "listing", NULL};

	return is_one_of(tag, list);
}

static void add_to_name(struct tmpl *t, char *name, char c, const char *what)
{
	size_t n = strlen(name);

	if (n + 1 >= NAME_MAX_BYTES)
		fail(t, "the name of the %s is too long", what);
	name[n] = (char)tolower((unsigned char)c);
	name[n + 1] = '\0';
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* ---- what is written out ------------------------------------------------------------------------------------- */

/* Says where the next C line comes from, so that the compiler's messages name the template. */
static void say_line(struct tmpl *t)
{
	if (t->said_line == t->line)
		return;
	putf(&t->c, "#line %d \"%s\"\n", t->line, t->file);
	t->said_line = t->line;
}

static void flush_chunk(struct tmpl *t, const char *p, size_t n)
{
	say_line(t);
	puts_to(&t->c, "\tbuf_bytes(b, \"");
	for (size_t i = 0; i < n; i++) {
		char c = p[i];

		if (c == '\n')
			puts_to(&t->c, "\\n");
		else if (c == '"' || c == '\\' || c == '?')
			putf(&t->c, "\\%c", c);
		else if ((unsigned char)c < ' ' || c == 127)
			putf(&t->c, "\\%03o", (unsigned)(unsigned char)c);
		else
			put(&t->c, &c, 1);
	}
	putf(&t->c, "\", %zu);\n", n);
	t->said_line++;
}

static void flush(struct tmpl *t)
{
	for (size_t at = 0; at < t->lit.n; at += LITERAL_MAX) {
		size_t n = t->lit.n - at;

		flush_chunk(t, t->lit.p + at, n < LITERAL_MAX ? n : LITERAL_MAX);
	}
	t->lit.n = 0;
}

/* One C line for a directive. */
__attribute__((format(printf, 2, 3))) static void emit(struct tmpl *t, const char *fmt, ...)
{
	char line[8192];
	va_list ap;
	int n;

	flush(t);
	t->is_fresh = false;
	say_line(t);
	va_start(ap, fmt);
	n = vsnprintf(line, sizeof line, fmt, ap);
	va_end(ap);
	if (n < 0 || (size_t)n >= sizeof line)
		fail(t, "the directive is too long");
	putf(&t->c, "\t");
	put(&t->c, line, (size_t)n);
	puts_to(&t->c, "\n");
	t->said_line++;
}

/* A byte of HTML. White space between tags and in them carries no meaning: a run of it becomes one byte. */
static void literal(struct tmpl *t, char c)
{
	bool folds = !t->st.is_pre && (t->st.where == TEXT || t->st.where == GAP || t->st.where == BEFORE_ATTR);

	if (c == '\r' || (folds && t->is_fresh && is_space(c)))
		return;
	t->is_fresh = false;
	if (folds && is_space(c)) {
		if (t->st.where != TEXT)
			c = ' ';
		if (t->lit.n > 0 && is_space(t->lit.p[t->lit.n - 1])) {
			if (c == '\n')
				t->lit.p[t->lit.n - 1] = '\n';
			return;
		}
	}
	put(&t->lit, &c, 1);
}

/* ---- the HTML, byte by byte ------------------------------------------------------------------------------------ */

static void check_static_url(struct tmpl *t)
{
	const char *h = t->st.head;
	static const char *const good[] = {"/", "#", "\?", "https://", "mailto:", "tel:", NULL};

	if (strncmp(h, "//", 2) == 0 || strncmp(h, "/\\", 2) == 0)
		fail(t, "the address in %s leaves the house: \"%s\"", t->st.attr, h);
	for (size_t i = 0; good[i] != NULL; i++)
		if (strncmp(h, good[i], strlen(good[i])) == 0)
			return;
	fail(t, "the address in %s must begin with /, #, \?, https://, mailto: or tel:, not \"%s\"", t->st.attr, h);
}

static void start_tag_ends(struct tmpl *t)
{
	struct state *s = &t->st;

	if (strcmp(s->tag, "script") == 0 || strcmp(s->tag, "style") == 0)
		s->where = RAWTEXT;
	else if (strcmp(s->tag, "textarea") == 0 || strcmp(s->tag, "title") == 0)
		s->where = RCDATA;
	else
		s->where = TEXT;
	if (strcmp(s->tag, "pre") == 0)
		s->is_pre = true;
}

static void attr_begins(struct tmpl *t, char c)
{
	struct state *s = &t->st;

	if (c == '"' || c == '\'' || c == '<' || c == '=' || c == '`')
		fail(t, "a %c cannot stand here in the tag %s", c, s->tag);
	s->where = ATTR_NAME;
	s->attr[0] = '\0';
	add_to_name(t, s->attr, c, "attribute");
}

/* A byte inside a start tag, outside values. */
static void in_tag(struct tmpl *t, char c)
{
	struct state *s = &t->st;

	if (c == '>') {
		start_tag_ends(t);
	} else if (is_space(c)) {
		s->where = BEFORE_ATTR;
	} else if (c == '/') {
		if (t->at + 1 >= t->n || t->src[t->at + 1] != '>')
			fail(t, "a / in the tag %s must be followed by >", s->tag);
	} else if (s->where == TAG_NAME) {
		if (!isalnum((unsigned char)c) && c != '-')
			fail(t, "the name of a tag holds letters, digits and -, not %c", c);
		add_to_name(t, s->tag, c, "tag");
	} else if (s->where == GAP) {
		fail(t, "a space is missing in the tag %s before %c", s->tag, c);
	} else if (s->where == BEFORE_ATTR) {
		attr_begins(t, c);
	} else if (c == '=') {
		if (is_refused_attr(s->attr))
			fail(t, "the attribute %s is refused: it holds code, a style or another document", s->attr);
		s->where = AFTER_EQ;
	} else {
		if (c == '"' || c == '\'' || c == '<' || c == '`')
			fail(t, "a %c cannot stand in the name of an attribute", c);
		add_to_name(t, s->attr, c, "attribute");
	}
}

static void in_value(struct tmpl *t, char c)
{
	struct state *s = &t->st;

	if (c == s->quote) {
		if (is_url_attr(s->attr) && s->url == URL_STATIC)
			check_static_url(t);
		s->where = GAP;
		return;
	}
	if (!is_url_attr(s->attr))
		return;
	if (s->url == URL_WRITTEN)
		fail(t, "nothing may follow {{ url }} in %s: put it into the url itself", s->attr);
	s->url = URL_STATIC;
	if (strlen(s->head) + 1 < sizeof s->head)
		add_to_name(t, s->head, c, "address");
}

/* After < : a tag begins, an end tag, a comment or a doctype. */
static void tag_opens(struct tmpl *t, char c)
{
	struct state *s = &t->st;
	const char *rest = t->src + t->at;
	size_t left = t->n - t->at;

	if (isalpha((unsigned char)c)) {
		s->where = TAG_NAME;
		s->tag[0] = '\0';
		add_to_name(t, s->tag, c, "tag");
	} else if (c == '/') {
		s->where = END_OPEN;
	} else if (left >= 3 && strncmp(rest, "!--", 3) == 0) {
		s->where = COMMENT;
	} else if (left >= 8 && strncasecmp(rest, "!doctype", 8) == 0) {
		s->where = DOCTYPE;
	} else {
		fail(t, "a < that opens no tag is written &lt;");
	}
}

static void in_end_tag(struct tmpl *t, char c)
{
	struct state *s = &t->st;

	if (s->where == END_OPEN) {
		if (!isalpha((unsigned char)c))
			fail(t, "after </ comes the name of a tag");
		s->where = END_NAME;
		s->tag[0] = '\0';
		add_to_name(t, s->tag, c, "tag");
	} else if (c == '>') {
		if (strcmp(s->tag, "pre") == 0)
			s->is_pre = false;
		s->where = TEXT;
	} else if (is_space(c)) {
		s->where = END_GAP;
	} else if (s->where == END_NAME) {
		add_to_name(t, s->tag, c, "tag");
	} else {
		fail(t, "an end tag has no attributes");
	}
}

/* Inside textarea, title, script, style: only their own end tag ends them. */
static void in_closed_text(struct tmpl *t, char c)
{
	size_t n = strlen(t->st.tag), left = t->n - t->at;
	const char *rest = t->src + t->at;

	if (c == '<' && left > n + 2 && rest[1] == '/' && strncasecmp(rest + 2, t->st.tag, n) == 0 &&
	    (rest[n + 2] == '>' || is_space(rest[n + 2]))) {
		t->st.where = TAG_OPEN;
		return;
	}
	if (t->st.where == RAWTEXT && !is_space(c))
		fail(t, "%s must be empty: pages carry a policy that runs nothing written in them", t->st.tag);
}

/* What was <x is now known; a refused element is said where its name ends. */
static void check_tag(struct tmpl *t)
{
	if (is_refused_tag(t->st.tag))
		fail(t, "the element %s is refused", t->st.tag);
}

static void html_byte(struct tmpl *t, char c)
{
	struct state *s = &t->st;
	enum where before = s->where;

	switch (before) {
	case TEXT:
		if (c == '<')
			s->where = TAG_OPEN;
		break;
	case RCDATA:
	case RAWTEXT:
		in_closed_text(t, c);
		break;
	case TAG_OPEN:
		tag_opens(t, c);
		break;
	case TAG_NAME:
	case GAP:
	case BEFORE_ATTR:
	case ATTR_NAME:
		in_tag(t, c);
		break;
	case AFTER_EQ:
		if (c != '"' && c != '\'')
			fail(t, "the value of %s must be quoted", s->attr);
		s->quote = c;
		s->url = URL_EMPTY;
		s->head[0] = '\0';
		s->where = VALUE;
		break;
	case VALUE:
		in_value(t, c);
		break;
	case END_OPEN:
	case END_NAME:
	case END_GAP:
		in_end_tag(t, c);
		break;
	case COMMENT:
		if (c == '>' && t->at >= 2 && strncmp(t->src + t->at - 2, "--", 2) == 0)
			s->where = TEXT;
		return;
	case DOCTYPE:
		if (c == '>')
			s->where = TEXT;
		break;
	}
	if (before == TAG_NAME && s->where != TAG_NAME)
		check_tag(t);
	if (s->where == COMMENT) {
		t->lit.n--;             /* the < that was already kept */
		return;
	}
	literal(t, c);
}

/* ---- expressions ------------------------------------------------------------------------------------------------ */

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* The end of a C string or character literal that begins at s[i]. */
static size_t literal_end(struct tmpl *t, const char *s, size_t n, size_t i)
{
	char quote = s[i];

	for (i++; i < n && s[i] != quote; i++) {
		if (s[i] == '\\')
			i++;
		else if (s[i] == '\n')
			break;
	}
	if (i >= n || s[i] != quote)
		fail(t, "a %c is not closed", quote);
	return i;
}

/* An expression only looks: no assignment, no statement, nothing that could end the C line it is put into. */
static void check_expr(struct tmpl *t, const char *s)
{
	size_t n = strlen(s);
	int open = 0;

	if (n == 0)
		fail(t, "an expression is missing");
	for (size_t i = 0; i < n; i++) {
		char c = s[i], next = i + 1 < n ? s[i + 1] : '\0', last = i > 0 ? s[i - 1] : '\0';

		if (c == '"' || c == '\'') {
			i = literal_end(t, s, n, i);
			continue;
		}
		if (strchr(";{}#\\@$`", c) != NULL || (c == '/' && (next == '/' || next == '*')) ||
		    ((c == '+' || c == '-') && next == c))
			fail(t, "a %c cannot stand in an expression", c);
		if (c == '=' && next == '=' && !(last == '<' || last == '>'))
			i++;
		else if (c == '=' && strchr("!<>", last) == NULL)
			fail(t, "an expression may not change anything: =");
		else if (c == '=' && i > 1 && last == s[i - 2])
			fail(t, "an expression may not change anything: %c%c=", last, last);
		open += c == '(' || c == '[';
		open -= c == ')' || c == ']';
		if (open < 0)
			fail(t, "a bracket is closed that was not open");
	}
	if (open != 0)
		fail(t, "a bracket is not closed");
}

/* The place of the first c outside strings and brackets, or NULL. */
static char *outside(struct tmpl *t, char *s, char c)
{
	size_t n = strlen(s);
	int open = 0;

	for (size_t i = 0; i < n; i++) {
		if (open == 0 && s[i] == c)
			return s + i;
		if (s[i] == '"' || s[i] == '\'')
			i = literal_end(t, s, n, i);
		else if (s[i] == '(' || s[i] == '[')
			open++;
		else if (s[i] == ')' || s[i] == ']')
			open--;
	}
	return NULL;
}

static char *trim(char *s)
{
	size_t n;

	while (is_space(*s))
		s++;
	n = strlen(s);
	while (n > 0 && is_space(s[n - 1]))
		s[--n] = '\0';
	return s;
}

/* ---- directives --------------------------------------------------------------------------------------------------- */

/* Inside a tag a branch begins, and a branch ends, where a space must follow. */
static void settle(struct tmpl *t)
{
	if (t->st.where == TAG_NAME)
		check_tag(t);
	if (t->st.where == TAG_NAME || t->st.where == ATTR_NAME)
		t->st.where = GAP;
}

static void need_place(struct tmpl *t, const char *word)
{
	switch (t->st.where) {
	case TEXT:
	case RCDATA:
	case VALUE:
	case GAP:
	case BEFORE_ATTR:
		return;
	case TAG_OPEN:
	case TAG_NAME:
	case END_OPEN:
	case END_NAME:
	case END_GAP:
		fail(t, "%s: no directive may stand in the name of a tag", word);
	case ATTR_NAME:
		fail(t, "%s: no directive may stand in the name of an attribute", word);
	case AFTER_EQ:
		fail(t, "%s: the value of %s must be quoted", word, t->st.attr);
	case COMMENT:
		fail(t, "%s: no directive may stand in a comment; comments of templates are {{/* ... */}}", word);
	case RAWTEXT:
		fail(t, "%s: no directive may stand in %s", word, t->st.tag);
	case DOCTYPE:
		fail(t, "%s: no directive may stand in the doctype", word);
	}
}

/* A place where a value, escaped, stays a value. */
static void need_value_place(struct tmpl *t, const char *word)
{
	need_place(t, word);
	if (t->st.where == GAP || t->st.where == BEFORE_ATTR)
		fail(t, "%s: a value cannot be the name of an attribute", word);
}

static void need_template(struct tmpl *t, const char *word)
{
	if (t->depth == 0)
		fail(t, "%s stands outside a template", word);
}

static void value(struct tmpl *t, const char *word, char *expr)
{
	need_value_place(t, word);
	if (t->st.where == VALUE && is_url_attr(t->st.attr))
		fail(t, "%s: in %s only {{ url }} is accepted", word, t->st.attr);
	check_expr(t, expr);
	if (outside(t, expr, ',') != NULL)
		fail(t, "%s takes one expression", word);
	emit(t, "html_%s(b, (%s));", word, expr);
}

static void d_text(struct tmpl *t, char *rest) { value(t, "text", rest); }
static void d_int(struct tmpl *t, char *rest) { value(t, "int", rest); }
static void d_date(struct tmpl *t, char *rest) { value(t, "date", rest); }
static void d_iso(struct tmpl *t, char *rest) { value(t, "iso", rest); }
static void d_time(struct tmpl *t, char *rest) { value(t, "time", rest); }
static void d_money(struct tmpl *t, char *rest) { value(t, "money", rest); }

static void d_raw(struct tmpl *t, char *rest)
{
	need_value_place(t, "raw");
	if (t->st.where != TEXT)
		fail(t, "raw: HTML can only stand between tags");
	check_expr(t, rest);
	emit(t, "html_raw(b, (%s));", rest);
}

static void d_call(struct tmpl *t, char *rest)
{
	char *paren = strchr(rest, '(');
	size_t n = strlen(rest), name;

	need_value_place(t, "call");
	if (t->st.where != TEXT)
		fail(t, "call: a block can only stand between tags");
	check_expr(t, rest);
	if (paren == NULL || rest[n - 1] != ')')
		fail(t, "call NAME_html(ARGUMENTS)");
	name = (size_t)(paren - rest);
	for (size_t i = 0; i < name; i++)
		if (!is_word(rest[i]))
			fail(t, "call NAME_html(ARGUMENTS)");
	if (name < 6 || strncmp(paren - 5, "_html", 5) != 0)
		fail(t, "call: the name of a block ends in _html");
	rest[n - 1] = '\0';
	paren = trim(paren + 1);
	emit(t, "%.*s(b%s%s);", (int)name, rest, *paren != '\0' ? ", " : "", paren);
}

/* A path written in the template, each % filled with a percent-encoded part. */
static void url_literal(struct tmpl *t, char *rest)
{
	size_t end = literal_end(t, rest, strlen(rest), 0);
	char *s = rest + 1, *args = trim(rest + end + 1);

	rest[end] = '\0';
	if (strchr(s, '\\') != NULL || strchr(s, '"') != NULL)
		fail(t, "url: a path holds no \\");
	if (!(s[0] == '/' || s[0] == '#' || s[0] == '\?') || s[1] == '/' || (s[0] == '/' && s[1] == '%'))
		fail(t, "url: a path begins with /, # or \? and goes on with a word of its own");
	for (;;) {
		size_t n = strcspn(s, "%");
		char *comma;

		if (n > 0)
			emit(t, "html_url_literal(b, \"%.*s\", %zu);", (int)n, s, n);
		if (s[n] == '\0')
			break;
		s += n + 1;
		if (*args != ',')
			fail(t, "url: there are more %% than values");
		args = trim(args + 1);
		comma = outside(t, args, ',');
		if (comma != NULL)
			*comma = '\0';
		check_expr(t, trim(args));
		emit(t, "html_url_part(b, (%s));", args);
		if (comma != NULL) {
			*comma = ',';
			args = comma;
		} else {
			args += strlen(args);
		}
	}
	if (*args != '\0')
		fail(t, "url: there are more values than %%");
}

static void d_url(struct tmpl *t, char *rest)
{
	need_value_place(t, "url");
	if (t->st.where == VALUE && is_url_attr(t->st.attr)) {
		if (t->st.url != URL_EMPTY)
			fail(t, "url must be the whole value of %s", t->st.attr);
		t->st.url = URL_WRITTEN;
	}
	if (*rest == '"') {
		url_literal(t, rest);
		return;
	}
	check_expr(t, rest);
	if (outside(t, rest, ',') != NULL)
		fail(t, "url: values follow a path in quotes");
	emit(t, "html_path(b, (%s));", rest);
}

static struct frame *push(struct tmpl *t, enum frame_kind kind)
{
	struct frame *f;

	if (t->depth == DEPTH_MAX)
		fail(t, "blocks are nested more than %d deep", DEPTH_MAX);
	f = &t->frames[t->depth++];
	memset(f, 0, sizeof *f);
	f->kind = kind;
	f->line = t->line;
	f->start = t->st;
	return f;
}

static const char *where_name(const struct state *s, char *out, size_t n)
{
	switch (s->where) {
	case TEXT: return "between tags";
	case VALUE: snprintf(out, n, "in the value of %s", s->attr); return out;
	case GAP:
	case BEFORE_ATTR: snprintf(out, n, "in the tag %s", s->tag); return out;
	case RCDATA:
	case RAWTEXT: snprintf(out, n, "in %s", s->tag); return out;
	case TAG_OPEN:
	case TAG_NAME:
	case ATTR_NAME:
	case AFTER_EQ:
	case END_OPEN:
	case END_NAME:
	case END_GAP:
	case COMMENT:
	case DOCTYPE: return "in the middle of a tag";
	}
	return "";
}

static bool same_state(const struct state *a, const struct state *b)
{
	bool in_tag_now = a->where == GAP || a->where == BEFORE_ATTR || a->where == RCDATA;

	if (a->where != b->where || a->is_pre != b->is_pre)
		return false;
	if (a->where == VALUE)
		return a->quote == b->quote && a->url == b->url && strcmp(a->attr, b->attr) == 0 &&
		       strcmp(a->tag, b->tag) == 0;
	return !in_tag_now || strcmp(a->tag, b->tag) == 0;
}

/* The state after two ways that meet; they must end at the same place. */
static struct state meet(struct tmpl *t, const struct frame *f, struct state a, struct state b)
{
	char one[80], two[80];

	if (a.where == BEFORE_ATTR && b.where == GAP)
		a.where = GAP;
	else if (a.where == GAP && b.where == BEFORE_ATTR)
		b.where = GAP;
	if (!same_state(&a, &b))
		fail(t, "the branches of the if in line %d end at different places: %s, %s", f->line,
		     where_name(&a, one, sizeof one), where_name(&b, two, sizeof two));
	return a;
}

static void d_if(struct tmpl *t, char *rest)
{
	settle(t);
	need_place(t, "if");
	check_expr(t, rest);
	emit(t, "if (%s) {", rest);
	push(t, F_IF);
}

static void d_else(struct tmpl *t, char *rest)
{
	struct frame *f = &t->frames[t->depth - 1];

	if (f->kind != F_IF || f->had_else)
		fail(t, "else has no if");
	settle(t);
	need_place(t, "else");
	f->end = f->has_end ? meet(t, f, f->end, t->st) : t->st;
	f->has_end = true;
	flush(t);
	t->st = f->start;
	if (*rest == '\0') {
		f->had_else = true;
		emit(t, "} else {");
		return;
	}
	if (strncmp(rest, "if", 2) != 0 || is_word(rest[2]))
		fail(t, "after else comes nothing, or if");
	rest = trim(rest + 2);
	check_expr(t, rest);
	emit(t, "} else if (%s) {", rest);
}

/* each T *v in LIST | each T *v in ARRAY, COUNT: v points at each item; with `of` for `in`, v is the item itself. */
static void d_each(struct tmpl *t, char *rest)
{
	char *in = strstr(rest, " in "), *of = strstr(rest, " of "), *list, *name, *comma, at[600], n[600];
	bool is_copy = in == NULL || (of != NULL && of < in);

	settle(t);
	need_place(t, "each");
	if (is_copy)
		in = of;
	if (in == NULL)
		fail(t, "each TYPE *NAME in LIST");
	*in = '\0';
	list = trim(in + 4);
	rest = trim(rest);
	name = rest + strlen(rest);
	while (name > rest && is_word(name[-1]))
		name--;
	if (*name == '\0' || name == rest || (!is_copy && name[-1] != '*'))
		fail(t, "each TYPE *NAME in LIST");
	check_expr(t, rest);
	check_expr(t, list);
	comma = outside(t, list, ',');
	if (comma != NULL) {
		*comma = '\0';
		snprintf(at, sizeof at, "(%s)", trim(list));
		snprintf(n, sizeof n, "(%s)", trim(comma + 1));
	} else {
		snprintf(at, sizeof at, "(%s).at", list);
		snprintf(n, sizeof n, "(%s).n", list);
	}
	emit(t, "for (size_t %s_i = 0; %s_i < (size_t)%s; %s_i++) { %s = %s%s[%s_i]; (void)%s;", name, name, n, name, rest,
	     is_copy ? "" : "&", at, name, name);
	push(t, F_EACH);
}

static void d_end(struct tmpl *t, char *rest)
{
	struct frame *f = &t->frames[t->depth - 1];
	char one[80];

	if (*rest != '\0')
		fail(t, "end stands alone");
	settle(t);
	if (f->kind == F_TEMPLATE && t->st.where != TEXT)
		fail(t, "the template of line %d ends %s", f->line, where_name(&t->st, one, sizeof one));
	need_place(t, "end");
	if (f->kind == F_IF) {
		struct state other = f->had_else || !f->has_end ? f->start : meet(t, f, f->end, f->start);

		if (f->had_else)
			other = f->end;
		t->st = meet(t, f, t->st, other);
	}
	if (f->kind == F_EACH && !same_state(&f->start, &t->st))
		fail(t, "the each of line %d must end where it began, not %s", f->line,
		     where_name(&t->st, one, sizeof one));
	if (f->kind == F_TEMPLATE) {
		while (!t->st.is_pre && t->lit.n > 0 && is_space(t->lit.p[t->lit.n - 1]))
			t->lit.n--;
		flush(t);
		puts_to(&t->c, "}\n\n");
		t->said_line = 0;
	} else {
		emit(t, "}");
	}
	t->depth--;
}

/* Every struct that a parameter names is declared, so that the header compiles alone. */
static void declare_structs(struct tmpl *t, const char *params)
{
	for (const char *p = params; (p = strstr(p, "struct ")) != NULL;) {
		char line[200];
		size_t n = 0;

		p += strlen("struct ");
		while (is_word(p[n]))
			n++;
		if (n > 100)
			fail(t, "the name of a struct is too long");
		snprintf(line, sizeof line, "struct %.*s;\n", (int)n, p);
		if (t->structs.p == NULL || strstr(t->structs.p, line) == NULL)
			puts_to(&t->structs, line);
	}
}

static void d_template(struct tmpl *t, char *rest)
{
	char *paren = strchr(rest, '(');
	size_t n = strlen(rest), name;

	if (t->depth > 0)
		fail(t, "the template of line %d has no end yet", t->frames[0].line);
	if (paren == NULL || rest[n - 1] != ')' || n > 2000)
		fail(t, "template NAME_html(PARAMETERS)");
	check_expr(t, rest);
	name = (size_t)(paren - rest);
	for (size_t i = 0; i < name; i++)
		if (!is_word(rest[i]))
			fail(t, "template NAME_html(PARAMETERS)");
	if (name < 6 || strncmp(paren - 5, "_html", 5) != 0)
		fail(t, "the name of a template ends in _html");
	rest[n - 1] = '\0';
	paren = trim(paren + 1);
	declare_structs(t, paren);
	putf(&t->h, "void %.*s(struct buf *b%s%s);\n", (int)name, rest, *paren != '\0' ? ", " : "", paren);
	say_line(t);
	putf(&t->c, "void %.*s(struct buf *b%s%s)\n{\n", (int)name, rest, *paren != '\0' ? ", " : "", paren);
	t->said_line += 2;
	memset(&t->st, 0, sizeof t->st);
	t->is_fresh = true;
	push(t, F_TEMPLATE);
}

static void d_include(struct tmpl *t, char *rest)
{
	size_t n = strlen(rest);

	if (t->depth > 0)
		fail(t, "include stands outside templates");
	if (n < 3 || rest[0] != '"' || literal_end(t, rest, n, 0) != n - 1 || strpbrk(rest, "\\\n") != NULL || n > 200)
		fail(t, "include \"FILE.h\"");
	putf(&t->h, "#include %s\n", rest);
}

static const struct directive {
	const char *word;
	void (*fn)(struct tmpl *t, char *rest);
	bool is_outside;                /* stands outside templates */
} directives[] = {
    {"text", d_text, false},   {"int", d_int, false},       {"date", d_date, false},   {"iso", d_iso, false},
    {"time", d_time, false},   {"money", d_money, false},   {"url", d_url, false},     {"raw", d_raw, false},
    {"call", d_call, false},   {"if", d_if, false},         {"else", d_else, false},   {"each", d_each, false},
    {"end", d_end, false},     {"template", d_template, true}, {"include", d_include, true},
};

static void run_directive(struct tmpl *t, char *text)
{
	char *s = trim(text), word[NAME_MAX_BYTES];
	size_t n = 0, len = strlen(s);

	if (len >= 4 && strncmp(s, "/*", 2) == 0) {
		if (strcmp(s + len - 2, "*/") != 0)
			fail(t, "a comment is {{/* ... */}}");
		return;
	}
	for (size_t i = 0; i < len; i++) {      /* one C line; a string holds no line end: literal_end() refuses it */
		if (s[i] == '"' || s[i] == '\'')
			i = literal_end(t, s, len, i);
		else if (is_space(s[i]))
			s[i] = ' ';
	}
	while (is_word(s[n]) && n + 1 < sizeof word)
		n++;
	memcpy(word, s, n);
	word[n] = '\0';
	for (size_t i = 0; i < sizeof directives / sizeof *directives; i++)
		if (strcmp(directives[i].word, word) == 0) {
			if (!directives[i].is_outside)
				need_template(t, word);
			directives[i].fn(t, trim(s + n));
			return;
		}
	fail(t, "there is no directive \"%.40s\"", s);
}

/* From {{ to its }}, which may not be the one in a string. */
static void directive(struct tmpl *t)
{
	size_t from = t->at + 2, to = from;
	bool is_comment = false;
	char *text;
	int lines = 0;

	while (from < t->n && is_space(t->src[from])) {
		lines += t->src[from] == '\n';
		from++;
	}
	is_comment = t->n - from >= 2 && t->src[from] == '/' && t->src[from + 1] == '*';
	for (to = from; to < t->n; to++) {
		if (t->src[to] == '}' && to + 1 < t->n && t->src[to + 1] == '}')
			break;
		if (!is_comment && (t->src[to] == '"' || t->src[to] == '\''))
			to = literal_end(t, t->src, t->n, to);
		lines += t->src[to] == '\n';
	}
	if (to >= t->n)
		fail(t, "{{ is not closed");
	if (to - from > 3000)
		fail(t, "the directive is too long");
	text = malloc(to - from + 1);
	if (text == NULL)
		abort();
	memcpy(text, t->src + from, to - from);
	text[to - from] = '\0';
	t->copy = text;
	run_directive(t, text);
	t->copy = NULL;
	free(text);
	t->line += lines;
	t->at = to + 2;
}

/* ---- a whole file --------------------------------------------------------------------------------------------------- */

static void run(struct tmpl *t)
{
	while (t->at < t->n) {
		char c = t->src[t->at];

		if (c == '\0')
			fail(t, "there is a NUL byte");
		if (c == '{' && t->at + 1 < t->n && t->src[t->at + 1] == '{') {
			directive(t);
			continue;
		}
		if (t->depth == 0 && !is_space(c))
			fail(t, "there is text outside a template");
		if (t->depth > 0)
			html_byte(t, c);
		t->line += c == '\n';
		t->at++;
	}
	if (t->depth > 0)
		fail(t, "%s of line %d has no end",
		     t->frames[t->depth - 1].kind == F_TEMPLATE ? "the template"
		     : t->frames[t->depth - 1].kind == F_IF     ? "the if"
		                                               : "the each",
		     t->frames[t->depth - 1].line);
}

/* Compiles n bytes at src into t->c and t->h; false, and t->error, when they are refused. tmpl_free() afterwards. */
static bool tmpl_compile(struct tmpl *t, const char *file, const char *src, size_t n)
{
	memset(t, 0, sizeof *t);
	t->file = file;
	t->src = src;
	t->n = n;
	t->line = 1;
	if (setjmp(t->out) != 0)
		return false;
	run(t);
	return true;
}

static void tmpl_free(struct tmpl *t)
{
	free(t->copy);
	free(t->c.p);
	free(t->h.p);
	free(t->lit.p);
	free(t->structs.p);
}

#ifndef MKTMPL_NO_MAIN

static char *read_all(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	char *p = malloc(SOURCE_MAX);

	if (f == NULL || p == NULL) {
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
		exit(1);
	}
	*n = fread(p, 1, SOURCE_MAX, f);
	if (ferror(f) || *n == SOURCE_MAX) {
		fprintf(stderr, "%s: cannot be read, or is too large\n", path);
		exit(1);
	}
	fclose(f);
	return p;
}

static void write_all(const char *path, const struct text *t)
{
	FILE *f = fopen(path, "wb");

	if (f == NULL || fwrite(t->p, 1, t->n, f) != t->n || fclose(f) != 0) {
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
		exit(1);
	}
}

/* "gen/petition_tmpl.h" from the output's path, and PETITION_TMPL_H from that. */
static void write_files(struct tmpl *t, const char *c_path, const char *h_path)
{
	const char *base = strrchr(h_path, '/');
	struct text c = {0}, h = {0};
	char guard[200];
	size_t n = 0;

	base = base != NULL ? base + 1 : h_path;
	for (; base[n] != '\0' && n + 1 < sizeof guard; n++)
		guard[n] = is_word(base[n]) ? (char)toupper((unsigned char)base[n]) : '_';
	guard[n] = '\0';
	putf(&h, "/* Made by mktmpl from %s: do not edit. */\n#ifndef GEN_%s\n#define GEN_%s\n\n", t->file, guard, guard);
	puts_to(&h, "#include \"web/html.h\"\n\n");
	if (t->structs.n > 0)
		put(&h, t->structs.p, t->structs.n);
	if (t->h.n > 0)
		put(&h, t->h.p, t->h.n);
	puts_to(&h, "\n#endif\n");
	putf(&c, "/* Made by mktmpl from %s: do not edit. */\n#include \"gen/%s\"\n\n", t->file, base);
	if (t->c.n > 0)
		put(&c, t->c.p, t->c.n);
	write_all(c_path, &c);
	write_all(h_path, &h);
	free(c.p);
	free(h.p);
}

int main(int argc, char **argv)
{
	static struct tmpl t;
	size_t n;
	char *src;

	if (argc != 4) {
		fprintf(stderr, "mktmpl IN.tmpl OUT.c OUT.h\n");
		return 2;
	}
	src = read_all(argv[1], &n);
	if (!tmpl_compile(&t, argv[1], src, n)) {
		fprintf(stderr, "%s:%s\n", argv[1], t.error);
		return 1;
	}
	write_files(&t, argv[2], argv[3]);
	tmpl_free(&t);
	free(src);
	return 0;
}

#endif
