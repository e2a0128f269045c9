// The sheet of a territory: found by a misspelt name, a postal code or a code; read, compared with
// others, printed on one page.
import { assert, axe, everywhere, follow, noSidewaysScroll, scenario, suite, wellFormed } from './support.mjs';
import { addresses, territories } from './pages.mjs';

suite();

async function look(page, typed) {
  await page.locator('#z-lieu').fill(typed);
  await Promise.all([
    page.waitForNavigation({ waitUntil: 'load' }),
    page.getByRole('button', { name: 'Trouver', exact: true }).click(),
  ]);
}

for (const [typed, name, address] of [
  ['clermont lherault', 'Clermont-l\'Hérault', '/territoires/commune/34079'],
  ['34800', 'Clermont-l\'Hérault', '/territoires/commune/34079'],
  ['34079', 'Clermont-l\'Hérault', '/territoires/commune/34079'],
]) {
  everywhere(`a territory is found by “${typed}”, and its sheet says who it is`, async ({ page, open }) => {
    await open('/territoires');
    await look(page, typed);
    await follow(page, page.locator(`main a[href="${address}"]`).first());
    assert.equal(await page.locator('h1').innerText(), name);
    const text = await page.locator('main').innerText();
    assert.match(text, /Ses chiffres[\s\S]*Population[\s\S]*Densité/);
    assert.match(text, /Pairs : les 20 communes/);
    assert.match(text, /Voisins/);
    await noSidewaysScroll(page);
  });
}

scenario('a sheet leads to what names the territory, of each kind', async ({ page, open }) => {
  await open(territories.commune);
  const group = page.locator('#ici .naming > li').first();
  const count = Number((await group.locator('h3 .n').innerText()).replaceAll(/\D/g, ''));
  assert.ok(count > 4);
  await follow(page, group.locator('h3 a'));
  assert.match(await page.locator('main').innerText(), new RegExp(`${count} résultats`));
  assert.match(await page.locator('main').innerText(), /Montpellier \(34172\)/);
});

scenario('the figures of a metropole stand beside those of the Region', async ({ page, open }) => {
  await open(territories.epci);
  const table = page.locator('#chiffres-imprimes table');
  assert.ok(await table.locator('tbody tr').count() > 3);
  assert.match(await page.locator('#voisins').innerText(), /CC|CA/);
});

scenario('the feed of a territory is announced, and well formed', async ({ page, open, url }) => {
  await open(territories.commune);
  const href = await page.locator('head link[rel=alternate][type="application/atom+xml"]').first().getAttribute('href');
  assert.match(href, /commune\/34172\/fil\.atom$/);
  const response = await page.request.get(new URL(href, url).href);
  assert.equal(response.status(), 200);
  assert.match(response.headers()['content-type'], /^application\/atom\+xml/);
  const entries = await page.evaluate((text) => {
    const feed = new DOMParser().parseFromString(text, 'application/xml');
    return feed.querySelector('parsererror') ? -1 : feed.querySelectorAll('entry').length;
  }, await response.text());
  assert.ok(entries > 0, 'the feed has no entry or does not parse');
});

everywhere('two territories are compared, by names', async ({ page, open }) => {
  await open(addresses.compare);
  await wellFormed(page);
  await page.locator('#c-a').fill('montpelier');
  await page.locator('#c-b').fill('31555');
  await Promise.all([
    page.waitForNavigation({ waitUntil: 'load' }),
    page.getByRole('button', { name: 'Comparer', exact: true }).click(),
  ]);
  const choice = page.locator('main a', { hasText: /^Montpellier$/ }).first();
  if (await page.locator('#tableau').count() === 0) await follow(page, choice);
  const heads = await page.locator('#tableau thead th').allInnerTexts();
  assert.deepEqual(heads.slice(1), ['Montpellier', 'Toulouse']);
  const text = await page.locator('main').innerText();
  assert.match(text, /Densité/);
  assert.match(text, /En commun[\s\S]*Montpellier seulement[\s\S]*Toulouse seulement/);
  await noSidewaysScroll(page);
});

scenario('from a sheet, with the keyboard alone, to a comparison with a peer', async ({ page, open }) => {
  await open(territories.commune);
  await page.getByRole('link', { name: 'Comparer', exact: true }).focus();
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press('Enter')]);
  assert.equal(await page.locator('#c-a').inputValue(), 'Montpellier (34172)');
  const peer = page.locator('#pairs a').first();
  await peer.focus();
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press('Enter')]);
  assert.equal(await page.locator('#tableau thead th').count(), 3);
  await axe(page);
});

scenario('a comparison says which name is not known, and which one is not sure', async ({ page, open }) => {
  await open(`${addresses.compare}?a=zzzzqqq&b=Prades`);
  assert.match(await page.getByRole('alert').innerText(), /deux territoires/);
  assert.match(await page.locator('#c-a-faute').innerText(), /même mal écrit/);
  await axe(page);
  await follow(page, page.locator('main a[href*="66149"]').first());
  assert.equal(await page.locator('#c-b').inputValue(), 'Prades (66149)');
});

// Pages of a PDF, counted in its objects.
const pagesOf = (pdf) => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g).length;

for (const [name, address] of Object.entries(territories)) {
  for (const [what, path] of Object.entries({ sheet: address, 'page to print': `${address}/fiche` })) {
    scenario(`the ${what} of a ${name} is printed on one A4 sheet, with its address`, async ({ page, open }) => {
      await open(path);
      await page.emulateMedia({ media: 'print' });
      assert.match(await page.locator('main').innerText(), new RegExp(`https?://[^ ]*${address}`));
      const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: false });
      assert.equal(pagesOf(pdf), 1);
    });
  }
}

scenario('the entry of territories leads to the map, to comparisons, to territorial justice', async ({ page, open }) => {
  for (const address of ['/territoires/carte', '/territoires/comparer', '/territoires/justice']) {
    await open('/territoires');
    await follow(page, page.locator(`main .ways a[href="${address}"]`));
  }
});

scenario('the API gives neighbours and peers', async ({ get }) => {
  const one = await get('/api/v1/territories/commune:34172');
  assert.ok(one.neighbours.items.length > 3);
  assert.equal(one.peers.length, 20);
  assert.ok(one.named_in.plan_node > 4);
});
