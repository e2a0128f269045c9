// Territorial justice: a table pasted, its measures read; a faulty one, mended where it says.
import { readFile } from 'node:fs/promises';
import { assert, axe, everywhere, noSidewaysScroll, scenario, suite, wellFormed } from './support.mjs';

suite();

const address = '/territoires/justice';

async function measure(page, table) {
  await page.locator('#csv').fill(table);
  await Promise.all([
    page.waitForNavigation({ waitUntil: 'load' }),
    page.getByRole('button', { name: 'Mesurer', exact: true }).click(),
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

// What a person who drops a file does, without a mouse: the same event with the same file in it.
async function drop(page, table) {
  await page.locator('#csv').evaluate((field, text) => {
    const files = new DataTransfer();
    files.items.add(new File([text], 'aides.csv', { type: 'text/csv' }));
    field.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
  }, table);
  await page.waitForFunction(() => document.querySelector('#csv').value !== '');
}

scenario('a CSV dropped on the page gives its Gini and its map', async ({ page, open }) => {
  await open(address);
  await drop(page, 'insee;aide\n34172;500000\n31555;1000000\n66136;30000\n48095;12000\n');
  await Promise.all([
    page.waitForNavigation({ waitUntil: 'load' }),
    page.getByRole('button', { name: 'Mesurer', exact: true }).click(),
  ]);
  assert.match(await page.locator('#mesures').innerText(), /Indice de Gini/);
  const map = page.locator('#carte');
  assert.match(await map.locator('h2').innerText(), /par intercommunalité/);
  assert.ok(await map.locator('svg a').count() > 150, 'Each inter-municipal body is a link of the map');
  assert.match(await map.locator('figcaption').innerText(), /Jenks/);  // most have nothing: quantiles would make one class
  assert.match(await map.locator('table').textContent(), /Toulouse Métropole/);
});

everywhere('what was before stands beside what is now', async ({ page, open }) => {
  await open(address);
  await page.locator('#before').fill('avant');
  await measure(page, 'dep;apres;avant\n34;2000;1000\n31;1000;3000\n');
  const change = page.locator('#evolution');
  const total = change.getByRole('row', { name: 'Total' });
  assert.match(await total.innerText(), /4\s000[\s\S]*3\s000[\s\S]*−25/u);
  assert.match(await change.getByRole('row', { name: 'Indice de Gini' }).innerText(), /0,\d+/);
  assert.match(await change.innerText(), /Métropoles régionales/);
  assert.match(await page.locator('figure.chart figcaption').innerText(), /pointillé/);
  await noSidewaysScroll(page);
});

everywhere('a commune stands beside its peers', async ({ page, open }) => {
  await open(`${address}?compte=zonings-commune&pour=commune:34172`);
  const peers = page.locator('#semblables');
  assert.match(await peers.innerText(), /Montpellier et ses semblables/);
  assert.match(await peers.innerText(), /Département : Hérault/);
  assert.match(await peers.innerText(), /Méthode : les semblables sont les 20 territoires/);
  assert.match(await page.locator('#carte h2').innerText(), /par commune : Hérault/);
  await noSidewaysScroll(page);
});

scenario('the result leaves as a table', async ({ page, open }) => {
  await open(address);
  await page.locator('#csv').fill('dep,aide\n34,2000\n31,1000\n');
  await Promise.all([
    page.waitForNavigation({ waitUntil: 'load' }),
    page.getByRole('button', { name: 'Mesurer', exact: true }).click(),
  ]);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Télécharger par territoire (CSV)' }).click(),
  ]);
  assert.equal(file.suggestedFilename(), 'justice-territoires.csv');
  const text = await readFile(await file.path(), 'utf8');
  assert.match(text, /department:34,Hérault,\d+,2000,/);
});

everywhere('an address leads to its commune, and says that it knows no more', async ({ page, open }) => {
  await open('/territoires?lieu=12+rue+de+la+R%C3%A9publique%2C+Montpellier');
  assert.match(await page.locator('main').innerText(), /Seule la commune est reconnue/);
  assert.equal(await page.getByRole('link', { name: 'Montpellier', exact: true }).first().getAttribute('href'), '/territoires/commune/34172');
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
  await open(`${address}?compte=zonings-department&pour=34`);
  await axe(page);
  await open('/territoires?lieu=12+rue+Haute%2C+Foix');
  await axe(page);
});
