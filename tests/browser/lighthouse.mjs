// La sobriété, mesurée : Lighthouse donne au moins 95 sur ses quatre notes, et une page pèse au plus
// 60 ko en 5 requêtes.
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
  throw new Error('Chromium n’a pas ouvert son port de mesure en 30 s.');
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
    .map(({ id }) => `  ${id} : ${report.audits[id].title} ${report.audits[id].displayValue ?? ''}`);
}

async function measure(address) {
  const result = await lighthouse(server.url + address, {
    port, output: 'json', logLevel: 'error', onlyCategories: categories, locale: 'fr',
  });
  return result.lhr;
}

async function check(address) {
  const report = await measure(address);
  assert.ok(!report.runtimeError, `${address} : ${report.runtimeError?.message}`);
  const scores = Object.fromEntries(categories.map((name) => [name, Math.round(report.categories[name].score * 100)]));
  const requests = report.audits['network-requests'].details.items.filter(({ url }) => !url.startsWith('data:'));
  const weight = requests.reduce((sum, { transferSize }) => sum + (transferSize ?? 0), 0);
  console.log(`${address} : ${JSON.stringify(scores)}, ${weight} octets, ${requests.length} requêtes`);
  for (const name of categories) {
    assert.ok(scores[name] >= lowest, `${address} : ${name} ${scores[name]} < ${lowest}\n${weakPoints(report, name).join('\n')}`);
  }
  const list = requests.map(({ url, transferSize }) => `  ${transferSize} ${url}`).join('\n');
  assert.ok(weight <= heaviest, `${address} pèse ${weight} octets :\n${list}`);
  assert.ok(requests.length <= most, `${address} demande ${requests.length} requêtes :\n${list}`);
}

test('l’accueil est sobre', { timeout: 120_000 }, () => check('/'));

test('la page d’une action est sobre', { timeout: 120_000 }, async () => {
  const { action } = await examplePages(server.url);
  await check(action);
});
