// Made-up elections of growing size, always the same: 300 projects, 1 to 10 of them in a ballot, some named
// far more often than others, fifty units of money a voter.
import { closeSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

import { options, run } from './process.mjs';

const { program, folder } = options(['program', 'folder']);
const projects = 300;

// D. Lehmer's generator, as in the C++ standard's minstd_rand.
let state = 20261121;
function below(bound) {
  state = (state * 48271) % 2147483647;
  return Math.floor((state / 2147483647) * bound);
}

function write(path, voters) {
  const budget = voters * 50;
  const file = openSync(path, 'w');
  writeSync(file, `META\nkey;value\nnum_projects;${projects}\nnum_votes;${voters}\nbudget;${budget}\nvote_type;approval\n`);
  writeSync(file, 'PROJECTS\nproject_id;cost\n');
  for (let p = 0; p < projects; ++p) {
    writeSync(file, `P${p};${Math.ceil((budget / 2000) * (1 + below(100)))}\n`);
  }
  writeSync(file, 'VOTES\nvoter_id;vote\n');
  let part = '';
  for (let voter = 1; voter <= voters; ++voter) {
    const named = new Set();
    for (let left = 1 + below(10); left > 0; --left) named.add(`P${Math.min(below(projects), below(projects))}`);
    part += `${voter};${[...named].join(',')}\n`;
    if (part.length > 1 << 20) {
      writeSync(file, part);
      part = '';
    }
  }
  writeSync(file, part);
  closeSync(file);
}

for (const voters of [10_000, 30_000, 100_000, 300_000, 1_000_000]) {
  const path = join(folder, `${voters}.pb`);
  write(path, voters);
  const bytes = statSync(path).size;
  for (const [rule, args] of Object.entries({
    greedy: ['--rule', 'greedy'],
    mes: ['--rule', 'mes'],
    'mes+add1_per_voter': ['--rule', 'mes', '--completion', 'add1'],
    phragmen: ['--rule', 'phragmen'],
    welfare: ['--rule', 'welfare'],
  })) {
    const { output, cpu, wall } = run(program, ['tally', path, ...args, '--json']);
    const runs = JSON.parse(output).runs ?? 1;
    process.stdout.write(`${JSON.stringify({ kind: 'growth', voters, bytes, rule, runs, cpu, wall })}\n`);
  }
  rmSync(path);
}
