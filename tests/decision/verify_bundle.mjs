// A second verifier of bundles, written from docs/decision/bundle.md and elections.md alone, with
// nothing of the program in it: digests, the counts that are simple enough to be written in a few
// lines, and the panels of draws.
import { createHash } from 'node:crypto';

// Exact fractions.
const gcd = (a, b) => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));
function fraction(over, under = 1n) {
  const by = gcd(over, under) || 1n;
  return { over: over / by, under: under / by };
}
const parse = (value) => {
  const [over, under = '1'] = String(value).split('/');
  return fraction(BigInt(over), BigInt(under));
};
const add = (a, b) => fraction(a.over * b.under + b.over * a.under, a.under * b.under);
const times = (a, b) => fraction(a.over * b.over, a.under * b.under);
const divided = (a, b) => fraction(a.over * b.under, a.under * b.over);
const compare = (a, b) => {
  const difference = a.over * b.under - b.over * a.under;
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
};
const zero = fraction(0n);
const shown = (a) => (a.under === 1n ? `${a.over}` : `${a.over}/${a.under}`);

function share(text) {
  const strict = text.startsWith('>');
  return { strict, value: parse(strict ? text.slice(1) : text) };
}

function readBallots(text) {
  const vote = { candidates: [], ballots: [], colleges: false, members: null };
  let section = '';
  let header = null;
  for (const line of text.split('\n')) {
    if (/^(VOTE|COLLEGES|CANDIDATS|MEMBRES|MENTIONS|BULLETINS)$/.test(line)) {
      section = line;
      header = null;
      vote.colleges ||= section === 'COLLEGES';
    } else if (line !== '' && section === 'VOTE') {
      const [key, value] = line.split(';');
      if (key === 'membres') vote.members = BigInt(value);
    } else if (line !== '' && header === null) {
      header = line.split(';');
    } else if (line !== '' && section === 'CANDIDATS') {
      vote.candidates.push(line.split(';')[0]);
    } else if (line !== '' && section === 'BULLETINS') {
      const [said, number, each, , , round] = line.split(';');
      vote.ballots.push({ said, votes: BigInt(number) * BigInt(each), round: Number(round) });
    }
  }
  return vote;
}

const special = ['blanc', 'nul', 'abstention'];

// Votes by candidate, and those of no candidate.
function choices(vote) {
  const votes = new Map(vote.candidates.map((id) => [id, zero]));
  const apart = { valid: zero, blanc: zero, nul: zero, abstention: zero };
  for (const { said, votes: count } of vote.ballots) {
    const worth = fraction(count);
    if (special.includes(said)) {
      apart[said] = add(apart[said], worth);
      continue;
    }
    apart.valid = add(apart.valid, worth);
    for (const id of said.split('+')) votes.set(id, add(votes.get(id), worth));
  }
  return { votes, apart };
}

function baseOf(parameters, apart) {
  const counted = (parameters.counted ?? '').split(',');
  let base = apart.valid;
  if (parameters.base === 'cast' || counted.includes('blank')) base = add(base, apart.blanc);
  if (parameters.base === 'cast' || counted.includes('null')) base = add(base, apart.nul);
  if (counted.includes('abstention')) base = add(base, apart.abstention);
  return base;
}

function majority(vote, parameters) {
  const { votes, apart } = choices(vote);
  const base = baseOf(parameters, apart);
  const wanted = share(parameters.majority ?? '>1/2');
  const needed = times(wanted.value, base);
  let able = vote.candidates.filter((id) => compare(votes.get(id), zero) > 0);
  if (parameters.method === 'absolute' || parameters.method === 'qualified') {
    able = able.filter((id) => compare(votes.get(id), needed) >= (wanted.strict ? 1 : 0));
  }
  able.sort((a, b) => compare(votes.get(b), votes.get(a)));
  return able.slice(0, Number(parameters.seats));
}

function lists(vote, parameters) {
  const { votes, apart } = choices(vote);
  const base = baseOf(parameters, apart);
  const least = times(parse(parameters.threshold ?? '0'), base);
  const admitted = vote.candidates.filter(
    (id) => compare(votes.get(id), zero) > 0 && compare(votes.get(id), least) >= 0);
  let left = Number(parameters.seats);
  const bonusOf = new Map();
  if (parameters.bonus) {
    const exact = times(parse(parameters.bonus), fraction(BigInt(left)));
    const bonus = Number((exact.over + exact.under - 1n) / exact.under);
    const leader = admitted.reduce((a, b) => (compare(votes.get(b), votes.get(a)) > 0 ? b : a));
    bonusOf.set(leader, bonus);
    left -= bonus;
  }
  const won = new Map(vote.candidates.map((id) => [id, 0]));
  const step = parameters.formula === 'sainte-lague' ? 2n : 1n;
  const average = (id) => divided(votes.get(id), fraction(BigInt(won.get(id)) * step + 1n));
  for (; left > 0 && admitted.length > 0; --left) {
    const best = admitted.reduce((a, b) => (compare(average(b), average(a)) > 0 ? b : a));
    won.set(best, won.get(best) + 1);
  }
  return Object.fromEntries(vote.candidates.map((id) => [id, won.get(id) + (bonusOf.get(id) ?? 0)]));
}

// The votes that rank one before the other, and the strongest paths.
function schulze(vote) {
  const ids = vote.candidates;
  const preferred = ids.map(() => ids.map(() => 0n));
  for (const { said, votes } of vote.ballots) {
    if (special.includes(said)) continue;
    const rank = new Map();
    said.split('>').forEach((level, place) => level.split('=').forEach((id) => rank.set(id, place)));
    const of = (id) => rank.get(id) ?? ids.length;
    ids.forEach((a, i) => ids.forEach((b, j) => {
      if (of(a) < of(b)) preferred[i][j] += votes;
    }));
  }
  const path = ids.map((_, i) => ids.map((_, j) => (preferred[i][j] > preferred[j][i] ? preferred[i][j] : 0n)));
  ids.forEach((_, k) => ids.forEach((_, i) => ids.forEach((_, j) => {
    const through = path[i][k] < path[k][j] ? path[i][k] : path[k][j];
    if (i !== j && through > path[i][j]) path[i][j] = through;
  })));
  const beaten = (i) => ids.some((_, j) => path[j][i] > path[i][j]);
  return { preferred, path, potential: ids.filter((_, i) => !beaten(i)) };
}

function stv(vote, parameters) {
  const seats = Number(parameters.seats);
  const ballots = vote.ballots.filter(({ said }) => !special.includes(said))
    .map(({ said, votes }) => ({ order: said.split('>'), worth: fraction(votes) }));
  const total = ballots.reduce((sum, { worth }) => add(sum, worth), zero);
  const quota = fraction(total.over / (total.under * BigInt(seats + 1)) + 1n);
  let open = [...vote.candidates];
  const elected = [];
  let surplus = [];
  const holder = (ballot) => ballot.holder;
  const give = (ballot) => { ballot.holder = ballot.order.find((id) => open.includes(id)); };
  const votes = (id) => ballots.filter((b) => holder(b) === id).reduce((sum, b) => add(sum, b.worth), zero);
  const release = (id, factor) => ballots.filter((b) => holder(b) === id).forEach((b) => {
    b.worth = times(b.worth, factor);
    give(b);
  });
  ballots.forEach(give);
  while (elected.length < seats && open.length > 0) {
    const now = open.map((id) => [id, votes(id)]).sort((a, b) => compare(b[1], a[1]));
    for (const [id, has] of now) {
      if (compare(has, quota) < 0 || elected.length === seats) continue;
      elected.push(id);
      open = open.filter((one) => one !== id);
      if (compare(has, quota) > 0) surplus.push([id, has]);
    }
    if (elected.length === seats) break;
    if (open.length <= seats - elected.length) {
      elected.push(...now.map(([id]) => id).filter((id) => open.includes(id)));
      break;
    }
    if (surplus.length > 0) {
      surplus.sort((a, b) => compare(b[1], a[1]));
      const [id, has] = surplus.shift();
      release(id, divided(add(has, fraction(-quota.over, quota.under)), has));
      continue;
    }
    const last = now.filter(([id]) => open.includes(id)).at(-1)[0];
    open = open.filter((one) => one !== last);
    release(last, fraction(1n));
  }
  return elected;
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

function checkVote(bundle, differences) {
  const { parameters, result, certificate } = bundle;
  const vote = readBallots(bundle.inputs.find(({ name }) => name === 'ballots').text);
  const [contest] = result.contests;
  const [working] = certificate.contests;
  const simple = !vote.colleges && !parameters.parity && contest.ties.length === 0 && contest.ending !== 'no_quorum';
  if (!simple) return 'digests';
  switch (parameters.method) {
    case 'relative':
    case 'approval':
    case 'absolute':
    case 'qualified': {
      if (['present', 'members'].includes(parameters.base)) return 'digests';
      if (!same(majority(vote, parameters), contest.elected)) differences.push('elected');
      const { votes } = choices(vote);
      for (const id of vote.candidates) {
        if (shown(votes.get(id)) !== shown(parse(working.rounds[0].votes[id]))) differences.push(`votes of ${id}`);
      }
      return 'all';
    }
    case 'lists': {
      if (parameters.formula === 'hare' || contest.ending !== 'elected') return 'digests';
      if (!same(lists(vote, parameters), contest.seats_by_list)) differences.push('seats');
      return 'all';
    }
    case 'schulze': {
      if (parameters.strength === 'margins') return 'digests';
      const { preferred, path, potential } = schulze(vote);
      if (!same(preferred.map((row) => row.map(Number)), working.preferred)) differences.push('preferred');
      if (!same(path.map((row) => row.map(Number)), working.strengths)) differences.push('strengths');
      if (!potential.includes(contest.elected[0])) differences.push('elected');
      return 'all';
    }
    case 'stv': {
      if (parameters.quota === 'exact') return 'digests';
      if (!same(stv(vote, parameters), contest.elected)) differences.push('elected');
      return 'all';
    }
    default:
      return 'digests';
  }
}

// Approvals of a `.pb` text; nothing in it is between quotes.
function readBudget(text) {
  const budget = { projects: [], ballots: [], votes: new Map() };
  let section = '';
  let header = null;
  for (const line of text.split('\n')) {
    if (/^(META|PROJECTS|VOTES)$/.test(line)) {
      section = line;
      header = null;
    } else if (header === null) {
      header = line.split(';');
    } else if (line !== '') {
      const cells = Object.fromEntries(line.split(';').map((cell, i) => [header[i], cell]));
      if (section === 'META' && cells.key === 'budget') budget.money = BigInt(cells.value);
      if (section === 'META' && cells.key === 'vote_type') budget.type = cells.value;
      if (section === 'PROJECTS') {
        budget.projects.push({ id: cells.project_id, cost: BigInt(cells.cost) });
        budget.votes.set(cells.project_id, 0);
      }
      if (section === 'VOTES') {
        const named = cells.vote.split(',').filter((id) => id !== '');
        budget.ballots.push(new Set(named));
        for (const id of named) budget.votes.set(id, budget.votes.get(id) + 1);
      }
    }
  }
  return budget;
}

// Most votes, then least cost, then smallest identifier.
const precedence = ({ projects, votes }) => [...projects].sort((a, b) => votes.get(b.id) - votes.get(a.id)
  || Number(a.cost - b.cost) || Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)));

// The order of votes: what fits is chosen.
function greedy(budget) {
  let left = budget.money;
  const selected = [];
  for (const project of precedence(budget)) {
    if (project.cost > left || budget.votes.get(project.id) === 0) continue;
    selected.push(project);
    left -= project.cost;
  }
  return selected;
}

// What each supporter gives at most so that together they have the cost; undefined when they lack.
function flatPayment(purses, cost) {
  let rest = fraction(cost);
  let payers = BigInt(purses.length);
  for (const purse of purses.toSorted(compare)) {
    if (compare(times(purse, fraction(payers)), rest) >= 0) return divided(rest, fraction(payers));
    rest = add(rest, fraction(-purse.over, purse.under));
    payers -= 1n;
  }
  return undefined;
}

// One run of Equal Shares. A supporter gets 1 from a project, or its cost: the price is what one
// gives for one unit of that.
function equalShares(budget, start, byCost) {
  const purses = budget.ballots.map(() => start);
  const selected = [];
  let open = precedence(budget);
  for (;;) {
    let best;
    for (const project of open) {
      const supporters = purses.filter((_, i) => budget.ballots[i].has(project.id));
      const payment = flatPayment(supporters, project.cost);
      if (payment === undefined) continue;
      const price = byCost ? divided(payment, fraction(project.cost)) : payment;
      if (best === undefined || compare(price, best.price) < 0) best = { project, payment, price };
    }
    if (best === undefined) return selected;
    budget.ballots.forEach((ballot, i) => {
      if (!ballot.has(best.project.id)) return;
      const gives = compare(purses[i], best.payment) < 0 ? purses[i] : best.payment;
      purses[i] = add(purses[i], fraction(-gives.over, gives.under));
    });
    selected.push(best.project);
    open = open.filter((project) => project !== best.project);
  }
}

const spent = (selected) => selected.reduce((sum, { cost }) => sum + cost, 0n);

// A unit more for each voter at each run, as long as the whole does not cost more than there is.
function addOne(budget, byCost) {
  const voters = BigInt(budget.ballots.length);
  const most = fraction(budget.money * (voters + 1n), voters);
  let kept = [];
  for (let start = fraction(budget.money, voters); compare(start, most) <= 0; start = add(start, fraction(1n))) {
    const selected = equalShares(budget, start, byCost);
    if (spent(selected) > budget.money) return kept;
    kept = selected;
    const left = budget.money - spent(selected);
    const more = budget.projects.some((project) => !selected.includes(project) && project.cost <= left
      && budget.votes.get(project.id) > 0);
    if (!more) return kept;
  }
  return kept;
}

function tallied(budget, parameters) {
  const byCost = parameters.sat === 'cost';
  if (!byCost && parameters.sat !== 'cardinality') return undefined;
  if (parameters.rule === 'greedy') return byCost ? greedy(budget) : undefined;
  if (parameters.rule !== 'mes' || parameters.comparison) return undefined;
  if (parameters.completion === 'none') {
    return equalShares(budget, fraction(budget.money, BigInt(budget.ballots.length)), byCost);
  }
  return parameters.completion === 'add1' ? addOne(budget, byCost) : undefined;
}

function checkTally(bundle, differences) {
  const { parameters, result } = bundle;
  const [{ text }, ...others] = bundle.inputs;
  const simple = parameters.ties === 'votes' && parameters.minimum_votes === 0 && others.length === 0
    && !text.includes('"');
  if (!simple) return 'digests';
  const budget = readBudget(text);
  if (budget.type !== 'approval' || budget.projects.some(({ cost }) => cost === 0n)) return 'digests';
  const selected = tallied(budget, parameters);
  if (selected === undefined) return 'digests';
  if (!same(selected.map(({ id }) => id), result.selected)) differences.push('selected');
  if (Number(spent(selected)) !== result.total_cost) differences.push('total_cost');
  return 'all';
}

// Every panel keeps the quotas, and the chances follow; not that they are the best.
function checkDraw(bundle, differences) {
  const { parameters, result, certificate } = bundle;
  const table = (name) => bundle.inputs.find((one) => one.name === name).text.trim().split(/\r?\n/)
    .map((line) => line.split(','));
  const [, ...quotas] = table('quotas');
  const [header, ...people] = table('pool');
  const address = header.indexOf('pacte:household');
  const keeps = (members) => new Set(members).size === parameters.size
    && members.length === parameters.size
    && parameters.required.every((one) => members.includes(one))
    && !members.some((one) => parameters.excluded.includes(one))
    && quotas.every(([category, feature, min, max]) => {
      const column = header.indexOf(category);
      const seats = members.filter((one) => people[one][column] === feature).length;
      return seats >= Number(min) && seats <= Number(max);
    })
    && members.every((one, i) => people[one][address] === ''
      || members.findIndex((other) => people[other][address] === people[one][address]) === i);
  const chances = people.map(() => 0);
  let sum = 0;
  for (const { weight, members } of certificate.panels) {
    if (!keeps(members)) differences.push('a panel breaks the quotas');
    for (const one of members) chances[one] += weight;
    sum += weight;
  }
  if (Math.abs(sum - 1) > 1e-9) differences.push('weights');
  if (chances.some((chance, i) => Math.abs(chance - certificate.probabilities[i]) > 1e-9)) {
    differences.push('probabilities');
  }
  if (certificate.lottery) {
    const { panels, number } = certificate.lottery;
    if (!panels.every(keeps)) differences.push('a panel of the lottery breaks the quotas');
    if (!same(panels[number], result.members)) differences.push('members');
  }
  return 'panels';
}

// The votes of each group, from the groups; not that the groups are the right ones.
function checkOpinions(bundle, differences) {
  const { result, certificate } = bundle;
  const input = (name) => bundle.inputs.find((one) => one.name === name).text;
  const rows = input('votes').split('\n').slice(0, -1)
    .map((line) => line.split(' ').filter((cell) => cell !== '').map((cell) => cell.split(':').map(Number)));
  const people = certificate.by_participant;
  const names = result.groups.map(({ name }) => name);
  if (rows.length !== people.length || rows.length !== result.participants) differences.push('participants');
  if (rows.flat().length !== result.votes) differences.push('votes');
  for (const { name, size } of result.groups) {
    if (people.filter(({ group }) => group === name).length !== size) differences.push(`size of ${name}`);
  }
  const empty = () => ({ agree: 0, disagree: 0, pass: 0 });
  const counted = certificate.by_statement.map(() => ({ all: empty(), by_group: names.map(empty) }));
  const word = { '-1': 'disagree', 0: 'pass', 1: 'agree' };
  rows.forEach((row, i) => row.forEach(([statement, value]) => {
    const place = names.indexOf(people[i].group);
    counted[statement].all[word[value]] += 1;
    if (place >= 0) counted[statement].by_group[place][word[value]] += 1;
  }));
  certificate.by_statement.forEach((stated, k) => {
    const sameCount = (a, b) => a.agree === b.agree && a.disagree === b.disagree && a.pass === b.pass;
    const good = sameCount(stated.all, counted[k].all) && stated.by_group.length === names.length
      && stated.by_group.every((one, g) => sameCount(one, counted[k].by_group[g]));
    if (!good) differences.push(`votes on ${stated.statement}`);
  });
  return 'counts';
}

const kinds = { elect: checkVote, tally: checkTally, draw: checkDraw, opinions: checkOpinions };

/// What differs, and how much of the bundle this verifier could check: "all", "panels", "counts" or
/// "digests".
export function verify(bundle) {
  const differences = [];
  if (bundle.format !== 'pacte-bundle' || bundle.version !== 1) differences.push('format');
  for (const { name, sha256, text } of bundle.inputs) {
    if (createHash('sha256').update(text, 'utf8').digest('hex') !== sha256) differences.push(`sha256 of ${name}`);
  }
  const checked = kinds[bundle.kind](bundle, differences);
  return { differences, checked };
}
