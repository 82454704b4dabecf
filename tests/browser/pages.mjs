/* pages.mjs -- every page of the house by name: where it is, who may see it, and what must be done first so that it
 * shows something. The flows look at each of them at every width; the pictures are taken from the same list. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { claim, root, join } from './rig.mjs';

export const SEED = join(root, 'data/plan/ke-hoach-thi-dua-khen-thuong-ha-noi-2024.txt');

/* The first address on the page at from that looks like this, or "". */
export async function linkLike(me, from, like) {
	await me.page.goto(me.server.url + from, { waitUntil: 'load' });
	const all = await me.page.locator('a[href]').evaluateAll((as) => as.map((a) => a.getAttribute('href')));
	return all.find((h) => like.test(h)) ?? '';
}

/* Sends a document and waits for its preview; the path of the preview. */
export async function upload(me, file) {
	await me.page.goto(me.server.url + '/plan/import', { waitUntil: 'load' });
	await me.page.setInputFiles('input[type=file]', file);
	await Promise.all([me.page.waitForNavigation(), me.page.click('main form button')]);
	const job = new URL(me.page.url()).pathname;
	for (let i = 0; i < 60 && !/intake\/\d+/.test(me.page.url()); i++) {
		await me.page.waitForTimeout(250);
		await me.page.goto(me.server.url + job, { waitUntil: 'load' });
		const result = me.page.locator('main a[href^="/plan/intake/"]');
		if ((await result.count()) > 0) await me.page.goto(me.server.url + await result.first().getAttribute('href'));
	}
	claim('the document is shown before it is taken', /intake\/\d+/.test(me.page.url()), me.page.url());
	return { job, intake: new URL(me.page.url()).pathname };
}

/* The seed as another year's plan, with a day that is none and a body that nobody knows: a preview with warnings. */
export function revised(dir) {
	const file = join(dir, 'ke-hoach-2025.txt');
	const text = readFileSync(SEED, 'utf8').replaceAll('2024', '2025').replace('15/01//2025', '35/01/2025')
		.replace('Ban Tuyên giáo Thành ủy', 'Ban Vận động Phong trào');
	writeFileSync(file, text);
	return file;
}

/* A person with notices, a mail server that does not answer, a second step that waits to be confirmed. */
async function notices(me) {
	const said = (...words) => execFileSync(me.server.binary, [`--data=${me.server.dir}`, ...words]);
	writeFileSync(join(me.server.dir, 'mail.conf'), 'server = 127.0.0.1\nport = 1\ntls = none\nfrom = thidua@example.vn\n'
		+ 'site = http://127.0.0.1\n', { mode: 0o600 });
	said('user', 'email', 'canbo', 'canbo@example.vn');
	said('notice', 'send', 'canbo', 'Bảo trì hệ thống tối thứ Bảy, từ 20 giờ đến 22 giờ ngày 09/03/2024',
		'Trong thời gian đó không đăng nhập được.\n\nViệc đang làm dở xin lưu trước 20 giờ.');
	said('notice', 'send', 'canbo', 'Đã cấp tài khoản cho đơn vị');
	await me.page.goto(`${me.server.url}/tai-khoan/hai-buoc`, { waitUntil: 'load' });
	await Promise.all([me.page.waitForNavigation(), me.page.click('main form button')]);
}

/* A person of Sở Nội vụ with a name and a birth; the path of the record. */
export async function somebody(me, name, birth) {
	await me.page.goto(me.server.url + '/person/add', { waitUntil: 'load' });
	await me.page.fill('#f-name', name);
	await me.page.fill('#f-birth', birth);
	await me.page.fill('#f-unit', 'S-NV');
	await me.page.fill('#f-position', 'Chuyên viên');
	await Promise.all([me.page.waitForNavigation(), me.page.click('main form button')]);
	const path = new URL(me.page.url()).pathname;
	claim('a person is added', /^\/person\/\d+$/.test(path), path);
	return path;
}

/* A title of that year for the person; the path of the line. */
export async function commended(me, person, year) {
	await me.page.goto(me.server.url + person.replace('/person/', '/register/add?person='), { waitUntil: 'load' });
	await me.page.selectOption('#f-award_title', 'CSTDCS');
	for (const [name, value] of [['number', `${year}/QĐ-SNV`], ['day', `20/12/${year}`], ['issuer', 'Sở Nội vụ'], ['place_no', '1']])
		await me.page.fill(`#f-${name}`, value);
	await Promise.all([me.page.waitForNavigation(), me.page.click('main form[method=post] button')]);
	const path = new URL(me.page.url()).pathname;
	claim('an award is written', /^\/register\/\d+$/.test(path), path);
	return path;
}

/* The certificate of a line is asked for again; the path of the case. */
async function asked(me, line) {
	await me.page.goto(me.server.url + line.replace('/register/', '/casefile/add?line='), { waitUntil: 'load' });
	for (const [name, value] of [['applicant', 'Nguyễn Thị An'], ['reason', 'cháy nhà, mất bằng']]) await me.page.fill(`#f-${name}`, value);
	await Promise.all([me.page.waitForNavigation(), me.page.click('main form[method=post] button')]);
	const path = new URL(me.page.url()).pathname;
	claim('a request is received', /^\/casefile\/\d+$/.test(path), path);
	return path;
}

/* [name, path, login, status]: login "" is anyone. */
export async function everyPage(me, link) {
	const dir = mkdtempSync(join(tmpdir(), 'thidua-doc-'));
	const same = await upload(me, SEED);
	const other = await upload(me, revised(dir));
	rmSync(dir, { recursive: true, force: true });
	await notices(me);
	const plan = await linkLike(me, '/plan', /^\/plan\/\d+$/);
	const task = await linkLike(me, plan, /^\/plan\/task\/\d+$/);
	const row = await linkLike(me, other.intake, /^\/plan\/row\/\d+$/);
	const move = await linkLike(me, task, /^\/plan\/milestone\/\d+\/move$/);
	const unit = await linkLike(me, '/unit?q=so%20noi%20vu', /^\/unit\/\d+$/);
	const group = await linkLike(me, '/unit/class', /^\/unit\/class\/\d+$/);
	const person = await somebody(me, 'Nguyễn Thị An', '1980');
	await somebody(me, 'NGUYỄN THỊ AN', '05/03/1980');
	const line = await commended(me, person, 2020);
	await commended(me, person, 2023);
	await me.page.goto(me.server.url + '/register/head', { waitUntil: 'load' });
	await Promise.all([me.page.waitForNavigation(), me.page.click('main form button')]);
	const file = await asked(me, line);
	const law = await linkLike(me, '/law?q=06/2022', /^\/law\/\d+$/);
	const duty = await linkLike(me, '/duty?state=late', /^\/duty\/\d+$/);
	const whole = await linkLike(me, duty, /^\/duty\/group\/\d+$/);
	const ofUnit = await linkLike(me, '/duty/unit', /^\/duty\/unit\/\d+$/);
	const open = plan.replace('/plan/', '/ke-hoach/');
	return [
		['cong-khai', '/ke-hoach', ''], ['cong-khai-loc', `${open}?tinh-trang=sap-den-han`, ''], ['dang-nhap', '/dang-nhap', ''],
		['giao-dien', '/giao-dien', ''], ['khong-co', '/khong-co-trang-nay', '', 404],
		['viec-cua-toi', '/desk', 'chuyenvien'], ['lap-tep', '/paper/ask?path=%2Fduty.xlsx', 'chuyenvien'], ['viec-cua-can-bo', '/desk', 'canbo'], ['viec-cua-quan-tri', '/desk', 'quantri'],
		['ke-hoach', '/plan', 'chuyenvien'], ['plan', plan, 'chuyenvien'], ['plan-rong', `${plan}?q=khongcogi`, 'chuyenvien'],
		['nhiem-vu', task, 'chuyenvien'], ['theo-tinh-trang', `${plan}/board`, 'chuyenvien'],
		['lich-thang', `${plan}/month?m=2024-03`, 'chuyenvien'], ['ca-nam', `${plan}/timeline`, 'chuyenvien'], ['theo-quy', `${plan}/quarters`, 'chuyenvien'],
		['theo-don-vi', `${plan}/units`, 'chuyenvien'], ['don-vi-chua-ro', `${plan}/unknown`, 'chuyenvien'], ['tam-dung', `${task}/suspend`, 'chuyenvien'],
		['viec-cua-noi-vu', '/desk', 'canbonoivu'], ['viec-cua-lanh-dao', '/desk', 'lanhdao'],
		['doi-ngay', move, 'chuyenvien'], ['sua-doi', `${task}/amend`, 'chuyenvien'], ['ket-thuc', `${task}/end`, 'chuyenvien'],
		['bo-sung', `${plan}/add`, 'chuyenvien'], ['lich-su', `${plan}/history`, 'chuyenvien'], ['so-ban-hanh', `${plan}/compare`, 'chuyenvien'],
		['nam-sau', `${plan}/next`, 'chuyenvien'], ['lich-du-kien', '/calendar?year=2027', 'chuyenvien'], ['nhap-ke-hoach', '/plan/import', 'chuyenvien'],
		['xem-truoc', other.intake, 'chuyenvien'], ['xem-truoc-nhu-cu', same.intake, 'chuyenvien'], ['sua-dong', row, 'chuyenvien'],
		['viec-nen', other.job, 'chuyenvien'], ['cong-bo', `${plan}/publish`, 'lanhdaoban'], ['bi-tu-choi', '/user', 'canbo', 403],
		['don-vi', '/unit', 'quantri'], ['mot-don-vi', unit, 'quantri'], ['sap-nhap', `${unit}/merge`, 'quantri'],
		['doi-ten', `${unit}/rename`, 'quantri'], ['them-don-vi', '/unit/add', 'quantri'], ['nhom', '/unit/class', 'quantri'],
		['mot-nhom', group, 'quantri'], ['tai-khoan', '/user', 'quantri'], ['them-tai-khoan', '/user/add', 'quantri'],
		['mot-tai-khoan', '/user/1', 'quantri'], ['tai-khoan-cua-toi', '/tai-khoan', 'quantri'],
		['mat-khau', '/tai-khoan/mat-khau', 'quantri'], ['hai-buoc', '/tai-khoan/hai-buoc', 'quantri'],
		['ca-nhan', '/person', 'chuyenvien'], ['them-ca-nhan', '/person/add', 'chuyenvien'], ['mot-ca-nhan', person, 'chuyenvien'],
		['sua-ca-nhan', `${person}/edit`, 'chuyenvien'], ['gop-ho-so', `${person}/merge`, 'chuyenvien'],
		['ho-so-trung', '/person/twins', 'chuyenvien'],
		['tra-cuu', '/tra-cuu', ''], ['tra-cuu-ten', '/tra-cuu?ten=' + encodeURIComponent('Nguyễn Thị An') + '&nam=2023', ''],
		['so-khen-thuong-tim', '/register?q=' + encodeURIComponent('đv:S-NV an') + '&cot=ten&cot=nam', 'chuyenvien'],
		['cach-tim', '/register/help', 'chuyenvien'], ['so-lieu', '/register/figures?theo=award&theo=year&nguoi=1', 'chuyenvien'],
		['khen-don-vi', unit.replace('/unit/', '/register/unit/'), 'chuyenvien'], ['rut-nhieu', '/register/bulk?q=' + encodeURIComponent('đv:S-NV'), 'chuyenvien'],
		['so-khen-thuong', '/register', 'chuyenvien'], ['mot-dong', line, 'chuyenvien'], ['bac-thang', person.replace('/person', '/register/person'), 'chuyenvien'],
		['ghi-so', '/register/add', 'chuyenvien'], ['nap-so-cu', '/register/load', 'chuyenvien'], ['ghi-cho-ai', person.replace('/person/', '/register/add?person='), 'chuyenvien'],
		['sua-dong-so', `${line}/correct`, 'chuyenvien'], ['cap-lai', `${line}/act`, 'chuyenvien'], ['rut-dong', `${line}/withdraw`, 'chuyenvien'], ['mot-dong-lanh-dao', line, 'lanhdaoban'], ['xoa-theo-luat', `${line}/blank`, 'lanhdaoban'],
		['dau-so', '/register/head', 'chuyenvien'], ['dau-so-cong-khai', '/so-khen-thuong/dau-so', ''],
		['ho-so', '/casefile', 'chuyenvien'], ['xu-ly-nhieu-ho-so', '/casefile/bulk?chon=1-1', 'chuyenvien'], ['ho-so-nhieu-dong', line.replace('/register/', '/casefile/many?lines='), 'chuyenvien'], ['dong-da-chon', line.replace('/register/', '/register/bulk?so='), 'lanhdaoban'], ['mot-ho-so', file, 'chuyenvien'], ['ghi-quyet-dinh', `${file}/finish`, 'lanhdaoban'],
		['xin-cap-lai', '/cap-lai', ''], ['theo-doi', '/cap-lai/theo-doi', ''], ['de-nghi-qua-mang', '/casefile/ask', 'chuyenvien'],
		['tiep-nhan', '/casefile/add', 'chuyenvien'], ['tiep-nhan-dong', line.replace('/register/', '/casefile/add?line='), 'chuyenvien'],
		['van-ban', '/law', 'chuyenvien'], ['thoi-han-luu', '/law/keep', 'chuyenvien'], ['thu-tuc', '/casefile/kinds', 'lanhdaoban'], ['doi-thoi-han', '/casefile/kinds/1/limit', 'lanhdaoban'], ['mot-van-ban', law, 'chuyenvien'], ['danh-hieu', '/award', 'canbo'],
		['mot-danh-hieu', '/award/BKT', 'quantri'], ['loai-hinh', '/award/ground', 'chuyenvien'],
		['don-doc', '/duty', 'chuyenvien'], ['qua-han', '/duty?state=late', 'chuyenvien'], ['viec-don-vi', duty, 'chuyenvien'],
		['ai-da-bao-cao', whole, 'chuyenvien'], ['theo-don-vi', '/duty/unit', 'lanhdaoban'], ['viec-mot-don-vi', ofUnit, 'chuyenvien'],
		['theo-doi', '/duty/follow', 'lanhdaoban'], ['viec-cua-don-vi-toi', '/duty', 'canbo'],
		['lich', '/calendar?year=2024', 'quantri'], ['nhat-ky', '/audit', 'quantri'], ['viec-nen-tat-ca', '/job', 'quantri'],
		['thong-bao', '/notice', 'canbo'], ['thu-di', '/notice/outbox', 'quantri'],
		['nhan-thong-bao', '/tai-khoan/thong-bao', 'canbo'], ['hai-buoc-ma', '/tai-khoan/hai-buoc', 'chuyenvien'],
	].filter(([name, path]) => claim(`there is a page ${name}`, path !== ''));
}
