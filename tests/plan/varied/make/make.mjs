/* make.mjs -- writes the plans of odd.mjs, even.mjs and the others as files, with what a person reads in them beside:
 * node make.mjs. Needs node, and LibreOffice for the PDFs; what it writes is committed, so that tests need neither. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { docx, txt, xlsx } from './lay.mjs';
import { even } from './even.mjs';
import { heldout } from './heldout.mjs';
import { last } from './last.mjs';
import { merged } from './merged.mjs';
import { more } from './more.mjs';
import { odd } from './odd.mjs';
import { parts } from './parts.mjs';

const here = join(dirname(fileURLToPath(import.meta.url)), '..');
const fold = (s) => s.replace(/\s+/g, ' ').trim();
const plain = (s) => s.replace(/[[\]]/g, '');
const bodies = (s) => [...s.matchAll(/\[([^\]]*)\]/g)].map((m) => ({ words: fold(m[1]) }));
const items = (s) => s.split('\n').filter((l) => /^[-+•]\s/.test(l)).map((l) => l.slice(1).trim().replace(/[;.]$/, ''));

/* ---- the file ------------------------------------------------------------------------------------------------- */

function cell(key, r) {
	if (key === 'no') {
		return { text: r.noText ?? (r.no === null ? '' : `${r.no}${r.dot ?? ''}`) };
	}
	if (key === 'content') {
		return { text: r.content };
	}
	if (key === 'time') {
		return { text: r.merge === 'on' ? '' : r.time.text, merge: r.merge };
	}
	return { text: plain(r[key] ?? '') };
}

function tableOf(p) {
	const keys = p.cols.map((c) => c[0]), widths = p.cols.map((c) => c[2]);
	const rows = (p.heads ?? [p.cols.map((c) => ({ text: c[1] }))]).map((cells) => ({ cells, isHead: true }));

	for (const r of p.rows) {
		if (r.mark === undefined) {
			rows.push({ cells: keys.map((k) => cell(k, r)) });
		} else if (p.sections === 'span') {
			rows.push({ isSection: true, cells: [{ text: r.mark === '' ? r.title : `${r.mark}. ${r.title}`, span: keys.length }] });
		} else {
			rows.push({ isSection: true, cells: keys.map((k, i) => ({ text: k === 'no' ? r.mark : k === 'content' ? r.title : '' })) });
		}
	}
	return { widths, rows };
}

function blocksOf(p) {
	const out = [];

	for (const part of p.parts ?? [p]) {
		out.push(...(part.letter ?? []).map((l) => (typeof l === 'string' ? { text: l } : l)));
		if (part.cols) {
			out.push({ table: tableOf(part) });
		}
	}
	return [...out, ...(p.after ?? []).map((text) => ({ text }))];
}

/* ---- what a person reads in it -------------------------------------------------------------------------------- */

function taskOf(r, at, p, appendix) {
	const has = (k) => p.cols.some((c) => c[0] === k);
	const t = { appendix, section: at.mark, section_title: at.title, no: r.noTruth ?? r.no, candidate: false,
		content: fold(r.content), items: items(r.content) };

	for (const k of ['direct', 'execute', 'coordinate']) {
		t[`${k}_text`] = has(k) ? fold(plain(r[k] ?? '')) : '';
		t[k] = has(k) ? bodies(r[k] ?? '') : [];
	}
	/* A cell that names both roles: its words stay, its bodies part. */
	if (r.who) {
		[t.execute, t.coordinate] = r.who.map(bodies);
		delete t.coordinate_text;
	}
	t.time_text = fold(r.time.text);
	t.milestones = r.time.stones;
	if (has('product')) {
		t.product = fold(r.product ?? '');
	}
	return t;
}

function truthOf(p) {
	const tasks = [];

	(p.parts ?? [p]).forEach((part, i) => {
		let at = { mark: '', title: '' };

		for (const r of part.rows ?? []) {
			if (r.mark !== undefined) {
				at = r;
			} else {
				tasks.push(taskOf(r, at, part, i + 1));
			}
		}
	});
	for (const c of p.prose ?? []) {
		tasks.push({ candidate: true, content: c.words, milestones: c.stones });
	}
	return { plan: p.plan, tasks };
}

function onOneLine(o) {
	if (Array.isArray(o)) {
		return `[${o.map(onOneLine).join(', ')}]`;
	}
	if (typeof o !== 'object' || o === null) {
		return JSON.stringify(o);
	}
	return `{${Object.entries(o).map(([k, v]) => `${JSON.stringify(k)}: ${onOneLine(v)}`).join(', ')}}`;
}

function shown(o, depth = 0) {
	const one = onOneLine(o);

	if (typeof o !== 'object' || o === null || one.length + 8 * depth <= 118) {
		return one;
	}
	const tabs = '\t'.repeat(depth + 1);
	const inner = Array.isArray(o) ? o.map((v) => tabs + shown(v, depth + 1))
		: Object.entries(o).map(([k, v]) => `${tabs}${JSON.stringify(k)}: ${shown(v, depth + 1)}`);
	return `${Array.isArray(o) ? '[' : '{'}\n${inner.join(',\n')}\n${'\t'.repeat(depth)}${Array.isArray(o) ? ']' : '}'}`;
}

/* ---- all ------------------------------------------------------------------------------------------------------ */

function pdf(bytes, name) {
	const dir = mkdtempSync(join(tmpdir(), 'lay-'));

	try {
		writeFileSync(join(dir, `${name}.docx`), bytes);
		execFileSync('soffice', [`-env:UserInstallation=file://${dir}/profile`, '--headless', '--convert-to', 'pdf',
			'--outdir', dir, join(dir, `${name}.docx`)], { stdio: 'ignore' });
		return readFileSync(join(dir, `${name}.pdf`));
	} finally {
		rmSync(dir, { recursive: true });
	}
}

const only = process.argv.slice(2);
for (const p of [...odd, ...even, ...more, ...last, ...parts, ...heldout, ...merged]) {
	if (only.length > 0 && !only.some((w) => p.name.startsWith(w))) {
		continue;
	}
	const page = { ...p, blocks: blocksOf(p) };
	const bytes = p.format === 'docx' ? docx(page) : p.format === 'xlsx' ? xlsx(page)
		: p.format === 'pdf' ? pdf(docx(page), p.name) : txt(page);
	writeFileSync(join(here, `${p.name}.${p.format}`), bytes);
	writeFileSync(join(here, `${p.name}.expected.json`), `${shown(truthOf(p))}\n`);
}
