// Invents a consultation: camps with a mind of their own on each statement, participants who see a
// part of the statements and follow their camp most of the time. Prints CSV, one line a participant.
const [participants, statements, percent] = process.argv.slice(2).map(Number);
const camps = 4;

// xorshift64*: the same file each time.
let state = 88172645463325252n;
function random(bound) {
  state ^= (state << 13n) & 0xffffffffffffffffn;
  state ^= state >> 7n;
  state ^= (state << 17n) & 0xffffffffffffffffn;
  return Number(state % BigInt(bound));
}

const minds = Array.from({ length: camps }, () => Array.from({ length: statements }, () => random(2) * 2 - 1));
// BigInt is slow: one number feeds a small generator for each row.
function* cheap(seed) {
  let x = seed | 1;
  for (;;) {
    x ^= x << 13; x ^= x >>> 17; x ^= x << 5;
    yield x >>> 0;
  }
}

const out = [`participant,${Array.from({ length: statements }, (_, k) => `s${k}`).join(',')}`];
for (let i = 0; i < participants; i += 1) {
  const numbers = cheap(random(2 ** 31));
  const mind = minds[i % camps];
  const cells = [`p${i}`];
  for (let k = 0; k < statements; k += 1) {
    const number = numbers.next().value;
    if (number % 100 >= percent) cells.push('');
    else if ((number >>> 8) % 100 < 15) cells.push(String(-mind[k]));
    else if ((number >>> 16) % 100 < 10) cells.push('0');
    else cells.push(String(mind[k]));
  }
  out.push(cells.join(','));
  if (out.length === 1000) {
    process.stdout.write(`${out.join('\n')}\n`);
    out.length = 0;
  }
}
process.stdout.write(`${out.join('\n')}\n`);
