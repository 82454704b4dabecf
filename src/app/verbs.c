/* verbs.c -- the command line: options of the program, then a verb, then its arguments by the pattern of its row. */
#include "app/verbs.h"

#include <unistd.h>

#include "app/limits.h"
#include "app/routes.h"
#include "base/crypt.h"
#include "base/text.h"
#include "db/db.h"

#define ROWS "gen/rooms.def"
#include "core/declare.h"

const struct verb verbs[] = {
#define VERB(words, fn, pattern, help) {words, fn, NULL, pattern, help},
#define TOOL(words, fn, pattern, help) {words, NULL, fn, pattern, help},
#define ROWS "gen/rooms.def"
#include "core/rows.h"
	{NULL, NULL, NULL, NULL, NULL},
};

/* How many of the words of a verb stand at the front of argv; 0 when not all do. */
static int words_match(const char *words, int argc, char *const *argv)
{
	int n = 0;

	while (*words != '\0') {
		size_t len = strcspn(words, " ");

		if (n == argc || strlen(argv[n]) != len || strncmp(argv[n], words, len) != 0)
			return 0;
		n++;
		words += len;
		words += *words == ' ';
	}
	return n;
}

const struct verb *verb_find(int argc, char *const *argv, int *words_n_out)
{
	const struct verb *best = NULL;
	int best_n = 0;

	for (const struct verb *v = verbs; v->words != NULL; v++) {
		int n = words_match(v->words, argc, argv);

		if (n > best_n) {
			best = v;
			best_n = n;
		}
	}
	if (best != NULL)
		*words_n_out = best_n;
	return best;
}

/* ---- help ------------------------------------------------------------------------------------------------------ */

static void verb_print(struct buf *b, const struct verb *v)
{
	buf_fmt(b, "  thidua %s%s%s\n      %s\n", v->words, *v->pattern == '\0' ? "" : " ", v->pattern, v->help);
}

err help_tool(struct setup *s, struct args *a)
{
	const char *word = args_text(a, "WORD");
	bool is_found = false;

	if (*word == '\0')
		buf_text(a->out, "Cách dùng: thidua [--data THƯ-MỤC] [--db NƠI] [--as TÀI-KHOẢN] [--today NGÀY] [--json] "
		                 "LỆNH …\n\n");
	for (const struct verb *v = verbs; v->words != NULL; v++) {
		size_t n = strlen(word);

		if (n > 0 && !(strncmp(v->words, word, n) == 0 && (v->words[n] == ' ' || v->words[n] == '\0')))
			continue;
		verb_print(a->out, v);
		is_found = true;
	}
	if (is_found)
		return OK;
	faults_add(&s->faults, "WORD", mem_text(s->mem, "Không có lệnh nào bắt đầu bằng “%s”. Gõ: thidua help", word));
	return ERR_NOTFOUND;
}

err routes_tool(struct setup *s, struct args *a)
{
	(void)s;
	for (size_t i = 0; i < routes_n; i++)
		buf_fmt(a->out, "%-4s %-44s %s\n", routes[i].is_post ? "POST" : "GET", routes[i].path,
		        right_name(routes[i].right));
	return OK;
}

err rights_tool(struct setup *s, struct args *a)
{
	(void)s;
	for (int i = 0; i < (int)R_N; i++)
		buf_fmt(a->out, "%-24s %s\n", right_name((enum right)i), right_sentence((enum right)i));
	return OK;
}

/* ---- running ------------------------------------------------------------------------------------------------------ */

struct call {
	const struct verb *verb;
	struct args *args;
};

static err call_verb(struct ctx *cx, void *arg)
{
	const struct call *c = arg;

	return c->verb->fn(cx, c->args);
}

static err run(struct setup *s, const struct verb *v, struct args *a)
{
	struct call call = {v, a};
	struct ctx cx;
	err e;

	if (v->tool != NULL)
		return v->tool(s, a);
	TRY(setup_open(s, &cx));
	e = setup_write(&cx, call_verb, &call);
	for (size_t i = 0; i < cx.faults.n; i++)
		faults_add(&s->faults, cx.faults.at[i].field, cx.faults.at[i].sentence);
	if (*cx.note != '\0')
		faults_add(&s->faults, "", cx.note);
	return e;
}

/* Options of the program itself, before the verb; how many words they took, or -1 with a fault. */
static int options_read(struct setup *s, int argc, char **argv)
{
	int i = 0;

	while (i < argc && text_starts(argv[i], "--")) {
		static const char *const names[] = {"--data", "--db", "--as", "--today"};
		const char *equals = strchr(argv[i], '='), *value;
		size_t n = equals == NULL ? strlen(argv[i]) : (size_t)(equals - argv[i]), k = 0;

		if (text_is(argv[i], "--json")) {
			s->is_json = true;
			i++;
			continue;
		}
		while (k < COUNT(names) && !(strlen(names[k]) == n && strncmp(argv[i], names[k], n) == 0))
			k++;
		value = equals != NULL ? equals + 1 : i + 1 < argc ? argv[i + 1] : NULL;
		if (k == COUNT(names) || value == NULL || !text_is_utf8(value, strlen(value))) {
			faults_add(&s->faults, "", mem_text(s->mem, "Không hiểu tùy chọn thứ %d. Gõ: thidua help", i + 1));
			return -1;
		}
		if (k == 0)
			s->data_dir = mem_dup(s->mem, value);
		else if (k == 1)
			s->database = mem_dup(s->mem, value);
		else if (k == 2)
			s->as = text_clean(s->mem, value, strlen(value));
		else
			s->today = date_from_iso(value) == DATE_NONE ? date_from_vn(value) : date_from_iso(value);
		if (k == 3 && s->today == DATE_NONE) {
			faults_add(&s->faults, "--today", "--today phải là một ngày, viết yyyy-mm-dd hoặc dd/mm/yyyy.");
			return -1;
		}
		i += equals == NULL ? 2 : 1;
	}
	return i;
}

/* The same options after the verb: taken out of argv, so that `thidua serve --data DIR` works too. */
static err options_after(struct setup *s, const struct verb *v, int *argc, char **argv)
{
	static const char *const names[] = {"--data", "--db", "--as", "--today"};
	int n = 0;

	for (int i = 0; i < *argc; i++) {
		bool is_ours = false;

		for (size_t k = 0; k < COUNT(names); k++) {
			size_t len = strlen(names[k]);

			if (strncmp(argv[i], names[k], len) == 0 && (argv[i][len] == '=' || argv[i][len] == '\0') &&
			    strstr(v->pattern, mem_text(s->mem, "[%s=", names[k])) == NULL)
				is_ours = true;
		}
		if (text_is(argv[i], "--"))
			break;
		if (is_ours) {
			int took = options_read(s, strchr(argv[i], '=') != NULL || i + 1 >= *argc ? 1 : 2, argv + i);

			if (took < 0)
				return ERR_INVALID;
			for (int k = i; k + took <= *argc; k++)
				argv[k] = argv[k + took];
			*argc -= took;
			i--;
		}
		n++;
	}
	return OK;
}

static void complain(const struct setup *s, err e)
{
	if (s->is_said)
		return;
	if (s->faults.n == 0 || (e != ERR_INVALID && e != ERR_DB && e != ERR_IO && e != ERR_NOTFOUND && e != ERR_STATE))
		fprintf(stderr, "thidua: %s\n", err_sentence(e));
	for (size_t i = 0; i < s->faults.n; i++)
		fprintf(stderr, "thidua: %s\n", s->faults.at[i].sentence);
	if (s->faults.total > s->faults.n)
		fprintf(stderr, "thidua: … và %zu lỗi nữa.\n", s->faults.total - s->faults.n);
}

static err words_run(struct setup *s, struct args *a, int argc, char **argv)
{
	static char help[] = "help";
	static char *const help_words[] = {help};
	const struct verb *v;
	int took = options_read(s, argc, argv), words_n = 0;

	if (took < 0)
		return ERR_INVALID;
	argc -= took;
	argv += took;
	if (argc == 0)
		v = verb_find(1, help_words, &words_n), words_n = 0;
	else
		v = verb_find(argc, argv, &words_n);
	if (v == NULL) {
		faults_add(&s->faults, "", mem_text(s->mem, "Không có lệnh “%s”. Gõ: thidua help",
		                                    text_is_utf8(argv[0], strlen(argv[0])) ? argv[0] : "?"));
		return ERR_INVALID;
	}
	argc -= words_n;
	argv += words_n;
	TRY(options_after(s, v, &argc, argv));
	TRY(args_read(a, v->pattern, argc, argv, &s->faults));
	s->is_json = a->is_json = a->is_json || s->is_json;
	if (v->tool != help_tool && v->tool != routes_tool && v->tool != rights_tool)
		TRY(setup_finish(s));
	return run(s, v, a);
}

int cli_main(int argc, char **argv)
{
	struct mem *m = mem_open(LIMIT_VERB_MEM);
	struct args a = {.mem = m, .out = buf_new(m, LIMIT_VERB_OUT)};
	struct setup s;
	err e;

	crypt_init();
	e = setup_read(&s, m);
	if (e == OK)
		e = words_run(&s, &a, argc - 1, argv + 1);
	if (e == OK)
		e = buf_err(a.out);
	if (a.out->n > 0 && (fwrite(a.out->p, 1, a.out->n, stdout) != a.out->n || fflush(stdout) != 0) && e == OK)
		e = ERR_IO;
	if (e != OK)
		complain(&s, e);
	mem_close(m);
	return err_exit_code(e);
}
