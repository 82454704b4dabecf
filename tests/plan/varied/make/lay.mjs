/* lay.mjs -- lays a plan out as a file of one of four formats, in Unicode or in an old encoding, without any library. */
import { crc32, deflateRawSync } from 'node:zlib';

/* ---- old encodings -------------------------------------------------------------------------------------------- */

const pairs = (s) => Object.fromEntries(s.trim().split(/\s+/).map((p) => [[...p][0], [...p].slice(1).join('')]));

/* One byte for a letter; capitals with a tone have none of their own in this encoding. */
const TCVN3 = Object.fromEntries(Object.entries(pairs(`
àB5 ảB6 ãB7 áB8 ạB9 ăA8 ằBB ẳBC ẵBD ắBE ặC6 âA9 ầC7 ẩC8 ẫC9 ấCA ậCB đAE èCC ẻCE ẽCF éD0 ẹD1 êAA ềD2 ểD3 ễD4 ếD5 ệD6
ìD7 ỉD8 ĩDC íDD ịDE òDF ỏE1 õE2 óE3 ọE4 ôAB ồE5 ổE6 ỗE7 ốE8 ộE9 ơAC ờEA ởEB ỡEC ớED ợEE ùEF ủF1 ũF2 úF3 ụF4 ưAD ừF5
ửF6 ữF7 ứF8 ựF9 ỳFA ỷFB ỹFC ýFD ỵFE ĂA1 ÂA2 ÊA3 ÔA4 ƠA5 ƯA6 ĐA7`)).map(([k, v]) => [k, String.fromCharCode(parseInt(v, 16))]));

/* A letter and a mark beside it. */
const VNI = pairs(`
áaù àaø ảaû ãaõ ạaï âaâ ấaá ầaà ẩaå ẫaã ậaä ăaê ắaé ằaè ẳaú ẵaü ặaë đñ éeù èeø ẻeû ẽeõ ẹeï êeâ ếeá ềeà ểeå ễeã ệeä
íí ìì ỉæ ĩó ịò óoù òoø ỏoû õoõ ọoï ôoâ ốoá ồoà ổoå ỗoã ộoä ơô ớôù ờôø ởôû ỡôõ ợôï úuù ùuø ủuû ũuõ ụuï ưö ứöù ừöø ửöû
ữöõ ựöï ýyù ỳyø ỷyû ỹyõ ỵî`);
for (const [k, v] of Object.entries(VNI)) {
	VNI[k.toUpperCase()] = v.toUpperCase();
}

function encoded(s, encoding) {
	if (encoding === 'nfd') {
		return s.normalize('NFD');
	}
	if (encoding === 'vni') {
		return [...s].map((c) => VNI[c] ?? c).join('');
	}
	if (encoding === 'tcvn3') {
		return [...s].map((c) => TCVN3[c] ?? TCVN3[c.toLowerCase()] ?? c).join('').replace(/[“”]/g, '"');
	}
	return s;
}

/* ---- zip ------------------------------------------------------------------------------------------------------ */

function zip(files) {
	const parts = [], central = [];
	let at = 0;

	for (const [name, text] of files) {
		const raw = Buffer.from(text, 'utf8'), packed = deflateRawSync(raw, { level: 9 });
		const head = Buffer.alloc(30), dir = Buffer.alloc(46), n = Buffer.from(name);

		head.writeUInt32LE(0x04034b50, 0);
		head.writeUInt16LE(20, 4);
		head.writeUInt16LE(8, 8);
		head.writeUInt16LE(33, 12);
		head.writeUInt32LE(crc32(raw), 14);
		head.writeUInt32LE(packed.length, 18);
		head.writeUInt32LE(raw.length, 22);
		head.writeUInt16LE(n.length, 26);
		dir.writeUInt32LE(0x02014b50, 0);
		dir.writeUInt16LE(20, 4);
		head.copy(dir, 6, 4, 30);
		dir.writeUInt32LE(at, 42);
		parts.push(head, n, packed);
		central.push(dir, n);
		at += 30 + n.length + packed.length;
	}
	const end = Buffer.alloc(22), dirs = Buffer.concat(central);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(files.length, 8);
	end.writeUInt16LE(files.length, 10);
	end.writeUInt32LE(dirs.length, 12);
	end.writeUInt32LE(at, 16);
	return Buffer.concat([...parts, dirs, end]);
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const esc = (s) => s.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/* ---- Word ----------------------------------------------------------------------------------------------------- */

function runs(text, p, bold) {
	const font = p.encoding === 'vni' ? 'VNI-Times' : p.encoding === 'tcvn3' ? '.VnTime' : 'Times New Roman';
	return `<w:r><w:rPr><w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:cs="${font}"/>${bold ? '<w:b/>' : ''}` +
		`<w:sz w:val="24"/></w:rPr><w:t xml:space="preserve">${esc(encoded(text, p.encoding))}</w:t></w:r>`;
}

const para = (text, p, o = {}) => `<w:p><w:pPr><w:jc w:val="${o.jc ?? 'left'}"/></w:pPr>${runs(text, p, o.bold)}</w:p>`;

function wordCell(c, p, width, bold) {
	return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${c.span > 1 ? `<w:gridSpan w:val="${c.span}"/>` : ''}` +
		`${c.merge ? `<w:vMerge${c.merge === 'start' ? ' w:val="restart"' : ''}/>` : ''}</w:tcPr>` +
		`${c.text.split('\n').map((l) => para(l, p, { bold })).join('')}</w:tc>`;
}

function wordTable(t, p) {
	const total = 14400, sum = t.widths.reduce((a, b) => a + b, 0);
	const w = t.widths.map((x) => Math.round(x * total / sum));
	let out = '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>' +
		['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
			.map((k) => `<w:${k} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`).join('') +
		`</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${w.map((x) => `<w:gridCol w:w="${x}"/>`).join('')}</w:tblGrid>`;

	for (const r of t.rows) {
		let col = 0;
		out += `<w:tr><w:trPr><w:cantSplit/>${r.isHead ? '<w:tblHeader/>' : ''}</w:trPr>`;
		for (const c of r.cells) {
			const n = c.span ?? 1;
			out += wordCell(c, p, w.slice(col, col + n).reduce((a, b) => a + b, 0), r.isHead || r.isSection);
			col += n;
		}
		out += '</w:tr>';
	}
	return `${out}</w:tbl>`;
}

export function docx(p) {
	const ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' +
		'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
	let body = '';

	for (const b of p.blocks) {
		body += b.table ? wordTable(b.table, p) : para(b.text, p, b);
	}
	const size = '<w:sectPr><w:footerReference w:type="default" r:id="rId1"/>' +
		'<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' +
		'<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>';
	return zip([
		['[Content_Types].xml', `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>`],
		['_rels/.rels', `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`],
		['word/_rels/document.xml.rels', `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>`],
		['word/footer1.xml', `${XML}<w:ftr ${ns}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>`],
		['word/document.xml', `${XML}<w:document ${ns}><w:body>${body}${size}</w:body></w:document>`],
	]);
}

/* ---- Excel ---------------------------------------------------------------------------------------------------- */

const letter = (i) => String.fromCharCode(65 + i);

export function xlsx(p) {
	const rows = [], merges = [];
	let at = 0;

	const put = (cells) => {
		at++;
		rows.push(`<row r="${at}">${cells.map(([i, s]) => /^\d+$/.test(s) ? `<c r="${letter(i)}${at}"><v>${s}</v></c>`
			: `<c r="${letter(i)}${at}" t="inlineStr"><is><t xml:space="preserve">${esc(encoded(s, p.encoding))}</t></is></c>`).join('')}</row>`);
	};
	for (const b of p.blocks) {
		if (!b.table) {
			put(b.text === '' ? [] : [[0, b.text]]);
			continue;
		}
		const open = {};
		const close = (col) => {
			if (open[col] !== undefined && open[col] < at) {
				merges.push(`${letter(col)}${open[col]}:${letter(col)}${at}`);
			}
			delete open[col];
		};
		for (const r of b.table.rows) {
			const cells = [];
			let col = 0;
			for (const c of r.cells) {
				if (c.merge !== 'on') {
					close(col);
					if (c.text !== '') {
						cells.push([col, c.text]);
					}
				}
				if (c.merge === 'start') {
					open[col] = at + 1;
				}
				if (c.span > 1) {
					merges.push(`${letter(col)}${at + 1}:${letter(col + c.span - 1)}${at + 1}`);
				}
				col += c.span ?? 1;
			}
			put(cells);
		}
		Object.keys(open).forEach((c) => close(Number(c)));
	}
	const merged = merges.length > 0 ? `<mergeCells count="${merges.length}">${merges.map((m) => `<mergeCell ref="${m}"/>`).join('')}</mergeCells>` : '';
	return zip([
		['[Content_Types].xml', `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`],
		['_rels/.rels', `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
		['xl/_rels/workbook.xml.rels', `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`],
		['xl/workbook.xml', `${XML}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Kế hoạch" sheetId="1" r:id="rId1"/></sheets></workbook>`],
		['xl/worksheets/sheet1.xml', `${XML}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows.join('')}</sheetData>${merged}</worksheet>`],
	]);
}

/* ---- text ----------------------------------------------------------------------------------------------------- */

function wrap(text, width) {
	const out = [];

	for (const line of text.split('\n')) {
		let now = '';
		for (const word of line.split(' ')) {
			if (now !== '' && now.length + word.length + 1 > width) {
				out.push(now);
				now = word;
			} else {
				now = now === '' ? word : `${now} ${word}`;
			}
		}
		out.push(now);
	}
	return out;
}

/* How a reader of PDF loses the borders: cell after cell, each in its own short lines. */
function runTogether(t, out, p) {
	const head = t.rows.filter((r) => r.isHead);
	let n = 0, page = 1;

	const putHead = () => head.forEach((r) => r.cells.forEach((c) => c.text !== '' && out.push(...wrap(c.text, 14))));
	for (const r of t.rows) {
		if (r.isHead) {
			if (r === head[0]) {
				putHead();
			}
			continue;
		}
		if (p.rowsOnPage && n === p.rowsOnPage) {
			page++;
			out.push(...(p.pageNumbers ? [String(page)] : []));
			putHead();
			n = 0;
		}
		n++;
		if (r.isSection) {
			out.push(r.cells.map((c) => c.text).filter((s) => s !== '').join(' '));
			continue;
		}
		r.cells.forEach((c, i) => {
			const lines = c.text === '' ? [] : wrap(c.text, Math.round(t.widths[i] * (p.perWidth ?? 1)));
			if (i === 1 && t.rows[0].cells.length > 1 && /^\d+\.?$/.test(r.cells[0].text) && lines.length === 1) {
				out[out.length - 1] += ` ${lines[0]}`;
			} else {
				out.push(...lines);
			}
		});
	}
}

/* Columns side by side, parted by blanks. */
function sideBySide(t, out) {
	for (const r of t.rows) {
		if (r.isSection) {
			out.push(r.cells.map((c) => c.text).filter((s) => s !== '').join('  '), '');
			continue;
		}
		const cells = r.cells.map((c, i) => wrap(c.text, t.widths[i]));
		const high = Math.max(...cells.map((c) => c.length));
		for (let k = 0; k < high; k++) {
			out.push(cells.map((c, i) => (c[k] ?? '').padEnd(t.widths[i] + 3)).join('').trimEnd());
		}
		out.push('');
	}
}

export function txt(p) {
	const out = [];

	for (const b of p.blocks) {
		if (!b.table) {
			out.push(...wrap(b.text, p.lineWidth ?? 84));
		} else if (p.table === 'tabs') {
			out.push(...b.table.rows.map((r) => r.cells.map((c) => c.text.replace(/\n/g, ' ')).join('\t')));
		} else if (p.table === 'side') {
			sideBySide(b.table, out);
		} else {
			runTogether(b.table, out, p);
		}
	}
	const text = encoded(out.join(p.isDoubled ? ' \n\n' : '\n') + '\n', p.encoding);
	return p.encoding === 'tcvn3' || p.encoding === 'vni' ? Buffer.from(text, 'latin1') : Buffer.from(text, 'utf8');
}
