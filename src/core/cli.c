/* core/cli.c -- the pattern of a verb read as the specification of its arguments.
 *
 * The pattern is cut into items once per call; then each word of the command line takes its item. */
#include "core/cli.h"

#include <errno.h>
#include <strings.h>
#include <unistd.h>

#include "base/text.h"

enum { ITEMS_MAX = 24, WORD_MAX = 64, VALUE_MAX = 1 << 20 };

struct item {
	char name[WORD_MAX];            /* "ID", "--due" */
	enum arg_kind kind;
	bool is_option, is_optional, is_rest;
	bool is_given;
};

struct items {
	struct item at[ITEMS_MAX];
	size_t n;
};

static enum arg_kind kind_of(const char *word)
{
	static const struct {
		const char *word;
		enum arg_kind kind;
	} known[] = {{"ID", ARG_ID}, {"N", ARG_N}, {"DATE", ARG_DATE}, {"FILE", ARG_FILE}};

	for (size_t i = 0; i < COUNT(known); i++)
		if (text_is(word, known[i].word))
			return known[i].kind;
	return ARG_TEXT;
}

/* One item of the pattern, n bytes at p, without its brackets. */
static void item_read(struct item *it, const char *p, size_t n, bool is_optional)
{
	char *value;

	CHECK(n > 0 && n < WORD_MAX);
	memcpy(it->name, p, n);
	it->name[n] = '\0';
	it->is_optional = is_optional;
	it->is_option = text_starts(it->name, "--");
	if (text_ends(it->name, "...")) {
		it->is_rest = true;
		it->name[n - 3] = '\0';
	}
	value = strchr(it->name, '=');
	if (value != NULL) {
		*value = '\0';
		it->kind = kind_of(value + 1);
	} else {
		it->kind = it->is_option ? ARG_FLAG : kind_of(it->name);
	}
}

static void pattern_read(struct items *out, const char *pattern)
{
	const char *p = pattern;

	while (*p != '\0') {
		bool is_optional = *p == '[';
		size_t n;

		if (*p == ' ') {
			p++;
			continue;
		}
		p += is_optional;
		n = strcspn(p, is_optional ? "]" : " ");
		CHECK(out->n < ITEMS_MAX);
		item_read(&out->at[out->n++], p, n, is_optional);
		p += n;
		p += is_optional && *p == ']';
	}
}

static bool is_whole_number(const char *s)
{
	char *end;

	if (*s == '\0' || *s == ' ')
		return false;
	errno = 0;
	(void)strtoll(s, &end, 10);
	return errno == 0 && *end == '\0';
}

/* What is wrong with a value of that kind; NULL when nothing. */
static const char *kind_fault(enum arg_kind kind, const char *value)
{
	switch (kind) {
	case ARG_ID:
		return is_whole_number(value) && value[0] != '-' && value[0] != '+' && strtoll(value, NULL, 10) > 0
		         ? NULL : "phải là một số nguyên dương.";
	case ARG_N:
		return is_whole_number(value) ? NULL : "phải là một số nguyên.";
	case ARG_DATE:
		return date_from_iso(value) != DATE_NONE || date_from_vn(value) != DATE_NONE
		         ? NULL : "phải là một ngày, viết yyyy-mm-dd hoặc dd/mm/yyyy.";
	case ARG_FILE:
		return access(value, R_OK) == 0 ? NULL : "phải là tệp đọc được.";
	case ARG_TEXT:
	case ARG_FLAG:
		return NULL;
	}
	return NULL;
}

/* Takes a value under its item; a wrong one becomes a fault. */
static void take(struct args *a, size_t *cap, struct item *it, const char *value, struct faults *f)
{
	struct {
		struct arg *at;
		size_t n, cap;
	} list = {(struct arg *)(uintptr_t)a->at, a->n, *cap};
	const char *wrong;
	bool was_given = it->is_given;

	it->is_given = true;
	if (!text_is_utf8(value, strlen(value)) || strlen(value) > VALUE_MAX) {
		faults_add(f, it->name, mem_text(a->mem, "%s phải là văn bản UTF-8, không quá 1 MiB.", it->name));
		return;
	}
	if (it->kind != ARG_FILE)       /* the name of a file is taken as it is */
		value = text_clean(a->mem, value, strlen(value));
	if (was_given && !it->is_rest)
		faults_add(f, it->name, mem_text(a->mem, "%s chỉ được ghi một lần.", it->name));
	wrong = kind_fault(it->kind, value);
	if (wrong != NULL)
		faults_add(f, it->name, mem_text(a->mem, "%s %s Đã ghi: “%s”.", it->name, wrong, value));
	*list_add(a->mem, &list) = (struct arg){mem_dup(a->mem, it->name), value};
	a->at = list.at;
	a->n = list.n;
	*cap = list.cap;
}

static struct item *item_named(struct items *items, const char *word, size_t n)
{
	for (size_t i = 0; i < items->n; i++)
		if (items->at[i].is_option && strlen(items->at[i].name) == n &&
		    strncmp(items->at[i].name, word, n) == 0)
			return &items->at[i];
	return NULL;
}

static struct item *item_next(struct items *items)
{
	for (size_t i = 0; i < items->n; i++)
		if (!items->at[i].is_option && (!items->at[i].is_given || items->at[i].is_rest))
			return &items->at[i];
	return NULL;
}

/* An option at argv[*i]; its value may be the next word. */
static void option_read(struct args *a, size_t *cap, struct items *items, int argc, char *const *argv, int *i,
                        struct faults *f)
{
	const char *word = argv[*i], *equals = strchr(word, '=');
	struct item *it = item_named(items, word, equals == NULL ? strlen(word) : (size_t)(equals - word));

	if (text_is(word, "--json")) {
		a->is_json = true;
		return;
	}
	if (it == NULL) {
		faults_add(f, "", mem_text(a->mem, "Không có tùy chọn “%s”.",
		                           text_is_utf8(word, strlen(word)) ? word : "?"));
	} else if (it->kind == ARG_FLAG && equals != NULL) {
		faults_add(f, it->name, mem_text(a->mem, "%s không nhận giá trị.", it->name));
	} else if (it->kind == ARG_FLAG) {
		take(a, cap, it, "1", f);
	} else if (equals != NULL) {
		take(a, cap, it, equals + 1, f);
	} else if (*i + 1 < argc) {
		take(a, cap, it, argv[++*i], f);
	} else {
		faults_add(f, it->name, mem_text(a->mem, "%s cần một giá trị.", it->name));
	}
}

static void need_all(struct args *a, const struct items *items, struct faults *f)
{
	for (size_t i = 0; i < items->n; i++)
		if (!items->at[i].is_optional && !items->at[i].is_given)
			faults_add(f, items->at[i].name, mem_text(a->mem, "Thiếu %s.", items->at[i].name));
}

err args_read(struct args *a, const char *pattern, int argc, char *const *argv, struct faults *f)
{
	struct items items = {0};
	size_t cap = 0;
	bool is_plain = false;

	pattern_read(&items, pattern);
	a->at = NULL;
	a->n = 0;
	for (int i = 0; i < argc; i++) {
		struct item *it;

		if (!is_plain && text_is(argv[i], "--")) {
			is_plain = true;
			continue;
		}
		if (!is_plain && text_starts(argv[i], "--")) {
			option_read(a, &cap, &items, argc, argv, &i, f);
			continue;
		}
		it = item_next(&items);
		if (it != NULL)
			take(a, &cap, it, argv[i], f);
		else
			faults_add(f, "", mem_text(a->mem, "Thừa tham số “%s”.",
			                           text_is_utf8(argv[i], strlen(argv[i])) ? argv[i] : "?"));
	}
	need_all(a, &items, f);
	return f->total > 0 ? ERR_INVALID : OK;
}

/* The item that an address means by that name: an option, or a word in capitals. */
static struct item *item_meant(struct items *items, const char *name)
{
	for (size_t i = 0; i < items->n; i++) {
		struct item *it = &items->at[i];

		if (it->is_option ? text_is(it->name + 2, name) : strcasecmp(it->name, name) == 0)
			return it;
	}
	return NULL;
}

err args_fill(struct args *a, const char *pattern, const struct arg *given, size_t n, struct faults *f)
{
	struct items items = {0};
	size_t cap = 0;

	pattern_read(&items, pattern);
	a->at = NULL;
	a->n = 0;
	for (size_t i = 0; i < n; i++) {
		const char *value = given[i].value;
		struct item *it = item_meant(&items, given[i].name);

		if (*value == '\0')
			continue;
		if (it == NULL) {
			faults_add(f, given[i].name, mem_text(a->mem, "Ở đây không có điều kiện “%s”.", given[i].name));
			continue;
		}
		CHECK(it->kind != ARG_FILE);    /* nobody names a file of the server from outside */
		if (it->kind != ARG_FLAG)
			take(a, &cap, it, value, f);
		else if (text_is(value, "1") || text_is(value, "on") || text_is(value, "true"))
			take(a, &cap, it, "1", f);
	}
	need_all(a, &items, f);
	return f->total > 0 ? ERR_INVALID : OK;
}

const char *args_nth(const struct args *a, const char *name, size_t i)
{
	for (size_t k = 0; k < a->n; k++)
		if (text_is(a->at[k].name, name) && i-- == 0)
			return a->at[k].value;
	return NULL;
}

bool args_has(const struct args *a, const char *name)
{
	return args_nth(a, name, 0) != NULL;
}

const char *args_text(const struct args *a, const char *name)
{
	const char *value = args_nth(a, name, 0);

	return value == NULL ? "" : value;
}

int64_t args_i64(const struct args *a, const char *name, int64_t otherwise)
{
	const char *value = args_nth(a, name, 0);

	return value == NULL ? otherwise : strtoll(value, NULL, 10);
}

int32_t args_date(const struct args *a, const char *name)
{
	const char *value = args_text(a, name);
	date d = date_from_iso(value);

	return d == DATE_NONE ? date_from_vn(value) : d;
}
