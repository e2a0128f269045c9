// The time from the launch of the program to its first 200 on the home page, asked every 5 ms.
//   node cold.mjs PROGRAM DATA PORT        prints milliseconds
import { spawn } from "node:child_process";
import { get } from "node:http";

const [program, data, port] = process.argv.slice(2);
const every = 5;
const longest = 20_000;

const begin = performance.now();
const server = spawn(program, ["serve", "--data", data, "--port", port], { stdio: "ignore" });
const elapsed = () => performance.now() - begin;

function end(message, code) {
  clearInterval(timer);
  console.log(message);
  process.exitCode = code;
  server.kill();
}

let over = false;
function ask() {
  if (over) return;
  if (elapsed() > longest) {
    over = true;
    end("no answer", 1);
    return;
  }
  get({ host: "127.0.0.1", port, path: "/", agent: false }, (response) => {
    response.resume();
    response.on("end", () => {
      if (over || response.statusCode !== 200) return;
      over = true;
      end(elapsed().toFixed(1), 0);
    });
  }).on("error", () => {});
}
const timer = setInterval(ask, every);
