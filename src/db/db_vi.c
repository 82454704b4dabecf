/* db/db_vi.c -- tokenizer "vi": SQLite's unicode61 removes every mark but the bar of đ, which is a letter of its own
 * in Unicode; so each token passes here on its way and đ becomes d. Places in the text stay those of the text. */
#define BASE_MAY_ALLOC
#include "db/db_vi.h"

#include <sqlite3.h>

#include "base/base.h"

enum { TOKEN_MAX = 256 };

struct vi {
	fts5_tokenizer inner_api;
	Fts5Tokenizer *inner;
};

static int vi_create(void *api_ptr, const char **args, int args_n, Fts5Tokenizer **out)
{
	static const char *inner_args[] = {"remove_diacritics", "2"};
	fts5_api *api = api_ptr;
	void *inner_ctx = NULL;
	struct vi *v = calloc(1, sizeof *v);
	int rc;

	if (v == NULL)
		return SQLITE_NOMEM;
	rc = api->xFindTokenizer(api, "unicode61", &inner_ctx, &v->inner_api);
	if (rc == SQLITE_OK)
		rc = v->inner_api.xCreate(inner_ctx, inner_args, 2, &v->inner);
	if (rc != SQLITE_OK) {
		free(v);
		return rc;
	}
	*out = (Fts5Tokenizer *)v;
	return SQLITE_OK;
}

static void vi_delete(Fts5Tokenizer *t)
{
	struct vi *v = (struct vi *)t;

	v->inner_api.xDelete(v->inner);
	free(v);
}

struct token_sink {
	void *ctx;
	int (*take)(void *, int, const char *, int, int, int);
};

static int fold_token(void *ptr, int flags, const char *p, int n, int from, int to)
{
	const struct token_sink *sink = ptr;
	char folded[TOKEN_MAX];
	int k = 0;

	if (n > TOKEN_MAX || memchr(p, 0xc4, (size_t)n) == NULL)
		return sink->take(sink->ctx, flags, p, n, from, to);
	for (int i = 0; i < n; i++) {
		bool is_d = (unsigned char)p[i] == 0xc4 && i + 1 < n &&
		            ((unsigned char)p[i + 1] == 0x90 || (unsigned char)p[i + 1] == 0x91);

		folded[k++] = is_d ? 'd' : p[i];
		i += is_d;
	}
	return sink->take(sink->ctx, flags, folded, k, from, to);
}

static int vi_tokenize(Fts5Tokenizer *t, void *ctx, int flags, const char *p, int n,
                       int (*take)(void *, int, const char *, int, int, int))
{
	struct vi *v = (struct vi *)t;
	struct token_sink sink = {ctx, take};

	return v->inner_api.xTokenize(v->inner, &sink, flags, p, n, fold_token);
}

bool db_vi_register(struct sqlite3 *native)
{
	static fts5_tokenizer vi = {vi_create, vi_delete, vi_tokenize};
	fts5_api *api = NULL;
	sqlite3_stmt *s = NULL;

	if (sqlite3_prepare_v2(native, "select fts5(?1)", -1, &s, NULL) == SQLITE_OK) {
		sqlite3_bind_pointer(s, 1, &api, "fts5_api_ptr", NULL);
		(void)sqlite3_step(s);
	}
	sqlite3_finalize(s);
	return api != NULL && api->xCreateTokenizer(api, "vi", api, &vi, NULL) == SQLITE_OK;
}
