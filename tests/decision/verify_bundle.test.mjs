// The program's bundles against the second verifier, and against `pacte verify`.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';

import { verify } from './verify_bundle.mjs';

const pacte = process.env.PACTE_BIN;
const folder = mkdtempSync(path.join(tmpdir(), 'pacte-bundle-'));
after(() => rmSync(folder, { recursive: true }));

// The same numbers for everyone.
let state = 20261121;
const random = (bound) => {
  state = (Math.imul(state, 1103515245) + 12345) >>> 0;
  return Math.floor((state / 4294967296) * bound);
};

function ballots(sign, most) {
  const lines = ['bulletin,nombre'];
  for (let i = 0; i < 40; ++i) {
    const names = ['Anne', 'Bruno', 'Chloé', 'David', 'Élise'];
    const said = [];
    for (let left = 1 + random(most); left > 0; --left) said.push(names.splice(random(names.length), 1)[0]);
    lines.push(`${said.join(sign)},${1 + random(97)}`);
  }
  lines.push('blanc,13', 'nul,2');
  return lines.join('\n') + '\n';
}

function bundleOf(text, options) {
  const file = path.join(folder, 'vote.csv');
  const made = path.join(folder, 'vote.json');
  writeFileSync(file, text);
  execFileSync(pacte, ['elect', file, ...options, '--bundle', made, '--json']);
  return made;
}

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const pacteVerify = (file) => spawnSync(pacte, ['verify', file], { encoding: 'utf8' });

const votes = {
  'relative majority': ['', 1, ['--method', 'relative']],
  'absolute majority of the votes cast': ['', 1, ['--method', 'absolute', '--base', 'cast', '--majority', '>1/9']],
  'qualified majority': ['', 1, ['--method', 'qualified', '--majority', '1/5', '--counted', 'blank']],
  approval: ['+', 4, ['--method', 'approval', '--seats', '2']],
  'highest averages': ['', 1, ['--method', 'lists', '--seats', '31', '--threshold', '10%', '--bonus', '1/4']],
  'Sainte-Laguë': ['', 1, ['--method', 'lists', '--seats', '31', '--formula', 'sainte-lague']],
  Schulze: ['>', 5, ['--method', 'schulze']],
  'single transferable vote': ['>', 5, ['--method', 'stv', '--seats', '3']],
};

for (const [name, [sign, most, options]] of Object.entries(votes)) {
  test(`${name}: both verifiers agree, and see what was changed`, () => {
    const file = bundleOf(ballots(sign, most), options);
    const bundle = read(file);
    assert.deepEqual(verify(bundle), { differences: [], checked: 'all' });
    assert.equal(pacteVerify(file).status, 0);

    const forged = structuredClone(bundle);
    const [contest] = forged.result.contests;
    if (contest.seats_by_list) {
      contest.seats_by_list.Anne += 1;
    } else {
      contest.elected[0] = contest.elected[0] === 'Anne' ? 'Bruno' : 'Anne';
    }
    assert.notDeepEqual(verify(forged).differences, []);
    writeFileSync(file, JSON.stringify(forged));
    const told = pacteVerify(file);
    assert.equal(told.status, 1);
    assert.match(told.stdout, /DIFFÉRENCE — result\.contests\[0\]/);
  });
}

test('participatory budget: both verifiers agree, and see what was changed', () => {
  const file = path.join(folder, 'budget.pb');
  const made = path.join(folder, 'budget.json');
  const ids = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
  const lines = ['META', 'key;value', 'description;Essai', 'budget;1000', 'vote_type;approval', 'PROJECTS',
    'project_id;cost', ...ids.map((id) => `${id};${100 + random(400)}`), 'VOTES', 'voter_id;vote'];
  for (let voter = 0; voter < 60; ++voter) {
    lines.push(`${voter};${ids.filter((_, i) => i === voter % 7 || random(3) === 0).join(',')}`);
  }
  writeFileSync(file, lines.join('\n') + '\n');
  const rules = [
    ['all', 'greedy'],
    ['all', 'mes'],
    ['all', 'mes', '--sat', 'cardinality'],
    ['all', 'mes', '--completion', 'add1'],
    ['all', 'mes', '--sat', 'cardinality', '--completion', 'add1'],
    ['digests', 'mes', '--completion', 'add1u'],
    ['digests', 'mes', '--completion', 'increase:1%'],
    ['digests', 'phragmen'],
    ['digests', 'welfare', '--ties', 'seed:essai'],
  ];
  for (const [checked, ...rule] of rules) {
    execFileSync(pacte, ['tally', file, '--rule', ...rule, '--bundle', made, '--json']);
    assert.deepEqual(verify(read(made)), { differences: [], checked }, rule.join(' '));
    assert.equal(pacteVerify(made).status, 0);
  }
  execFileSync(pacte, ['tally', file, '--rule', 'greedy', '--bundle', made, '--json']);
  const forged = read(made);
  forged.result.selected.reverse();
  assert.deepEqual(verify(forged).differences, ['selected']);
  writeFileSync(made, JSON.stringify(forged));
  assert.equal(pacteVerify(made).status, 1);
});

test('draw by lot: nobody is named, both verifiers agree, and see what was changed', () => {
  const [quotas, pool, made] = ['quotas.csv', 'pool.csv', 'draw.json'].map((name) => path.join(folder, name));
  writeFileSync(quotas, 'category,feature,min,max\nsexe,F,2,2\nsexe,H,2,2\nâge,jeune,1,3\nâge,vieux,1,3\n');
  const lines = ['nom,sexe,âge,adresse'];
  for (let i = 0; i < 15; ++i) {
    lines.push(`Prénom${i},${i % 3 === 0 ? 'F' : 'H'},${i % 4 === 1 ? 'jeune' : 'vieux'},"${i >> 1}, rue Haute"`);
  }
  writeFileSync(pool, lines.join('\n') + '\n');
  for (const method of ['leximin', 'maximin', 'nash', 'legacy']) {
    execFileSync(pacte, ['draw', '--pool', pool, '--quotas', quotas, '--size', '4', '--method', method, '--id', 'nom',
      '--household', 'adresse', '--exclude', 'Prénom3', '--alternates', '3', '--lottery', '--seed', 'essai', '--bundle', made, '--json']);
    assert.doesNotMatch(readFileSync(made, 'utf8'), /Prénom|rue Haute/);
    assert.deepEqual(verify(read(made)), { differences: [], checked: 'panels' });
    assert.equal(pacteVerify(made).status, 0, method);
  }
  const forged = read(made);
  forged.certificate.lottery.panels[forged.certificate.lottery.number][0] = 3;
  assert.ok(verify(forged).differences.includes('a panel of the lottery breaks the quotas'));
  writeFileSync(made, JSON.stringify(forged));
  const told = pacteVerify(made);
  assert.equal(told.status, 1);
  assert.match(told.stdout, /la personne 3 est écartée/);
});

test('opinion map: nobody is named, both verifiers agree, and see what was changed', () => {
  const [votes, texts, made] = ['opinions.csv', 'statements.csv', 'map.json'].map((name) => path.join(folder, name));
  const lines = ['participant,statement,vote'];
  for (let i = 0; i < 60; ++i) {
    for (let k = 0; k < 12; ++k) {
      if (random(4) !== 0) lines.push(`Prénom${i},e${k},${random(5) === 0 ? 0 : (i % 2 === 0) === (k < 6) ? 1 : -1}`);
    }
  }
  writeFileSync(votes, lines.join('\n') + '\n');
  writeFileSync(texts, 'statement,text\ne0,"Des trains, le soir"\ne3,"Il dit ""non"""\n');
  for (const options of [[], ['--groups', '3', '--seed', 'essai', '--minimum-votes', '3']]) {
    execFileSync(pacte, ['opinions', votes, '--statements', texts, ...options, '--bundle', made, '--json']);
    assert.doesNotMatch(readFileSync(made, 'utf8'), /Prénom/);
    assert.deepEqual(verify(read(made)), { differences: [], checked: 'counts' });
    const told = pacteVerify(made);
    assert.equal(told.status, 0, told.stdout);
    assert.match(told.stdout, /énoncés sont ceux annoncés/);
  }
  const forged = read(made);
  const moved = forged.certificate.by_participant.find(({ group }) => group === 'A');
  moved.group = 'B';
  assert.ok(verify(forged).differences.includes('size of A'));
  writeFileSync(made, JSON.stringify(forged));
  const told = pacteVerify(made);
  assert.equal(told.status, 1);
  assert.match(told.stdout, /la taille du groupe A/);
});

test('a changed ballot shows in the digest', () => {
  const file = bundleOf(ballots('>', 5), ['--method', 'irv', '--ties', 'order']);
  const bundle = read(file);
  assert.deepEqual(verify(bundle), { differences: [], checked: 'digests' });
  bundle.inputs[0].text = bundle.inputs[0].text.replace('blanc;13', 'blanc;14');
  assert.deepEqual(verify(bundle).differences, ['sha256 of ballots']);
  writeFileSync(file, JSON.stringify(bundle));
  const told = pacteVerify(file);
  assert.equal(told.status, 1);
  assert.match(told.stdout, /n’a pas l’empreinte annoncée/);
});

test('exit codes: fault 1, bad command 2, tie that no rule breaks 3', () => {
  const file = path.join(folder, 'tie.csv');
  const status = (...options) => spawnSync(pacte, ['elect', file, ...options]).status;
  writeFileSync(file, 'bulletin,nombre\nA,5\nB,5\n');
  assert.equal(status(), 3);
  assert.equal(status('--ties', 'order'), 0);
  assert.equal(status('--ties', 'hasard'), 2);
  assert.equal(status('--seats', '0'), 2);
  writeFileSync(file, 'bulletin,nombre\nA,cinq\n');
  assert.equal(status(), 1);
});

test('a report needs no other file and says nothing unescaped', () => {
  const file = path.join(folder, 'names.csv');
  writeFileSync(file, 'CANDIDATS\nidentifiant;nom\nA;<b>Anne</b>\nB;Bruno & Co\nBULLETINS\nbulletin;nombre\nA>B;3\nB;2\n');
  for (const method of ['stv', 'schulze', 'irv']) {
    const page = execFileSync(pacte, ['elect', file, '--method', method, '--html'], { encoding: 'utf8' });
    assert.match(page, /&lt;b&gt;Anne/);
    assert.doesNotMatch(page, /<b>Anne|(src|href)=/);
    assert.match(page, /<svg/);
  }
});
