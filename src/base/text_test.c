/* base/text_test.c -- Vietnamese text: normal form, folding, order. */
#include "base/text.h"

#include "tests/t.h"

static const char *clean(const char *s)
{
	return text_clean(t_mem(), s, strlen(s));
}

TEST(text_utf8_is_told_from_what_is_not)
{
	static const struct {
		const char *p;
		size_t n;
		bool is;
	} cases[] = {
		{"", 0, true}, {"abc", 3, true}, {"Đặng", 7, true}, {"a\0b", 3, false}, {"\xff", 1, false},
		{"\xc0\x80", 2, false}, {"\xed\xa0\x80", 3, false}, {"\xf4\x90\x80\x80", 4, false}, {"\xe1\xba", 2, false},
		{"\xf0\x9f\x8f\x85", 4, true}, {"\x80", 1, false}, {"\xe0\x80\xaf", 3, false},
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		t_true(text_is_utf8(cases[i].p, cases[i].n) == cases[i].is);
}

TEST(text_both_unicode_forms_become_one)
{
	t_text("Đặng Thị Hoà ủy ưở", clean("Đa\xcc\xa3\xcc\x86ng Thi\xcc\xa3 Hoa\xcc\x80 u\xcc\x89y u\xcc\x9bo\xcc\x9b\xcc\x89"));
	t_text("ặ", clean("a\xcc\x86\xcc\xa3"));
	t_text("ặ", clean("ă\xcc\xa3"));
	t_text("ệ", clean("ẹ\xcc\x82"));
}

TEST(text_line_ends_and_controls_are_cleaned)
{
	t_text("a\nb\nc\n", clean("a\r\nb\rc\n"));
	t_text("ab\tc", clean("\xef\xbb\xbf" "a\x01" "b\tc\x7f"));
	t_text("khenthưởng", clean("khen\xc2\xadthưởng"));
	t_text("đ", clean("\xc2\x85" "đ"));
}

TEST(text_fold_drops_case_and_marks_in_both_forms)
{
	static const char *const same[][2] = {
		{"Đặng Thị Điệp", "dang thi diep"}, {"ĐÀO TẠO", "dao tao"}, {"Uỷ ban", "uy ban"},
		{"Ủy  ban\n nhân dân", "uy ban nhan dan"}, {"thi đua – khen thưởng", "thi dua - khen thuong"},
		{"“Người tốt”", "\"nguoi tot\""}, {"D\xcc\xa3", "d"}, {"  x ", "x"}, {"\xc2\xa0" "a\xc2\xa0" "b", "a b"},
		{"ưỠ Ờ ợ Ữ", "uo o o u"}, {"Quý I/2024", "quy i/2024"}, {"中", "中"}, {"ß é ñ", "ß e n"},
	};

	for (size_t i = 0; i < COUNT(same); i++) {
		t_text(same[i][1], text_fold(t_mem(), same[i][0]));
		t_text(same[i][1], text_fold(t_mem(), text_fold(t_mem(), same[i][0])));
	}
	t_text(text_fold(t_mem(), "Hòa"), text_fold(t_mem(), "Hoa\xcc\x80"));
}

TEST(text_sortkey_gives_the_vietnamese_order)
{
	static const char *const order[] = {"An", "Ánh", "Ăn", "Ân", "Bình", "Dũng", "Đạt", "Em", "Êm", "Hoa", "Hoa Lư", "Hoà", "Hoả",
		"Hoã", "Hoá", "Hoạ", "Hoàng", "Oanh", "Ông", "Ơn", "Uyên", "Ước"};

	for (size_t i = 1; i < COUNT(order); i++) {
		const char *a = text_sortkey(t_mem(), order[i - 1]), *b = text_sortkey(t_mem(), order[i]);

		if (strcmp(a, b) >= 0)
			print_error("%s is not before %s\n", order[i - 1], order[i]);
		t_true(strcmp(a, b) < 0);
	}
}

TEST(text_sortkey_is_the_same_for_both_cases_and_is_ascii)
{
	const char *k = text_sortkey(t_mem(), "  Hoàn   Kiếm ĐƯỜNG 中");

	t_text(text_sortkey(t_mem(), "HOÀN KIẾM đường 中"), k);
	for (; *k != '\0'; k++)
		t_true(*k >= 0x20 && *k < 0x7f);
}

TEST(text_names_are_ordered_by_given_name)
{
	static const char *const order[] = {"Trần Văn An", "Lê Thị Ánh", "Nguyễn Bình", "Nguyễn Văn Bình", "Trần Văn Bình",
		"Phạm Dũng", "Bùi Đạt", "Đỗ Thị Hoa", "Nguyễn Thị Hoa", "An Thị Hoà", "Ước"};

	for (size_t i = 1; i < COUNT(order); i++) {
		const char *a = text_sortkey_name(t_mem(), order[i - 1]), *b = text_sortkey_name(t_mem(), order[i]);

		if (strcmp(a, b) >= 0)
			print_error("%s is not before %s\n  %s\n  %s\n", order[i - 1], order[i], a, b);
		t_true(strcmp(a, b) < 0);
	}
}

TEST(text_lines_are_trimmed_and_counted)
{
	t_text("a b c", text_line(t_mem(), " a\n\tb\xe2\x80\x83" "c\xc2\xa0"));
	t_text("a\nb", text_trim(t_mem(), " \n a\nb \t"));
	t_text("", text_trim(t_mem(), "   "));
	t_int(4, (int64_t)text_chars("Đặng"));
	t_text("đặng ưở", text_lower(t_mem(), "ĐẶNG ƯỞ"));
	t_text("ỦY BAN NHÂN DÂN QUẬN ĐỐNG ĐA - 2024", text_upper(t_mem(), "Ủy ban nhân dân quận Đống Đa - 2024"));
	t_true(text_starts("Điều 5", "Điều"));
	t_true(text_ends("kế hoạch", "hoạch"));
	t_false(text_ends("ạch", "hoạch"));
}

/* What the short way of text_clean() lets through is what the long way makes of it. */
TEST(text_clean_takes_the_short_way_only_where_it_changes_nothing)
{
	for (uint32_t c = 0x20; c < 0x3000; c++) {
		char one[12], two[16];
		size_t n = text_put(one, c);
		const char *slow;

		if (c == 0x7f)
			continue;
		/* An ideographic comma before it is nothing of the short way, and composes with nothing. */
		memcpy(two, "\xe3\x80\x81", 3);
		memcpy(two + 3, one, n);
		slow = text_clean(t_mem(), two, n + 3);
		t_true(text_starts(slow, "\xe3\x80\x81"));
		t_text(slow + 3, text_clean(t_mem(), one, n));
	}
}
