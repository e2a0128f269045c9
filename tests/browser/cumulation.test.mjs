// May this aid be added to others? Declared row by row, answered with its reasons.
import { assert, axe, everywhere, noSidewaysScroll, scenario, suite, wellFormed } from './support.mjs';

suite();

const calculate = (page) => Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.getByRole('button', { name: 'Calculer' }).click()]);

// The page comes back after each addition of a row.
const addRow = (page, name) => Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.getByRole('button', { name }).click()]);
const unfold = (page, name) => page.locator('summary', { hasText: name }).click();

everywhere('an aid beside one of three years ago, and a loan', async ({ page, open, script }) => {
  await open('/cumul');
  await wellFormed(page);
  await page.fill('#asked-granted', '2026-03-10');
  await page.fill('#asked-amount', '120 000');
  await page.fill('#account-1-granted', '2023-03-10');
  await page.fill('#account-1-amount', '250 000');
  await addRow(page, 'Ajouter une aide');
  assert.equal(await page.inputValue('#asked-amount'), '120 000');
  await page.fill('#account-2-granted', '2025-01-15');
  await page.selectOption('#account-2-shape', 'loan');
  await page.fill('#account-2-amount', '200 000');
  await page.fill('#account-2-months', '30');
  await calculate(page);
  // The first is out of the three years by one day; the loan counts for 30 000 €.
  const result = await page.locator('#resultat').innerText();
  assert.match(result, /tient sous les plafonds/);
  assert.match(result, /270.000.€/);
  assert.match(await page.locator('main').innerText(), /Plafond général/);
  await noSidewaysScroll(page);
  if (script) await axe(page);
  // No row is added that nobody asked for.
  assert.equal(await page.inputValue('#account-2-amount'), '200 000');
  assert.equal(await page.locator('#account-3').count(), 0);
});

everywhere('an exempted regime gives its own share, step by step', async ({ page, open, script }) => {
  await open('/cumul');
  await page.fill('#asked-amount', '60 000');
  await page.selectOption('#asked-rule', 'rgec-25-experimental');
  await page.fill('#costs-eligible', '100 000');
  await page.selectOption('#size', 'small');
  await unfold(page, 'Ce qui élève le taux');
  await page.check('#bonus-collaboration');
  await calculate(page);
  const said = await page.locator('main').innerText();
  assert.match(said, /tient sous les plafonds/);
  for (const step of [/25.% : taux de l’article/, /\+ 20 points : taille/, /\+ 15 points : Collaboration/, /60.% des dépenses au plus/, /art\. 25\(5\)\(c\)/])
    assert.match(said, step);
  assert.equal(await page.isChecked('#bonus-collaboration'), true);
  await noSidewaysScroll(page);
  if (script) await axe(page);
});

scenario('linked enterprises share one account', async ({ page, open }) => {
  await open('/cumul');
  await page.fill('#asked-amount', '150 000');
  await page.fill('#account-1-granted', new Date().toISOString().slice(0, 10));
  await page.fill('#account-1-amount', '200 000');
  await page.fill('#account-1-siren', '552 100 554');
  await unfold(page, 'liée à d’autres');
  await page.fill('#applicant', '732829320');
  await calculate(page);
  assert.match(await page.locator('main').innerText(), /n’est liée au demandeur par aucun lien/);
  await addRow(page, 'Ajouter un lien');
  await page.fill('#links-1-parent', '552100554');
  await page.fill('#links-1-child', '732829320');
  await calculate(page);
  assert.match(await page.locator('#resultat').innerText(), /dépasse un plafond[^]*100.000.€/);
});

scenario('an aid of a later day is counted, and said to be planned', async ({ page, open }) => {
  await open('/cumul');
  await page.fill('#asked-amount', '150 000');
  const later = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
  await page.fill('#account-1-granted', later);
  await page.fill('#account-1-amount', '200 000');
  await calculate(page);
  assert.match(await page.locator('main').innerText(), /Accordé ou prévu[^]*prévue : comptée comme si elle était accordée/);
});

scenario('what is wrong is said at its field, and nothing is lost', { expected: /422/ }, async ({ page, open }) => {
  await open('/cumul');
  await page.fill('#asked-amount', 'beaucoup');
  await unfold(page, 'liée à d’autres');
  await page.fill('#applicant', '732829321');
  await page.fill('#account-1-reference', 'Une aide');
  await calculate(page);
  for (const field of ['#asked-amount', '#applicant', '#account-1-granted', '#account-1-amount'])
    assert.equal(await page.getAttribute(field, 'aria-invalid'), 'true', field);
  // The summary has the focus, and names each field.
  assert.equal(await page.evaluate(() => document.activeElement.id), 'fautes');
  const summary = await page.locator('#fautes').innerText();
  assert.match(summary, /Aide demandée, Montant, en euros : /);
  assert.match(summary, /Aide 1, Jour où elle est accordée : /);
  // An error does not push its field out of the row.
  const top = async (field) => (await page.locator(field).boundingBox()).y;
  assert.equal(await top('#account-1-amount'), await top('#account-1-shape'));
  assert.equal(await page.inputValue('#account-1-reference'), 'Une aide');
  await axe(page);
  await addRow(page, 'Ajouter une aide');
  assert.equal(await page.inputValue('#asked-amount'), 'beaucoup');
  assert.equal(await page.locator('fieldset:has-text("Aide 2")').count(), 1);
});

scenario('a link brings the amount and the regime of a scheme', async ({ page, open }) => {
  await open('/cumul?asked-amount=12000&asked-rule=rgec-17&costs-eligible=80000&size=small');
  assert.equal(await page.inputValue('#asked-rule'), 'rgec-17');
  await calculate(page);
  assert.match(await page.locator('#resultat').innerText(), /tient sous les plafonds[^]*16.000.€/);
});

scenario('the same in English', async ({ page, open }) => {
  await open('/en/cumul');
  await wellFormed(page, 'en');
  assert.match(await page.locator('h1').innerText(), /Cumulation of aid/);
  await axe(page);
});
