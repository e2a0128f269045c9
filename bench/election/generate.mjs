// A made-up vote, the same for the same seed: complete rankings around a few opinions, so that most
// ballots differ but candidates are not all alike.
//
//   node generate.mjs --ballots 1000000 --candidates 20 --seed 1 > vote.csv
import { parseArgs } from 'node:util';
import { writeSync } from 'node:fs';

const { values } = parseArgs({
  options: {
    ballots: { type: 'string', default: '1000000' },
    candidates: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
  },
});
const ballots = Number(values.ballots);
const candidates = Number(values.candidates);

// mulberry32: 32 bits of state, enough to make ballots that differ.
let state = Number(values.seed) >>> 0;
function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

// Where each candidate stands in each of four groups of voters.
const places = Array.from({ length: 4 }, () => Array.from({ length: candidates }, () => random() * 2));

let text = 'bulletin\n';
for (let ballot = 0; ballot < ballots; ++ballot) {
  const group = places[Math.floor(random() * places.length)];
  const order = group.map((place, candidate) => [place + random(), candidate]);
  order.sort((a, b) => a[0] - b[0]);
  // Three voters in four rank only their first choices.
  const kept = random() < 0.25 ? candidates : 1 + Math.floor(random() * candidates);
  text += order.slice(0, kept).map(([, candidate]) => `C${candidate + 1}`).join('>') + '\n';
  if (text.length > 1 << 20) {
    writeSync(1, text);
    text = '';
  }
}
writeSync(1, text);
