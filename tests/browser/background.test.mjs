// The images that an administrator puts under the map: asked by that page alone, with their credit.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { addresses } from './pages.mjs';
import { assert, axe, scenario, suite } from './support.mjs';

const images = 'https://tiles.example.org';
const settings = `[maps]\nbackground = "${images}/{z}/{x}/{y}.png"\ncredit = "© des cartographes d’essai"\n`;
const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

suite({ webgl: true, prepare: (data) => writeFileSync(path.join(data, 'pacte.toml'), settings) });

scenario('the map shows the background and its credit', async ({ page, open }) => {
  const asked = [];
  await page.route(`${images}/**`, (route) => {
    asked.push(route.request().url());
    return route.fulfill({ contentType: 'image/png', headers: { 'Access-Control-Allow-Origin': '*' }, body: dot });
  });
  await open(addresses.map);
  await page.locator('[data-map=ready]').waitFor();
  assert.ok(asked.length > 0, 'no image was asked for');
  assert.match(asked[0], /\/\d+\/\d+\/\d+\.png$/);
  assert.match(await page.locator('.maplibregl-ctrl-attrib').innerText(), /cartographes d’essai/);
  await axe(page);
});

scenario('no other page may ask it', async ({ page }) => {
  for (const address of ['/', '/territoires', '/territoires/zonages']) {
    const policy = (await page.request.get(address)).headers()['content-security-policy'];
    assert.ok(!policy.includes('tiles.example.org'), address);
  }
  const map = (await page.request.get(addresses.map)).headers()['content-security-policy'];
  assert.match(map, /img-src 'self' data: https:\/\/tiles\.example\.org;/);
  assert.match(map, /connect-src 'self' https:\/\/tiles\.example\.org;/);
});
