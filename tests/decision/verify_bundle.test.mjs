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
      // Both may be potential winners of Schulze's method in a tie only; here there is none.
    }
    assert.notDeepEqual(verify(forged).differences, []);
    writeFileSync(file, JSON.stringify(forged));
    const told = pacteVerify(file);
    assert.equal(told.status, 1);
    assert.match(told.stdout, /DIFFÉRENCE — result\.contests\[0\]/);
  });
}

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
