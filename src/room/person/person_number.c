/* room/person/person_number.c -- what an identity number and a birth say. Pure. */
#include "base/text.h"
#include "room/person/person.h"

bool person_number_is_good(const char *number)
{
	size_t n = strlen(number);

	return (n == 12 || n == 9) && strspn(number, "0123456789") == n;
}

/* The fourth digit counts centuries from the twentieth by twos, odd for women; the fifth and sixth are the year. */
int person_number_doubts(struct mem *m, const char *number, int64_t birth_year, const char *sex,
                         const char *out[PERSON_WARN_MAX])
{
	int n = 0, digit;
	int64_t year;

	if (!person_number_is_good(number) || strlen(number) != 12)
		return 0;
	digit = number[3] - '0';
	year = 1900 + 100 * (digit / 2) + 10 * (number[4] - '0') + (number[5] - '0');
	if (*sex != '\0' && (digit % 2 == 1) != text_is(sex, "f"))
		out[n++] = mem_text(m, "Số định danh là của %s, khác với giới tính đã ghi.", digit % 2 == 1 ? "nữ" : "nam");
	if (birth_year != 0 && birth_year != year)
		out[n++] = mem_text(m, "Số định danh ứng với năm sinh %" PRId64 ", khác với năm sinh đã ghi %" PRId64 ".", year, birth_year);
	return n;
}

bool person_birth_read(const char *text, date *day_out, int64_t *year_out)
{
	date d;
	size_t n = strlen(text);

	if (n == 0) {
		*day_out = DATE_NONE;
		*year_out = 0;
		return true;
	}
	if (n == 4 && strspn(text, "0123456789") == 4 && strtoll(text, NULL, 10) >= 1800) {
		*day_out = DATE_NONE;
		*year_out = strtoll(text, NULL, 10);
		return true;
	}
	d = date_from_vn(text);
	if (d == DATE_NONE)
		d = date_from_iso(text);
	if (d == DATE_NONE || date_ymd(d).year < 1800)
		return false;
	*day_out = d;
	*year_out = date_ymd(d).year;
	return true;
}

const char *person_birth_words(struct mem *m, date birth, int64_t year)
{
	return birth != DATE_NONE ? date_vn(m, birth) : year != 0 ? mem_text(m, "%" PRId64, year) : "";
}
