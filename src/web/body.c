/* web/body.c -- decoding of paths, queries, cookies and file names. */
#include "web/body.h"

#include <strings.h>

#include "base/text.h"

struct param_list LIST(struct param);

static err decode(struct mem *m, const char *p, size_t n, bool plus_is_space, const char **out)
{
	char *s = mem_alloc(m, n + 1);
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		if (p[i] == '%') {
			if (i + 2 >= n || text_hex(p[i + 1]) < 0 || text_hex(p[i + 2]) < 0)
				return ERR_INVALID;
			s[k++] = (char)(text_hex(p[i + 1]) * 16 + text_hex(p[i + 2]));
			i += 2;
		} else {
			s[k++] = p[i] == '+' && plus_is_space ? ' ' : p[i];
		}
	}
	if (!text_is_utf8(s, k))
		return ERR_INVALID;
	*out = text_clean(m, s, k);
	return OK;
}

err body_path(struct mem *m, const char *p, size_t n, const char **out)
{
	return decode(m, p, n, false, out);
}

err body_form(struct mem *m, const char *p, size_t n, size_t fields_max, struct params *out)
{
	struct param_list list = {0};
	const char *end = p + n;

	while (p < end) {
		const char *amp = memchr(p, '&', (size_t)(end - p)), *stop = amp == NULL ? end : amp, *eq;
		struct param *at;

		if (stop > p) {
			if (list.n >= fields_max)
				return ERR_FULL;
			at = list_add(m, &list);
			eq = memchr(p, '=', (size_t)(stop - p));
			TRY(decode(m, p, (size_t)((eq == NULL ? stop : eq) - p), true, &at->name));
			at->value = "";
			if (eq != NULL)
				TRY(decode(m, eq + 1, (size_t)(stop - eq - 1), true, &at->value));
		}
		p = stop + 1;
	}
	*out = (struct params){list.at, list.n};
	return OK;
}

/* Visible ASCII without what separates cookies: no quoting, no decoding, so there is only one reading. */
static bool is_plain(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] <= ' ' || p[i] >= 0x7f || strchr(",;\\\"", p[i]) != NULL)
			return false;
	return true;
}

void body_cookies(struct mem *m, const char *header, struct params *out)
{
	enum { COOKIES_MAX = 64 };
	struct param_list list = {0};

	while (*header != '\0' && list.n < COOKIES_MAX) {
		size_t n, k;
		const char *eq;

		header += strspn(header, "; \t");
		n = strcspn(header, ";");
		eq = memchr(header, '=', n);
		k = n;
		while (k > 0 && (header[k - 1] == ' ' || header[k - 1] == '\t'))
			k--;
		if (eq != NULL && eq > header && is_plain(header, k)) {
			struct param *at = list_add(m, &list);

			at->name = mem_copy(m, header, (size_t)(eq - header));
			at->value = mem_copy(m, eq + 1, k - (size_t)(eq + 1 - header));
		}
		header += n;
	}
	*out = (struct params){list.at, list.n};
}

/* Direction marks, zero-width and private signs can make "exe.pdf" of what is none. */
static bool is_deceit(uint32_t c)
{
	return (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) ||
	       c == 0xfeff || (c >= 0xe000 && c <= 0xf8ff) || c == 0x2028 || c == 0x2029;
}

const char *body_file_name(struct mem *m, const char *p, size_t n)
{
	enum { NAME_MAX_BYTES = 200 };
	const char *s, *dot;
	char *out;
	size_t k = 0, tail;

	if (!text_is_utf8(p, n))
		return "tep";
	s = text_line(m, text_clean(m, p, n));
	for (const char *sep; (sep = strpbrk(s, "/\\")) != NULL;)
		s = sep + 1;
	out = mem_alloc(m, strlen(s) + 1);
	while (*s != '\0') {
		const char *at = s;
		uint32_t c = text_next(&s);

		if (is_deceit(c) || (k == 0 && (c == '.' || c == ' ')))
			continue;
		if (c < 0x80 && strchr("<>:\"|?*;%", (int)c) != NULL) {
			out[k++] = '_';
			continue;
		}
		memcpy(out + k, at, (size_t)(s - at));
		k += (size_t)(s - at);
	}
	out[k] = '\0';
	if (k == 0)
		return "tep";
	if (k <= NAME_MAX_BYTES)
		return out;
	/* Too long: the end with its kind stays, the middle goes, never in the midst of a letter. */
	dot = strrchr(out, '.');
	tail = dot != NULL && strlen(dot) <= 10 ? strlen(dot) : 0;
	k = NAME_MAX_BYTES - tail;
	while (k > 0 && ((unsigned char)out[k] & 0xc0) == 0x80)
		k--;
	return mem_text(m, "%.*s%s", (int)k, out, tail > 0 ? dot : "");
}

bool body_boundary(struct mem *m, const char *content_type, const char **out)
{
	const char *p = strchr(content_type, ';');
	size_t n;

	while (p != NULL) {
		p++;
		p += strspn(p, " \t");
		if (strncasecmp(p, "boundary=", 9) == 0)
			break;
		p = strchr(p, ';');
	}
	if (p == NULL)
		return false;
	p += 9;
	if (*p == '"') {
		p++;
		n = strcspn(p, "\"");
		if (p[n] != '"')
			return false;
	} else {
		n = strcspn(p, "; \t");
	}
	if (n == 0 || n > 70)
		return false;
	for (size_t i = 0; i < n; i++)
		if (p[i] < ' ' || p[i] > '~' || p[i] == '"')
			return false;
	*out = mem_copy(m, p, n);
	return p[n - 1] != ' ';
}
