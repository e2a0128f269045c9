// Every scheme for one applicant, by json-logic-js: the rules and the applicants that bench_rules
// wrote, whose outcomes must be those of Pacte. Prints "name value" lines as bench_rules does.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import jsonLogic from 'json-logic-js';

const day = 86400000;
const date = (days) => new Date(days * day);
const shift = (days, months) => {
  const from = date(days);
  const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return Math.round(first.setUTCDate(Math.min(from.getUTCDate(), last)) / day);
};
const months = (from, to) => {
  const [a, b] = [date(from), date(to)];
  let made = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
  if (shift(from, made) > to) --made;
  return made;
};
jsonLogic.add_operation('shift', shift);
jsonLogic.add_operation('months', months);
jsonLogic.add_operation('year', (days) => date(days).getUTCFullYear());
jsonLogic.add_operation('size', (set) => set.length);
jsonLogic.add_operation('down', (value, step) => Math.floor(value / step) * step);
jsonLogic.add_operation('up', (value, step) => Math.ceil(value / step) * step);
jsonLogic.add_operation('nearest', (value, step) => Math.round(value / step) * step);

const { schemes, applicants } = JSON.parse(readFileSync(process.argv[2], 'utf8'));

const outcome = (rules, data, scale) => {
  const eligible = jsonLogic.apply(rules.result, data);
  const amount = eligible && rules.amount ? jsonLogic.apply(rules.amount, data) : 0;
  return { eligible: Boolean(eligible), cents: Math.floor((amount * 100) / (scale ?? 100)) };
};

// The value of each line is kept, as an explanation needs.
const explained = (scheme, data) => {
  scheme.lines.forEach((line, i) => {
    data[`l${i}`] = jsonLogic.apply(line.value, data);
    if (line.aid !== undefined) data[`a${i}`] = jsonLogic.apply(line.aid, data);
  });
  return outcome(scheme.explained, data, scheme.scale);
};
const alone = (scheme, data) => outcome(scheme.alone, data, scheme.scale);

const measure = (judge) => {
  for (const { data, expected } of applicants) {
    schemes.forEach((scheme, i) => {
      const found = judge(scheme, data);
      if (found.eligible !== expected[i].eligible || found.cents !== expected[i].cents) {
        throw new Error(`${scheme.scheme}: ${JSON.stringify(found)}, ${JSON.stringify(expected[i])}`);
      }
    });
  }
  let best = Infinity;
  for (let run = 0; run < 5; ++run) {
    const begin = process.hrtime.bigint();
    for (let round = 0; round < 10; ++round) {
      for (const { data } of applicants) for (const scheme of schemes) judge(scheme, data);
    }
    best = Math.min(best, Number(process.hrtime.bigint() - begin));
  }
  return (best / 10 / applicants.length).toFixed(0);
};

console.log(`peer_lines_ns ${measure(explained)}`);
console.log(`peer_alone_ns ${measure(alone)}`);
