/* words.mjs -- short words for writing down a plan and what a person reads in it.
 *
 * In a cell of bodies [ ] stand around each body; the brackets are not in the file. A time cell is T(text, milestone…);
 * a single milestone has the whole cell as its words. Where two readings are right, a list holds both. */
const stone = (kind, o, rest) => ({ kind, date: null, end: null, days: null, period: null, follows: null,
	act: o.act ?? '', actors: o.who ?? '', words: o.w, ...rest });

export const before = (date, o = {}) => stone('before', o, { date });
export const until = (date, o = {}) => stone('until', o, { date });
export const day = (date, o = {}) => stone(['on', 'until'], o, { date });
export const around = (date, o = {}) => stone('around', o, { date });
export const range = (date, end, o = {}) => stone('range', o, { date, end });
export const month = (period, o = {}) => stone('month', o, { period, part: o.part ?? null });
export const quarter = (period, o = {}) => stone('quarter', o, { period, part: o.part ?? null });
export const half = (period, o = {}) => stone('half_year', o, { period });
export const year = (period, o = {}) => stone('year', o, { period, part: o.part ?? null });
export const recurs = (period, o = {}) => stone('recurring', o, { period });
export const offset = (days, follows, o = {}) => stone('offset', o, { days, follows });
export const follows = (what, o = {}) => stone('follows', o, { follows: what });
export const arises = (o = {}) => stone('when_arises', o, {});

export const T = (text, ...stones) => ({ text,
	stones: stones.map((s) => ({ ...s, words: s.words ?? text.replace(/\s+/g, ' ').trim() })) });
export const S = (mark, title) => ({ mark, title });
export const R = (no, content, time, rest) => ({ no, content, time, ...rest });
/* Of a sentence: what the candidate holds, and its times; what is act and what is actor stays open in prose. */
export const C = (words, ...stones) => ({ words,
	stones: stones.map(({ act: _a, actors: _w, words: _t, follows: _f, ...s }) => s) });
