// Browses the whole site once: every address of the site map, and every page of the main lists, with
// eight connections kept alive. Prints what was read, and every address that did not answer 200.
//   node crawl.mjs ORIGIN
import { Agent, get } from "node:http";

const [origin] = process.argv.slice(2);
const connections = 8;
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const lists = [
  "/", "/plans", "/indicateurs", "/dispositifs", "/instances", "/plateformes", "/processus", "/propositions",
  "/territoires", "/documents", "/themes", "/nouveautes", "/donnees", "/methode", "/api", "/accessibilite",
  "/recherche?q=eau", "/recherche?q=hydrog%C3%A8ne",
];

function read(path) {
  return new Promise((resolve) => {
    const begin = performance.now();
    get(origin + path, { agent }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () => {
        const body = Buffer.concat(parts);
        resolve({ path, status: response.statusCode, body, ms: performance.now() - begin });
      });
    }).on("error", (error) => resolve({ path, status: error.code, body: Buffer.alloc(0), ms: performance.now() - begin }));
  });
}

const text = (html) => html.replace(/&amp;/g, "&").replace(/&#39;/g, "'").replace(/&quot;/g, '"');

// An index of site maps is followed; the versions in other languages are not: only <loc> is read.
async function addressesOf(map) {
  const { status, body } = await read(map);
  if (status !== 200) throw new Error(`${map} answers ${status}`);
  const found = [...body.toString().matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url]) => new URL(text(url)));
  const paths = found.map((url) => url.pathname + url.search);
  if (!body.includes("<sitemapindex")) return paths;
  return (await Promise.all(paths.map(addressesOf))).flat();
}

const queue = [...new Set([...lists, ...(await addressesOf("/sitemap.xml"))])];
const known = new Set(queue);
const failed = [];
const times = [];
let bytes = 0;
let slowest = { ms: 0, path: "" };

// A list says where its next page is.
function follow(body) {
  for (const [, url] of body.toString().matchAll(/<a[^>]*rel="next"[^>]*href="([^"]*)"/g)) {
    const path = text(url);
    if (known.has(path) || !path.startsWith("/") || path.startsWith("/propositions/")) continue;
    known.add(path);
    queue.push(path);
  }
}

async function browse() {
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const page = await read(path);
    times.push(page.ms);
    bytes += page.body.length;
    if (page.ms > slowest.ms) slowest = page;
    if (page.status === 200) follow(page.body);
    else failed.push(`${page.status} ${path}`);
  }
}

const begin = performance.now();
await Promise.all(Array.from({ length: connections }, browse));
agent.destroy();

times.sort((a, b) => a - b);
const at = (share) => times[Math.floor((times.length - 1) * share)].toFixed(2);
console.log(JSON.stringify({
  addresses: times.length,
  bytes,
  seconds: Number(((performance.now() - begin) / 1000).toFixed(1)),
  p50: at(0.5),
  p99: at(0.99),
  slowest: { ms: slowest.ms.toFixed(1), path: slowest.path },
  failed: failed.sort(),
}));
