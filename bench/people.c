/* bench/people.c -- lists in the order of how often they occur; the first of a list is the most frequent. */
#include "bench/people.h"

static const char *const FAMILY[] = {
	"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đào",
	"Đinh", "Trịnh", "Mai", "Cao", "Lương", "Tạ", "Hà", "Chu", "Lưu", "Tô", "Phùng", "Kiều", "Quách", "Vương", "Thái",
	"Đoàn", "Huỳnh", "Võ", "Trương", "Nghiêm", "Khuất", "Bạch", "La", "Ninh", "Triệu", "Lại", "Doãn", "Từ", "Đàm"};
static const int FAMILY_WEIGHT[] = {384, 110, 95, 70, 51, 45, 39, 21, 20, 14, 13, 13, 10, 8, 8, 7, 7, 6, 6, 6, 5, 5, 4, 4, 4,
                                    4, 3, 3, 3, 3, 12, 10, 9, 9, 2, 2, 1, 1, 1, 2, 2, 1, 1, 2};
static const char *const MIDDLE_MAN[] = {
	"Văn", "Đức", "Hữu", "Quang", "Minh", "Xuân", "Ngọc", "Công", "Đình", "Quốc", "Tuấn", "Thanh", "Trọng", "Mạnh", "Việt",
	"Thế", "Anh", "Hoàng", "Bá", "Duy", "Tiến", "Gia", "Đăng", "Trung", "Hồng", "Chí", "Khắc", "Viết", "Như", "Danh"};
static const char *const MIDDLE_WOMAN[] = {
	"Thị", "Thị Thu", "Thị Thanh", "Thị Ngọc", "Thị Minh", "Thị Hồng", "Thị Bích", "Thu", "Thanh", "Thị Kim", "Ngọc", "Minh",
	"Thị Phương", "Thị Lan", "Thị Mai", "Thị Thúy", "Phương", "Hồng", "Thùy", "Thị Hải", "Thị Vân", "Kim", "Mai", "Bích",
	"Thị Quỳnh", "Khánh", "Thị Tuyết", "Diệu", "Thị Hoài", "Thị Ánh"};
static const char *const GIVEN_MAN[] = {
	"Hùng", "Tuấn", "Dũng", "Cường", "Minh", "Anh", "Hải", "Nam", "Sơn", "Long", "Thắng", "Hưng", "Quang", "Trung", "Đức",
	"Bình", "Hiếu", "Hoàng", "Thành", "Tùng", "Kiên", "Mạnh", "Phong", "Việt", "Khánh", "Huy", "Tiến", "Toàn", "Giang", "Hòa",
	"Đạt", "Lâm", "Phúc", "Chiến", "Linh", "Vinh", "Thịnh", "Tú", "Duy", "Quân", "Sáng", "Tâm", "Thái", "Đông", "Khoa", "Vũ",
	"Bảo", "Ninh", "Quyết", "Trường", "Ngọc", "Lộc", "Hậu", "An", "Ân", "Điệp", "Nghĩa", "Luân", "Tài", "Hà", "Cảnh", "Kỳ"};
static const char *const GIVEN_WOMAN[] = {
	"Hương", "Lan", "Hà", "Hằng", "Thủy", "Hoa", "Mai", "Nga", "Linh", "Huyền", "Trang", "Thảo", "Phương", "Yến", "Loan", "Hạnh",
	"Thu", "Dung", "Ngọc", "Oanh", "Hiền", "Vân", "Bình", "Minh", "Nhung", "Anh", "Liên", "Tuyết", "Hồng", "Thanh", "Giang",
	"Chi", "Quỳnh", "Tâm", "Xuân", "Thúy", "Ngân", "My", "Hải", "Nguyệt", "Kim", "Lý", "Hòa", "Ánh", "Diệp", "Trà", "Châu",
	"Vy", "Khánh", "Phượng", "Bích", "Thơm", "Duyên", "Hậu", "Thoa", "Sen", "Nhàn", "Lệ", "Ân", "An", "Hường", "Uyên"};

uint64_t people_any(uint64_t i, uint64_t salt, uint64_t n)
{
	uint64_t x = i * UINT64_C(0x9e3779b97f4a7c15) ^ salt * UINT64_C(0xd1b54a32d192ed03);

	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return (x ^ x >> 31) % n;
}

/* A place of a list whose first are chosen more often: the square of an even choice. */
static size_t skewed(uint64_t i, uint64_t salt, size_t n)
{
	uint64_t x = people_any(i, salt, 1 << 16);

	return (size_t)(x * x >> 16) * n >> 16;
}

static const char *family(uint64_t person)
{
	uint64_t sum = 0, at;

	for (size_t k = 0; k < COUNT(FAMILY_WEIGHT); k++)
		sum += (uint64_t)FAMILY_WEIGHT[k];
	at = people_any(person, 1, sum);
	for (size_t k = 0; k < COUNT(FAMILY); k++) {
		if (at < (uint64_t)FAMILY_WEIGHT[k])
			return FAMILY[k];
		at -= (uint64_t)FAMILY_WEIGHT[k];
	}
	return FAMILY[0];
}

#define PICK(list, salt) (list)[skewed(person, (salt), COUNT(list))]

void people_line(uint64_t i, uint64_t n, struct people_line *out)
{
	uint64_t people_n = n / 4 + 1, person = people_any(i, 7, people_n);
	uint64_t home = people_any(person, 8, 1 << 16);
	const char *second = people_any(person, 9, 4) == 0 ? " " : "";

	out->person = (uint32_t)person + 1;
	out->is_woman = people_any(person, 2, 100) < 52;
	if (out->is_woman)
		snprintf(out->name, sizeof out->name, "%s %s%s%s %s", family(person), PICK(MIDDLE_WOMAN, 3), second,
		         *second != '\0' ? PICK(GIVEN_WOMAN, 5) : "", PICK(GIVEN_WOMAN, 4));
	else
		snprintf(out->name, sizeof out->name, "%s %s%s%s %s", family(person), PICK(MIDDLE_MAN, 3), second,
		         *second != '\0' ? PICK(GIVEN_MAN, 5) : "", PICK(GIVEN_MAN, 4));
	out->unit = (uint32_t)(home * home % (1 << 16) * PEOPLE_UNITS >> 16) + 1;
	out->award = (uint16_t)skewed(i, 10, PEOPLE_AWARDS);
	out->year = (uint16_t)(PEOPLE_FIRST_YEAR + i * PEOPLE_YEARS / n);
	out->job = (uint8_t)skewed(person, 11, 8);
	out->ground = (uint8_t)skewed(i, 12, 7);
}
