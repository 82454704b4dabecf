/* shots.mjs -- pages of the demo as pictures: the manual's (docs/img), or with a folder every page at three widths,
 * light and dark. */
import { startServer, startBrowser, Person, WIDTHS, root, join } from './rig.mjs';
import { everyPage } from './pages.mjs';

const dir = process.argv[2];
const only = process.argv.slice(3);
/* the manual shows these, as names of pages.mjs */
const MANUAL = ['plan', 'nhiem-vu', 'theo-tinh-trang', 'lich-thang', 'ca-nam', 'theo-quy', 'viec-cua-toi', 'nhap-ke-hoach', 'xem-truoc', 'sua-dong', 'cong-khai', 'dang-nhap', 'don-vi',
	'tai-khoan', 'giao-dien'];
/* what these show begins below a long head */
const TALL = ['theo-tinh-trang', 'lich-thang', 'ca-nam', 'theo-quy'];
const SIZES = dir ? [['phone', WIDTHS.phone], ['tablet', WIDTHS.tablet], ['desk', WIDTHS.desk], ['dark', WIDTHS.desk, true]]
	: [['desk', 1280]];

const server = await startServer();
const browser = await startBrowser();
const first = await Person.open(browser, server);
await first.signIn('chuyenvien');
const pages = (await everyPage(first)).filter(([name]) => (dir ? only.length === 0 || only.includes(name) : MANUAL.includes(name)));
await first.close();

for (const [size, width, dark] of SIZES) {
	for (const login of new Set(pages.map((p) => p[2]))) {
		const me = await Person.open(browser, server, { width, dark });
		if (login) await me.signIn(login);
		for (const [name, path] of pages.filter((p) => p[2] === login)) {
			if (!dir) await me.page.setViewportSize({ width, height: TALL.includes(name) ? 1100 : 760 });
			await me.page.mouse.move(width - 1, 0);
			await me.page.goto(server.url + path, { waitUntil: 'load' });
			await me.page.evaluate(() => document.fonts.ready);
			await me.shot(dir ? join(dir, `${name}-${size}.png`) : join(root, 'docs/img', `${name}.png`), { full: Boolean(dir) });
			if (dir && size === 'desk') await me.page.pdf({ path: join(dir, `${name}.pdf`), preferCSSPageSize: true });
		}
		await me.close();
	}
}
await browser.close();
await server.stop();
