/* room/register/register_leaf.c -- a line as its leaf in the log.
 *
 * What is public by its nature stands in the open; what is about a person is hidden behind a digest salted for that field
 * alone, so that a field may be blanked one day (its digest kept) without touching the hash, and a proof opens only what
 * it must. The order and names of the fields never change; a new field goes to the end under a new format number.
 * Format 2 is of lines that were loaded: it does not say the line's number, which is not known when it is written; its place in
 * the log is the number. */
#include "base/crypt.h"
#include "room/register/register_inside.h"

enum { FORMAT = 1, FORMAT_LOADED = 2 };

struct leaf {
	struct mem *m;
	struct buf *b;
	const struct register_line *line;
	const unsigned char *salt;
	struct head_field *fields;      /* NULL: nothing is opened */
	int n;
	int at;                         /* hidden fields so far */
	bool with_empty;                /* open empty ones too */
};

/* The digest that stays of a field that was blanked; NULL when it was not. */
static const char *blanked(struct mem *m, const struct register_line *l, const char *name)
{
	size_t n = strlen(name);

	for (const char *p = l->blanked == NULL ? "" : l->blanked; *p != '\0'; p += strcspn(p, "\n"), p += *p == '\n')
		if (strncmp(p, name, n) == 0 && p[n] == ' ')
			return mem_copy(m, p + n + 1, strcspn(p + n + 1, "\n"));
	return NULL;
}

static void hide(struct leaf *f, const char *name, const char *value)
{
	unsigned char sum[CRYPT_HASH];
	struct head_field x = {.name = name, .value = value};
	const char *kept = blanked(f->m, f->line, name);
	int at = f->at++;

	if (kept != NULL) {
		buf_fmt(f->b, "%s # %s\n", name, kept);
		x.value = "";
	} else if (f->line->salt_n == REGISTER_HIDDEN_N * HEAD_SALT) {
		memcpy(x.salt, f->salt + (size_t)at * HEAD_SALT, HEAD_SALT);
	} else {
		crypt_mac(sum, f->salt, HEAD_SALT, name, strlen(name));
		memcpy(x.salt, sum, HEAD_SALT);
	}
	if (kept == NULL)
		leaf_put_hidden(f->b, name, x.salt, value);
	if (f->fields != NULL && (f->with_empty || *x.value != '\0'))
		f->fields[f->n++] = x;
}

static const char *number(struct mem *m, int64_t n)
{
	return n == 0 ? "" : mem_text(m, "%" PRId64, n);
}

static const char *leaf(struct leaf f, int *n_out)
{
	const struct register_line *l = f.line;
	struct mem *m = f.m;
	struct buf *b = f.b;

	leaf_put_i64(b, "format", l->load_line_id == 0 ? FORMAT : FORMAT_LOADED);
	if (l->load_line_id == 0)
		leaf_put_i64(b, "line", l->no);
	leaf_put(b, "nature", register_nature_code(l->nature));
	leaf_put(b, "corrects", number(m, l->corrects_no));
	leaf_put(b, "about", number(m, l->about_no));
	leaf_put(b, "subject", l->subject == AWARD_PERSON ? "person" : l->subject == AWARD_COLLECTIVE ? "collective" : "household");
	leaf_put(b, "award", l->award_code);
	leaf_put(b, "ground", l->ground_code);
	leaf_put_i64(b, "year", l->year);
	leaf_put(b, "decision", l->decision.number);
	leaf_put(b, "day", date_iso(m, l->decision.day));
	leaf_put(b, "issuer", l->decision.issuer);
	leaf_put(b, "level", l->decision.level);
	leaf_put(b, "signer", l->decision.signer);
	leaf_put(b, "signer_title", l->decision.signer_title);
	leaf_put(b, "title", l->decision.title);
	leaf_put(b, "file", l->decision.file_hash);
	leaf_put(b, "place", number(m, l->place_no));
	leaf_put(b, "certificate", l->certificate);
	leaf_put(b, "unit", l->unit_code);
	leaf_put(b, "unit_words", l->unit_words);
	leaf_put(b, "movement", l->movement);
	leaf_put(b, "money", l->has_money ? mem_text(m, "%" PRId64, l->vnd) : "");
	leaf_put(b, "by", l->by);
	leaf_put_i64(b, "at", l->added_ms);
	hide(&f, "person", number(m, l->person_id));
	hide(&f, "name", l->name);
	hide(&f, "position", l->position);
	hide(&f, "class", l->class_code);
	hide(&f, "direct", l->is_direct ? "1" : "");
	hide(&f, "period", l->period_from == DATE_NONE && l->period_to == DATE_NONE ? "" :
	     mem_text(m, "%s/%s", date_iso(m, l->period_from), date_iso(m, l->period_to)));
	hide(&f, "achievement", l->achievement);
	hide(&f, "reason", l->reason);
	CHECK(buf_err(b) == OK);
	CHECK(f.at == REGISTER_HIDDEN_N);
	*n_out = f.n;
	return b->p;
}

const char *register_leaf(struct mem *m, const struct register_line *l, const unsigned char *salt, struct head_field *fields,
                          int *fields_n)
{
	int n;
	const char *data = leaf((struct leaf){.m = m, .b = buf_new(m, 4 * HEAD_LEAF_MAX), .line = l, .salt = salt, .fields = fields}, &n);

	if (fields_n != NULL)
		*fields_n = n;
	return data;
}

void register_hidden(struct mem *m, const struct register_line *l, const unsigned char *salt, struct head_field *out)
{
	int n;

	(void)leaf((struct leaf){.m = m, .b = buf_new(m, 4 * HEAD_LEAF_MAX), .line = l, .salt = salt, .fields = out, .with_empty = true}, &n);
}
