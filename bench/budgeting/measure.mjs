// Counts every election of expected.jsonl as its row says, checks the projects, and times it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { median, options, run } from './process.mjs';

const { program, elections, runs, only } = options(['program', 'elections', 'runs', 'only']);

const rules = {
  greedy: ['--rule', 'greedy'],
  mes: ['--rule', 'mes'],
  'mes+greedy': ['--rule', 'mes', '--completion', 'greedy'],
  'mes+increase_1pct': ['--rule', 'mes', '--completion', 'increase:1%'],
  'mes+increase_10pct': ['--rule', 'mes', '--completion', 'increase:10%'],
  'mes+add1_per_voter': ['--rule', 'mes', '--completion', 'add1'],
  phragmen: ['--rule', 'phragmen'],
};
const satisfactions = {
  Cardinality_Sat: 'cardinality',
  Cost_Sat: 'cost',
  Additive_Cardinal_Sat: 'additive',
  Additive_Borda_Sat: 'borda',
};

// The peer's loading and the better of its two ways; nothing when it gave no result in its time.
function peerSeconds(row) {
  const ways = [
    row.seconds_profile,
    row.seconds_multiprofile === null ? null : row.multiprofile_build_seconds + row.seconds_multiprofile,
  ].filter((seconds) => seconds !== null && seconds !== undefined);
  return ways.length === 0 ? null : row.load_seconds + Math.min(...ways);
}

function same(row, selected) {
  const expected = row.selected ?? row.cross_check_selected;
  const sorted = (list) => [...list].sort().join('\n');
  return row.selected && row.selected_in_order
    ? expected.join('\n') === selected.join('\n')
    : sorted(expected) === sorted(selected);
}

for (const line of readFileSync(join(elections, 'expected.jsonl'), 'utf8').trim().split('\n')) {
  const row = JSON.parse(line);
  if (!new RegExp(only).test(row.instance) || !(row.rule in rules)) continue;
  const args = ['tally', join(elections, row.instance), ...rules[row.rule], '--ties', 'reference', '--json'];
  if (row.sat in satisfactions) args.push('--sat', satisfactions[row.sat]);
  const times = Array.from({ length: Number(runs) }, () => run(program, args));
  if (!same(row, JSON.parse(times[0].output).selected)) {
    throw new Error(`${row.instance} ${row.rule} ${row.sat}: not the projects expected`);
  }
  process.stdout.write(
    `${JSON.stringify({
      kind: 'row',
      instance: row.instance,
      rule: row.rule,
      sat: row.sat,
      voters: row.num_votes,
      projects: row.num_projects,
      peer: peerSeconds(row),
      cpu: median(times.map((time) => time.cpu)),
      wall: median(times.map((time) => time.wall)),
    })}\n`,
  );
}
