/* read/csv.c -- one pass over the mapped file; only the row being read is copied. */
#include "read/csv.h"

#include "base/big.h"
#include "base/text.h"
#include "read/legacy.h"

enum { SAMPLE = 64 * 1024, SAMPLE_ROWS = 30, ROW_MEM = 16 * 1024 * 1024 };

struct csv {
	struct mem *mem, *row;
	struct faults *faults;
	struct view text;
	size_t at, first;               /* where reading stands; where it begins, behind marks of Excel */
	int line;
	char sign;
	enum legacy code;
	bool is_utf8;
	const char *cells[ROLL_COLS_MAX];
	struct roll_row out;
};

static err refuse(struct csv *c, const char *sentence)
{
	faults_add(c->faults, c->line > 0 ? mem_text(c->mem, "dòng %d", c->line) : "", sentence);
	return ERR_INVALID;
}

/* UTF-16 as Excel's “Unicode text” writes it, into UTF-8. A lone half of a pair becomes U+FFFD. */
static struct view from_wide(struct mem *m, struct view v, bool is_big)
{
	char *out = mem_alloc(m, v.n * 2 + 4);
	size_t n = 0;

	for (size_t i = 2; i + 1 < v.n; i += 2) {
		unsigned char a = (unsigned char)v.p[i], b = (unsigned char)v.p[i + 1];
		uint32_t u = is_big ? (uint32_t)a << 8 | b : (uint32_t)b << 8 | a, low = 0;

		if (u >= 0xd800 && u < 0xdc00 && i + 3 < v.n) {
			a = (unsigned char)v.p[i + 2];
			b = (unsigned char)v.p[i + 3];
			low = is_big ? (uint32_t)a << 8 | b : (uint32_t)b << 8 | a;
		}
		if (low >= 0xdc00 && low < 0xe000) {
			u = 0x10000 + ((u - 0xd800) << 10 | (low - 0xdc00));
			i += 2;
		} else if (u >= 0xd800 && u < 0xe000) {
			u = 0xfffd;
		}
		if (u != 0)
			n += text_put(out + n, u);
	}
	return (struct view){out, n};
}

/* One record from *at, cut at the sign; its fields as they stand, quotes taken off. False when a quote never closes. What a
 * field is, is told to take(), which may be NULL. Returns how many fields. */
struct cut {
	const char *p;
	size_t n;
	bool has_quotes;                /* doubled ones are still in it */
};

static bool next_field(const struct csv *c, size_t *at, int *lines, struct cut *out)
{
	const char *p = c->text.p;
	size_t i = *at, n = c->text.n;

	*out = (struct cut){p + i, 0, false};
	if (i < n && p[i] == '"') {
		out->p = p + ++i;
		for (;; i++) {
			if (i >= n)
				return false;
			*lines += p[i] == '\n';
			if (p[i] != '"')
				continue;
			if (i + 1 < n && p[i + 1] == '"') {
				out->has_quotes = true;
				i++;
				continue;
			}
			break;
		}
		out->n = (size_t)(p + i - out->p);
		i++;
	}
	/* What follows a closing quote before the next sign belongs to nobody but may be blank; without quotes it is the field. */
	while (i < n && p[i] != c->sign && p[i] != '\n' && p[i] != '\r') {
		if (out->p + out->n == p + i)
			out->n++;
		i++;
	}
	*at = i;
	return true;
}

/* Steps behind the sign after a field; true when another field of the same record follows. */
static bool goes_on(const struct csv *c, size_t *at)
{
	const char *p = c->text.p;

	if (*at < c->text.n && p[*at] == c->sign) {
		++*at;
		return true;
	}
	if (*at < c->text.n && p[*at] == '\r')
		++*at;
	if (*at < c->text.n && p[*at] == '\n')
		++*at;
	return false;
}

/* Fields of the record at *at, with this sign; 0 when a quote does not close. */
static size_t count_fields(const struct csv *c, size_t *at)
{
	struct cut f;
	size_t n = 0;
	int lines = 0;

	do {
		if (!next_field(c, at, &lines, &f))
			return 0;
		n++;
	} while (goes_on(c, at));
	return n;
}

/* The sign with which most of the first records have the same number of fields, and more than one. */
static char sign_of(struct csv *c)
{
	static const char signs[] = {';', ',', '\t', '|'};
	size_t best = 0;
	char found = ',';

	for (size_t s = 0; s < COUNT(signs); s++) {
		size_t counts[SAMPLE_ROWS], n = 0, score = 0, at = c->first;

		c->sign = signs[s];
		while (n < SAMPLE_ROWS && at < c->text.n && at < c->first + SAMPLE)
			if ((counts[n] = count_fields(c, &at)) == 0)
				break;
			else
				n++;
		for (size_t i = 0; i < n; i++) {
			size_t same = 0;

			for (size_t k = 0; k < n; k++)
				same += counts[k] == counts[i];
			if (counts[i] > 1 && same * 100 + counts[i] > score)
				score = same * 100 + counts[i];
		}
		if (score > best) {
			best = score;
			found = signs[s];
		}
	}
	return found;
}

/* Excel's own first line "sep=;". */
static bool names_sign(struct csv *c)
{
	const char *p = c->text.p + c->first;
	size_t left = c->text.n - c->first;

	if (left < 5 || memcmp(p, "sep=", 4) != 0 || (left > 5 && p[5] != '\r' && p[5] != '\n'))
		return false;
	c->sign = p[4];
	c->first += 5;
	c->first += c->first < c->text.n && c->text.p[c->first] == '\r';
	c->first += c->first < c->text.n && c->text.p[c->first] == '\n';
	return true;
}

static void close_row(void *ptr)
{
	mem_close(((struct csv *)ptr)->row);
}

err csv_open(struct mem *m, const char *path, struct faults *f, struct csv **out)
{
	struct csv *c = mem_new(m, struct csv, 1);

	*c = (struct csv){.mem = m, .faults = f};
	TRY(file_map(m, path, &c->text));
	if (c->text.n >= 2 && (memcmp(c->text.p, "\xff\xfe", 2) == 0 || memcmp(c->text.p, "\xfe\xff", 2) == 0))
		c->text = from_wide(m, c->text, c->text.p[0] == '\xfe');
	else if (c->text.n >= 3 && memcmp(c->text.p, "\xef\xbb\xbf", 3) == 0)
		c->first = 3;
	if (memchr(c->text.p, '\0', c->text.n < SAMPLE ? c->text.n : SAMPLE) != NULL)
		return refuse(c, "Không nhận ra kiểu tệp này. Hãy gửi tệp Excel .xlsx, hoặc văn bản .csv có các cột cách nhau bằng "
		              "dấu chấm phẩy, dấu phẩy hay dấu tab.");
	c->is_utf8 = text_is_utf8(c->text.p, c->text.n);
	c->code = legacy_of_text(c->text.p, c->text.n < SAMPLE ? c->text.n : SAMPLE);
	if (!names_sign(c))
		c->sign = sign_of(c);
	c->row = mem_open(ROW_MEM);
	mem_defer(m, close_row, c);
	*out = c;
	return csv_begin(c);
}

err csv_begin(struct csv *c)
{
	c->at = c->first;
	c->line = 1;
	for (size_t i = 0; i < c->first; i++)
		c->line += c->text.p[i] == '\n';
	return OK;
}

static const char *text_of(struct csv *c, const struct cut *f)
{
	struct view v = {f->p, f->n};

	if (f->has_quotes) {
		char *once = mem_alloc(c->row, f->n);

		v = (struct view){once, 0};
		for (size_t i = 0; i < f->n; i++) {
			once[v.n++] = f->p[i];
			i += f->p[i] == '"';
		}
	}
	if (c->code != LEGACY_NONE || !c->is_utf8)
		v = legacy_text(c->row, c->code, v.p, v.n);
	return text_trim(c->row, text_clean(c->row, v.p, v.n));
}

err csv_next(struct csv *c, const struct roll_row **out)
{
	*out = NULL;
	while (c->at < c->text.n) {
		struct cut f;
		size_t n = 0, last = 0;
		int line = c->line, lines = 0;
		bool more;

		mem_reset(c->row);
		do {
			if (!next_field(c, &c->at, &lines, &f))
				return refuse(c, "Dấu ngoặc kép mở ở dòng này không đóng đến hết tệp. Hãy thêm dấu \" ở cuối ô, hoặc lưu "
				              "tệp thành .xlsx.");
			if (n == ROLL_COLS_MAX || f.n > ROLL_CELL_MAX)
				return refuse(c, "Dòng có trên 256 cột hoặc có ô dài quá 32 KB. Hãy kiểm tra dấu ngoặc kép và dấu cách "
				              "cột của dòng này.");
			c->cells[n++] = text_of(c, &f);
			if (*c->cells[n - 1] != '\0')
				last = n;
			more = goes_on(c, &c->at);
		} while (more);
		c->line += lines + 1;
		if (last == 0)
			continue;
		c->out = (struct roll_row){.line = line, .to_line = line + lines, .at = c->cells, .n = last};
		*out = &c->out;
		return OK;
	}
	return OK;
}

int csv_line(const struct csv *c)
{
	return c->line - 1;
}

int csv_percent(const struct csv *c)
{
	return c->text.n == 0 ? 100 : (int)(c->at * 100 / c->text.n);
}
