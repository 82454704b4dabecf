#!/bin/bash
# bench/tally.sh [LINES...] -- cross tables over growing registers; the largest one's first tables beside DuckDB (@duckdb/node-api,
# two threads), in the same run over the same lines.
. "$(dirname "$0")/lib.sh"
tools/build build -- bench-tally || exit 1
[ $# -gt 0 ] || set -- 10000 100000 1000000 10000000
build/bench-tally "$T" "$@" >"$T/table" || exit 1
mkdir "$T/duck" && (cd "$T/duck" && npm init -y && npm install @duckdb/node-api) >"$T/npm" 2>&1 || { cat "$T/npm"; exit 1; }
build/bench-tally --csv "$T/lines.csv" "${@: -1}" || exit 1
cat >"$T/duck/ask.mjs" <<'END'
import { DuckDBInstance } from '@duckdb/node-api';
const db = await DuckDBInstance.create(':memory:', { threads: '2' });
const c = await db.connect();
await c.run(`create table l as select unit::usmallint as unit, person::uinteger as person, award::utinyint as award,
  year::utinyint as year, sex::utinyint as sex, job::utinyint as job, ground::utinyint as ground
  from read_csv('${process.argv[2]}', header = true)`);
const tables = {
  'unit × award × year': 'select unit, award, year, count(*) n from l group by all',
  'the same, one job group, women': 'select unit, award, year, count(*) n from l where sex = 1 and job = 1 group by all',
  'award × year × sex × job × ground': 'select award, year, sex, job, ground, count(*) n from l group by all',
  'year × sex × job from 2016, different people':
    'select year, sex, job, count(distinct person) n from l where year >= 26 group by all',
  'unit × year, different people': 'select unit, year, count(distinct person) n from l group by all',
  'award × year of one unit': 'select award, year, count(*) n from l where unit = 5 group by all',
};
for (const [what, sql] of Object.entries(tables)) {
  const took = [], worked = [];
  let cells;
  for (let i = 0; i < 6; i++) {
    const t = performance.now(), before = process.cpuUsage();
    cells = (await (await c.run(`select count(*), sum(n) from (${sql})`)).getRows())[0][0];
    took.push(performance.now() - t);
    const used = process.cpuUsage(before);
    worked.push((used.user + used.system) / 1000);
  }
  took.shift();
  took.sort((a, b) => a - b);
  worked.sort((a, b) => a - b);
  console.log(`| ${what} | ${took[2].toFixed(1)} | ${took[4].toFixed(1)} | ${worked[0].toFixed(1)} | ${cells} |`);
}
END
(cd "$T/duck" && node ask.mjs "$T/lines.csv") >"$T/duckdb" || exit 1
mapfile -t ours <"$T/table"
mapfile -t theirs <"$T/duckdb"
result "Figures" "${ours[@]}" "" "| DuckDB, ${*: -1} lines, two threads | median ms | slowest ms | of the processor, least | cells |" "|---|---|---|---|---|" "${theirs[@]}"
