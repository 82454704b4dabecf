/* rig.mjs -- starts the program with demo data in a folder of its own and drives Chromium over it. Every page that is
 * visited is looked at: axe finds nothing, nothing is wider than the window, the console is silent. */
import { chromium } from 'playwright-core';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, mkdirSync, existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, '..', '..');
const axeSource = readFileSync(join(here, 'node_modules/axe-core/axe.min.js'), 'utf8');
export const PASSWORD = 'mat-khau-thu-nghiem-2024';
export const WIDTHS = { phone: 360, tablet: 768, desk: 1440 };

let passed = 0;
let failed = 0;

/* One claim: counted, said when it does not hold. */
export function claim(name, holds, why = '') {
	if (holds) {
		passed++;
	} else {
		failed++;
		console.log(`FAILED  ${name}${why ? ': ' + why : ''}`);
	}
	return holds;
}

export function sum() {
	console.log(`${passed} passed, ${failed} failed`);
	return failed === 0 && passed > 0 ? 0 : 1;
}

function freePort() {
	return new Promise((done, fail) => {
		const s = createServer();
		s.on('error', fail);
		s.listen(0, '127.0.0.1', () => {
			const { port } = s.address();
			s.close(() => done(port));
		});
	});
}

/* The program with its demo, on a free port of this machine. */
export async function startServer({ today = '2024-03-05', demo = true } = {}) {
	const dir = mkdtempSync(join(tmpdir(), 'thidua-browser-'));
	const binary = process.env.THIDUA ?? join(root, 'build/thidua');
	const init = ['init', `--data=${dir}`, ...(demo ? ['--demo', `--demo-password=${PASSWORD}`] : [])];
	const made = spawnSync(binary, init, { cwd: root, encoding: 'utf8' });
	if (made.status !== 0) {
		rmSync(dir, { recursive: true, force: true });
		throw new Error(`thidua init: ${made.stdout}${made.stderr}`);
	}
	const port = await freePort();
	const serve = ['serve', `--data=${dir}`, `--listen=127.0.0.1:${port}`, ...(today ? [`--today=${today}`] : [])];
	const child = spawn(binary, serve, { cwd: root });
	const log = [];
	child.stdout.on('data', (d) => log.push(d));
	child.stderr.on('data', (d) => log.push(d));
	const url = `http://127.0.0.1:${port}`;
	for (let i = 0; ; i++) {
		try {
			const r = await fetch(`${url}/suc-khoe`);
			if (r.ok) break;
		} catch { /* not yet */ }
		if (i > 100 || child.exitCode !== null) {
			child.kill('SIGKILL');
			throw new Error(`thidua serve does not answer: ${Buffer.concat(log)}`);
		}
		await new Promise((r) => setTimeout(r, 100));
	}
	return {
		url, dir, binary, said: made.stdout,
		log: () => Buffer.concat(log).toString(),
		async stop() {
			const ended = new Promise((r) => child.on('exit', r));
			child.kill('SIGTERM');
			const code = await Promise.race([ended, new Promise((r) => setTimeout(() => r('late'), 8000))]);
			if (code === 'late') child.kill('SIGKILL');
			rmSync(dir, { recursive: true, force: true });
			return code;
		},
	};
}

export async function startBrowser() {
	return chromium.launch({
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
		headless: true,
		args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
			'--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
	});
}

/* A person before a screen. */
export class Person {
	static async open(browser, server, { width = WIDTHS.desk, script = true, dark = false, contrast = true } = {}) {
		const context = await browser.newContext({
			viewport: { width, height: width < 500 ? 740 : 900 },
			javaScriptEnabled: script,
			colorScheme: dark ? 'dark' : 'light',
			locale: 'vi-VN',
			timezoneId: 'Asia/Ho_Chi_Minh',
		});
		const me = new Person();
		me.context = context;
		me.server = server;
		me.width = width;
		me.script = script;
		me.contrast = contrast;
		me.label = `${width}${script ? '' : ' without script'}${dark ? ' dark' : ''}`;
		me.page = await context.newPage();
		me.page.setDefaultTimeout(8000);
		me.page.on('console', (m) => {
			/* a refusal that was asked for is no fault of the page */
			if (m.type() === 'error' && !/status of 4\d\d/.test(m.text())) {
				claim(`${me.page.url()} says nothing on the console`, false, m.text());
			}
		});
		me.page.on('pageerror', (e) => claim(`${me.page.url()} runs its script`, false, String(e)));
		return me;
	}

	/* Goes to a path and looks at the page. */
	async visit(path, { status = 200, look = true } = {}) {
		const r = await this.page.goto(this.server.url + path, { waitUntil: 'load' });
		claim(`${path} answers ${status}`, r.status() === status, `it was ${r.status()}`);
		if (look) await this.look(path);
		return r;
	}

	/* What must hold on every page. */
	async look(name) {
		const p = this.page;
		const where = `${name} (${this.label})`;
		const facts = await p.evaluate(() => ({
			lang: document.documentElement.lang,
			title: document.title,
			h1: document.querySelectorAll('h1').length,
			wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
			widest: [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right >
				document.documentElement.clientWidth + 1).slice(0, 3).map((e) => e.tagName + '.' + e.className).join(' '),
			inline: document.querySelectorAll('script:not([src]), [style], [onclick]').length,
		}));
		claim(`${where} is in Vietnamese`, facts.lang === 'vi', facts.lang);
		claim(`${where} has a title`, facts.title.length > 2);
		claim(`${where} has one heading of the page`, facts.h1 === 1, `${facts.h1}`);
		claim(`${where} is not wider than the window`, facts.wide <= 0, `${facts.wide} px: ${facts.widest}`);
		claim(`${where} has no inline script or style`, facts.inline === 0, `${facts.inline}`);
		/* axe is a script itself; the same page is looked at with scripts on */
		if (!this.script) return;
		await p.evaluate(axeSource);
		const found = await p.evaluate((contrast) => globalThis.axe.run(document, { resultTypes: ['violations'], preload: false,
			rules: { 'color-contrast': { enabled: contrast } } }), this.contrast);
		claim(`${where} has no axe violation`, found.violations.length === 0, found.violations.map((v) =>
			`${v.id} (${v.impact}) ${v.nodes.slice(0, 3).map((n) => n.target.join(' ') + ' ' +
				(n.any[0]?.message ?? n.all[0]?.message ?? '')).join(' | ')}`).join('; '));
	}

	async signIn(login, password = PASSWORD) {
		await this.page.goto(`${this.server.url}/dang-nhap`, { waitUntil: 'load' });
		await this.page.fill('input[name=login], input[name=name], input[autocomplete=username]', login);
		await this.page.fill('input[type=password]', password);
		await Promise.all([this.page.waitForNavigation(), this.page.click('main button[type=submit], main form button')]);
		return claim(`${login} signs in`, !this.page.url().includes('/dang-nhap'), this.page.url());
	}

	/* Follows every link from a path, at most a few of each shape, and looks at each page. */
	async walk(from, { most = 60, each = 2, skip = /$^/ } = {}) {
		const seen = new Map();
		const asked = new Set();
		const queue = [from];
		let visited = 0;
		while (queue.length > 0 && visited < most) {
			const path = queue.shift();
			const shape = path.replace(/\?.*/, '?').replace(/\d+/g, 'N');
			if (asked.has(path) || (seen.get(shape) ?? 0) >= each || skip.test(path)) continue;
			asked.add(path);
			seen.set(shape, (seen.get(shape) ?? 0) + 1);
			const head = await this.page.request.get(this.server.url + path, { maxRedirects: 0 });
			const type = head.headers()['content-type'] ?? '';
			if (head.status() === 200 && !type.startsWith('text/html')) continue;
			const r = await this.page.goto(this.server.url + path, { waitUntil: 'load' });
			claim(`the link ${path} leads somewhere`, r.status() < 400, `${r.status()}`);
			visited++;
			await this.look(path);
			for (const href of await this.page.evaluate(() => [...document.querySelectorAll('a[href]')].map((a) => a.href))) {
				const u = new URL(href);
				if (u.origin === this.server.url) queue.push(u.pathname + u.search);
			}
		}
		claim(`${from} could be walked from (${this.label})`, visited > 0);
		return visited;
	}

	async shot(file, { full = false } = {}) {
		mkdirSync(dirname(file), { recursive: true });
		const tall = full && await this.page.evaluate(() => document.documentElement.scrollHeight) > 6000;
		const clip = tall ? { clip: { x: 0, y: 0, width: this.width, height: 6000 } } : {};
		await this.page.screenshot({ path: file, fullPage: full, ...clip });
	}

	async close() {
		await this.context.close();
	}
}

export { existsSync, join };
