/* parts.mjs -- a fifth part, of papers that the reader had not seen: a commune, a hospital, a university, a department of
 * a ministry, a company; heads of two rows, numbers within numbers, persons, "như trên", cells that name two roles. */
import { R, S, T, before, month, quarter, recurs, year } from './words.mjs';

const on = { text: '', merge: 'on' };
const start = (text) => ({ text, merge: 'start' });

const xa = {
	name: '33-xa-dong-anh', format: 'docx', sections: 'span',
	plan: { year: 2025, number: '12/KH-UBND', date: '2025-01-20' },
	letter: ['ỦY BAN NHÂN DÂN', 'XÃ VĨNH NGỌC', 'Số: 12/KH-UBND', 'Vĩnh Ngọc, ngày 20 tháng 01 năm 2025', 'KẾ HOẠCH', 'Công tác thi đua, khen thưởng năm 2025'],
	heads: [[start('TT'), start('Nội dung công việc'), { text: 'Phân công', span: 3 }, start('Thời gian'), start('Ghi chú')],
		[on, on, { text: 'Lãnh đạo phụ trách' }, { text: 'Đơn vị đầu mối' }, { text: 'Phối hợp' }, on, on]],
	cols: [['no', 'TT', 5], ['content', 'Nội dung công việc', 36], ['direct', '', 16], ['execute', '', 16], ['coordinate', '', 18], ['time', '', 12], ['product', '', 10]],
	rows: [
		S('', 'Phong trào thi đua'),
		R(1, 'Phát động thi đua “Xã văn minh”', T('Tháng 02/2025', month('2025-02')), { direct: '[đ/c Nguyễn Văn Hùng - Chủ tịch UBND xã]', execute: '[Công chức Văn hóa - xã hội]', coordinate: '[Mặt trận Tổ quốc xã] và [các đoàn thể]', product: '' }),
		R(2, 'Ký giao ước thi đua các thôn', T('Trước ngày 15/3/2025', before('2025-03-15')), { direct: '[nt]', execute: '[Văn phòng - Thống kê]', coordinate: '[Các thôn], [Hội Phụ nữ], [Hội Nông dân]', product: '' }),
		R(3, 'Thi đua xây dựng nông thôn mới nâng cao', T('Cả năm', year('2025')), { direct: '[đ/c Trần Thị Mai]', execute: '[Ban Quản lý xây dựng nông thôn mới]', coordinate: '[Các thôn]', product: 'Có KH riêng' }),
		R(4, 'Thi đua dân vận khéo', T('Thường xuyên', recurs('always')), { direct: '[Đảng ủy]', execute: '[Khối Dân vận xã]', coordinate: '[Chi bộ các thôn]; [Công an xã]', product: '' }),
		S('', 'Khen thưởng'),
		R(5, 'Xét gia đình văn hóa', T('Tháng 11/2025', month('2025-11')), { direct: '[Phó Chủ tịch UBND xã]', execute: '[Công chức Văn hóa - xã hội]', coordinate: '[Trưởng thôn], [Ban công tác Mặt trận thôn]', product: '' }),
		R(6, 'Khen thưởng học sinh giỏi', T('Tháng 6/2025', month('2025-06')), { direct: '[Phó Chủ tịch UBND xã]', execute: '[Hội Khuyến học]', coordinate: '[Trường THCS], [Trường Tiểu học], [Trường Mầm non]', product: '' }),
		R(7, 'Tổng kết phong trào', T('Trước ngày 10/12/2025', before('2025-12-10')), { direct: '[Chủ tịch UBND xã]', execute: '[Như trên]', coordinate: '[Toàn thể cán bộ, công chức]', product: '' }),
		R(8, 'Nộp báo cáo về huyện', T('Trước ngày 15/12/2025', before('2025-12-15')), { direct: '[Chủ tịch UBND xã]', execute: '[Văn phòng - Thống kê]', coordinate: '', product: '' }),
	],
};

const benhVien = {
	name: '34-benh-vien-da-khoa', format: 'xlsx',
	plan: { year: 2025 },
	letter: ['SỞ Y TẾ', 'BỆNH VIỆN ĐA KHOA KHU VỰC', 'KẾ HOẠCH THI ĐUA, KHEN THƯỞNG NĂM 2025', ''],
	cols: [['no', 'STT', 6], ['content', 'Nội dung', 40], ['execute', 'Đơn vị đầu mối', 18], ['coordinate', 'Đơn vị phối hợp', 22], ['time', 'Thời gian hoàn thành', 14], ['product', 'Kết quả/Sản phẩm', 14]],
	rows: [
		S('1', 'Công tác thi đua'),
		R(1, 'Xây dựng tiêu chí chấm điểm thi đua', T('Quý I/2025', quarter('2025-Q1')), { noText: '1.1', execute: '[Phòng Tổ chức cán bộ]', coordinate: '[Các khoa, phòng]', product: 'Bộ tiêu chí' }),
		R(2, 'Đăng ký danh hiệu thi đua', T('Trước ngày 28/02/2025', before('2025-02-28')), { noText: '1.2', execute: '[Các khoa, phòng, trung tâm]', coordinate: '[Phòng Tổ chức cán bộ]', product: 'Bản đăng ký' }),
		R(3, 'Hội thi điều dưỡng giỏi', T('Tháng 5/2025', month('2025-05')), { noText: '1.3', execute: '[Phòng Điều dưỡng]', coordinate: '[Công đoàn] và [Đoàn Thanh niên]', product: '' }),
		S('2', 'Công tác khen thưởng'),
		R(1, 'Bình xét A, B, C hằng tháng', T('Hằng tháng', recurs('month')), { noText: '2.1', execute: '[Hội đồng Thi đua - Khen thưởng Bệnh viện]', coordinate: '[Trưởng các khoa, phòng]', product: 'Biên bản' }),
		R(2, 'Xét duyệt sáng kiến', T('Tháng 10/2025', month('2025-10')), { noText: '2.2', execute: '[Phòng Kế hoạch tổng hợp]', coordinate: '-[nt]-', product: 'Quyết định' }),
		R(3, 'Khen thưởng đề tài khoa học', T('Tháng 11/2025', month('2025-11')), { noText: '2.3', execute: '[Phòng Chỉ đạo tuyến], [Khoa Ngoại], [Khoa Nội]', coordinate: '[Phòng Tài chính kế toán]', product: '' }),
		R(4, 'Lễ tôn vinh thầy thuốc', T('Tháng 02/2025', month('2025-02')), { noText: '2.4', execute: '[BS. Lê Thanh Tùng]', coordinate: '[Toàn thể viên chức, người lao động]', product: '' }),
		R(5, 'Tổng kết năm', T('Tháng 12/2025', month('2025-12')), { noText: '2.5', execute: '[Ban Giám đốc]', coordinate: '[Đảng ủy], [Công đoàn], [Đoàn Thanh niên]', product: 'Hội nghị' }),
	],
};

const daiHoc = {
	name: '35-truong-dai-hoc-xay-dung', format: 'docx',
	plan: { year: 2025 },
	letter: ['BỘ GIÁO DỤC VÀ ĐÀO TẠO', 'TRƯỜNG ĐẠI HỌC XÂY DỰNG MIỀN TÂY', 'KẾ HOẠCH', 'Công tác thi đua, khen thưởng năm 2025'],
	cols: [['no', 'TT', 5], ['content', 'Nội dung', 40], ['execute', 'Phân công thực hiện', 30], ['time', 'Thời gian', 14], ['product', 'Kinh phí', 10]],
	rows: [
		R(1, 'Ban hành quy chế thi đua', T('Tháng 01/2025', month('2025-01')), { execute: '[Phòng Tổ chức - Hành chính]', product: '0' }),
		R(2, 'Phát động thi đua “Dạy tốt, học tốt”', T('Tháng 9/2025', month('2025-09')), { execute: 'Phòng Đào tạo chủ trì; các khoa phối hợp', product: '5 triệu đồng', who: ['[Phòng Đào tạo]', '[các khoa]'] }),
		R(3, 'Hội nghị học tốt của sinh viên', T('Tháng 3/2025', month('2025-03')), { execute: 'Phòng Công tác sinh viên chủ trì, phối hợp với Đoàn Thanh niên, Hội Sinh viên', product: '', who: ['[Phòng Công tác sinh viên]', '[Đoàn Thanh niên], [Hội Sinh viên]'] }),
		R(4, 'Bình xét giảng viên giỏi', T('Tháng 6/2025', month('2025-06')), { execute: '[Các khoa, bộ môn]', product: '' }),
		R(5, 'Xét nâng lương trước hạn', T('Quý III/2025', quarter('2025-Q3')), { execute: '[Hội đồng lương Nhà trường]', product: '' }),
		R(6, 'Khen thưởng sinh viên tốt nghiệp', T('Tháng 7/2025', month('2025-07')), { execute: '[Phòng Công tác sinh viên] và [Phòng Kế hoạch - Tài chính]', product: '' }),
		R(7, 'Hội thi nghiệp vụ', T('Tháng 11/2025', month('2025-11')), { execute: 'Công đoàn Trường phối hợp với Phòng Đào tạo', product: '', who: ['[Công đoàn Trường]', '[Phòng Đào tạo]'] }),
		R(8, 'Tổng kết thi đua', T('Trước ngày 31/8/2025', before('2025-08-31')), { execute: '[PGS.TS Nguyễn Văn Minh], [ThS. Lê Thị Hoa]', product: '' }),
		R(9, 'Lưu trữ hồ sơ', T('Thường xuyên', recurs('always')), { execute: '[Toàn thể các đơn vị]', product: '' }),
	],
};

const cuc = {
	name: '36-cuc-dang-kiem', format: 'txt', perWidth: 1.4,
	plan: { year: 2024 },
	letter: ['BỘ GIAO THÔNG VẬN TẢI', 'CỤC ĐĂNG KIỂM VIỆT NAM', 'KẾ HOẠCH', 'Công tác thi đua, khen thưởng năm 2024', 'PHỤ LỤC', 'Phân công nhiệm vụ'],
	cols: [['no', 'TT', 5], ['content', 'Nội dung nhiệm vụ', 48], ['direct', 'Lãnh đạo phụ trách', 18], ['execute', 'Đơn vị chủ trì', 20], ['coordinate', 'Đơn vị phối hợp', 24], ['time', 'Thời gian', 14]],
	rows: [
		R(1, 'Phát động phong trào thi đua năm 2024', T('Tháng 01/2024', month('2024-01')), { direct: '[Cục trưởng]', execute: '[Phòng Tổ chức cán bộ]', coordinate: '[Các phòng, chi cục]' }),
		R(2, 'Đăng ký các công trình, sản phẩm chào mừng ngày truyền thống ngành', T('Tháng 4/2024', month('2024-04')), { direct: '[đ/c Phạm Minh Thành]', execute: '[Phòng Tàu biển]', coordinate: '[Công đoàn Cục]' }),
		R(3, 'Kiểm tra phong trào thi đua tại các chi cục đăng kiểm phía Nam', T('Quý II/2024', quarter('2024-Q2')), { direct: '[nt]', execute: '[Phòng Chất lượng xe cơ giới]', coordinate: '[Chi cục Đăng kiểm số 6]' }),
		R(4, 'Tổng hợp hồ sơ đề nghị tặng thưởng Cờ thi đua của Bộ', T('Trước ngày 15/12/2024', before('2024-12-15')), { direct: '[Phó Cục trưởng]', execute: '[Phòng Tổ chức cán bộ]', coordinate: '[Văn phòng Cục]' }),
		R(5, 'Tuyên truyền gương người tốt trên Tạp chí Đăng kiểm', T('Hằng tháng', recurs('month')), { direct: '[Phó Cục trưởng]', execute: '[Tạp chí Đăng kiểm]', coordinate: '[Trung tâm Tin học]' }),
		R(6, 'Hội thi đăng kiểm viên giỏi toàn quốc lần thứ ba', T('Tháng 8/2024', month('2024-08')), { direct: '[Cục trưởng]', execute: '[Trung tâm Đào tạo]', coordinate: '[Toàn thể đăng kiểm viên]' }),
		R(7, 'Khen thưởng công tác Đảng và đoàn thể', T('Tháng 11/2024', month('2024-11')), { direct: '[Đảng ủy Cục]', execute: '[Văn phòng Đảng ủy]', coordinate: '[Các chi bộ]' }),
		R(8, 'Bình xét lao động tiên tiến, chiến sĩ thi đua cơ sở', T('Tháng 12/2024', month('2024-12')), { direct: '[Cục trưởng]', execute: '[Hội đồng Thi đua - Khen thưởng Cục]', coordinate: '[Các đơn vị trực thuộc]' }),
	],
};

const congTy = {
	name: '37-tong-cong-ty-cap-nuoc', format: 'pdf', sections: 'two',
	plan: { year: 2025 },
	letter: [{ text: 'TỔNG CÔNG TY CẤP NƯỚC SÀI GÒN', bold: true }, { text: 'KẾ HOẠCH', bold: true, jc: 'center' },
		{ text: 'Công tác thi đua, khen thưởng năm 2025', bold: true, jc: 'center' }],
	heads: [[start('TT'), start('Công việc'), { text: 'Trách nhiệm', span: 2 }, start('Thời hạn'), start('Kết quả')],
		[on, on, { text: 'Chủ trì' }, { text: 'Phối hợp' }, on, on]],
	cols: [['no', 'TT', 6], ['content', '', 38], ['execute', '', 20], ['coordinate', '', 22], ['time', '', 14], ['product', '', 12]],
	rows: [
		S('3', 'Phong trào giảm thất thoát nước'),
		R(1, 'Ký kết giao ước thi đua giữa các xí nghiệp', T('Trước ngày 31/3/2025', before('2025-03-31')), { noText: 'a)', noTruth: [1, 0], execute: '[Ban Tổng Giám đốc]', coordinate: '[Công đoàn Tổng công ty]', product: 'Bản giao ước' }),
		R(2, 'Thi đua lắp đặt đồng hồ nước', T('Quý II/2025', quarter('2025-Q2')), { noText: 'b)', noTruth: [2, 0], execute: '[Phòng Kỹ thuật], [Phòng Kinh doanh]', coordinate: '[Công ty Cổ phần Cấp nước Bến Thành]', product: 'Báo cáo' }),
		S('4', 'Khen thưởng'),
		R(1, 'Khen thưởng sáng kiến cải tiến', T('Tháng 7/2025', month('2025-07')), { noText: '4.1', execute: '[Hội đồng sáng kiến]', coordinate: '[nt]', product: 'Quyết định' }),
		R(2, 'Khen thưởng con người lao động học giỏi', T('Tháng 8/2025', month('2025-08')), { noText: '4.2', execute: '[Công đoàn]', coordinate: '[Các phòng, ban, xí nghiệp]', product: '' }),
		R(3, 'Bình chọn người thợ giỏi', T('Tháng 10/2025', month('2025-10')), { noText: '4.3', execute: '[Đoàn Thanh niên], [Ban Nữ công]', coordinate: '[ông Lê Văn Nam]', product: '' }),
		R(4, 'Tổng kết công tác thi đua', T('Tháng 12/2025', month('2025-12')), { noText: '4.4', execute: '[Phòng Tổ chức - Nhân sự]', coordinate: '[Toàn thể người lao động]', product: 'Hội nghị' }),
	],
};

export const parts = [xa, benhVien, daiHoc, cuc, congTy];
