// The raw figures as Markdown, with a chart of time against size.
import { readFileSync } from 'node:fs';

const lines = readFileSync(process.argv[2], 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const milliseconds = (seconds) => (seconds * 1000).toFixed(0);
const print = (text) => process.stdout.write(`${text}\n`);

print('Whole process, from its start to its end, reading the file included. The peer is pabutools 1.2.3: its');
print('loading and the better of its two ways, in processor seconds recorded once on another day; the ratio is');
print('to our processor time.\n');
print('| election | rule | satisfaction | peer s | CPU ms | clock ms | ratio |');
print('| --- | --- | --- | ---: | ---: | ---: | ---: |');
for (const row of lines.filter(({ kind }) => kind === 'row')) {
  const peer = row.peer === null ? 'no result' : row.peer.toFixed(2);
  const ratio = row.peer === null ? '' : Math.round(row.peer / row.cpu);
  print(`| ${row.instance} | ${row.rule} | ${row.sat} | ${peer} | ${milliseconds(row.cpu)} | ${milliseconds(row.wall)} | ${ratio} |`);
}

const growth = lines.filter(({ kind }) => kind === 'growth');
if (growth.length > 0) {
  const rules = [...new Set(growth.map(({ rule }) => rule))];
  const sizes = [...new Set(growth.map(({ voters }) => voters))];
  const of = (rule, voters) => growth.find((each) => each.rule === rule && each.voters === voters);
  print('\n## Growth\n\nMade-up elections, 300 projects; clock milliseconds of the whole process.\n');
  print(`| voters | MB | ${rules.join(' | ')} | runs of add1 |`);
  print(`| ---: | ---: | ${rules.map(() => '---:').join(' | ')} | ---: |`);
  for (const voters of sizes) {
    const times = rules.map((rule) => milliseconds(of(rule, voters).wall));
    const megabytes = (of(rules[0], voters).bytes / 1e6).toFixed(1);
    print(`| ${voters} | ${megabytes} | ${times.join(' | ')} | ${of('mes+add1_per_voter', voters).runs} |`);
  }
  print('\nSeconds against voters, both by powers of ten, one bar a size:\n\n```');
  for (const rule of rules) {
    for (const voters of sizes) {
      const { wall } = of(rule, voters);
      const bar = '#'.repeat(Math.max(1, Math.round(12 * (Math.log10(Math.max(wall, 0.001)) + 3))));
      print(`${rule.padEnd(20)} ${String(voters).padStart(8)} ${bar} ${wall.toFixed(3)}`);
    }
  }
  print('```');
}
