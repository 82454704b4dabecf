/* last.mjs -- a fourth part, again of papers that the reader had not seen: letterheads that are tables, two appendices,
 * sections without a mark, sections within sections, bodies by lines, times told in other ways. */
import { R, S, T, arises, before, day, follows, half, month, offset, quarter, range, recurs, until, year } from './words.mjs';

const cell = (text) => ({ text });
const letterTable = (left, right) => ({ table: { widths: [40, 60], rows: [{ cells: [cell(left), cell(right)] }] } });
const signTable = (left, right) => letterTable(left, right);

const phuTho = {
	name: '27-tinh-phu-tho', format: 'docx',
	plan: { year: 2025, number: '22/KH-UBND', date: '2025-01-16' },
	parts: [
		{
			letter: [
				letterTable('ỦY BAN NHÂN DÂN\nTỈNH PHÚ THỌ\nSố: 22/KH-UBND', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nPhú Thọ, ngày 16 tháng 01 năm 2025'),
				{ text: 'KẾ HOẠCH', bold: true, jc: 'center' }, { text: 'Công tác thi đua, khen thưởng năm 2025', bold: true, jc: 'center' },
				'UBND tỉnh ban hành Kế hoạch công tác thi đua, khen thưởng năm 2025 như sau:',
				signTable('Nơi nhận:\n- Ban TĐKT Trung ương;\n- Lưu: VT.', 'TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH'),
				{ text: 'PHỤ LỤC 1', bold: true, jc: 'center' }, { text: 'Tiến độ thực hiện các nhiệm vụ năm 2025', jc: 'center' },
			],
			cols: [['no', 'TT', 5], ['content', 'Nội dung', 42], ['direct', 'Chỉ đạo', 14], ['execute', 'Thực hiện', 16], ['coordinate', 'Phối hợp', 18], ['time', 'Thời gian', 14]],
			sections: 'span',
			rows: [
				S('', 'QUÝ I'),
				R(1, 'Tổ chức Hội nghị tổng kết công tác thi đua, khen thưởng năm 2024', T('Xong trước 15/02/2025', before('2025-02-15', { act: ['', 'Xong'] })),
					{ direct: '[Chủ tịch UBND tỉnh]', execute: '[Sở Nội vụ]', coordinate: '[Văn phòng UBND tỉnh]' }),
				R(2, 'Triển khai Luật Thi đua, khen thưởng', T('Quý I', quarter('2025-Q1')),
					{ direct: '[UBND tỉnh]', execute: '[Sở Nội vụ]', coordinate: '[Sở Tư pháp]\n[Sở Tài chính]' }),
				S('', 'QUÝ II'),
				R(3, 'Thi đua “Lao động giỏi, lao động sáng tạo”', T('Từ 01/4 - 30/6/2025', range('2025-04-01', '2025-06-30')),
					{ direct: '[UBND tỉnh]', execute: '[Liên đoàn Lao động tỉnh]', coordinate: '[Sở Nội vụ]' }),
				R(4, 'Xét tặng Kỷ niệm chương', T('20 đến 30/6/2025', range('2025-06-20', '2025-06-30')),
					{ direct: '[Chủ tịch UBND tỉnh]', execute: '[Sở Nội vụ]', coordinate: '[Các đơn vị liên quan]' }),
				S('', 'QUÝ III'),
				R(5, 'Kiểm tra công tác thi đua tại 05 huyện', T('Tháng 7, 8/2025', month('2025-07', { w: ['Tháng 7', 'Tháng 7, 8/2025'] }), month('2025-08', { w: ['8/2025', 'Tháng 7, 8/2025'] })),
					{ direct: '[UBND tỉnh]', execute: '[Sở Nội vụ]', coordinate: '[UBND các huyện, thành, thị]' }),
				S('', 'QUÝ IV'),
				R(6, 'Tổng kết, bình xét các cụm, khối thi đua', T('Trước ngày 15/12/2025', before('2025-12-15')),
					{ direct: '[UBND tỉnh]', execute: '[Các cụm, khối thi đua]', coordinate: '[Sở Nội vụ]' }),
			],
		},
		{
			letter: [{ text: 'PHỤ LỤC 2', bold: true, jc: 'center' }, { text: 'Chương trình công tác của Hội đồng Thi đua - Khen thưởng tỉnh năm 2025', jc: 'center' }],
			cols: [['no', 'TT', 5], ['content', 'Nội dung', 50], ['execute', 'Đơn vị tham mưu', 18], ['coordinate', 'Đơn vị phối hợp', 18], ['time', 'Thời gian', 16]],
			rows: [
				R(1, 'Phiên họp thứ nhất: xét khen thưởng tổng kết năm 2024', T('Tháng 02/2025', month('2025-02')), { execute: '[Sở Nội vụ]', coordinate: '[Các đơn vị liên quan]' }),
				R(2, 'Phiên họp thứ hai: xét khen thưởng cấp Nhà nước', T('Tháng 8/2025', month('2025-08')), { execute: '[Sở Nội vụ]', coordinate: '[Các đơn vị liên quan]' }),
				R(3, 'Cho ý kiến các nội dung khác', T('Theo yêu cầu công việc', arises()), { execute: '[Thành viên Hội đồng]', coordinate: '[Sở Nội vụ]' }),
			],
		},
	],
};

const thanhHoa = {
	name: '28-tinh-thanh-hoa', format: 'docx',
	plan: { year: 2024, date: '2024-02-01' },
	letter: [
		letterTable('ỦY BAN NHÂN DÂN\nTỈNH THANH HÓA\nSố: 31/KH-UBND', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nThanh Hóa, ngày 01 tháng 02 năm 2024'),
		{ text: 'KẾ HOẠCH', bold: true, jc: 'center' }, { text: 'Công tác thi đua, khen thưởng năm 2024', bold: true, jc: 'center' },
	],
	cols: [['no', 'TT', 5], ['content', 'Nhiệm vụ trọng tâm', 40], ['execute', 'Cơ quan, đơn vị chủ trì', 17], ['coordinate', 'Cơ quan, đơn vị phối hợp', 18],
		['time', 'Thời gian hoàn thành', 16], ['product', 'Sản phẩm dự kiến', 14]],
	rows: [
		S('I', 'Lĩnh vực thi đua'),
		R(1, 'Sơ kết 03 năm phong trào thi đua “Thanh Hóa chung sức”', T('Trước ngày 20/5/2024', before('2024-05-20')), { execute: '[Sở Nội vụ]', coordinate: '[Ủy ban MTTQ Việt Nam tỉnh]', product: 'Báo cáo' }),
		R(2, 'Phát động thi đua đợt cao điểm cuối năm', T('Trong tháng 10 năm 2024', month('2024-10')), { execute: '[Sở Nội vụ]', coordinate: '[Các sở, ban, ngành cấp tỉnh]', product: 'Văn bản phát động' }),
		R(3, 'Khảo sát mô hình kinh tế giỏi', T('Quý II, III năm 2024', quarter('2024-Q2', { w: ['Quý II', 'Quý II, III năm 2024'] }), quarter('2024-Q3', { w: ['III năm 2024', 'Quý II, III năm 2024'] })),
			{ execute: '[Hội Nông dân tỉnh]', coordinate: '[Sở Nông nghiệp và Phát triển nông thôn]', product: '' }),
		R(4, 'Tập huấn cho cán bộ cơ sở', T('Trước 30/9', before('2024-09-30')), { execute: '[Sở Nội vụ]', coordinate: '[UBND các huyện, thị xã, thành phố]', product: 'Lớp tập huấn' }),
		S('II', 'Lĩnh vực khen thưởng'),
		R(5, 'Giải quyết đơn thư về khen thưởng', T('Thường xuyên, liên tục', recurs('always')), { execute: '[Sở Nội vụ]', coordinate: '[Thanh tra tỉnh]', product: 'Văn bản trả lời' }),
		R(6, 'Cập nhật cơ sở dữ liệu khen thưởng', T('Hằng năm', recurs('year')), { execute: '[Sở Nội vụ]', coordinate: '[Các đơn vị liên quan]', product: 'Cơ sở dữ liệu' }),
		R(7, 'Trình tặng Cờ thi đua của Chính phủ', T('Không quá ngày 28/02/2024', until('2024-02-28')), { execute: '[Sở Nội vụ]', coordinate: '[Các cụm, khối thi đua]', product: 'Tờ trình' }),
		R(8, 'Khen thưởng thành tích đột xuất', T('Ngay khi có thành tích', arises()), { execute: '[Các cơ quan, đơn vị]', coordinate: '[Sở Nội vụ]', product: 'Quyết định' }),
		R(9, 'Gửi hồ sơ khen thưởng', T('Chậm nhất 10 ngày trước phiên họp của Hội đồng', offset(10, 'phiên họp của Hội đồng')), { execute: '[Các cơ quan, đơn vị]', coordinate: '[Sở Nội vụ]', product: 'Hồ sơ' }),
		R(10, 'Báo cáo tổng kết năm', T('Trước 10/12/2024 (gửi Bộ Nội vụ trước 20/12/2024)', before('2024-12-10', { w: 'Trước 10/12/2024' }),
			before('2024-12-20', { w: 'gửi Bộ Nội vụ trước 20/12/2024', act: 'gửi Bộ Nội vụ' })), { execute: '[Sở Nội vụ]', coordinate: '[Văn phòng UBND tỉnh]', product: 'Báo cáo' }),
	],
};

const boTaiChinh = {
	name: '29-bo-tai-chinh', format: 'xlsx',
	plan: { year: 2025 },
	letter: ['BỘ TÀI CHÍNH', 'KẾ HOẠCH CÔNG TÁC THI ĐUA, KHEN THƯỞNG NĂM 2025', '(Ban hành kèm theo Quyết định số 101/QĐ-BTC ngày 20/01/2025)', ''],
	cols: [['no', 'STT', 5], ['content', 'Nội dung công việc', 45], ['time', 'Tiến độ thực hiện', 16], ['execute', 'Đơn vị chủ trì', 18], ['coordinate', 'Đơn vị phối hợp', 18]],
	rows: [
		R(1, 'Ban hành Kế hoạch công tác năm', T('Tháng 1/2025', month('2025-01')), { execute: '[Vụ Tổ chức cán bộ]', coordinate: '[Văn phòng Bộ]' }),
		R(2, 'Hội nghị thi đua các khối', T('Nửa đầu tháng 3/2025', month('2025-03', { part: 'early' })), { execute: '[Các khối thi đua]', coordinate: '[Vụ Tổ chức cán bộ]' }),
		R(3, 'Trình Thủ tướng Chính phủ khen thưởng', T('6 tháng cuối năm 2025', half('2025-H2')), { execute: '[Vụ Tổ chức cán bộ]', coordinate: '[Cục Thuế]; [Cục Hải quan]; [Kho bạc Nhà nước]' }),
		R(4, 'Kiểm tra tại các đơn vị', T('Từ quý II đến quý III/2025', range('2025-04-01', '2025-09-30')), { execute: '[Vụ Tổ chức cán bộ]', coordinate: '[Thanh tra Bộ]' }),
		R(5, 'Giao ban khối', T('Mỗi quý một lần', recurs('quarter', { w: ['Mỗi quý một lần'], act: ['', 'một lần'] })), { execute: '[Trưởng các khối thi đua]', coordinate: '[Các đơn vị thuộc Bộ]' }),
		R(6, 'Tổ chức Đại hội thi đua yêu nước ngành', T('Dự kiến tháng 9/2025', month('2025-09', { act: ['', 'Dự kiến'] })), { execute: '[Văn phòng Bộ]', coordinate: '[Vụ Tổ chức cán bộ]' }),
		R(7, 'Tổng kết năm', T('31/12/2025', day('2025-12-31')), { execute: '[Vụ Tổ chức cán bộ]', coordinate: '[Các đơn vị thuộc Bộ]' }),
		R(8, 'Thực hiện nhiệm vụ khác', T('Trong năm', year('2025')), { execute: '[Vụ Tổ chức cán bộ]', coordinate: '[Các đơn vị có liên quan]' }),
	],
};

const ninhThuan = {
	name: '30-tinh-ninh-thuan', format: 'pdf', sections: 'two',
	plan: { year: 2025 },
	letter: [{ text: 'ỦY BAN NHÂN DÂN', bold: true }, { text: 'TỈNH NINH THUẬN', bold: true }, { text: 'KẾ HOẠCH', bold: true, jc: 'center' },
		{ text: 'Công tác thi đua, khen thưởng năm 2025', bold: true, jc: 'center' }, 'Phụ lục: Phân công nhiệm vụ'],
	cols: [['no', 'TT', 5], ['content', 'Nội dung công việc', 42], ['execute', 'Cơ quan chủ trì', 18], ['coordinate', 'Cơ quan phối hợp', 20], ['time', 'Thời gian', 16]],
	rows: [
		S('I', 'Phong trào thi đua'),
		R(1, 'Phát động phong trào thi đua trong đồng bào Chăm, Raglai', T('Tháng 02 năm 2025', month('2025-02')), { execute: '[Ban Dân tộc]', coordinate: '[UBND các huyện];\n[Sở Nội vụ]' }),
		R(2, 'Phong trào “Bảo đảm trật tự, an toàn giao thông”', T('Xuyên suốt cả năm', recurs('always')), { execute: '[Công an tỉnh]', coordinate: '[Sở Giao thông vận tải]' }),
		R(3, 'Hội thi tuyên truyền viên giỏi cấp tỉnh, lựa chọn thí sinh dự thi khu vực', T('Tuần 3 tháng 5/2025', month('2025-05', { act: ['', 'Tuần 3'], part: [null, 'mid'] })), { execute: '[Ban Tuyên giáo và Dân vận Tỉnh ủy]', coordinate: '[Sở Nội vụ]' }),
		R(4, 'Ngày hội người tốt, việc tốt', T('Ngày 19/5/2025', day('2025-05-19')), { execute: '[Sở Nội vụ]', coordinate: '[Sở Văn hóa, Thể thao và Du lịch]' }),
		S('II', 'Khen thưởng'),
		R(5, 'Thẩm định hồ sơ khen thưởng công trạng, trong đó chú trọng tỷ lệ người trực tiếp lao động, sản xuất', T('Trong vòng 20 ngày kể từ ngày nhận đủ hồ sơ', offset(-20, ['ngày nhận đủ hồ sơ', 'nhận đủ hồ sơ'])),
			{ execute: '[Sở Nội vụ]', coordinate: '[Các cơ quan, đơn vị liên quan]' }),
		R(6, 'Lễ đón nhận danh hiệu', T('Theo chỉ đạo của Chủ tịch UBND tỉnh', follows('chỉ đạo của Chủ tịch UBND tỉnh')), { execute: '[Văn phòng UBND tỉnh]', coordinate: '[Sở Nội vụ]' }),
		R(7, 'Bình xét các danh hiệu thi đua năm 2025', T('Từ ngày 01/12 đến ngày 20/12/2025', range('2025-12-01', '2025-12-20')), { execute: '[Các cụm, khối thi đua]', coordinate: '[Sở Nội vụ]' }),
		R(8, 'Báo cáo thống kê', T('Trước 15 hằng tháng', recurs('month')), { execute: '[Các sở, ban, ngành]; [UBND các huyện, thành phố]', coordinate: '[Cục Thống kê]' }),
	],
};

const boLaoDong = {
	name: '31-bo-lao-dong', format: 'txt', isDoubled: true, rowsOnPage: 5, perWidth: 1.25,
	plan: { year: 2024 },
	letter: ['BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Số:      /KH-BLĐTBXH',
		'Hà Nội, ngày     tháng     năm 2024', 'KẾ HOẠCH', 'Công tác thi đua, khen thưởng năm 2024', 'PHỤ LỤC', 'Phân công thực hiện Kế hoạch'],
	cols: [['no', 'TT', 5], ['content', 'Nội dung nhiệm vụ', 52], ['direct', 'Lãnh đạo phụ trách', 15], ['execute', 'Đơn vị chủ trì', 16],
		['coordinate', 'Đơn vị phối hợp', 18], ['time', 'Thời gian hoàn thành', 13]],
	rows: [
		R(1, 'Xây dựng Thông tư hướng dẫn công tác thi đua, khen thưởng trong ngành', T('Trước ngày 30/3/2024', before('2024-03-30')),
			{ dot: '.', direct: '[Lãnh đạo Bộ]', execute: '[Vụ Tổ chức cán bộ]', coordinate: '[Vụ Pháp chế]' }),
		R(2, 'Phát động phong trào thi đua giảm nghèo bền vững giai đoạn mới', T('Quý II/2024', quarter('2024-Q2')),
			{ dot: '.', direct: '[Lãnh đạo Bộ]', execute: '[Văn phòng Quốc gia về giảm nghèo]', coordinate: '[Các đơn vị thuộc Bộ]' }),
		R(3, 'Tổ chức Hội nghị biểu dương người có công với cách mạng tiêu biểu toàn quốc', T('Tháng 7/2024', month('2024-07')),
			{ dot: '.', direct: '[Bộ trưởng]', execute: '[Cục Người có công]', coordinate: '[Văn phòng Bộ];\n[Vụ Tổ chức cán bộ]' }),
		R(4, 'Xét tặng danh hiệu Nhà giáo ưu tú trong cơ sở giáo dục nghề nghiệp', T('Trước ngày 20/11/2024', before('2024-11-20')),
			{ dot: '.', direct: '[Lãnh đạo Bộ]', execute: '[Tổng cục Giáo dục nghề nghiệp]', coordinate: '[Vụ Tổ chức cán bộ]' }),
		R(5, 'Kiểm tra chéo giữa các khối thi đua', T('Quý III/2024', quarter('2024-Q3')),
			{ dot: '.', direct: '[Lãnh đạo Bộ]', execute: '[Các khối thi đua]', coordinate: '[Vụ Tổ chức cán bộ]' }),
		R(6, 'Khen thưởng chuyên đề bảo vệ, chăm sóc trẻ em', T('Tháng 6/2024', month('2024-06')),
			{ dot: '.', direct: '[Lãnh đạo Bộ]', execute: '[Cục Trẻ em]', coordinate: '[Vụ Tổ chức cán bộ]' }),
		R(7, 'Tuyên truyền điển hình tiên tiến trên các báo, tạp chí của Bộ', T('Thường xuyên', recurs('always')),
			{ dot: '.', direct: '[Lãnh đạo Bộ]', execute: '[Báo Dân trí]', coordinate: '[Các đơn vị thuộc Bộ]' }),
		R(8, 'Tổng kết công tác thi đua năm 2024 và xây dựng kế hoạch năm 2025', T('Trước ngày 31/12/2024\n(Đơn vị gửi báo cáo trước 10/12/2024)',
			before('2024-12-31', { w: 'Trước ngày 31/12/2024' }), before('2024-12-10', { w: 'Đơn vị gửi báo cáo trước 10/12/2024', act: 'gửi báo cáo', who: 'Đơn vị' })),
			{ dot: '.', direct: '[Bộ trưởng]', execute: '[Vụ Tổ chức cán bộ]', coordinate: '[Các đơn vị thuộc Bộ]' }),
	],
};

const thuDuc = {
	name: '32-thanh-pho-thu-duc', format: 'txt', perWidth: 1.4, sections: 'span',
	plan: { year: 2025 },
	letter: ['ỦY BAN NHÂN DÂN', 'THÀNH PHỐ THỦ ĐỨC', 'KẾ HOẠCH', 'Công tác thi đua, khen thưởng năm 2025', 'Các nhiệm vụ được giao như sau:'],
	cols: [['no', 'STT', 5], ['content', 'Nội dung công việc', 50], ['execute', 'Đơn vị thực hiện', 18], ['coordinate', 'Đơn vị phối hợp', 18],
		['time', 'Thời gian', 14], ['product', 'Ghi chú', 12]],
	rows: [
		S('A', 'Phong trào'),
		R(1, 'Triển khai phong trào “Thủ Đức xanh, sạch, văn minh”', T('Tháng 3/2025', month('2025-03')),
			{ execute: '[Phòng Tài nguyên và Môi trường]', coordinate: '[UBND 34 phường]', product: 'Kế hoạch' }),
		R(2, 'Biểu dương công nhân, người lao động tiêu biểu', T('Trước ngày 01/5/2025', before('2025-05-01')),
			{ execute: '[Liên đoàn Lao động thành phố Thủ Đức]', coordinate: '[Phòng Nội vụ]', product: 'Hội nghị' }),
		R(3, 'Thi đua chuyển đổi số trong cơ quan hành chính', T('Cả năm', year('2025')),
			{ execute: '[Văn phòng HĐND và UBND]', coordinate: '[Các phòng, ban]', product: 'Báo cáo' }),
		S('B', 'Khen thưởng'),
		R(4, 'Xét khen thưởng năm học', T('Tháng 6/2025', month('2025-06')),
			{ execute: '[Phòng Giáo dục và Đào tạo]', coordinate: '[Phòng Nội vụ]', product: 'Quyết định' }),
		R(5, 'Khen thưởng đột xuất trong phòng cháy, chữa cháy', T('Khi có phát sinh', arises()),
			{ execute: '[Công an thành phố Thủ Đức]', coordinate: '[Phòng Nội vụ]', product: 'Quyết định' }),
		R(6, 'Tổng kết, bình xét thi đua', T('Trước ngày 20/12/2025', before('2025-12-20')),
			{ execute: '[Phòng Nội vụ]', coordinate: '[Các khối thi đua]', product: 'Biên bản' }),
	],
};

export const last = [phuTho, thanhHoa, boTaiChinh, ninhThuan, boLaoDong, thuDuc];
