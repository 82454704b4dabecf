/* heldout.mjs -- a sixth part, laid down after the rules that the fifth part asked for and before looking at it: how the
 * reader does on papers that it was not made for. */
import { R, S, T, before, month, quarter, recurs, year } from './words.mjs';

const vien = {
	name: '48-vien-khoa-hoc', format: 'txt', perWidth: 1.3,
	plan: { year: 2025 },
	letter: ['VIỆN HÀN LÂM KHOA HỌC', 'VIỆN VẬT LIỆU', 'KẾ HOẠCH', 'Công tác thi đua, khen thưởng năm 2025', 'PHỤ LỤC', 'Phân công nhiệm vụ'],
	cols: [['no', 'STT', 5], ['content', 'Nội dung công việc', 46], ['execute', 'Đơn vị chủ trì', 20], ['coordinate', 'Đơn vị phối hợp', 24], ['time', 'Thời gian', 14]],
	rows: [
		R(1, 'Phổ biến quy chế thi đua mới của Viện Hàn lâm', T('Tháng 01/2025', month('2025-01')), { execute: '[Phòng Quản lý tổng hợp]', coordinate: '[Các phòng nghiên cứu]' }),
		R(2, 'Đăng ký thi đua năm 2025', T('Trước ngày 15/02/2025', before('2025-02-15')), { execute: '[Trưởng các phòng]', coordinate: '[Công đoàn Viện]' }),
		R(3, 'Hội nghị khoa học trẻ', T('Quý II/2025', quarter('2025-Q2')), { execute: '[Chi đoàn Thanh niên]', coordinate: '[Phòng Vật liệu từ], [Phòng Vật liệu quang]' }),
		R(4, 'Xét thưởng công bố quốc tế hằng năm', T('Tháng 10/2025', month('2025-10')), { execute: '[Hội đồng Khoa học]', coordinate: '[nt]' }),
		R(5, 'Tôn vinh nữ cán bộ nghiên cứu', T('Tháng 10/2025', month('2025-10')), { execute: '[Ban Nữ công]', coordinate: '[TS. Hoàng Lan Anh]' }),
		R(6, 'Kiểm tra việc thực hiện tiết kiệm điện, nước tại các phòng thí nghiệm', T('Thường xuyên', recurs('always')), { execute: '[Tổ kiểm tra nội bộ]', coordinate: '[Các đơn vị trong Viện]' }),
		R(7, 'Bình xét cuối năm', T('Tháng 12/2025', month('2025-12')), { execute: '[Hội đồng Thi đua]', coordinate: '[Toàn thể viên chức]' }),
		R(8, 'Nộp hồ sơ lên Viện Hàn lâm', T('Trước ngày 20/12/2025', before('2025-12-20')), { execute: '[Phòng Quản lý tổng hợp]', coordinate: '[Viện trưởng]' }),
	],
};

const benhVienTinh = {
	name: '49-trung-tam-y-te', format: 'docx',
	plan: { year: 2024 },
	letter: ['SỞ Y TẾ TỈNH', 'TRUNG TÂM Y TẾ HUYỆN', 'KẾ HOẠCH', 'Thi đua, khen thưởng năm 2024'],
	cols: [['no', 'TT', 5], ['content', 'Nội dung', 40], ['direct', 'Người chỉ đạo', 16], ['execute', 'Bộ phận thực hiện', 28], ['time', 'Thời hạn', 14], ['product', 'Nguồn lực', 10]],
	rows: [
		S('1', 'Thi đua'),
		R(1, 'Phát động thi đua “Nâng cao y đức”', T('Tháng 02/2024', month('2024-02')), { noText: '1.1', direct: '[Giám đốc]', execute: '[Phòng Tổ chức - Hành chính] và [Công đoàn cơ sở]', product: '' }),
		R(2, 'Thi tay nghề điều dưỡng', T('Tháng 5/2024', month('2024-05')), { noText: '1.2', direct: '[Phó Giám đốc]', execute: 'Phòng Điều dưỡng; phối hợp: Khoa Nội, Khoa Nhi', product: '3 triệu', who: ['[Phòng Điều dưỡng]', '[Khoa Nội], [Khoa Nhi]'] }),
		R(3, 'Phòng chống dịch', T('Cả năm', year('2024')), { noText: '1.3', direct: '[Ông Vũ Văn Đức]', execute: '[Khoa Kiểm soát bệnh tật], [14 trạm y tế xã]', product: '' }),
		S('2', 'Khen thưởng'),
		R(1, 'Khen đột xuất', T('Thường xuyên', recurs('always')), { noText: '2.1', direct: '[Giám đốc]', execute: '[Các khoa, phòng, trạm y tế]', product: '' }),
		R(2, 'Bình bầu cuối năm', T('Tháng 11/2024', month('2024-11')), { noText: '2.2', direct: '[Giám đốc]', execute: '[Hội đồng TĐKT Trung tâm]', product: '' }),
		R(3, 'Khen con em học giỏi', T('Tháng 8/2024', month('2024-08')), { noText: '2.3', direct: '[Chủ tịch Công đoàn]', execute: 'Công đoàn chủ trì, Đoàn Thanh niên phối hợp', product: '5 triệu', who: ['[Công đoàn]', '[Đoàn Thanh niên]'] }),
		R(4, 'Tổng kết năm', T('Tháng 12/2024', month('2024-12')), { noText: '2.4', direct: '[nt]', execute: '[Phòng Tổ chức - Hành chính], [Phòng Kế toán]', product: 'Kinh phí chi thường xuyên' }),
	],
};

const phuong = {
	name: '50-phuong-xuan-phu', format: 'txt', perWidth: 1.6, rowsOnPage: 4, pageNumbers: true,
	plan: { year: 2025 },
	letter: ['ỦY BAN NHÂN DÂN', 'PHƯỜNG XUÂN PHÚ', 'KẾ HOẠCH', 'Công tác thi đua, khen thưởng năm 2025', 'PHỤ LỤC', 'Danh mục công việc'],
	cols: [['no', 'TT', 5], ['content', 'Công việc', 40], ['direct', 'Lãnh đạo phụ trách', 16], ['execute', 'Đơn vị đầu mối', 18], ['coordinate', 'Đơn vị phối hợp', 20], ['time', 'Thời gian', 14], ['product', 'Ghi chú', 12]],
	rows: [
		R(1, 'Phát động thi đua chào mừng đại hội Đảng bộ phường', T('Tháng 3/2025', month('2025-03')), { direct: '[Chủ tịch UBND phường]', execute: '[Văn phòng UBND phường]', coordinate: '[Các tổ dân phố]', product: 'Kế hoạch' }),
		R(2, 'Thi đua giữ gìn đô thị xanh', T('Quý II/2025', quarter('2025-Q2')), { direct: '[Phó Chủ tịch UBND phường]', execute: '[Bộ phận địa chính]', coordinate: '[Hội Cựu chiến binh], [Hội Phụ nữ]', product: 'Báo cáo' }),
		R(3, 'Khen thưởng tổ hòa giải', T('Tháng 7/2025', month('2025-07')), { direct: '[nt]', execute: '[Công chức Tư pháp - Hộ tịch]', coordinate: '[Mặt trận phường]', product: 'Quyết định' }),
		R(4, 'Biểu dương người cao tuổi', T('Tháng 10/2025', month('2025-10')), { direct: '[Đảng ủy phường]', execute: '[Hội Người cao tuổi]', coordinate: '[Trạm Y tế phường]', product: 'Giấy khen' }),
		R(5, 'Tuyên dương học sinh giỏi', T('Tháng 6/2025', month('2025-06')), { direct: '[đ/c Lê Thị Thu]', execute: '[Hội Khuyến học phường]', coordinate: '[Trường THCS Xuân Phú]', product: 'Giấy khen' }),
		R(6, 'Bảo vệ an ninh trật tự', T('Thường xuyên', recurs('always')), { direct: '[Trưởng Công an phường]', execute: '[Công an phường]', coordinate: '[Ban Chỉ huy quân sự phường]', product: 'Báo cáo' }),
		R(7, 'Tổng kết năm', T('Tháng 12/2025', month('2025-12')), { direct: '[Chủ tịch UBND phường]', execute: '[Hội đồng Thi đua phường]', coordinate: '[Toàn thể cán bộ, công chức]', product: 'Hội nghị' }),
	],
};

export const heldout = [vien, benhVienTinh, phuong];
