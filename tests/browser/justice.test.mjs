// Territorial justice: a table pasted, its measures read; a faulty one, mended where it says.
import { assert, axe, everywhere, noSidewaysScroll, scenario, suite, wellFormed } from './support.mjs';

suite();

const address = '/territoires/justice';

async function measure(page, table) {
  await page.locator('#csv').fill(table);
  await Promise.all([
    page.waitForNavigation({ waitUntil: 'load' }),
    page.getByRole('button', { name: 'Mesurer' }).click(),
  ]);
}

everywhere('a table gives its Gini, its curve and what reaches each zoning', async ({ page, open }) => {
  await open(address);
  await wellFormed(page);
  await measure(page, 'insee;aide\n9122;50 000,5\n31555;1000000\n66136;30000\n');
  const text = await page.locator('main').innerText();
  assert.match(text, /1\s080\s000,5/u);
  assert.match(text, /Indice de Gini/);
  assert.match(text, /perdu son zéro/);
  assert.equal(await page.locator('figure.chart svg path.g-line').count(), 1);
  assert.match(await page.locator('table', { hasText: 'Zonage' }).innerText(), /Métropoles régionales/);
  await noSidewaysScroll(page);
});

everywhere('a faulty table is shown again with every fault', { expected: /422/ }, async ({ page, open }) => {
  await open(address);
  await measure(page, 'insee;aide\nFoix;1\n31555;beaucoup\n');
  const problem = page.getByRole('alert');
  assert.match(await problem.innerText(), /ligne 2[\s\S]*09122[\s\S]*ligne 3[\s\S]*beaucoup/);
  assert.equal(await page.locator('#csv').inputValue(), 'insee;aide\nFoix;1\n31555;beaucoup\n');
});

scenario('what is measured, and what is refused, can be used by everyone', { expected: /422/ }, async ({ page, open }) => {
  await open(address);
  await axe(page);
  await measure(page, 'insee;aide\n31555;1\n');
  await axe(page);
  await measure(page, 'insee;aide\n31555;\n');
  await axe(page);
});
