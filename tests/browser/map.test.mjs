// The map that one explores: by click, by keyboard, without script, without WebGL; and the field that
// it fills.
import { addresses } from './pages.mjs';
import { assert, axe, follow, noSidewaysScroll, scenario, suite, wellFormed } from './support.mjs';

const toulouse = { longitude: 1.4442, latitude: 43.6044, code: '31555' };

suite({ webgl: true });

// Where a place is on a map that shows `extent`, in Web Mercator: maps keep it whole and centred.
async function pointOf(map, { longitude, latitude }) {
  const box = await map.boundingBox();
  const [west, south, east, north] = (await map.getAttribute('data-extent')).split(',').map(Number);
  const up = (degrees) => Math.asinh(Math.tan((degrees * Math.PI) / 180));
  const radians = Math.PI / 180;
  const padding = 12;
  const scale = Math.min(
    (box.width - 2 * padding) / ((east - west) * radians),
    (box.height - 2 * padding) / (up(north) - up(south)),
  );
  return {
    x: box.width / 2 + (longitude - (west + east) / 2) * radians * scale,
    y: box.height / 2 - (up(latitude) - (up(north) + up(south)) / 2) * scale,
  };
}

async function ready(page) {
  const map = page.locator('[data-map=ready]');
  await map.waitFor({ timeout: 30_000 });
  return map;
}

scenario('a click on Toulouse leads to its sheet', async ({ page, open }) => {
  await open(`${addresses.map}?niveau=commune`);
  const map = await ready(page);
  const position = await pointOf(map, toulouse);
  await map.hover({ position });
  await page.locator('[data-map-status]', { hasText: 'Toulouse' }).waitFor();
  await axe(page);
  await Promise.all([page.waitForURL(`**/territoires/commune/${toulouse.code}`), map.click({ position })]);
  assert.match(await page.locator('h1').innerText(), /Toulouse/);
});

scenario('the keyboard chooses the territory at the centre', async ({ page, open }) => {
  await open(`${addresses.map}?niveau=commune&departement=31`);
  const map = await ready(page);
  await page.locator('#e-departement').focus();
  for (let i = 0; i < 3 && !(await map.locator('canvas').evaluate((one) => one === document.activeElement)); i += 1) {
    await page.keyboard.press('Tab');
  }
  const status = page.locator('[data-map-status]');
  await page.waitForFunction((one) => /\(31\d{3}\)/.test(one.textContent), await status.elementHandle());
  const code = /\((31\d{3})\)/.exec(await status.innerText())[1];
  await Promise.all([page.waitForURL(`**/territoires/commune/${code}`), page.keyboard.press('Enter')]);
});

scenario('the map takes the place of the drawing, and keeps its table', async ({ page, open }) => {
  await open(addresses.map);
  await ready(page);
  await wellFormed(page);
  assert.equal(await page.locator('.choro').filter({ visible: true }).count(), 0);
  assert.equal(await page.locator('[data-map-section] .legend li').count(), 5);
  assert.ok(await page.locator('details table a[href*="/territoires/epci/"]').count() > 100);
  await axe(page);
});

scenario('totals are circles, on the map and on the drawing', async ({ page, open }) => {
  const loaded = [];
  page.on('request', (request) => loaded.push(request.url()));
  await open(`${addresses.map}?chiffre=population`);
  const map = await ready(page);
  assert.match(await map.getAttribute('data-greatest'), /^\d{5,}$/);
  assert.ok(loaded.some((url) => /\/tuiles\/epci\/points\//.test(url)), 'no tile of points');
  assert.equal(await page.locator('[data-map-section] .sizes circle').count(), 3);
  await axe(page);
  await open('/territoires/departement/31');
  assert.ok(await page.locator('.choro svg a circle').count() > 500);
  await axe(page);
});

scenario('the map on a telephone', { telephone: true }, async ({ page, open }) => {
  await open(addresses.map);
  const map = await ready(page);
  await noSidewaysScroll(page);
  await axe(page);
  const position = await pointOf(map, toulouse);
  await map.tap({ position });
  const status = page.locator('[data-map-status]', { hasText: '(2' });
  await status.waitFor();
  const code = /\((\d{9})\)/.exec(await status.innerText())[1];
  await Promise.all([page.waitForURL(`**/territoires/epci/${code}`), map.tap({ position })]);
});

scenario('the map in English and in dark colours', { context: { colorScheme: 'dark' } }, async ({ page, open }) => {
  await open(`/en${addresses.map}`);
  const map = await ready(page);
  await wellFormed(page, 'en');
  assert.equal(await map.getAttribute('data-sheets'), '/en/territoires/epci/');
  await axe(page);
});

scenario('without script, a drawing whose territories are links, and a table', { script: false }, async ({ page, open }) => {
  await open(addresses.map);
  await wellFormed(page);
  assert.equal(await page.locator('[data-map-section]').filter({ visible: true }).count(), 0);
  assert.ok(await page.locator('.choro svg a[href*="/territoires/epci/"]').count() > 100);
  await open(`${addresses.map}?niveau=commune`);
  await follow(page, page.locator('main a', { hasText: 'Haute-Garonne' }));
  assert.equal(await page.locator(`.choro svg a[href$="/territoires/commune/${toulouse.code}"]`).count(), 1);
});

scenario('where WebGL is refused, the drawing stays', async ({ page, open }) => {
  await page.addInitScript(() => { HTMLCanvasElement.prototype.getContext = () => null; });
  await open(addresses.map);
  assert.equal(await page.locator('[data-map-section]').filter({ visible: true }).count(), 0);
  assert.ok(await page.locator('.choro svg a').first().isVisible());
});

scenario('a place is chosen on the map of the entry', async ({ page, open }) => {
  await open('/territoires');
  await page.locator('[data-map-pick] > p button').click();
  const map = await ready(page);
  await axe(page);
  const position = await pointOf(map, toulouse);
  await Promise.all([page.waitForURL(`**/territoires/commune/${toulouse.code}`), map.click({ position })]);
});

scenario('the entry loads the map only when asked', async ({ page, open }) => {
  const loaded = [];
  page.on('request', (request) => loaded.push(request.url()));
  await open('/territoires');
  assert.deepEqual(loaded.filter((url) => /\/map|tuiles/.test(url)), []);
});

for (const [address, status] of Object.entries({
  '/tuiles/commune/6/32/23.mvt': 200,
  '/tuiles/epci/6/32/23.mvt': 200,
  '/tuiles/department/0/0/0.mvt': 200,
  '/tuiles/commune/6/0/0.mvt': 200,
  '/tuiles/quartier/6/32/23.mvt': 404,
  '/tuiles/commune/13/0/0.mvt': 404,
  '/tuiles/commune/2/4/0.mvt': 404,
  '/tuiles/commune/2/x/0.mvt': 400,
})) {
  scenario(`${address} answers ${status}`, { script: false }, async ({ page, url }) => {
    const response = await page.request.get(url + address);
    assert.equal(response.status(), status);
    const headers = response.headers();
    if (status !== 200) {
      assert.match(headers['content-type'], /problem\+json/);
      return;
    }
    assert.equal(headers['content-type'], 'application/vnd.mapbox-vector-tile');
    assert.match(headers['cache-control'], /public/);
    const again = await page.request.get(url + address, { headers: { 'if-none-match': headers.etag } });
    assert.equal(again.status(), 304);
  });
}
