// Requests one after the other on one connection, and how long each took, in milliseconds.
import { Agent, request } from "node:http";

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

// The time of one request, until the last byte of the answer. `body`: what to POST.
export function ask(url, { body, type = "application/x-www-form-urlencoded" } = {}) {
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    const options = body === undefined ? { agent } : { agent, method: "POST", headers: { "Content-Type": type } };
    request(url, options, (response) => {
      response.resume();
      response.on("end", () => {
        const took = performance.now() - begin;
        if (response.statusCode >= 400) reject(new Error(`${response.statusCode} ${url}`));
        else resolve(took);
      });
    }).on("error", reject).end(body);
  });
}

// A line of a Markdown table: median and slowest.
export function tell(what, times) {
  times.sort((a, b) => a - b);
  const median = times[Math.floor(times.length / 2)];
  console.log(`| ${what}, ms | ${median.toFixed(1)} (slowest ${times.at(-1).toFixed(1)}, of ${times.length}) | | |`);
}

// Asks each of `asked` (arguments of `ask`) once, then `passes` times, and tells.
export async function measure(what, asked, passes) {
  for (const one of asked) await ask(...one);
  const times = [];
  for (let pass = 0; pass < passes; ++pass) for (const one of asked) times.push(await ask(...one));
  tell(what, times);
}

export function close() {
  agent.destroy();
}
