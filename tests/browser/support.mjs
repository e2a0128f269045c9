// Le harnais des parcours : un serveur et un Chromium par fichier d'essais, une page neuve par
// scénario. Un scénario échoue aussi sur ce que personne ne regarde : une erreur de la console, une
// exception, une ressource manquante, une requête vers un autre site.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { startServer } from './server.mjs';

export { assert };

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const chromiumOptions = [
  '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--disable-dev-shm-usage',
];

export function chromiumPath() {
  const found = [process.env.PACTE_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
    .find((file) => file && existsSync(file));
  if (!found) throw new Error('Chromium est introuvable : scripts/install-packages test l’installe.');
  return found;
}

const desktop = { width: 1280, height: 800 };
const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

let server;
let browser;

// À appeler une fois en tête d'un fichier d'essais.
export function suite(options = {}) {
  before(async () => {
    server = await startServer(options);
    browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumOptions });
  }, { timeout: 300_000 });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });
}

export const site = () => server.url;

function watch(page, origin, seen) {
  page.on('console', (message) => {
    if (message.type() === 'error') seen.push(`console : ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => seen.push(`exception : ${error.message}`));
  page.on('response', (response) => {
    const document = response.request().resourceType() === 'document';
    if (!document && response.status() >= 400) seen.push(`ressource : ${response.status()} ${response.url()}`);
  });
  return page.route('**/*', (route) => {
    const url = route.request().url();
    if (url.startsWith(`${origin}/`) || /^(data|blob|about):/.test(url)) return route.continue();
    seen.push(`autre site : ${url}`);
    return route.abort();
  });
}

// Ouvre une page neuve. Options : script (vrai), telephone (faux), expected (motif d'incidents admis).
async function withPage({ script = true, telephone = false, expected = null, context: extra = {} }, body) {
  const context = await browser.newContext({
    baseURL: server.url, locale: 'fr-FR', javaScriptEnabled: script, reducedMotion: 'reduce',
    ...(telephone ? phone : { viewport: desktop }), ...extra,
  });
  context.setDefaultTimeout(10_000);
  const seen = [];
  const page = await context.newPage();
  await watch(page, server.url, seen);
  try {
    await body(page);
  } finally {
    await context.close();
  }
  const incidents = seen.filter((incident) => !expected?.test(incident));
  assert.deepEqual(incidents, [], `La page a signalé :\n${incidents.join('\n')}`);
}

// Un scénario dans une page : scenario('nom', [options], async ({ page, open, url }) => …)
export function scenario(name, options, body) {
  if (typeof options === 'function') return scenario(name, {}, options);
  return test(name, { timeout: 60_000 }, () => withPage(options, (page) => body({
    page, url: server.url, open: (address) => open(page, address), get: getJson,
  })));
}

// Le même parcours sans JavaScript, avec, et sur un téléphone.
export function everywhere(name, body) {
  scenario(`${name} (avec script)`, {}, body);
  scenario(`${name} (sans script)`, { script: false }, body);
  scenario(`${name} (téléphone)`, { telephone: true }, body);
}

// Va à une adresse, qui doit répondre 200.
export async function open(page, address) {
  const response = await page.goto(address, { waitUntil: 'load' });
  assert.equal(response.status(), 200, `${address} répond ${response.status()}`);
  return response;
}

// Suit un lien et vérifie que la page d'arrivée répond.
export async function follow(page, link) {
  const [response] = await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), link.click()]);
  assert.ok(response, 'Le lien ne mène pas à une autre page');
  assert.ok(response.ok(), `${response.url()} répond ${response.status()}`);
}

export async function getJson(address) {
  const response = await fetch(new URL(address, server.url), { headers: { accept: 'application/json' } });
  assert.equal(response.status, 200, `${address} répond ${response.status}`);
  assert.match(response.headers.get('content-type'), /^application\/(geo\+|hal\+|ld\+)?json/);
  return response.json();
}

// Le lien d'une page vers elle-même en JSON, tel qu'elle l'annonce.
export async function jsonOf(page) {
  const href = await page.locator('link[rel=alternate][type="application/json"]').first()
    .getAttribute('href', { timeout: 2_000 })
    .catch(() => null);
  assert.ok(href, `${page.url()} n'annonce pas son JSON (link rel=alternate)`);
  return getJson(href);
}

function readable(violation) {
  const places = violation.nodes.slice(0, 5)
    .map((node) => `    ${node.target.join(' ')}\n      ${node.html.slice(0, 160)}\n      ${node.failureSummary.replaceAll('\n', '\n      ')}`);
  return `  ${violation.id} (${violation.impact}) : ${violation.help}\n${places.join('\n')}`;
}

// Aucune faute d'accessibilité que axe sache voir (WCAG 2.2 A et AA, bonnes pratiques).
// Il lui faut des scripts : à n'appeler que dans un scénario qui en a.
export async function axe(page, { except = [] } = {}) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate((disabled) => globalThis.axe.run(document, {
    resultTypes: ['violations'],
    runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
    rules: Object.fromEntries(disabled.map((rule) => [rule, { enabled: false }])),
  }), except);
  assert.equal(violations.length, 0, `Accessibilité de ${page.url()} :\n${violations.map(readable).join('\n')}`);
}

// Rien ne déborde en largeur : sur un téléphone, on ne fait défiler que vers le bas.
export async function noSidewaysScroll(page, width = Infinity) {
  const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  const visible = Math.min(screen, width);
  assert.ok(content <= visible, `${page.url()} déborde : ${content} px pour un écran de ${visible} px`);
}

// Une page lisible par tous : langue, titre propre, un seul h1, un main, un lien d'évitement.
export async function wellFormed(page, language = 'fr') {
  assert.equal(await page.locator('html').getAttribute('lang'), language);
  assert.ok((await page.title()).length > 5, 'La page n’a pas de titre');
  assert.equal(await page.locator('h1').count(), 1, 'Il faut un h1, et un seul');
  assert.equal(await page.locator('main').count(), 1, 'Il faut un main, et un seul');
}
