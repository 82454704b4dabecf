/* flows.mjs -- what people do, in a real browser: anyone reads the plan, officers sign in and work, a plan is read from
 * its document. The last line is “N passed, N failed”. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { startServer, startBrowser, Person, claim, sum, WIDTHS, PASSWORD, join, root } from './rig.mjs';
import { everyPage, linkLike, revised, upload } from './pages.mjs';

const OUT = /\/(dang-xuat|signout)/;

/* One flow may fail without hiding the others. */
async function flow(name, fn) {
	if (process.argv.length > 2 && !process.argv.slice(2).some((w) => name.includes(w))) return;
	try {
		await fn();
	} catch (e) {
		claim(name, false, String(e).split('\n').slice(0, 3).join(' '));
	}
}

const server = await startServer();
const browser = await startBrowser();

await flow('anyone reads the public plan', async () => {
	for (const [width, script, dark] of [[WIDTHS.phone, true, false], [WIDTHS.desk, true, true], [WIDTHS.desk, false, false]]) {
		const me = await Person.open(browser, server, { width, script, dark });
		await me.visit('/ke-hoach');
		const text = await me.page.textContent('body');
		claim('/ke-hoach shows the plan of 2024', text.includes('2024') && text.includes('Hà Nội'));
		await me.walk('/', { most: 25 });
		await me.close();
	}
});

await flow('a stranger is refused inside', async () => {
	const me = await Person.open(browser, server);
	await me.page.goto(server.url + '/plan');
	claim('/plan asks a stranger to sign in', me.page.url().includes('/dang-nhap') ||
		(await me.page.textContent('body')).includes('đăng nhập'), me.page.url());
	await me.look('/plan, not signed in');
	await me.visit('/khong-co-trang-nay', { status: 404 });
	await me.close();
});

await flow('a wrong password is refused', async () => {
	const me = await Person.open(browser, server);
	await me.page.goto(server.url + '/dang-nhap');
	await me.look('/dang-nhap');
	await me.page.fill('input[name=login]', 'canbo');
	await me.page.fill('input[type=password]', 'khong-phai-mat-khau');
	await Promise.all([me.page.waitForNavigation(), me.page.keyboard.press('Enter')]);
	claim('a wrong password leaves one at the sign-in page', (await me.page.locator('input[type=password]').count()) > 0);
	await me.look('/dang-nhap after a wrong password');
	await me.close();
});

await flow('the living page of the design', async () => {
	for (const [width, dark] of [[WIDTHS.phone, false], [WIDTHS.tablet, false], [WIDTHS.desk, false], [WIDTHS.desk, true]]) {
		const me = await Person.open(browser, server, { width, dark });
		await me.visit('/giao-dien');
		await me.close();
	}
});

/* Every page that a role can reach by links. */
for (const [login, width, script] of [['chuyenvien', WIDTHS.desk, true], ['quantri', WIDTHS.desk, true],
	['canbo', WIDTHS.phone, true], ['lanhdaoban', WIDTHS.tablet, true], ['thanhtra', WIDTHS.desk, false]]) {
	await flow(`${login} walks through the house`, async () => {
		const me = await Person.open(browser, server, { width, script });
		if (await me.signIn(login)) await me.walk('/', { most: 45, skip: OUT });
		await me.close();
	});
}

await flow('a specialist reads tasks and filters them', async () => {
	const me = await Person.open(browser, server);
	if (!(await me.signIn('chuyenvien'))) return;
	await me.visit('/plan');
	const plan = await me.page.locator('main a[href^="/plan/"]').evaluateAll((as) =>
		as.map((a) => a.getAttribute('href')).find((h) => /^\/plan\/\d+$/.test(h)));
	if (!claim('/plan lists the plan of the demo', plan !== undefined)) return;
	await me.visit(plan);
	const tasks = await me.page.locator('a[href^="/plan/task/"]').evaluateAll((as) => new Set(as.map((a) => a.getAttribute('href'))).size);
	claim('the plan shows its 50 tasks', tasks >= 50, `${tasks}`);
	const task = await me.page.locator('a[href^="/plan/task/"]').first().getAttribute('href');
	await me.visit(task);
	await me.close();
});

/* Every page of the house, at every width, light and dark. Contrast is half of axe's work and the same at every width: it is
 * asked once for each scheme. */
let pages = [];
await flow('there is something on every page', async () => {
	const me = await Person.open(browser, server);
	if (await me.signIn('chuyenvien')) pages = await everyPage(me);
	await me.close();
});
for (const [width, dark] of [[WIDTHS.phone, false], [WIDTHS.tablet, true], [WIDTHS.desk, false]]) {
	for (const login of new Set(pages.map((p) => p[2]))) {
		await flow(`every page of ${login || 'anyone'} (${width}${dark ? ' dark' : ''})`, async () => {
			const me = await Person.open(browser, server, { width, dark, contrast: width !== WIDTHS.desk });
			if (login) await me.signIn(login);
			for (const [, path, , status] of pages.filter((p) => p[2] === login)) await me.visit(path, { status: status ?? 200 });
			await me.close();
		});
	}
}

await flow('a notice is opened from the list and read', async () => {
	execFileSync(server.binary, [`--data=${server.dir}`, 'notice', 'send', 'giamkhao', 'Lời nhắn thử', 'Mở từ danh sách.']);
	const me = await Person.open(browser, server, { width: WIDTHS.phone, script: false });
	if (!(await me.signIn('giamkhao'))) return;
	await me.visit('/notice');
	await Promise.all([me.page.waitForNavigation(), me.page.click('main table button')]);
	claim('the notice has a page of its own', /\/notice\/\d+$/.test(me.page.url()), me.page.url());
	claim('its words are there', (await me.page.textContent('main')).includes('Mở từ danh sách.'));
	await me.look('a notice');
	await me.visit('/notice');
	claim('what was read no longer waits', (await me.page.textContent('main')).includes('Không còn thông báo nào chưa đọc'));
	await me.close();
});

await flow('a plan is read, corrected, taken and published', async () => {
	const me = await Person.open(browser, server);
	if (!(await me.signIn('chuyenvien'))) return;
	const dir = mkdtempSync(join(tmpdir(), 'thidua-doc-'));
	const { intake } = await upload(me, revised(dir));
	rmSync(dir, { recursive: true, force: true });
	const text = await me.page.textContent('main');
	claim('the preview shows the words of the document beside what was read', text.includes('Trước ngày 35/01/2025') &&
		/biểu dương\s+kết quả phong trào/.test(await me.page.locator('td.beside .source').first().textContent()));
	claim('the day that cannot be is flagged in its cell', (await me.page.locator('tr#dong-1 .notice').count()) > 0);
	await me.page.click('tr#dong-1 a[href^="/plan/row/"]');
	await me.page.waitForLoadState();
	await me.page.fill('#f-time', 'Trước ngày 15/01/2025');
	await Promise.all([me.page.waitForNavigation(), me.page.click('main form button')]);
	claim('a corrected row is said so', (await me.page.textContent('.flash')).includes('dòng 1'));
	claim('its warning is gone', (await me.page.locator('tr#dong-1 .notice').count()) === 0);
	await me.look('the preview after a correction');
	await me.page.fill('#f-year', 'năm');
	await Promise.all([me.page.waitForNavigation(), me.page.click(`form[action="${intake}/take"] button`)]);
	claim('a year that is none is refused, with a link to its field', (await me.page.locator('.summary a[href="#f-year"]').count()) === 1);
	await me.look('the preview, refused');
	await me.page.fill('#f-year', '2025');
	await Promise.all([me.page.waitForNavigation(), me.page.click(`form[action="${intake}/take"] button`)]);
	claim('what was taken is a draft', /\/plan\/\d+$/.test(me.page.url()) && (await me.page.textContent('main')).includes('Bản nháp'), me.page.url());
	const plan = new URL(me.page.url()).pathname;
	await me.close();
	const head = await Person.open(browser, server, { width: WIDTHS.phone, script: false });
	await head.signIn('lanhdaoban');
	await head.visit(`${plan}/publish`);
	if (await head.page.locator('#f-accepts_warnings').count()) {
		await Promise.all([head.page.waitForNavigation(), head.page.click('main form button')]);
		claim('open warnings hold a publication up', (await head.page.locator('.fault').count()) > 0);
		await head.page.check('#f-accepts_warnings');
	}
	await Promise.all([head.page.waitForNavigation(), head.page.click('main form button')]);
	claim('the plan is published', (await head.page.textContent('main')).includes('Đã công bố'));
	await head.visit(plan.replace('/plan/', '/ke-hoach/'));
	await head.close();
});

await flow('a published plan is amended by a paper and compared with its issue', async () => {
	for (const [width, script] of [[WIDTHS.phone, false], [WIDTHS.desk, true]]) {
		const me = await Person.open(browser, server, { width, script });
		if (!(await me.signIn('chuyenvien'))) return;
		const no = width === WIDTHS.phone ? 17 : 18;
		const words = `Tập huấn ở khổ ${width}`;
		await me.visit(`/plan/task/${no}/amend`);
		await me.page.fill('#f-content', words);
		await Promise.all([me.page.waitForNavigation(), me.page.click('main form button')]);
		claim('without its paper the act is refused, each field named', (await me.page.locator('.summary a[href="#f-paper"]').count()) === 1 &&
			(await me.page.locator('.summary a[href="#f-paper_day"]').count()) === 1);
		claim('what was typed is still there', (await me.page.inputValue('#f-content')) === words);
		await me.look('an amendment refused');
		await me.page.fill('#f-paper', `Công văn số ${width}/UBND-TĐKT`);
		await me.page.fill('#f-paper_day', '27/02/2024');
		await me.page.setInputFiles('#f-file', { name: 'cong-van.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 thu') });
		await Promise.all([me.page.waitForNavigation(), me.page.click('main form button')]);
		claim('the task says what it says now, its history what it said', (await me.page.textContent('main')).includes(words) &&
			(await me.page.locator('main del').count()) > 0);
		await me.look('an amended task');
		await me.visit('/plan/1/compare');
		claim('the comparison names the paper of the change', (await me.page.textContent('main')).includes(`Công văn số ${width}/UBND-TĐKT ngày 27/02/2024`));
		const paper = await me.page.locator('main a[href^="/plan/amend/"]').first().getAttribute('href');
		claim('the paper can be had', (await me.page.request.get(server.url + paper)).status() === 200);
		await me.close();
	}
});

await flow('next year is drafted, a line dropped and one edited, and taken', async () => {
	const me = await Person.open(browser, server);
	if (!(await me.signIn('chuyenvien'))) return;
	await me.visit('/plan/1/next');
	await me.page.fill('#f-year', '2024');
	await Promise.all([me.page.waitForNavigation(), me.page.click('main form button')]);
	claim('a year that is not ahead is refused', (await me.page.locator('.summary a[href="#f-year"]').count()) === 1);
	await me.look('a draft refused');
	await me.page.fill('#f-year', '2027');
	await Promise.all([me.page.waitForNavigation(), me.page.click('main form button')]);
	const intake = new URL(me.page.url()).pathname;
	const text = await me.page.textContent('main');
	claim('the preview has the new year and the flags', text.includes('năm 2027') && text.includes('Việc một lần (nhắc đến “70 năm”) nhưng chưa xong') &&
		text.includes('ngày dự kiến'), intake);
	await me.look('the preview of next year');
	await me.page.click('tr#dong-34 a[href^="/plan/row/"]');
	await me.page.waitForLoadState();
	await me.page.uncheck('#f-is_kept');
	await Promise.all([me.page.waitForNavigation(), me.page.click('main form button')]);
	claim('a dropped line is said so', (await me.page.textContent('tr#dong-34')).includes('Bỏ qua'));
	await me.page.click('tr#dong-17 a[href^="/plan/row/"]');
	await me.page.waitForLoadState();
	await me.page.fill('#f-time', 'Trước ngày 20/4/2027');
	await Promise.all([me.page.waitForNavigation(), me.page.click('main form button')]);
	await Promise.all([me.page.waitForNavigation(), me.page.click(`form[action="${intake}/take"] button`)]);
	claim('the draft is a plan of its own', (await me.page.textContent('main')).includes('Bản nháp') && !me.page.url().endsWith('/plan/1'), me.page.url());
	const task = await me.page.locator('main a[href^="/plan/task/"]').first().getAttribute('href');
	await me.visit(task);
	claim('a task leads back to where it came from', (await me.page.textContent('main')).includes('của kế hoạch năm 2024'));
	await me.close();
});

await flow('a unit reports, is sent back, reports again and is done; others are urged', async () => {
	const press = (me, button) => Promise.all([me.page.waitForNavigation(), me.page.click(button)]);
	const officer = await Person.open(browser, server, { width: WIDTHS.phone, script: false });
	await officer.signIn('canbo');
	const path = await linkLike(officer, '/duty', /^\/duty\/\d+$/);
	if (!claim('a unit has something to report', path !== '')) return;
	await officer.visit(path);
	await officer.page.fill('#f-text', 'Đã ban hành văn bản triển khai.');
	await officer.page.fill('#f-percent', '0');
	await press(officer, `form[action="${path}/report"] button`);
	claim('what is wrong is told, what was typed is there', (await officer.page.locator('.summary a[href="#f-percent"]').count()) === 1 &&
		(await officer.page.inputValue('#f-text')) === 'Đã ban hành văn bản triển khai.');
	await officer.page.fill('#f-percent', '100');
	await officer.page.setInputFiles('#f-evidence', [join(root, 'tests/files/ha-noi-2024.pdf'), join(root, 'tests/files/ha-noi-2024.docx')]);
	await press(officer, `form[action="${path}/report"] button`);
	claim('a report with two files waits for the board', (await officer.page.locator('main a[href*="/file/"]').count()) === 2 &&
		(await officer.page.textContent('main')).includes('Chờ xác nhận'));
	const board = await Person.open(browser, server);
	await board.signIn('chuyenvien');
	await board.visit(path);
	await press(board, 'button[name=act][value=return]');
	claim('sending back needs a reason', (await board.page.locator('.summary a[href="#f-answer"]').count()) === 1);
	await board.look('a report, sent back without a reason');
	await board.page.fill('#f-answer', 'Thiếu số liệu của cụm.');
	await press(board, 'button[name=act][value=return]');
	await officer.visit(path);
	claim('the unit reads why', (await officer.page.textContent('main')).includes('Thiếu số liệu của cụm.'));
	await officer.page.fill('#f-text', 'Đã bổ sung số liệu.');
	await officer.page.fill('#f-percent', '100');
	await press(officer, `form[action="${path}/report"] button`);
	await board.visit(path);
	await press(board, 'button[name=act][value=confirm]');
	claim('what is confirmed is done', (await board.page.textContent('dl.facts')).includes('Hoàn thành'));
	await board.look('a duty that is done');
	const late = await linkLike(board, '/duty?state=late', /^\/duty\/\d+$/);
	const whole = await linkLike(board, late, /^\/duty\/group\/\d+$/);
	await board.visit(whole);
	await press(board, 'form#urge button[value=all]');
	claim('those who have not are urged', /Đã đôn đốc \d+ đơn vị/.test(await board.page.textContent('.flash')));
	await board.look('the units of a milestone, urged');
	await officer.close();
	await board.close();
});

await flow('keys alone suffice', async () => {
	const me = await Person.open(browser, server);
	await me.page.goto(server.url + '/dang-nhap');
	await me.page.keyboard.press('Tab');
	claim('the first key leads past the menu', (await me.page.evaluate(() => document.activeElement.className)) === 'skip');
	const seen = await me.page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
	claim('the focus is seen', seen !== 'none', seen);
	await me.page.focus('#f-login');
	await me.page.keyboard.type('chuyenvien');
	await me.page.keyboard.press('Tab');
	await me.page.keyboard.type(PASSWORD);
	await Promise.all([me.page.waitForNavigation(), me.page.keyboard.press('Enter')]);
	claim('one signs in by keys', me.page.url().endsWith('/desk'), me.page.url());
	const order = await me.page.evaluate(() => [...document.querySelectorAll('[tabindex]')].filter((e) => e.tabIndex > 0).length);
	claim('nothing jumps out of the order of the page', order === 0);
	await me.close();
});

await browser.close();
const code = await server.stop();
claim('the server ends cleanly', code === 0, String(code));
if (process.env.SHOW_LOG) console.log(server.log());
const wrong = server.log().split('\n').filter((l) => /CHECK|assert|replaced|thay/i.test(l));
claim('no worker had to be replaced', wrong.length === 0, wrong.slice(0, 2).join(' '));
process.exit(sum());
