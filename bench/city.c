/* bench/city.c -- a made-up city, the same every time: city units | letter N | table N | people NOW_MS | sessions NOW_MS | tokens
 *
 * units: a data file of what the bundled catalogue lacks to make 700 units. letter, table: the Nth plan's letter and its
 * 200 rows, for tests/layout. people, sessions: statements that add 5,000 accounts, and living sessions for the first of
 * each role. tokens: the cookie, role and unit of each session, one a line. */
#include "base/crypt.h"
#include "bench/people.h"

enum { COMMUNES = 579, CLUSTERS = 25, DISTRICTS = 30, TASKS = 200, PEOPLE = 5000, OFFICERS = 4200, HEADS = 700, SESSIONS = 800 };

/* ---- units ---------------------------------------------------------------------------------------------------------- */

static const char *const DISTRICT[DISTRICTS] = {
	"Q-001", "Q-002", "Q-003", "Q-004", "Q-005", "Q-006", "Q-007", "Q-008", "Q-009", "H-016", "H-017", "H-018", "Q-019", "H-020",
	"Q-021", "H-250", "Q-268", "TX-269", "H-271", "H-272", "H-273", "H-274", "H-275", "H-276", "H-277", "H-278", "H-279", "H-280",
	"H-281", "H-282"};
static const char *const PLACE[] = {"An", "Bình", "Cẩm", "Đại", "Đông", "Hải", "Hòa", "Hưng", "Kim", "Liên", "Long", "Mai",
                                    "Nam", "Ngọc", "Phú", "Quang", "Sơn", "Tân", "Thanh", "Thượng", "Tiên", "Trung", "Vân", "Yên"};
static const char *const PLACE_END[] = {"Châu", "Hà", "Khê", "Lâm", "Lạc", "Mỹ", "Nghĩa", "Phong", "Sơn", "Thịnh", "Thọ", "Xá",
                                        "Xuyên", "Viên", "Trì", "Đồng", "Giang", "Hợp", "Lộc", "Minh", "Phương", "Quới", "Thắng", "Vĩnh"};

static void units(void)
{
	printf("code\tkind\tparent\tname\tshort\tfrom\tto\tsource\n");
	for (unsigned i = 0; i < COMMUNES; i++) {
		const char *district = DISTRICT[i % DISTRICTS];
		bool is_town = *district == 'Q';

		printf("XP-%03u\t%s\t%s\t%s %s %s\t\t\t\tbench\n", i + 1, is_town ? "phuong" : "xa", district, is_town ? "Phường" : "Xã",
		       PLACE[i % COUNT(PLACE)], PLACE_END[i / COUNT(PLACE)]);
	}
	for (unsigned i = 0; i < CLUSTERS; i++)
		printf("CUM-%02u\tcum\tTP\tCụm thi đua số %u\t\t\t\tbench\n", i + 1, i + 1);
}

/* ---- plans ---------------------------------------------------------------------------------------------------------- */

static const char *const ISSUER[] = {
	"ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI", "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG THÀNH PHỐ HÀ NỘI", "SỞ NỘI VỤ THÀNH PHỐ HÀ NỘI",
	"SỞ GIÁO DỤC VÀ ĐÀO TẠO THÀNH PHỐ HÀ NỘI", "SỞ Y TẾ THÀNH PHỐ HÀ NỘI", "LIÊN ĐOÀN LAO ĐỘNG THÀNH PHỐ HÀ NỘI",
	"SỞ VĂN HÓA VÀ THỂ THAO THÀNH PHỐ HÀ NỘI", "CÔNG AN THÀNH PHỐ HÀ NỘI", "SỞ CÔNG THƯƠNG THÀNH PHỐ HÀ NỘI",
	"SỞ XÂY DỰNG THÀNH PHỐ HÀ NỘI"};

static void letter(unsigned plan)
{
	printf("%s\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nĐộc lập - Tự do - Hạnh phúc\n\n"
	       "Số: %u/KH-TĐKT Hà Nội, ngày 25 tháng 12 năm 2023\n\nKẾ HOẠCH\n\nCông tác thi đua, khen thưởng năm 2024\n\n"
	       "Các nhiệm vụ trọng tâm trong năm 2024 được ghi tại Phụ lục kèm theo Kế hoạch này.\n", ISSUER[plan % COUNT(ISSUER)], plan + 101);
}

static const char *const ACT[] = {"Xây dựng kế hoạch", "Tổ chức sơ kết", "Báo cáo kết quả", "Rà soát hồ sơ", "Tuyên truyền",
                                  "Đăng ký chỉ tiêu", "Lập danh sách đề nghị", "Tổ chức hội nghị", "Kiểm tra việc thực hiện", "Tổng hợp ý kiến"};
static const char *const MATTER[] = {
	"phong trào thi đua “Đổi mới, sáng tạo”", "khen thưởng đột xuất, khen thưởng chuyên đề", "danh hiệu Chiến sĩ thi đua cơ sở",
	"gương điển hình tiên tiến, người tốt việc tốt", "công nhận sáng kiến cấp cơ sở", "khen thưởng thành tích kháng chiến",
	"phong trào “Cả nước chung sức xây dựng nông thôn mới”", "Bằng khen, Cờ thi đua của Thành phố", "hoạt động của cụm, khối thi đua",
	"cải cách hành chính trong thi đua, khen thưởng", "bồi dưỡng nghiệp vụ thi đua, khen thưởng", "Quỹ thi đua, khen thưởng",
	"phong trào “Vì người nghèo - Không để ai bị bỏ lại phía sau”", "số hóa hồ sơ khen thưởng", "xét tặng danh hiệu vinh dự nhà nước"};
static const char *const ROUND[] = {"đợt 1", "đợt 2", "tại cơ sở", "trên địa bàn", "trong ngành, lĩnh vực được giao",
                                    "của đơn vị", "theo chuyên đề"};
/* The classes of many units first: so many of the 200 tasks are theirs that the plan comes to about 14,000 duties. */
static const struct {
	unsigned until;
	const char *who;
} WHO[] = {{18, "Các xã, phường, thị trấn"}, {52, "Các đơn vị thuộc Thành phố"}, {74, "Các quận, huyện, thị xã"},
           {84, "Các sở, ban, ngành"}, {90, "Các Cụm thi đua thuộc Thành phố"}};
static const char *const ONE[] = {"Sở Nội vụ", "Sở Tài chính", "Sở Y tế", "Sở Giáo dục và Đào tạo thành phố Hà Nội",
                                  "Ban TĐKT Thành phố", "Văn phòng UBND Thành phố", "LĐLĐ Thành phố", "Sở Tư pháp", "Báo Hànộimới",
                                  "Sở Xây dựng"};

static const char *who_of(unsigned plan, unsigned task)
{
	unsigned place = task * 77 % TASKS;     /* a turn through all places */

	for (size_t i = 0; i < COUNT(WHO); i++)
		if (place < WHO[i].until)
			return WHO[i].who;
	return ONE[people_any(plan * TASKS + task, 22, COUNT(ONE))];
}

static void when(unsigned plan, unsigned task)
{
	unsigned key = plan * TASKS + task, month = task * 12 / TASKS + 1, day = (unsigned)people_any(key, 23, 27) + 1;

	switch (people_any(key, 24, 10)) {
	case 0:
		printf("Quý %s/2024\n", (const char *[]){"I", "II", "III", "IV"}[(month - 1) / 3]);
		break;
	case 1:
		printf("Tháng %u/2024\n", month);
		break;
	case 2:
		printf("Từ ngày %02u/%02u/2024 đến ngày %02u/%02u/2024\n", day > 8 ? day - 8 : 1, month, day, month);
		break;
	default:
		printf("Trước ngày %02u/%02u/2024\n", day, month);
	}
}

static void table(unsigned plan)
{
	static const char *const QUARTER[] = {"I", "II", "III", "IV"};

	for (unsigned i = 0; i < TASKS; i++) {
		unsigned key = plan * TASKS + i;

		if (i % (TASKS / 4) == 0)
			printf("1\t%s\t\tQuý %s\t\t\t\t\n", QUARTER[i / (TASKS / 4)], QUARTER[i / (TASKS / 4)]);
		printf("1\t%s\t%u\t%s %s %s năm 2024, bảo đảm chất lượng, đúng quy định, gửi Ban TĐKT Thành phố tổng hợp\t"
		       "UBND Thành phố\t%s\tCác ngành, đơn vị liên quan\t", QUARTER[i / (TASKS / 4)], i + 1, ACT[people_any(key, 25, COUNT(ACT))],
		       MATTER[people_any(key, 26, COUNT(MATTER))], ROUND[people_any(key, 27, COUNT(ROUND))], who_of(plan, i));
		when(plan, i);
	}
}

/* ---- people --------------------------------------------------------------------------------------------------------- */

/* Six officers and a head for each unit, a hundred at the standing body; those with a session stand first of their role. */
static const char *role_of(unsigned i)
{
	static const char *const CITY[] = {"specialist", "board_head", "council_member", "auditor", "editor", "chairman", "council_secretary"};

	if (i < OFFICERS)
		return "unit_officer";
	return i < OFFICERS + HEADS ? "unit_head" : CITY[people_any(i, 28, 10) < 6 ? 0 : people_any(i, 29, COUNT(CITY))];
}

static const char *token_of(struct mem *m, unsigned i)
{
	const char *name = mem_text(m, "bench %u", i);

	return crypt_hash_hex(m, name, strlen(name));
}

/* An officer of each unit, and the last hundred people. */
static bool has_session(unsigned i)
{
	return i < SESSIONS - 100 || i >= PEOPLE - 100;
}

static void people(int64_t now_ms)
{
	struct people_line p;

	for (unsigned i = 0; i < PEOPLE; i++) {
		people_line(i, PEOPLE, &p);
		printf("insert into user_account (login, login_fold, full_name, name_fold, sortkey, unit_id, email, made_ms) values "
		       "('p%04u', 'p%04u', '%s', 'p%04u', 'p%04u', ", i, i, p.name, i, i);
		if (i < OFFICERS + HEADS)
			printf("(select id from unit order by id limit 1 offset %u)", i % HEADS);
		else
			printf("(select id from unit where code = 'B-TDKT')");
		printf(", 'p%04u@thidua.example', %" PRId64 ");\n", i, now_ms);
	}
	for (unsigned i = 0; i < PEOPLE; i++)
		printf("insert into user_has_role (user_id, role, given_ms) select id, '%s', %" PRId64
		       " from user_account where login = 'p%04u';\n", role_of(i), now_ms, i);
}

static void sessions(int64_t now_ms)
{
	struct mem *m = mem_open(1 << 24);

	printf("delete from user_session where user_agent = 'bench';\n");
	for (unsigned i = 0; i < PEOPLE; i++) {
		const char *token = token_of(m, i);

		if (has_session(i))
			printf("insert into user_session (user_id, token_hash, is_half, user_agent, address, made_ms, seen_ms) select id, '%s', "
			       "0, 'bench', '127.0.0.1', %" PRId64 ", %" PRId64 " from user_account where login = 'p%04u';\n",
			       crypt_hash_hex(m, token, strlen(token)), now_ms, now_ms, i);
		mem_reset(m);
	}
	mem_close(m);
}

static void tokens(void)
{
	struct mem *m = mem_open(1 << 24);

	for (unsigned i = 0; i < PEOPLE; i++)
		if (has_session(i))
			printf("%s\tp%04u\t%s\n", token_of(m, i), i, role_of(i));
	mem_close(m);
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";
	int64_t n = argc > 2 ? strtoll(argv[2], NULL, 10) : 0;

	crypt_init();
	if (strcmp(what, "units") == 0)
		units();
	else if (strcmp(what, "letter") == 0)
		letter((unsigned)n);
	else if (strcmp(what, "table") == 0)
		table((unsigned)n);
	else if (strcmp(what, "people") == 0)
		people(n);
	else if (strcmp(what, "sessions") == 0)
		sessions(n);
	else if (strcmp(what, "tokens") == 0)
		tokens();
	else
		return 2;
	return 0;
}
