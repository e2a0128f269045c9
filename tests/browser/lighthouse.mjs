// Sobriety, measured: Lighthouse gives at least 95 on its four scores, and a page weighs at most 60 kB
// in 5 requests.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import lighthouse from 'lighthouse';
import { examplePages } from './pages.mjs';
import { startServer } from './server.mjs';
import { chromiumOptions, chromiumPath } from './support.mjs';

const lowest = 95;
const heaviest = 60_000;
const most = 5;
const categories = ['performance', 'accessibility', 'best-practices', 'seo'];

let server;
let chromium;
let port;
let profile;

async function debuggingPort() {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    const text = await fs.readFile(path.join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '');
    if (text.includes('\n')) return Number(text.split('\n')[0]);
    await new Promise((resolve) => { setTimeout(resolve, 200); });
  }
  throw new Error('Chromium did not open its measuring port within 30 s.');
}

before(async () => {
  server = await startServer();
  profile = await fs.mkdtemp(path.join(os.tmpdir(), 'pacte-lighthouse-'));
  chromium = spawn(chromiumPath(), [...chromiumOptions, '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
    { stdio: 'ignore' });
  process.once('exit', () => chromium.kill('SIGKILL'));
  port = await debuggingPort();
}, { timeout: 300_000 });

after(async () => {
  if (chromium && chromium.exitCode === null) {
    const gone = new Promise((resolve) => { chromium.once('exit', resolve); });
    chromium.kill('SIGTERM');
    await gone;
  }
  await server?.stop();
  if (profile) await fs.rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

function weakPoints(report, category) {
  return report.categories[category].auditRefs
    .filter(({ id, weight }) => weight > 0 && report.audits[id].score !== null && report.audits[id].score < 0.9)
    .map(({ id }) => `  ${id}: ${report.audits[id].title} ${report.audits[id].displayValue ?? ''}`);
}

async function measure(address) {
  const result = await lighthouse(server.url + address, {
    port, output: 'json', logLevel: 'error', onlyCategories: categories, locale: 'fr',
  });
  return result.lhr;
}

const performance = (report) => report.categories.performance?.score ?? 0;

// The best of three: other work on the machine only ever makes a page seem slower, and the browser
// sometimes loses the trace itself.
async function best(address) {
  let found = await measure(address);
  for (let i = 0; i < 2 && performance(found) * 100 < lowest; ++i) {
    const again = await measure(address);
    if (found.runtimeError || performance(again) > performance(found)) found = again;
  }
  return found;
}

async function check(address) {
  const report = await best(address);
  assert.ok(!report.runtimeError, `${address}: ${report.runtimeError?.message}`);
  const scores = Object.fromEntries(categories.map((name) => [name, Math.round(report.categories[name].score * 100)]));
  const requests = report.audits['network-requests'].details.items.filter(({ url }) => !url.startsWith('data:'));
  const weight = requests.reduce((sum, { transferSize }) => sum + (transferSize ?? 0), 0);
  console.log(`${address}: ${JSON.stringify(scores)}, ${weight} bytes, ${requests.length} requests`);
  for (const name of categories) {
    assert.ok(scores[name] >= lowest, `${address}: ${name} ${scores[name]} < ${lowest}\n${weakPoints(report, name).join('\n')}`);
  }
  const list = requests.map(({ url, transferSize }) => `  ${transferSize} ${url}`).join('\n');
  assert.ok(weight <= heaviest, `${address} weighs ${weight} bytes:\n${list}`);
  assert.ok(requests.length <= most, `${address} makes ${requests.length} requests:\n${list}`);
}

test('the home page is sober', { timeout: 180_000 }, () => check('/'));

test('the page of an action is sober', { timeout: 180_000 }, async () => {
  const { action } = await examplePages(server.url);
  await check(action);
});
