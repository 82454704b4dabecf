/* web/body_test.c -- fields, cookies, names and uploads. */
#include "web/body.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "tests/t.h"

enum { ARENA = 64 * 1024 * 1024 };

static const char *value_of(const struct params *ps, const char *name)
{
	for (size_t i = 0; i < ps->n; i++)
		if (text_is(ps->at[i].name, name))
			return ps->at[i].value;
	return NULL;
}

static err form(struct mem *m, const char *s, struct params *out)
{
	return body_form(m, s, strlen(s), 3, out);
}

TEST(form_fields_are_decoded_once_and_normalised)
{
	struct mem *m = mem_open(ARENA);
	struct params ps;

	assert_int_equal(form(m, "a=%C4%90%E1%BB%99i+A%2BB&&b&c=%2541", &ps), OK);
	assert_int_equal(ps.n, 3);
	assert_string_equal(value_of(&ps, "a"), "Đội A+B");
	assert_string_equal(value_of(&ps, "b"), "");
	assert_string_equal(value_of(&ps, "c"), "%41");
	/* e with a circumflex and a dot below, as three signs, is one afterwards */
	assert_int_equal(form(m, "a=e%CC%A3%CC%82", &ps), OK);
	assert_string_equal(value_of(&ps, "a"), "ệ");
	assert_int_equal(form(m, "", &ps), OK);
	assert_int_equal(ps.n, 0);
	mem_close(m);
}

TEST(form_refuses_what_no_browser_writes)
{
	static const char *const bad[] = {"a=%", "a=%4", "a=%zz", "a=%00", "a=%ff", "%c3=1", "a=%ED%A0%80", "a=\xff"};
	struct mem *m = mem_open(ARENA);
	struct params ps;

	for (size_t i = 0; i < COUNT(bad); i++)
		assert_int_equal(form(m, bad[i], &ps), ERR_INVALID);
	assert_int_equal(form(m, "a=1&b=2&c=3&d=4", &ps), ERR_FULL);
	mem_close(m);
}

TEST(cookies_are_taken_as_they_stand)
{
	struct mem *m = mem_open(ARENA);
	struct params ps;

	body_cookies(m, "phien=abc%20=; b=\"q\"; c=d e; =x; f=; g", &ps);
	assert_int_equal(ps.n, 2);
	assert_string_equal(value_of(&ps, "phien"), "abc%20=");
	assert_string_equal(value_of(&ps, "f"), "");
	mem_close(m);
}

TEST(file_names_lose_what_could_harm)
{
	static const struct {
		const char *in, *out;
	} cases[] = {
	    {"Kế hoạch 2024.docx", "Kế hoạch 2024.docx"}, {"C:\\Users\\a\\bc.pdf", "bc.pdf"},
	    {"../../etc/passwd", "passwd"},               {".htaccess", "htaccess"},
	    {"", "tep"},                                  {"..", "tep"},
	    {"a\x01\n\"b\".txt", "a _b_.txt"},            {"x\xe2\x80\xaexcod.exe", "xxcod.exe"},
	    {".\xe2\x80\x8e. .a", "a"},                     {" .x", "x"},
	    {"a%2fb", "a_2fb"},                           {"\xff", "tep"},
	};
	struct mem *m = mem_open(ARENA);
	char lang[1004];
	const char *s;

	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(body_file_name(m, cases[i].in, strlen(cases[i].in)), cases[i].out);
	for (size_t i = 0; i < sizeof lang; i += 2)
		memcpy(lang + i, "đ", 2);
	memcpy(lang + sizeof lang - 4, ".pdf", 4);
	s = body_file_name(m, lang, sizeof lang);
	assert_true(strlen(s) <= 200 && text_ends(s, "đ.pdf") && text_is_utf8(s, strlen(s)));
	mem_close(m);
}

TEST(boundary_is_found_or_refused)
{
	struct mem *m = mem_open(ARENA);
	const char *b;

	assert_true(body_boundary(m, "multipart/form-data; boundary=----WebKit7", &b));
	assert_string_equal(b, "----WebKit7");
	assert_true(body_boundary(m, "multipart/form-data; charset=utf-8; Boundary=\"a b\"", &b));
	assert_string_equal(b, "a b");
	assert_false(body_boundary(m, "multipart/form-data", &b));
	assert_false(body_boundary(m, "multipart/form-data; boundary=", &b));
	assert_false(body_boundary(m, "multipart/form-data; boundary=\"a", &b));
	assert_false(body_boundary(m, "multipart/form-data; boundary=\"a \"", &b));
	assert_false(body_boundary(m, "multipart/form-data; boundary=1234567890123456789012345678901234567890"
	                              "1234567890123456789012345678901", &b));
	mem_close(m);
}

/* ---- multipart ------------------------------------------------------------------------------------------------ */

static const struct multipart_limits limits = {.fields_max = 5, .files_max = 2, .form_max = 100, .file_max = 1000};

#define PART(disposition) "--B\r\nContent-Disposition: form-data; " disposition "\r\n\r\n"
#define END "--B--\r\n"

struct seen {
	struct params fields;
	const struct upload *ups;
	size_t ups_n;
};

static err read_all(struct mem *m, const char *s, size_t n, size_t step, const char *dir, struct seen *out)
{
	struct multipart *mp = multipart_open(m, "B", limits, dir);

	for (size_t i = 0; i < n; i += step)
		TRY(multipart_feed(mp, s + i, n - i < step ? n - i : step));
	return multipart_end(mp, &out->fields, &out->ups, &out->ups_n);
}

static int files_in(const char *dir)
{
	DIR *d = opendir(dir);
	int n = 0;

	assert_non_null(d);
	for (struct dirent *e; (e = readdir(d)) != NULL;)
		n += e->d_name[0] != '.';
	closedir(d);
	return n;
}

TEST(multipart_is_the_same_however_it_comes)
{
	static const char s[] = PART("name=\"a\"") "xin\r\nchào\r\n" PART("name=\"t\"; filename=\"d:\\x\\k.txt\"")
	    "1\r\n--\r\n--A\r\r\n--\r\n" PART("name=\"e\"; filename=\"\"") "\r\n" PART("name=\"a\"") "\r\n" END;
	char dir[] = "/tmp/thidua-body-XXXXXX", bytes[64] = "";
	struct mem *m = mem_open(ARENA);
	FILE *in;

	assert_non_null(mkdtemp(dir));
	for (size_t step = 1; step <= sizeof s; step++) {
		struct seen seen = {0};

		assert_int_equal(read_all(m, s, sizeof s - 1, step, dir, &seen), OK);
		assert_int_equal(seen.fields.n, 2);
		assert_string_equal(seen.fields.at[0].value, "xin\nchào");
		assert_string_equal(seen.fields.at[1].value, "");
		assert_int_equal(seen.ups_n, 1);
		assert_string_equal(seen.ups[0].name, "k.txt");
		assert_string_equal(seen.ups[0].field, "t");
		assert_int_equal(seen.ups[0].size_bytes, 15);
		in = fopen(seen.ups[0].path, "rb");
		assert_non_null(in);
		assert_int_equal(fread(bytes, 1, sizeof bytes, in), 15);
		fclose(in);
		assert_memory_equal(bytes, "1\r\n--\r\n--A\r\r\n--", 15);
		mem_reset(m);
		assert_int_equal(files_in(dir), 0);     /* uploads end with their request */
	}
	rmdir(dir);
	mem_close(m);
}

TEST(multipart_refuses_what_is_broken_or_too_much)
{
	char long_field[300], many[1000] = "";
	size_t n = 0;
	const struct {
		err e;
		const char *s;
	} cases[] = {
	    {ERR_INVALID, ""},
	    {ERR_INVALID, "x" PART("name=\"a\"") "1\r\n" END},
	    {ERR_INVALID, PART("name=\"a\"") "1\r\n--B"},
	    {ERR_INVALID, PART("name=\"a\"") "1"},
	    {ERR_INVALID, PART("name=\"a\"") "1\r\n--B--x"},
	    {ERR_INVALID, PART("name=\"a\"") "1\r\n--Bx"},
	    {ERR_INVALID, PART("name=a") "1\r\n" END},
	    {ERR_INVALID, PART("filename=\"a\"") "1\r\n" END},
	    {ERR_INVALID, PART("name=\"\"") "1\r\n" END},
	    {ERR_INVALID, PART("name=\"a") "1\r\n" END},
	    {ERR_INVALID, PART("name=\"a\"; filename=\"\"") "1\r\n" END},
	    {ERR_INVALID, PART("name=\"a\"") "\xff\r\n" END},
	    {ERR_INVALID, PART("name=\"\xff\"") "1\r\n" END},
	    {ERR_INVALID, "--B\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n" END},
	    {ERR_INVALID, "--B\r\nX: y\r\n\r\n1\r\n" END},
	    {ERR_INVALID, "--B\nContent-Disposition: form-data; name=\"a\"\n\n1\n--B--"},
	    {ERR_INVALID, "--B\r\nContent-Disposition: form-data;\r\n name=\"a\"\r\n\r\n1\r\n" END},
	    {ERR_INVALID, "--B\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64\r\n\r\n1\r\n" END},
	    {ERR_FULL, long_field},
	    {ERR_FULL, many},
	};
	struct mem *m = mem_open(ARENA);

	n = (size_t)snprintf(long_field, sizeof long_field, PART("name=\"a\""));
	memset(long_field + n, 'x', 150);
	snprintf(long_field + n + 150, sizeof long_field - n - 150, "\r\n" END);
	for (n = 0; n < 600;)
		n += (size_t)snprintf(many + n, sizeof many - n, PART("name=\"a\"") "1\r\n");
	snprintf(many + n, sizeof many - n, END);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct seen seen = {0};
		err e = read_all(m, cases[i].s, strlen(cases[i].s), 7, "/tmp", &seen);

		if (e != cases[i].e)
			fprintf(stderr, "case %zu: %s\n", i, err_name(e));
		assert_int_equal(e, cases[i].e);
	}
	mem_close(m);
}

TEST(multipart_says_when_a_file_cannot_be_written)
{
	static const char s[] = PART("name=\"t\"; filename=\"a\"") "1\r\n" END;
	struct mem *m = mem_open(ARENA);
	struct seen seen = {0};

	assert_int_equal(read_all(m, s, sizeof s - 1, 5, "/no/such/directory", &seen), ERR_IO);
	mem_close(m);
}

TEST(req_number_that_is_no_int_is_none)
{
	static const struct param typed[] = {{"a", "2024"}, {"b", "4294969320"}, {"c", "-2147483649"}, {"d", "-7"}};
	struct req rq = {.mem = t_mem(), .form_params = {typed, COUNT(typed)}};

	t_int(2024, rq_int(&rq, "a"));
	t_int(0, rq_int(&rq, "b"));
	t_int(0, rq_int(&rq, "c"));
	t_int(-7, rq_int(&rq, "d"));
	t_int(0, rq_int(&rq, "e"));
}
