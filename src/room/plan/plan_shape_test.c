/* room/plan/plan_shape_test.c -- bodies and headings as papers of many offices write them, none of which a lexicon knows.
 *
 * What a cell means is its bodies, joined by " | "; a '!' before it: there must be a doubt, whatever is read. */
#include "tests/t.h"

#include "base/text.h"
#include "room/plan/plan_read_in.h"

struct told {
	const char *cell, *means;
};

static const struct told cells[] = {
	{"Phòng Lao động - Thương binh và Xã hội", "Phòng Lao động - Thương binh và Xã hội"},
	{"Trung tâm Văn hóa, Thông tin và Thể thao", "Trung tâm Văn hóa, Thông tin và Thể thao"},
	{"Phòng Tổ chức - Cán bộ, Thanh tra và Thi đua, khen thưởng",
	 "Phòng Tổ chức - Cán bộ, Thanh tra và Thi đua, khen thưởng"},
	{"Cục Tài chính và Quản lý doanh nghiệp, Văn phòng Bộ", "Cục Tài chính và Quản lý doanh nghiệp | Văn phòng Bộ"},
	{"Báo và Đài Phát thanh, truyền hình tỉnh", "Báo và Đài Phát thanh, truyền hình tỉnh"},
	{"Báo Sức khỏe và Đời sống", "Báo Sức khỏe và Đời sống"},
	{"Sở Nội vụ, Sở Y tế và các đơn vị liên quan", "Sở Nội vụ | Sở Y tế | các đơn vị liên quan"},
	{"Sở Tài chính và Công an tỉnh", "Sở Tài chính | Công an tỉnh"},
	{"Sở Y tế các tỉnh, thành phố", "Sở Y tế các tỉnh, thành phố"},
	{"Ban Tổ chức Đảng ủy; Văn phòng Đảng ủy", "Ban Tổ chức Đảng ủy | Văn phòng Đảng ủy"},
	{"Hội đồng Thi đua - Khen thưởng Công an tỉnh", "Hội đồng Thi đua - Khen thưởng Công an tỉnh"},
	{"Ban Giám đốc; Ban Chấp hành Công đoàn cơ sở", "Ban Giám đốc | Ban Chấp hành Công đoàn cơ sở"},
	{"Tổ thư ký giúp việc Hội đồng", "Tổ thư ký giúp việc Hội đồng"},
	{"Đoàn kiểm tra của Hội đồng Thi đua - Khen thưởng huyện", "Đoàn kiểm tra của Hội đồng Thi đua - Khen thưởng huyện"},
	{"Hội\nLiên hiệp Phụ nữ quận", "Hội Liên hiệp Phụ nữ quận"},
	{"Đoàn Thanh niên\nSở", "Đoàn Thanh niên Sở"},
	{"Các chi bộ, đảng bộ cơ sở", "Các chi bộ, đảng bộ cơ sở"},
	{"Các Vụ, Cục, đơn vị thuộc Bộ", "Các Vụ, Cục, đơn vị thuộc Bộ"},
	{"các đồng chí thành viên Ban Tổ chức", "các đồng chí thành viên Ban Tổ chức"},
	{"UBND quận, huyện", "UBND quận, huyện"},
	{"UBND phường Lê Lợi, Công an phường Lê Lợi", "UBND phường Lê Lợi | Công an phường Lê Lợi"},
	{"Phòng Nghiệp vụ - Dự toán - Pháp chế", "Phòng Nghiệp vụ - Dự toán - Pháp chế"},
	{"Phòng Kê khai và Kế toán thuế", "Phòng Kê khai và Kế toán thuế"},
	{"Chính ủy; Phó Chính ủy", "Chính ủy | Phó Chính ủy"},
	{"Kế toán trưởng", "Kế toán trưởng"},
	{"Viện trưởng, Phó Viện trưởng", "Viện trưởng | Phó Viện trưởng"},
	{"Công đoàn Trường, Đoàn Thanh niên", "Công đoàn Trường | Đoàn Thanh niên"},
	{"ủy ban MTTQ phường; các tổ dân phố", "ủy ban MTTQ phường | các tổ dân phố"},
	{"Xí nghiệp 1, Xí nghiệp 2", "Xí nghiệp 1 | Xí nghiệp 2"},
	{"Giám đốc Sở Nội vụ", "Giám đốc Sở Nội vụ"},
	{"Chánh Văn phòng UBND tỉnh", "Chánh Văn phòng UBND tỉnh"},
	{"Chủ tịch Hội Nông dân tỉnh; Bí thư Đoàn Thanh niên", "Chủ tịch Hội Nông dân tỉnh | Bí thư Đoàn Thanh niên"},
	{"Đoàn Thanh niên Sở Tư pháp", "Đoàn Thanh niên Sở Tư pháp"},
	{"Thủ trưởng các sở, ban, ngành", "Thủ trưởng các sở, ban, ngành"},
	{"Đồng chí Chủ tịch UBND huyện", "Đồng chí Chủ tịch UBND huyện"},
	{"UBND TP. Thủ Đức và các quận, huyện", "UBND TP. Thủ Đức | các quận, huyện"},
	{"Các Vụ, Cục, Tổng cục", "Các Vụ, Cục, Tổng cục"},
	{"Các Phòng, Ban, Đơn vị trực thuộc", "Các Phòng, Ban, Đơn vị trực thuộc"},
	{"BGH, BCH Công đoàn", "BGH | BCH Công đoàn"},
	{"Phòng GD&ĐT, phòng LĐ-TB&XH", "Phòng GD&ĐT | phòng LĐ-TB&XH"},
	{"Chi bộ 1, Chi bộ 2", "Chi bộ 1 | Chi bộ 2"},
	{"Vụ Khoa học, Công nghệ và Môi trường", "Vụ Khoa học, Công nghệ và Môi trường"},
	{"Trung tâm Văn hóa, Thể thao - Truyền thanh", "Trung tâm Văn hóa, Thể thao - Truyền thanh"},
	{"Phó Chỉ huy trưởng - Tham mưu trưởng", "Phó Chỉ huy trưởng - Tham mưu trưởng"},
	{"Ban Cán sự đảng\nUBND tỉnh", "Ban Cán sự đảng UBND tỉnh"},
	{"Đảng ủy Cục Thuế", "Đảng ủy Cục Thuế"},
	{"Phó Sư đoàn trưởng - Tham mưu trưởng", "Phó Sư đoàn trưởng - Tham mưu trưởng"},
	{"Phó Tư lệnh - Tham mưu trưởng", "Phó Tư lệnh - Tham mưu trưởng"},
	{"Văn phòng Bộ Tư lệnh Vùng", "Văn phòng Bộ Tư lệnh Vùng"},
	{"Phòng Tổ chức cán bộ\nSở Giáo dục và Đào tạo", "!"},
	{"Đ/c Trần Quốc Bảo, Bí thư", "Đ/c Trần Quốc Bảo, Bí thư"},
	{"Đ/c Hoàng Thị Lụa, công chức Văn phòng - Thống kê", "Đ/c Hoàng Thị Lụa, công chức Văn phòng - Thống kê"},
	{"Phân trại số 1\nPhân trại số 2", "Phân trại số 1 | Phân trại số 2"},
	{"Đội Quản giáo\nĐội Cảnh sát bảo vệ - cơ động", "Đội Quản giáo | Đội Cảnh sát bảo vệ - cơ động"},
	{"Ban Chấp hành\nĐoàn cơ sở; Hội Phụ nữ cơ sở", "Ban Chấp hành Đoàn cơ sở | Hội Phụ nữ cơ sở"},
	{"Ban Quản lý\nQuỹ", "Ban Quản lý Quỹ"},
	{"Thường trực\nHội; Sở Y tế", "Thường trực Hội | Sở Y tế"},
	{"Hội Doanh nhân\ntrẻ tỉnh; Ngân hàng\nNhà nước chi\nnhánh tỉnh", "Hội Doanh nhân trẻ tỉnh | Ngân hàng Nhà nước chi nhánh tỉnh"},
	{"Trường\nĐại học Đông Triều", "Trường Đại học Đông Triều"},
	{"Vụ\nCác định chế tài chính", "Vụ Các định chế tài chính"},
	{"Phó Giám đốc\nTô Thị Duyên", "Phó Giám đốc Tô Thị Duyên"},
	{"Tổ Thi đua\nTổ Kế toán", "Tổ Thi đua | Tổ Kế toán"},
	{"Các sở trong Khối thi đua số 2", "Các sở trong Khối thi đua số 2"},
	{"Phòng Quản lý vận tải, phương tiện và người lái", "Phòng Quản lý vận tải, phương tiện và người lái"},
	{"Phó Giám thị phụ trách hậu cần", "Phó Giám thị phụ trách hậu cần"},
	{"Cục Nhà giáo và Cán bộ quản lý giáo dục", "!"},
	{"UBND - Hội đồng TĐKT\nThị xã", "UBND | Hội đồng TĐKT Thị xã"},
	{"Công an\nHuyện", "Công an Huyện"},
	{"Ban Quản lý Đường sắt\nđô thị\nThành phố", "Ban Quản lý Đường sắt đô thị Thành phố"},
	{"Hội đồng Giải thưởng Sáng tạo\nThành phố; Sở Y tế", "Hội đồng Giải thưởng Sáng tạo Thành phố | Sở Y tế"},
	{"UBND huyện Đắk R'lấp; UBND huyện Cư M’gar", "UBND huyện Đắk R'lấp | UBND huyện Cư M’gar"},
	{"Chủ tịch UBND Đặc khu", "Chủ tịch UBND Đặc khu"},
	{"Nghiệp đoàn nghề cá; Hội Nông dân Đặc khu", "Nghiệp đoàn nghề cá | Hội Nông dân Đặc khu"},
	{"Đ/c Nguyễn Văn A, Trần Văn B", "!"},
	{"Ông Nguyễn Văn A, Phòng GD&ĐT huyện", "!"},
	{"Phường 1, Phường 2", "Phường 1 | Phường 2"},
	{"UBND Quận 1; UBND Quận 3", "UBND Quận 1 | UBND Quận 3"},
	{"Quận 1\nQuận 3", "Quận 1 | Quận 3"},
	{"Hội Nông dân tỉnh\nTỉnh đoàn", "Hội Nông dân tỉnh | Tỉnh đoàn"},
	{"Sở Văn hóa, Thể thao và Du lịch\nTỉnh đoàn", "Sở Văn hóa, Thể thao và Du lịch | Tỉnh đoàn"},
	{"Ban Thường vụ\nTỉnh đoàn", "Ban Thường vụ Tỉnh đoàn"},
	{"Ban Thường vụ Tỉnh đoàn", "Ban Thường vụ Tỉnh đoàn"},
	{"Thứ trưởng, Phó Chủ nhiệm Y Vinh Tơr", "!"},
	{"Giám đốc, Phó Giám đốc", "Giám đốc | Phó Giám đốc"},
	{"PGS.TS Trương Thị Thủy, Phó Giám đốc Học viện", "PGS.TS Trương Thị Thủy, Phó Giám đốc Học viện"},
	{"Ông Phạm Văn Thắng, Hiệu trưởng", "Ông Phạm Văn Thắng, Hiệu trưởng"},
	{"Bà Rơ Châm H'Oanh, Phó Hiệu trưởng", "Bà Rơ Châm H'Oanh, Phó Hiệu trưởng"},
	{"Bệnh viện Trường\nĐại học Y khoa Vinh", "Bệnh viện Trường Đại học Y khoa Vinh"},
	{"Khoa Y; Khoa Điều dưỡng - Hộ sinh", "Khoa Y | Khoa Điều dưỡng - Hộ sinh"},
	{"Trường\nĐại học Luật; Trường Tiểu học Kim Đồng", "Trường Đại học Luật | Trường Tiểu học Kim Đồng"},
	{"Đội Kiểm soát\nHải quan", "!"},
	{"Chi cục Hải quan khu vực VII; Hiệp hội\nDoanh nghiệp Tỉnh", "!"},
	{"Sở Y tế; Phòng Giám định Y khoa\nPhòng Nội vụ", "!"},
	{"Sở Y tế;\nSở Nội vụ;\nSở Tư pháp", "Sở Y tế | Sở Nội vụ | Sở Tư pháp"},
	{"Sở Y tế\nSở Nội vụ\nSở Tư pháp", "Sở Y tế | Sở Nội vụ | Sở Tư pháp"},
	{"Hội đồng TĐKT quận\nTrưởng các cụm, khối thi đua", "Hội đồng TĐKT quận | Trưởng các cụm, khối thi đua"},
	{"Cục Đo đạc, Bản đồ và Thông tin địa lý Việt Nam", "!"},
	{"Hội đồng TĐKT các sở, ngành; Sở Y tế", "Hội đồng TĐKT các sở, ngành | Sở Y tế"},
	{"Khối thi đua các doanh nghiệp nhà nước", "Khối thi đua các doanh nghiệp nhà nước"},
	{"Hội Liên hiệp Phụ nữ huyện, Huyện đoàn", "Hội Liên hiệp Phụ nữ huyện | Huyện đoàn"},
	{"Đ/c Trần Thị Bích, Thẩm phán trung cấp", "Đ/c Trần Thị Bích, Thẩm phán trung cấp"},
	{"Đ/c Siu Bình, Văn thư; Văn phòng", "Đ/c Siu Bình, Văn thư | Văn phòng"},
	{"Đ/c Siu Bình, Sở Y tế", "!"},
	{"Ông Nguyễn Văn A, ông Trần Văn B", "!"},
	{"Chủ tịch UBND Thị xã", "Chủ tịch UBND Thị xã"},
	{"Chủ tịch UBND\nThị xã", "Chủ tịch UBND Thị xã"},
	{"Vụ Kế hoạch và Vụ Pháp chế", "Vụ Kế hoạch | Vụ Pháp chế"},
	{"Cục Quản lý đê điều và Phòng, chống thiên tai", "Cục Quản lý đê điều và Phòng, chống thiên tai"},
	{"Cục Khởi nghiệp và Doanh nghiệp công nghệ; Báo Nhân dân", "!"},
	{"Phòng Quản lý hộ kinh doanh, cá nhân", "!"},
	{"Trung tâm Văn hóa, Thể thao", "!"},
	{"Phòng Tổng hợp, Phòng Kế toán", "Phòng Tổng hợp | Phòng Kế toán"},
	{"Phó Bí thư\nThường trực", "Phó Bí thư Thường trực"},
	{"Đồng chí Phó Bí thư\nThường trực; Tỉnh đoàn", "Đồng chí Phó Bí thư Thường trực | Tỉnh đoàn"},
	{"Phó Chủ tịch Thường trực UBND tỉnh", "Phó Chủ tịch Thường trực UBND tỉnh"},
	{"Phó Bí thư\nThường trực HĐND tỉnh", "!"},
	{"Cơ quan không có thật (Ban Thi đua - Khen thưởng)", "Cơ quan không có thật (Ban Thi đua - Khen thưởng)"},
	{"Chánh Thanh tra; Phó Chánh Thanh tra", "Chánh Thanh tra | Phó Chánh Thanh tra"},
	{"Chánh án, Phó Chánh án", "Chánh án | Phó Chánh án"},
	{"Tổng Biên tập", "Tổng Biên tập"},
	{"Trưởng các Khu vực, Cụm thi đua", "!"},
	{"Phòng Y tế qua Phòng Tư pháp", "!"},
	{"Sở Y tế Sở Tài chính", "!"},
	{"Giám đốc\nPhòng Kế hoạch", "!"},
	{"Phòng Thi đua - Khen thưởng (Sở Y tế)", "!"},
	{"Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh", "Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh"},
	{"Phòng Tổ chức cán bộ - Thanh tra", "Phòng Tổ chức cán bộ - Thanh tra"},
	{"Phòng Kiểm tra, giải quyết khiếu nại, tố cáo", "Phòng Kiểm tra, giải quyết khiếu nại, tố cáo"},
	{"Trưởng thôn, tổ trưởng tổ dân phố", "!"},
	{"Các sở Nội vụ, Tài chính", "!"},
	{"Đoàn Thanh niên trường 5", "!"},
	{"tổ thi đua", "!"},
	{"nt", "!"},
	{"Đồng chí Nguyễn Văn A", "!"},
	{"Chi nhánh huyện A, Chi nhánh huyện B", "!"},
};

TEST(plan_bodies_are_known_by_the_form_of_their_names)
{
	static const struct body_word one = {"Cơ quan không có thật", "khong", false};
	struct body_lexicon lex = {.at = &one, .n = 1};
	struct mem *m = mem_open(64 << 20);

	plan_lexicon_index(m, &lex);
	for (size_t i = 0; i < COUNT(cells); i++) {
		struct plan_doc_bodies out = {0};
		struct body_count n;
		struct toks t;
		const char *got = "";
		bool is_doubted;

		toks_of(m, cells[i].cell, &t);
		n = body_read(m, lex.index, &t, 0, t.n, &out);
		is_doubted = n.doubtful + n.strange + n.same + n.persons > 0;
		for (size_t k = 0; k < out.n; k++)
			got = mem_text(m, "%s%s%s", got, k > 0 ? " | " : "", out.at[k].words);
		if (*cells[i].means != '!')
			assert_string_equal(got, cells[i].means);
		if (is_doubted != (*cells[i].means == '!'))
			print_message("  “%s”: %s\n", cells[i].cell, is_doubted ? "doubted without need" : "must be doubted");
		assert_int_equal(is_doubted, *cells[i].means == '!');
	}
	mem_close(m);
}

TEST(plan_headings_are_read_by_their_words)
{
	static const struct {
		const char *line;
		enum plan_column cols[8];
	} heads[] = {
		{"TT Nội dung thực hiện Chỉ đạo, chủ trì Đơn vị thực hiện Đơn vị phối hợp Thời gian hoàn thành",
		 {COL_NO, COL_CONTENT, COL_DIRECT, COL_EXECUTE, COL_COORDINATE, COL_TIME}},
		{"STT Nội dung, nhiệm vụ Cơ quan, đơn vị chủ trì tham mưu Cơ quan phối hợp thực hiện Thời hạn Sản phẩm, kết quả Ghi chú",
		 {COL_NO, COL_CONTENT, COL_EXECUTE, COL_COORDINATE, COL_TIME, COL_OTHER, COL_OTHER}},
		{"TT NỘI DUNG CÔNG VIỆC ĐƠN VỊ CHỦ TRÌ ĐƠN VỊ PHỐI HỢP THỜI GIAN HOÀN THÀNH",
		 {COL_NO, COL_CONTENT, COL_EXECUTE, COL_COORDINATE, COL_TIME}},
		{"STT Nội dung phiên họp Đơn vị chuẩn bị Thành phần phối hợp Thời gian",
		 {COL_NO, COL_CONTENT, COL_EXECUTE, COL_COORDINATE, COL_TIME}},
		{"Số TT Nhiệm vụ trọng tâm Lãnh đạo phụ trách Bộ phận tham mưu Tiến độ thực hiện",
		 {COL_NO, COL_CONTENT, COL_DIRECT, COL_EXECUTE, COL_TIME}},
	};
	struct mem *m = mem_open(8 << 20);

	for (size_t i = 0; i < COUNT(heads); i++) {
		struct toks t;
		size_t at = 0, n = 0, k;
		enum plan_column col = COL_N;

		toks_of(m, heads[i].line, &t);
		for (; at < t.n && ((k = heading_at(&t, at, &col)) > 0 || (k = heading_between(m, &t, at, &col)) > 0); at += k)
			assert_int_equal(col, heads[i].cols[n++]);
		assert_int_equal(at, t.n);
	}
	mem_close(m);
}
