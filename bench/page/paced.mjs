// Asks for a page at a steady rate, whatever the server does, and measures how long each answer takes.
//   node paced.mjs --url URL --rate PER-SECOND --seconds N [--warmup N] [--connections N]
// A request has a time at which it is due, on a grid of 1 ms. When no connection is free it waits, and
// its latency counts from the time it was due: a server that stalls is not asked less.
import { connect } from "node:net";
import { parseArgs } from "node:util";

const { values: options } = parseArgs({
  options: {
    url: { type: "string" },
    rate: { type: "string" },
    seconds: { type: "string" },
    warmup: { type: "string", default: "2" },
    connections: { type: "string", default: "32" },
  },
});
const url = new URL(options.url);
const rate = Number(options.rate);
const warmup = Number(options.warmup) * 1000;
const length = warmup + Number(options.seconds) * 1000;
const most = Math.ceil((rate * length) / 1000);
const message = `GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\n\r\n`;

const latencies = new Float64Array(most);
const lags = new Float64Array(most);
let measured = 0;
let failures = 0;
let answered = 0;
let sent = 0;
const waiting = [];  // due times of the requests that no connection has taken yet
let first = 0;       // of waiting
const idle = [];
let finished = false;
let begin = 0;

function ask(connection, due) {
  connection.due = due;
  connection.lag = performance.now() - begin - due;
  connection.socket.write(message);
}

function next(connection) {
  if (first < waiting.length) {
    const due = waiting[first++];
    if (first === 4096) {
      waiting.splice(0, first);
      first = 0;
    }
    ask(connection, due);
  } else {
    idle.push(connection);
  }
}

function answer(connection, status) {
  ++answered;
  if (connection.due >= warmup) {
    lags[measured] = connection.lag;
    latencies[measured++] = performance.now() - begin - connection.due;
    if (status !== "200") ++failures;
  }
  if (!finished) next(connection);
}

// Only what an answer needs: its status, and where it ends.
function receive(connection, data) {
  let at = 0;
  while (at < data.length) {
    if (connection.left > 0) {
      const taken = Math.min(connection.left, data.length - at);
      connection.left -= taken;
      at += taken;
    } else {
      const rest = connection.head + data.toString("latin1", at);
      const end = rest.indexOf("\r\n\r\n");
      if (end < 0) {
        connection.head = rest;
        return;
      }
      at += end + 4 - connection.head.length;
      const head = rest.slice(0, end);
      connection.head = "";
      connection.status = head.slice(9, 12);
      connection.left = Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? 0);
    }
    if (connection.left === 0) answer(connection, connection.status);
  }
}

function open() {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: url.hostname, port: url.port, noDelay: true }, () => resolve(connection));
    const connection = { socket, due: 0, lag: 0, left: 0, head: "", status: "" };
    socket.on("data", (data) => receive(connection, data));
    socket.on("error", reject);
    socket.on("close", () => {
      if (finished) return;
      console.error("A connection was closed by the server.");
      process.exit(1);
    });
  });
}

function end() {
  finished = true;
  for (const connection of connections) connection.socket.destroy();
  const all = latencies.subarray(0, measured).sort();
  const late = lags.subarray(0, measured).sort();
  const at = (list, share) => (list[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0).toFixed(3);
  const kept = (measured / Number(options.seconds)).toFixed(1);
  console.log(`RESULT ${kept} ${at(all, 0.5)} ${at(all, 0.99)} ${at(all, 0.999)} ${failures} ${at(late, 0.99)}`);
}

function tick() {
  const now = performance.now() - begin;
  // All that is due up to now, each at its own millisecond.
  while (sent < most) {
    const due = Math.floor((sent * 1000) / rate);
    if (due > now) break;
    ++sent;
    const connection = idle.pop();
    if (connection) ask(connection, due);
    else waiting.push(due);
  }
  // After the last one is due, answers have five seconds to come.
  const over = now >= length && (answered >= sent || now >= length + 5000);
  if (over) {
    failures += sent - answered;
    end();
  } else {
    setTimeout(tick, 1);
  }
}

const connections = await Promise.all(Array.from({ length: Number(options.connections) }, open));
idle.push(...connections);
begin = performance.now();
tick();
