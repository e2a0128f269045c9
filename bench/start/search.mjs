// How long a search takes through HTTP: a hundred queries, made of words of the corpus, asked five times
// one after the other on one connection, in an order that changes.
//   node search.mjs ORIGIN CORPUS-FOLDER
import { readFileSync, readdirSync } from "node:fs";
import { Agent, get } from "node:http";
import { join } from "node:path";

const [origin, corpus] = process.argv.slice(2);
const count = 100;
const passes = 5;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const small = new Set(["avec", "dans", "pour", "leur", "leurs", "entre", "cette", "plus", "sans", "vers", "chez"]);

const labels = readdirSync(corpus)
  .filter((name) => name.endsWith(".jsonl"))
  .sort()
  .flatMap((name) => readFileSync(join(corpus, name), "utf8").split("\n"))
  .filter(Boolean)
  .map((line) => JSON.parse(line).label ?? "");

// One, two, three words of labels taken at regular steps: always the same queries for the same corpus.
const queries = [];
for (let i = 0; queries.length < count && i < labels.length * 7; i += 61) {
  const words = (labels[i % labels.length].match(/\p{L}{4,}/gu) ?? []).filter((word) => !small.has(word.toLowerCase()));
  const query = words.slice(0, 1 + (queries.length % 3)).join(" ");
  if (query && !queries.includes(query)) queries.push(query);
}

function ask(query) {
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    get(`${origin}/recherche?q=${encodeURIComponent(query)}`, { agent }, (response) => {
      response.resume();
      response.on("end", () => resolve({ query, status: response.statusCode, ms: performance.now() - begin }));
    }).on("error", reject);
  });
}

for (const query of queries.slice(0, 5)) await ask(query);
const answers = [];
for (let pass = 0; pass < passes; ++pass) {
  for (let i = 0; i < queries.length; ++i) answers.push(await ask(queries[(i * (2 * pass + 1) + pass) % queries.length]));
}
agent.destroy();

answers.sort((a, b) => a.ms - b.ms);
const at = (share) => answers[Math.floor((answers.length - 1) * share)].ms.toFixed(2);
const slowest = answers.at(-1);
console.log(JSON.stringify({
  queries: queries.length,
  requests: answers.length,
  p50: at(0.5),
  p99: at(0.99),
  slowest: { ms: slowest.ms.toFixed(1), query: slowest.query },
  failed: answers.filter(({ status }) => status !== 200).map(({ status, query }) => `${status} ${query}`),
}));
