// What a browser transfers to show a page, header fields included, with gzip: the page, then the style
// sheets, scripts, images and icon that it names.
//   node weight.mjs ORIGIN PATH…           prints a line for each: path requests first next html
import { get } from "node:http";

const [origin, ...paths] = process.argv.slice(2);

function read(path) {
  return new Promise((resolve, reject) => {
    const request = get(origin + path, { agent: false, headers: { "Accept-Encoding": "gzip" } }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      // The socket has counted the bytes of the answer, fields included.
      response.on("end", () => {
        if (response.statusCode === 200) resolve({ bytes: request.socket.bytesRead, body: Buffer.concat(parts), response });
        else reject(new Error(`${path} answers ${response.statusCode}`));
      });
    });
    request.on("error", reject);
  });
}

// The page again without compression, to read what it names.
function plain(path) {
  return new Promise((resolve, reject) => {
    get(origin + path, { agent: false }, (response) => {
      let html = "";
      response.setEncoding("utf8");
      response.on("data", (part) => (html += part));
      response.on("end", () => resolve(html));
    }).on("error", reject);
  });
}

function named(html) {
  const urls = [];
  for (const [tag] of html.matchAll(/<(?:link|script|img)\b[^>]*>/g)) {
    const loaded = /^<link/.test(tag) ? /rel="(?:stylesheet|icon|preload|modulepreload)"/.test(tag) : true;
    const url = /(?:href|src)="([^"]+)"/.exec(tag)?.[1];
    if (loaded && url?.startsWith("/")) urls.push(url);
  }
  return [...new Set(urls)];
}

for (const path of paths) {
  const page = await read(path);
  const parts = await Promise.all(named(await plain(path)).map(read));
  const first = parts.reduce((sum, part) => sum + part.bytes, page.bytes);
  console.log(`${path} ${1 + parts.length} ${first} ${page.bytes} ${page.body.length}`);
}
