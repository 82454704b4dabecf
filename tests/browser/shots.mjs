/* shots.mjs -- pages of the demo as pictures: the manual's (docs/img), or with a folder all of them at three widths. */
import { startServer, startBrowser, Person, WIDTHS, root, join } from './rig.mjs';

const dir = process.argv[2];
const server = await startServer();
const browser = await startBrowser();

/* The first link on the page at from whose path looks like this. */
async function linkLike(me, from, like) {
	await me.page.goto(server.url + from);
	const all = await me.page.locator('a[href]').evaluateAll((as) => as.map((a) => a.getAttribute('href')));
	return all.find((h) => like.test(h)) ?? from;
}

const me = await Person.open(browser, server);
const open = await linkLike(me, '/ke-hoach', /^\/ke-hoach\/\d+/);
await me.signIn('chuyenvien');
const plan = await linkLike(me, '/plan', /^\/plan\/\d+$/);
const task = await linkLike(me, plan, /^\/plan\/task\/\d+$/);
await me.close();

/* name, path, login ("" for anyone) */
const pages = [
	['plan', plan, 'chuyenvien'], ['nhiem-vu', task, 'chuyenvien'], ['viec-cua-toi', '/desk', 'chuyenvien'],
	['nhap-ke-hoach', '/plan/import', 'chuyenvien'], ['cong-khai', open, ''], ['dang-nhap', '/dang-nhap', ''],
	['don-vi', '/unit', 'quantri'], ['tai-khoan', '/user', 'quantri'], ['giao-dien', '/giao-dien', ''],
];
for (const [name, path, login] of pages) {
	for (const [size, width] of Object.entries(dir ? WIDTHS : { desk: 1280 })) {
		const p = await Person.open(browser, server, { width });
		if (login) await p.signIn(login);
		const r = await p.page.goto(server.url + path);
		if (r.ok()) await p.shot(dir ? join(dir, `${name}-${size}.png`) : join(root, 'docs/img', `${name}.png`), { full: Boolean(dir) });
		else console.log(`${path} answers ${r.status()}: no picture`);
		await p.close();
	}
}
await browser.close();
await server.stop();
