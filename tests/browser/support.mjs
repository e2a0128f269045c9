// The harness of the journeys: a server and a Chromium for each test file, a new page for each
// scenario. A scenario also fails on what nobody looks at: an error in the console, an exception, a
// missing resource, a request to another site.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { accountPassword, startServer } from './server.mjs';

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
  if (!found) throw new Error('Chromium was not found: scripts/install-packages test installs it.');
  return found;
}

const desktop = { width: 1280, height: 800 };
const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

let server;
let browser;

// What draws WebGL on a machine without a graphics card.
const softwareWebgl = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

// To be called once at the head of a test file; `webgl` for those that open a map.
export function suite({ webgl = false, ...options } = {}) {
  before(async () => {
    server = await startServer(options);
    browser = await chromium.launch({ executablePath: chromiumPath(), args: webgl ? [...chromiumOptions, ...softwareWebgl] : chromiumOptions });
  }, { timeout: 300_000 });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });
}

export const site = () => server.url;

function watch(page, origin, seen) {
  page.on('console', (message) => {
    if (message.type() === 'error') seen.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => seen.push(`exception: ${error.message}`));
  page.on('response', (response) => {
    const document = response.request().resourceType() === 'document';
    if (!document && response.status() >= 400) seen.push(`resource: ${response.status()} ${response.url()}`);
  });
  return page.route('**/*', (route) => {
    const url = route.request().url();
    if (url.startsWith(`${origin}/`) || /^(data|blob|about):/.test(url)) return route.continue();
    seen.push(`other site: ${url}`);
    return route.abort();
  });
}

// Opens a new page. Options: script (true), telephone (false), expected (pattern of admitted incidents).
async function withPage({ script = true, telephone = false, expected = null, context: extra = {} }, body) {
  const context = await browser.newContext({
    baseURL: server.url, locale: 'fr-FR', javaScriptEnabled: script, reducedMotion: 'reduce',
    ...(telephone ? phone : { viewport: desktop }), ...extra,
  });
  context.setDefaultTimeout(30_000);
  const seen = [];
  const page = await context.newPage();
  await watch(page, server.url, seen);
  try {
    await body(page);
  } finally {
    await context.close();
  }
  const incidents = seen.filter((incident) => !expected?.test(incident));
  assert.deepEqual(incidents, [], `The page reported:\n${incidents.join('\n')}`);
}

// A scenario in a page: scenario('name', [options], async ({ page, open, url }) => …)
export function scenario(name, options, body) {
  if (typeof options === 'function') return scenario(name, {}, options);
  return test(name, { timeout: 180_000 }, () => withPage(options, (page) => body({
    page, url: server.url, script: options.script ?? true, open: (address) => open(page, address), get: getJson,
  })));
}

// The same journey with JavaScript, without, and on a phone: everywhere('name', [options], async …)
export function everywhere(name, options, body) {
  if (typeof options === 'function') return everywhere(name, {}, options);
  scenario(`${name} (with script)`, options, body);
  scenario(`${name} (without script)`, { ...options, script: false }, body);
  return scenario(`${name} (phone)`, { ...options, telephone: true }, body);
}

// Goes to an address, which must answer 200.
export async function open(page, address) {
  const response = await page.goto(address, { waitUntil: 'load' });
  assert.equal(response.status(), 200, `${address} answers ${response.status()}`);
  return response;
}

// Follows a link and checks that its page answers.
export async function follow(page, link) {
  const [response] = await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), link.click()]);
  assert.ok(response, 'The link does not lead to another page');
  assert.ok(response.ok(), `${response.url()} answers ${response.status()}`);
}

// Presses a button of the page by its name; gives the status of what it leads to.
export async function press(page, name) {
  const [response] = await Promise.all([
    page.waitForNavigation({ waitUntil: 'load' }),
    page.locator('main').getByRole('button', { name, exact: true }).click(),
  ]);
  return response.status();
}

// Signs in with an account that `addAccount` opened.
export async function signIn(page, { email }) {
  await open(page, '/connexion');
  await page.locator('#email').fill(email);
  await page.locator('#password').fill(accountPassword);
  await press(page, 'Se connecter');
}

// What the page says.
export const text = (page) => page.locator('main').innerText();

export async function getJson(address) {
  const response = await fetch(new URL(address, server.url), { headers: { accept: 'application/json' } });
  assert.equal(response.status, 200, `${address} answers ${response.status}`);
  assert.match(response.headers.get('content-type'), /^application\/(geo\+|hal\+|ld\+)?json/);
  return response.json();
}

// The link of a page to itself in JSON, as it announces it.
export async function jsonOf(page) {
  const href = await page.locator('link[rel=alternate][type="application/json"]').first()
    .getAttribute('href', { timeout: 2_000 })
    .catch(() => null);
  assert.ok(href, `${page.url()} does not announce its JSON (link rel=alternate)`);
  return getJson(href);
}

function readable(violation) {
  const places = violation.nodes.slice(0, 5)
    .map((node) => `    ${node.target.join(' ')}\n      ${node.html.slice(0, 160)}\n      ${node.failureSummary.replaceAll('\n', '\n      ')}`);
  return `  ${violation.id} (${violation.impact}): ${violation.help}\n${places.join('\n')}`;
}

// No fault of accessibility that axe can see (WCAG 2.2 A and AA, best practices).
// It needs scripts: only for scenarios that have them.
export async function axe(page, { except = [] } = {}) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate((disabled) => globalThis.axe.run(document, {
    resultTypes: ['violations'],
    runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
    rules: Object.fromEntries(disabled.map((rule) => [rule, { enabled: false }])),
  }), except);
  assert.equal(violations.length, 0, `Accessibility of ${page.url()}:\n${violations.map(readable).join('\n')}`);
}

// Nothing is wider than the screen: on a phone, one scrolls down only.
export async function noSidewaysScroll(page, width = Infinity) {
  const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  const visible = Math.min(screen, width);
  assert.ok(content <= visible, `${page.url()} is ${content} px wide on a screen of ${visible} px`);
}

// A page that all can read: language, title of its own, one h1, one main.
export async function wellFormed(page, language = 'fr') {
  assert.equal(await page.locator('html').getAttribute('lang'), language);
  assert.ok((await page.title()).length > 5, 'The page has no title');
  assert.equal(await page.locator('h1').count(), 1, 'There must be one h1');
  assert.equal(await page.locator('main').count(), 1, 'There must be one main');
}
