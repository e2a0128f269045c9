// May this aid be added to others? Declared row by row, answered with its reasons.
import { assert, axe, everywhere, noSidewaysScroll, scenario, suite, wellFormed } from './support.mjs';

suite();

const calculate = (page) => Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.getByRole('button', { name: 'Calculer' }).click()]);

everywhere('an aid beside one of three years ago, and a loan', async ({ page, open, script }) => {
  await open('/cumul');
  await wellFormed(page);
  await page.fill('#asked-granted', '2026-03-10');
  await page.fill('#asked-amount', '120 000');
  await page.fill('#account-1-granted', '2023-03-10');
  await page.fill('#account-1-amount', '250 000');
  await page.fill('#account-2-granted', '2025-01-15');
  await page.selectOption('#account-2-shape', 'loan');
  await page.fill('#account-2-amount', '200 000');
  await page.fill('#account-2-months', '30');
  await calculate(page);
  // The first is out of the three years by one day; the loan counts for 30 000 €.
  const result = await page.locator('#resultat').innerText();
  assert.match(result, /tient sous les plafonds/);
  assert.match(result, /270.000.€/);
  await noSidewaysScroll(page);
  if (script) await axe(page);
  assert.equal(await page.inputValue('#account-2-amount'), '200 000');
});

scenario('linked enterprises share one account', async ({ page, open }) => {
  await open('/cumul');
  await page.fill('#asked-amount', '150 000');
  await page.fill('#account-1-granted', new Date().toISOString().slice(0, 10));
  await page.fill('#account-1-amount', '200 000');
  await page.fill('#account-1-siren', '552 100 554');
  await page.fill('#applicant', '732829320');
  await calculate(page);
  assert.match(await page.locator('main').innerText(), /n’est liée au demandeur par aucun lien/);
  await page.fill('#links-1-parent', '552100554');
  await page.fill('#links-1-child', '732829320');
  await calculate(page);
  assert.match(await page.locator('#resultat').innerText(), /dépasse un plafond[^]*100.000.€/);
});

scenario('what is wrong is said at its field, and nothing is lost', { expected: /422/ }, async ({ page, open }) => {
  await open('/cumul');
  await page.fill('#asked-amount', 'beaucoup');
  await page.fill('#applicant', '732829321');
  await page.fill('#account-1-reference', 'Une aide');
  await calculate(page);
  for (const field of ['#asked-amount', '#applicant', '#account-1-granted', '#account-1-amount'])
    assert.equal(await page.getAttribute(field, 'aria-invalid'), 'true', field);
  assert.equal(await page.inputValue('#account-1-reference'), 'Une aide');
  await axe(page);
  await page.getByRole('button', { name: 'Ajouter des lignes' }).click();
  await page.waitForLoadState('load');
  assert.equal(await page.inputValue('#asked-amount'), 'beaucoup');
  assert.equal(await page.locator('fieldset:has-text("Aide 3")').count(), 1);
});

scenario('the same in English', async ({ page, open }) => {
  await open('/en/cumul');
  await wellFormed(page, 'en');
  assert.match(await page.locator('h1').innerText(), /Cumulation of aid/);
  await axe(page);
});
