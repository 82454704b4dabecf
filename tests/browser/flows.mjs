/* flows.mjs -- what people do, in a real browser: anyone reads the plan, officers sign in and work, a plan is read from
 * its document. The last line is “N passed, N failed”. */
import { startServer, startBrowser, Person, claim, sum, WIDTHS, root, join } from './rig.mjs';

const SEED = join(root, 'data/plan/ke-hoach-thi-dua-khen-thuong-ha-noi-2024.txt');
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

await flow('a specialist reads a plan from its document', async () => {
	const me = await Person.open(browser, server);
	if (!(await me.signIn('chuyenvien'))) return;
	await me.visit('/plan/import');
	await me.page.setInputFiles('input[type=file]', SEED);
	await Promise.all([me.page.waitForNavigation(), me.page.click('main form button')]);
	for (let i = 0; i < 60 && !/intake\/\d+/.test(me.page.url()); i++) {
		const preview = me.page.locator('main a[href^="/plan/intake/"]');
		if ((await preview.count()) > 0) {
			await preview.first().click();
			await me.page.waitForLoadState();
		} else {
			await me.page.waitForTimeout(250);
			await me.page.reload();
		}
	}
	claim('the document is shown before it is taken', /intake\/\d+/.test(me.page.url()), me.page.url());
	await me.look('the preview of a document');
	const text = await me.page.textContent('main');
	claim('the preview shows what was read', text.includes('biểu dương kết quả phong trào thi đua'));
	await me.close();
});

await browser.close();
const code = await server.stop();
claim('the server ends cleanly', code === 0, String(code));
const wrong = server.log().split('\n').filter((l) => /CHECK|assert|replaced|thay/i.test(l));
claim('no worker had to be replaced', wrong.length === 0, wrong.slice(0, 2).join(' '));
process.exit(sum());
