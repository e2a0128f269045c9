// The peer: the page of an action from the same database, by fastify, better-sqlite3 and eta.
//   node peer.mjs --database FILE --port N --style URL --script URL [--workers N]
import cluster from "node:cluster";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Eta } from "eta";
import Fastify from "fastify";
import { pageOf } from "./peer/page.mjs";
import { openStore } from "./peer/store.mjs";

const { values: options } = parseArgs({
  options: {
    database: { type: "string" },
    port: { type: "string" },
    style: { type: "string" },
    script: { type: "string" },
    workers: { type: "string", default: "1" },
  },
});

// The header fields that Pacte gives with its pages.
const headers = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy":
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; " +
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
  "cross-origin-opener-policy": "same-origin",
  "cache-control": "public, max-age=0, must-revalidate",
  vary: "Accept-Encoding, Cookie",
};

// Templates are compiled once, under names that need no look at the disk.
function templates() {
  const eta = new Eta({ cache: true });
  for (const name of ["frame", "node", "refs", "sourceList"]) {
    eta.loadTemplate(`@${name}`, readFileSync(new URL(`peer/views/${name}.eta`, import.meta.url), "utf8"));
  }
  return eta;
}

async function serve() {
  const eta = templates();
  const page = pageOf(openStore(options.database), options);
  const app = Fastify({ logger: false, keepAliveTimeout: 60_000 });
  app.get("/plans/*", (request, reply) => {
    const view = page(request.params["*"], `http://${request.headers.host}`);
    if (!view) return reply.code(404).send();
    reply.headers(headers);
    return reply.send(eta.render("@node", view));
  });
  await app.listen({ host: "127.0.0.1", port: Number(options.port) });
}

const workers = Number(options.workers);
if (workers > 1 && cluster.isPrimary) {
  for (let i = 0; i < workers; ++i) cluster.fork();
  cluster.on("exit", () => process.exit(1));
  process.on("SIGTERM", () => {
    cluster.removeAllListeners("exit");
    cluster.disconnect(() => process.exit(0));
    for (const worker of Object.values(cluster.workers)) worker.process.kill();
  });
} else {
  await serve();
}
