// The commands of decisions as the person who runs them sees them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';

const pacte = process.env.PACTE_BIN;
const folder = mkdtempSync(path.join(tmpdir(), 'pacte-commands-'));
after(() => rmSync(folder, { recursive: true }));

function file(name, lines) {
  const made = path.join(folder, name);
  writeFileSync(made, lines.join('\n') + '\n');
  return made;
}

// Nothing is coloured nor written over where nobody looks.
function run(...options) {
  const done = spawnSync(pacte, options, { encoding: 'utf8', cwd: folder });
  assert.doesNotMatch(done.stdout + done.stderr, /\x1b|\r(?!\n)/);
  return done;
}

function good(...options) {
  const { status, stdout, stderr } = run(...options);
  assert.equal(status, 0, stderr);
  return stdout;
}

const json = (...options) => JSON.parse(good(...options, '--json'));
const rows = (csv) => csv.trim().split('\r\n').map((line) => line.split(','));

function refused(status, wanted, ...options) {
  const done = run(...options);
  assert.equal(done.status, status, done.stderr);
  assert.equal(done.stdout, '');
  for (const one of wanted) assert.match(done.stderr, one);
  return done.stderr;
}

function selfContained(page) {
  assert.match(page, /^<!doctype html>\n<html lang="fr">/);
  assert.match(page, /<style>.*<\/style>/);
  assert.doesNotMatch(page, /(src|href)=|<script|<link|url\(|@import/);
}

const budget = file('quartier.pb', ['META', 'key;value', 'description;Quartier <Sud>', 'budget;1000',
  'vote_type;approval', 'PROJECTS', 'project_id;cost;name', 'P1;600;Jardin', 'P2;300;Bancs', 'P3;500;Piste', 'VOTES',
  'voter_id;vote', '1;P1,P2', '2;P1', '3;P2,P3', '4;P1,P3', '5;P2']);
const quotas = file('quotas.csv', ['category,feature,min,max', 'sexe,F,2,2', 'sexe,H,2,2', 'âge,jeune,1,3',
  'âge,vieux,1,3']);
const people = Array.from({ length: 16 }, (_, i) => `V${i},${i % 2 ? 'F' : 'H'},${i % 3 ? 'jeune' : 'vieux'}`);
const pool = file('vivier.csv', ['numero,sexe,âge', ...people]);
const ballots = file('vote.csv', ['bulletin,nombre', 'Anne>Bruno,5', 'Bruno,3', 'Chloé>Bruno,4', 'blanc,1']);
const opinions = file('votes.csv', ['participant,statement,vote',
  ...Array.from({ length: 20 * 8 }, (_, i) => [i >> 3, i & 7])
    .map(([who, what]) => `p${who},e${what},${what === 7 ? 1 : (who % 2 === 0) === (what < 4) ? 1 : -1}`)]);
const addresses = file('adresses.csv', ['adresse,dep', ...Array.from({ length: 90 },
  (_, i) => `"${i}, rue Haute",${i < 60 ? '31' : '09'}`)]);

const draw = ['draw', '--pool', pool, '--quotas', quotas, '--size', '4'];
const invite = ['invite', '--addresses', addresses, '--strata', 'dep', '--seed', 'essai'];

const commands = {
  tally: [['tally', budget], /✔ P2 +Bancs/],
  draw: [draw, /sexe : F +8 +2 à 2 +2,00/],
  invite: [[...invite, '--count', '30'], /31 +60 +60 +100,00 % +20 +33,33 %/],
  elect: [['elect', ballots, '--method', 'irv', '--ties', 'order'], /\* Anne +5 +Retenu/],
  opinions: [['opinions', opinions], /Groupe A : 10 participants/],
};

for (const [name, [options, table]] of Object.entries(commands)) {
  test(`pacte ${name}: four forms, one at a time`, () => {
    assert.match(good(...options), table);
    assert.equal(good(...options, '--json').trim().split('\n').length, 1);
    assert.equal(typeof json(...options), 'object');
    const [header, ...lines] = rows(good(...options, '--csv'));
    assert.ok(lines.length > 0 && header.length > 1);
    const page = good(...options, '--html');
    selfContained(page);
    assert.match(page, /<svg/);
    refused(2, [/--json ne va pas avec --csv/], ...options, '--json', '--csv');
    refused(2, [/--csv ne va pas avec --html/], ...options, '--html', '--csv');
  });

  test(`pacte ${name}: help with examples, bad commands, files that are not there`, () => {
    assert.match(good(name, '--help'), new RegExp(`Exemples :\n  pacte ${name} [^]*Code de sortie : 0`));
    refused(2, [/ : option obligatoire\nVoir pacte \w+ --help\.\n$/], name);
    refused(2, [/Inattendu : --nothing/], ...options, '--nothing');
    const absent = options.map((one) => (one.startsWith(folder) ? path.join(folder, 'rien') : one));
    refused(1, [/rien : fichier introuvable ou illisible\./], ...absent);
    refused(1, [/fichier introuvable ou illisible/],
      ...options.map((one) => (one.startsWith(folder) ? folder : one)));
  });
}

for (const name of ['tally', 'draw', 'elect', 'opinions']) {
  test(`pacte ${name}: a bundle that pacte verify computes again`, () => {
    const made = path.join(folder, `${name}.json`);
    const [options] = commands[name];
    assert.equal(good(...options, '--bundle', made), good(...options));
    assert.match(good('verify', made), /Tout concorde\.\n$/);
    const told = json('verify', made);
    assert.equal(told.valid, true);
    assert.deepEqual(told.differences, []);
    refused(1, [/ne peut pas être écrit/], ...options, '--bundle', path.join(folder, 'no', 'where'));
  });
}

test('pacte tally: what programs read, ways of breaking ties, faults', () => {
  const told = json('tally', budget, '--rule', 'mes', '--completion', 'add1');
  assert.deepEqual(told.selected, ['P2', 'P1']);
  assert.equal(told.total_cost, 900);
  assert.match(good('tally', budget, '--html'), /<h1>Quartier &lt;Sud&gt;<\/h1>/);
  assert.deepEqual(json('tally', budget, '--rule', 'greedy', '--ties', 'reference').selected, ['P1', 'P2']);
  assert.deepEqual(json('tally', budget, '--rule', 'greedy', '--ties', 'votes').selected, ['P2', 'P1']);
  const wrong = (...options) => refused(2, [/Voir pacte tally --help\./], 'tally', budget, ...options);
  wrong('--rule', 'best');
  wrong('--rule', 'mes', '--completion', 'increase:-1%');
  wrong('--completion', 'add1');
  wrong('--ties', 'seed:');
  const bad = file('bad.pb', ['META', 'key;value', 'budget;abc', 'vote_type;approval', 'PROJECTS', 'project_id;cost',
    'A;-5', 'B;10', 'VOTES', 'voter_id;vote', '1;Z', '1;B']);
  refused(1, [/bad\.pb:3 : le budget « abc »/, /bad\.pb:7 : le coût « -5 » .*\. Écrivez/, /bad\.pb:11 : .*« Z »/,
    /bad\.pb:12 : /], 'tally', bad);
});

test('pacte draw: what programs read', () => {
  const told = json(...draw);
  assert.equal(told.feasible, true);
  assert.equal(told.probabilities.length, 16);
  assert.ok(Math.abs(told.probabilities.reduce((a, b) => a + b) - 4) < 1e-9);
  assert.ok(Math.abs(told.minimum - 0.25) < 1e-9);
  assert.ok(told.panels.every(({ weight, members }) => weight > 0 && members.length === 4));
  assert.equal(typeof told.certificate, 'object');
  const lottery = json(...draw, '--lottery', '--seed', 'essai');
  assert.equal(lottery.lottery.panels.length, 1000);
  assert.deepEqual(lottery.members, lottery.lottery.panels[lottery.lottery.number]);
  assert.deepEqual(json(...draw, '--number', '417', '--seed', 'essai').members, lottery.lottery.panels[417]);
});

test('pacte draw: quotas that no panel keeps', () => {
  const hard = file('hard.csv', ['category,feature,min,max', 'sexe,F,3,4', 'sexe,H,2,4', 'âge,jeune,1,3',
    'âge,vieux,1,3']);
  const options = ['draw', '--pool', pool, '--quotas', hard, '--size', '4'];
  const done = run(...options, '--json');
  assert.equal(done.status, 3);
  const told = JSON.parse(done.stdout);
  assert.equal(told.feasible, false);
  assert.deepEqual(told.conflicts, [[['sexe', 'F', 'min', 3], ['sexe', 'H', 'min', 2]]]);
  assert.ok(told.relaxations.length > 0);
  refused(3, [/hard\.csv:2 : sexe F : minimum 3/, /hard\.csv:3 : /, /Il suffirait de/], ...options);
});

test('pacte draw: faults are all listed', () => {
  const wrong = file('wrong.csv', ['category,feature,min,max', 'sexe,F,3,2', 'sexe,H,x,2', 'âge,,1,3']);
  refused(1, [/wrong\.csv:2 : /, /wrong\.csv:3 : /, /wrong\.csv:4 : /], 'draw', '--pool', pool, '--quotas', wrong,
    '--size', '4');
  const odd = file('odd.csv', ['numero,sexe,âge', 'V0,X,jeune', 'V1,F,', 'V1,F,vieux']);
  refused(1, [/odd\.csv:2 : « X »/, /odd\.csv:3 : « âge » est vide/, /odd\.csv:4 : /], 'draw', '--pool', odd,
    '--quotas', quotas, '--size', '2', '--id', 'numero');
  refused(1, [/le panel a 40 sièges et le vivier 16 personnes/], 'draw', '--pool', pool, '--quotas', quotas, '--size',
    '40');
  refused(1, [/--exclude : « V99 » n’est pas dans le vivier/, /« W » n’est pas/], ...draw, '--id', 'numero',
    '--exclude', 'V99,W');
  refused(1, [/--require : « 16 » n’est pas dans le vivier\. Donnez une ligne de 0 à 15/], ...draw, '--require', '16');
  refused(2, [/--method/], ...draw, '--method', 'dice');
  refused(2, [/--refused va avec --panel/], ...draw, '--refused', '1');
});

test('pacte draw: alternates, then refusals replaced, twice', () => {
  const named = [...draw, '--id', 'numero'];
  const told = json(...named, '--number', '7', '--alternates', '3');
  assert.equal(told.alternates.length, 3);
  const feature = (person, column) => people[person].split(',')[column];
  for (const { person, replaces } of told.alternates) {
    assert.ok(!told.members.includes(person) && replaces.length > 0);
    for (const member of replaces) assert.equal(feature(person, 1), feature(member, 1));
  }
  const first = good(...named, '--number', '7', '--alternates', '3', '--csv');
  assert.equal(rows(first)[0].join(','), 'line,identifier,sexe,âge,probability,chosen,excluded,alternate');
  const second = file('panel.csv', [first.trimEnd()]);
  const [out] = told.members;
  const replaced = json(...named, '--panel', second, '--refused', `V${out}`, '--seed', 'suite');
  assert.equal(replaced.members.length, 4);
  assert.ok(!replaced.members.includes(out));
  assert.deepEqual(replaced.members.filter((one) => !replaced.added.includes(one)), told.members.slice(1));
  assert.match(good(...named, '--panel', second, '--refused', `V${out}`, '--seed', 'suite'), /\n  \+ V\d+\n/);

  const again = file('again.csv', [good(...named, '--panel', second, '--refused', `V${out}`, '--seed', 'suite',
    '--csv').trimEnd().replaceAll(',', ';')]);
  const [next] = replaced.added;
  const last = json(...named, '--panel', again, '--refused', `V${next}`, '--seed', 'fin');
  assert.ok(!last.members.includes(out) && !last.members.includes(next));

  refused(1, [new RegExp(`--refused : « V${told.alternates[0].person} » n’est pas du panel`)], ...named, '--panel',
    second, '--refused', `V${told.alternates[0].person}`);
  const other = file('other.csv', ['line,identifier,chosen,excluded', '0,V5,1,0', '99,V9,1,0', '3,V3,oui,0']);
  refused(1, [/other\.csv:2 : « V5 0 »/, /other\.csv:3 : /, /other\.csv:4 : « oui » n’est ni 0 ni 1/], ...named,
    '--panel', other);
});

test('pacte invite: letters follow the population and the answers expected', () => {
  const told = json(...invite, '--count', '30');
  assert.deepEqual(told.strata.map(({ name, letters }) => [name, letters]), [['31', 20], ['09', 10]]);
  assert.equal(told.chosen.length, 30);
  assert.equal(told.chosen.filter((line) => line < 60).length, 20);
  assert.deepEqual(json(...invite, '--count', '30').chosen, told.chosen);
  const response = file('reponses.csv', ['stratum;population;rate', '31;100;20%', '09;100;10,0 %']);
  const weighed = json(...invite, '--count', '30', '--response', response);
  assert.deepEqual(weighed.strata.map(({ letters }) => letters), [10, 20]);
  assert.equal(weighed.strata[1].rate, '100/1000');
  const csv = good(...invite, '--count', '30', '--response', response, '--csv').trim().split('\r\n');
  assert.equal(csv[0], 'adresse,dep,inclusion_probability');
  assert.equal(csv.length, 31);
  assert.equal(csv.filter((line) => line.endsWith(',09,0.666666667')).length, 20);
  assert.doesNotMatch(good(...invite, '--count', '30', '--html'), /rue Haute/);
});

test('pacte invite: faults are all listed', () => {
  const wrong = file('taux.csv', ['stratum,population,rate', '31,beaucoup,120%', '82,5,1/2']);
  refused(1, [/taux\.csv:2 : « 120% » n’est pas un taux/, /taux\.csv:2 : « beaucoup »/,
    /taux\.csv:3 : aucune adresse n’est dans « 82 »/, /taux\.csv : « 09 » n’y est pas/], ...invite, '--count', '30',
  '--response', wrong);
  refused(1, [/adresses\.csv:1 : la colonne « ville » manque/], 'invite', '--addresses', addresses, '--strata',
    'ville', '--count', '3', '--seed', 'x');
  refused(1, [/91 lettres pour 90 foyers/], ...invite, '--count', '91');
  refused(2, [/--count: 0 n’est pas permis ; de 1 à 100000000/], ...invite, '--count', '0');
  refused(2, [/--seed/], 'invite', '--addresses', addresses, '--strata', 'dep', '--count', '3');
});

test('pacte elect: what programs read, faults, a tie that nothing breaks', () => {
  const told = json('elect', ballots, '--method', 'irv', '--ties', 'order');
  assert.deepEqual(told.elected, ['Anne']);
  const bad = file('bad.csv', ['bulletin,nombre', 'Anne,cinq', 'Anne>Anne,2', 'Bruno,-1']);
  refused(1, [/bad\.csv:2 : /, /bad\.csv:3 : /, /bad\.csv:4 : /], 'elect', bad, '--method', 'irv');
  refused(2, [/--method : .*\nVoir pacte elect --help\./], 'elect', ballots, '--method', 'best');
  const tie = file('tie.csv', ['bulletin,nombre', 'A,5', 'B,5']);
  refused(3, [/A.*B/], 'elect', tie);
});

test('pacte opinions: what programs read, faults', () => {
  const told = json('opinions', opinions);
  assert.equal(told.participants, 20);
  assert.deepEqual(told.groups.map(({ size }) => size), [10, 10]);
  assert.deepEqual(told.uniting, ['e7']);
  assert.equal(told.by_participant[3].participant, 'p3');
  assert.equal(rows(good('opinions', opinions, '--csv'))[0].join(','), 'participant,x,y,group');
  const bad = file('bad-votes.csv', ['participant,statement,vote', 'p1,e1,2', ',e1,1', 'p1,e1']);
  refused(1, [/bad-votes\.csv:2 : /, /bad-votes\.csv:3 : /, /bad-votes\.csv:4 : /], 'opinions', bad);
  const texts = file('texts.csv', ['enonce,texte', 'e1,Oui']);
  refused(1, [/texts\.csv:1 : les colonnes « statement » et « text » manquent/], 'opinions', opinions, '--statements',
    texts);
  refused(2, [/--groups/], 'opinions', opinions, '--groups', '1');
});

test('pacte verify: the text counted, files that are not bundles', () => {
  const made = path.join(folder, 'extract.json');
  const text = path.join(folder, 'extract.txt');
  good('elect', ballots, '--method', 'irv', '--ties', 'order', '--bundle', made);
  good('verify', made, '--extract', text);
  assert.equal(readFileSync(text, 'utf8'), JSON.parse(readFileSync(made, 'utf8')).inputs[0].text);
  assert.match(good('verify', '--help'), /Exemples :[^]*Code de sortie : 0/);
  const done = run('verify', ballots);
  assert.equal(done.status, 1);
  assert.match(done.stdout, /DIFFÉRENCE — /);
  const kind = file('kind.json', [JSON.stringify({ ...JSON.parse(readFileSync(made, 'utf8')), kind: 'dice' })]);
  assert.match(run('verify', kind).stdout, /« dice » : cette sorte de résultat est inconnue/);
  refused(1, [/introuvable/], 'verify', path.join(folder, 'rien'));
  refused(2, [], 'verify');
});
