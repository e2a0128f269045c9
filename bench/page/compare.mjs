// Compares the page of the peer with that of Pacte: its size, and all that its main part says.
//   node compare.mjs ORIGIN-OF-PACTE ORIGIN-OF-PEER PATH…
// Prints what differs and exits with 1 when the two do not say the same.
import { get } from "node:http";
import { parseArgs } from "node:util";

const { positionals: [pacte, peer, ...paths] } = parseArgs({ allowPositionals: true });
const sizeMargin = 0.05;

// The same Host for both, because pages give their own address.
function read(origin, path) {
  return new Promise((resolve, reject) => {
    get(origin + path, { headers: { Host: "pacte.test" } }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () => resolve({ status: response.statusCode, body: Buffer.concat(parts) }));
    }).on("error", reject);
  });
}

// Each element opens a line of the text, with its attributes: a missing link shows as a missing word does.
function lines(html) {
  return html
    .replace(/\s+/g, " ")
    .replace(/ ?(<[^/][^>]*>) ?/g, "\n$1")
    .replace(/ ?(<\/[^>]*>) ?/g, "$1")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

const main = (html) => html.slice(html.indexOf("<main"), html.indexOf("</main>"));

// The lines that only one of them has; none, when the order alone differs, is said too.
function differences(a, b) {
  const first = lines(main(a));
  const second = lines(main(b));
  if (first.join("\n") === second.join("\n")) return [];
  const only = (these, those) => {
    const left = [...those];
    return these.filter((line) => {
      const at = left.indexOf(line);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  };
  const found = [
    ...only(first, second).map((line) => `  only Pacte: ${line}`),
    ...only(second, first).map((line) => `  only peer:  ${line}`),
  ];
  return found.length > 0 ? found.slice(0, 10) : ["  the same, in another order"];
}

let same = true;
for (const path of paths) {
  const [a, b] = await Promise.all([read(pacte, path), read(peer, path)]);
  const faults = [];
  if (a.status !== 200 || b.status !== 200) faults.push(`  status: Pacte ${a.status}, peer ${b.status}`);
  else {
    const share = b.body.length / a.body.length - 1;
    if (Math.abs(share) > sizeMargin) faults.push(`  bytes: Pacte ${a.body.length}, peer ${b.body.length}`);
    faults.push(...differences(a.body.toString(), b.body.toString()));
  }
  if (faults.length === 0) continue;
  same = false;
  console.error(`${path}: the peer does not show what Pacte shows.\n${faults.join("\n")}`);
}
process.exitCode = same ? 0 : 1;
