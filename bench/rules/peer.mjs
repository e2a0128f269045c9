// The scheme of model.regle in JSON Logic, evaluated by json-logic-js over the same applicants.
// Prints "name value" lines as bench_rules does.
import process from 'node:process';
import jsonLogic from 'json-logic-js';

const rows = Number(process.argv[2] ?? 100000);

let state = 2026;
const below = (limit) => {
  state = (state * 48271) % 2147483647;
  return state % limit;
};
const statuses = ['societe', 'cooperative', 'association', 'personne', 'public'];
const activities = ['industrie', 'negoce', 'bancaire', 'service', 'culture'];
const applicant = () => ({
  effectif: below(300),
  ca: below(60000000) * 100,
  statut: statuses[below(5)],
  en_procedure: below(20) === 0,
  a_jour: below(20) !== 0,
  fonds_propres: (below(1000000) - 50000) * 100,
  creation: 14000 + below(6500),
  activite: activities[below(5)],
  diagnostic: below(10) !== 0,
  montant: below(1000000) * 100,
  emplois: below(5),
  ecologique: below(2) === 1,
  duree: below(40),
  debut: 20400 + below(800),
  aides: below(100000) * 100,
});

const v = (name) => ({ var: name });
const rule = {
  and: [
    { '<': [v('effectif'), 250] }, { '>=': [v('effectif'), 2] },
    { '<=': [v('ca'), 5000000000] }, { '>': [v('ca'), 1000000] },
    { in: [v('statut'), ['societe', 'cooperative', 'association']] },
    { '!': [v('en_procedure')] }, v('a_jour'), { '>=': [v('fonds_propres'), 0] },
    { '<=': [v('creation'), 19904] }, { '!=': [v('activite'), 'bancaire'] },
    { '>=': [v('montant'), 500000] }, { '<=': [v('montant'), 200000000] },
    { or: [{ '>=': [v('emplois'), 1] }, v('ecologique')] },
    { '<=': [v('duree'), 36] }, { '>=': [v('debut'), 20454] }, { '<': [v('debut'), 21184] },
    { '<=': [{ '*': [v('aides'), 5] }, { '*': [v('montant'), 2] }] },
    { '!': [{ and: [{ '==': [v('activite'), 'negoce'] }, { '>': [v('montant'), 50000000] }] }] },
    { if: [v('ecologique'), v('diagnostic'), { '>=': [v('emplois'), 1] }] },
    { '<=': [{ '+': [v('aides'), 1000000] }, 30000000] },
  ],
};
const tenths = { '+': [2, { if: [v('ecologique'), 1, 0] }, { if: [{ '<': [v('effectif'), 10] }, 1, 0] }] };
const thousandths = {
  min: [{ '*': [v('montant'), tenths] }, 200000000,
    { max: [{ '-': [{ '*': [v('montant'), 5] }, { '*': [v('aides'), 10] }] }, 0] }],
};
// Rounded down to the euro: what is above it is taken off.
const aid = { if: [rule, { '/': [{ '-': [thousandths, { '%': [thousandths, 1000] }] }, 10] }, 0] };

const applicants = Array.from({ length: rows }, applicant);
let best = Infinity;
let total = 0;
let eligible = 0;
for (let run = 0; run < 3; ++run) {
  total = 0;
  const begin = process.hrtime.bigint();
  for (const each of applicants) total += jsonLogic.apply(aid, each);
  best = Math.min(best, Number(process.hrtime.bigint() - begin));
}
for (const each of applicants) eligible += jsonLogic.apply(rule, each) ? 1 : 0;
console.log(`rows ${rows}`);
console.log(`eligible ${eligible}`);
console.log(`total_cents ${total}`);
console.log(`json_logic_ns ${(best / rows).toFixed(2)}`);
