/* merged.mjs -- a calendar of work: no numbers, months merged in the first column, cells whose words are also those of heads. */
import { R, T, arises, before, month, recurs } from './words.mjs';

const on = { merge: 'on' }, start = { merge: 'start' };

const duongSat = {
	name: '66-cong-ty-duong-sat', format: 'docx',
	parts: [
		{
			letter: [
				{ text: 'TỔNG CÔNG TY ĐƯỜNG SẮT', bold: true }, { text: 'CÔNG TY ĐƯỜNG SẮT SÔNG LAM', bold: true }, 'Số: 27/KH-ĐSSL',
				'Vinh, ngày 10 tháng 01 năm 2025', { text: 'KẾ HOẠCH', bold: true }, { text: 'Công tác thi đua, khen thưởng năm 2025', bold: true },
			],
			cols: [['time', 'Thời gian', 12], ['content', 'Nội dung công việc', 40], ['execute', 'Đơn vị thực hiện', 20],
				['coordinate', 'Đơn vị phối hợp', 20], ['product', 'Ghi chú', 8]],
			rows: [
				R(null, 'Phát động phong trào thi đua “Đường tàu an toàn, xanh, sạch”', T('Tháng 01/2025', month('2025-01')),
					{ ...start, execute: '[Phòng Tổ chức - Hành chính]', coordinate: '[Phòng Kỹ thuật]', product: '' }),
				R(null, 'Hướng dẫn nội dung đăng ký thi đua', T('Tháng 01/2025', month('2025-01')),
					{ ...on, execute: '[Phòng Tổ chức - Hành chính]', coordinate: '[Các đơn vị trực thuộc]', product: '' }),
				R(null, 'Phong trào trồng cây dọc đường sắt', T('Tháng 02/2025', month('2025-02')),
					{ ...start, execute: '[Đoàn Thanh niên]', coordinate: '[Phòng Kỹ thuật]', product: '' }),
				R(null, 'Nhiệm vụ kiểm tra chéo giữa các cung đường', T('Tháng 02/2025', month('2025-02')),
					{ ...on, execute: '[Phòng Kỹ thuật]', coordinate: '[Các đơn vị trực thuộc]', product: 'Có lịch riêng' }),
				R(null, 'Hoạt động kỷ niệm ngày 08/3 của nữ công', T('Tháng 3/2025', month('2025-03')),
					{ execute: '[Công đoàn Công ty]', coordinate: '[Phòng Tài chính - Kế toán]', product: '' }),
				R(null, 'Sơ kết phong trào thi đua 6 tháng đầu năm', T('Tháng 6/2025', month('2025-06')),
					{ ...start, execute: '[Phòng Tổ chức - Hành chính]', coordinate: '[Các đơn vị trực thuộc]', product: '' }),
				R(null, 'Xét khen thưởng chuyên đề phòng, chống thiên tai', T('Tháng 6/2025', month('2025-06')),
					{ ...on, execute: '[Phòng Kỹ thuật]', coordinate: '', product: '' }),
				R(null, 'Bình xét thi đua cuối năm', T('Tháng 11/2025', month('2025-11')),
					{ ...start, execute: '[Các đơn vị trực thuộc]', coordinate: '[Phòng Tổ chức - Hành chính]', product: '' }),
				R(null, 'Tổng kết công việc năm 2025', T('Tháng 11/2025', month('2025-11')),
					{ ...on, execute: '[Phòng Tổ chức - Hành chính]', coordinate: '[Phòng Tài chính - Kế toán]', product: '' }),
				R(null, 'Bình chọn công nhân tiêu biểu', T('Hằng tháng', recurs('month')),
					{ execute: '[Công đoàn Công ty]', coordinate: '[Đoàn Thanh niên]', product: '' }),
				R(null, 'Khen thưởng người cứu nạn trên đường sắt', T('Khi có phát sinh', arises()),
					{ execute: '[Phòng Tổ chức - Hành chính]', coordinate: '', product: '' }),
			],
		},
		{
			letter: [{ text: 'PHỤ LỤC 2', bold: true }, { text: 'Các kỳ họp của Hội đồng Thi đua', bold: true }],
			cols: [['no', 'TT', 5], ['content', 'Nội dung họp', 45], ['time', 'Thời gian', 20], ['execute', 'Đơn vị chuẩn bị nội dung', 30]],
			rows: [
				R(1, 'Thông qua kế hoạch năm', T('Tháng 01/2025', month('2025-01')), { execute: '[Phòng Tổ chức - Hành chính]' }),
				R(2, 'Xét khen thưởng sơ kết', T('Trước 30/6/2025', before('2025-06-30')), { execute: '[Phòng Tổ chức - Hành chính]' }),
			],
		},
	],
	plan: { year: 2025, date: '2025-01-10', number: '27/KH-ĐSSL' },
};

/* Who directs in capitals, as signers are below a table; no numbers. */
const moiTruong = {
	name: '67-cong-ty-moi-truong', format: 'docx',
	plan: { year: 2025, date: '2025-01-14', number: '09/KH-MT' },
	letter: [
		{ text: 'UBND TỈNH HÀ TRUNG', bold: true }, { text: 'CÔNG TY MÔI TRƯỜNG ĐÔ THỊ', bold: true }, 'Số: 09/KH-MT',
		'Hà Trung, ngày 14 tháng 01 năm 2025', { text: 'KẾ HOẠCH', bold: true }, { text: 'Thi đua, khen thưởng năm 2025', bold: true },
	],
	cols: [['content', 'Nội dung công việc', 40], ['direct', 'Lãnh đạo chỉ đạo', 16], ['execute', 'Đơn vị thực hiện', 24], ['time', 'Thời gian', 20]],
	rows: [
		R(null, 'Phát động thi đua năm 2025', T('Tháng 01/2025', month('2025-01')), { direct: '[GIÁM ĐỐC]', execute: '[Phòng Tổ chức - Hành chính]' }),
		R(null, 'Hội thi lái xe ép rác giỏi', T('Tháng 5/2025', month('2025-05')), { direct: '[PHÓ GIÁM ĐỐC]', execute: '[Đội Vận chuyển]' }),
		R(null, 'Sơ kết 6 tháng', T('Trước 30/6/2025', before('2025-06-30')), { direct: '[GIÁM ĐỐC]', execute: '[Phòng Tổ chức - Hành chính]' }),
		R(null, 'Bình xét cuối năm', T('Tháng 12/2025', month('2025-12')), { direct: '[GIÁM ĐỐC]', execute: '[Phòng Tổ chức - Hành chính]' }),
	],
};

export const merged = [duongSat, moiTruong];
