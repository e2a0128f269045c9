// Diagnostics: a firm takes stock, reads its radar and what to do next, comes back with its link,
// compares two results, keeps them in an account.
import { execFileSync } from 'node:child_process';
import { environment, program, root } from './server.mjs';
import { assert, axe, everywhere, noSidewaysScroll, open, scenario, suite, wellFormed } from './support.mjs';

const person = { email: 'diagnostic@exemple.fr', name: 'Camille Roux', password: 'une phrase facile à retenir' };

suite({
  prepare: (data) => execFileSync(program, ['user', 'add', '--data', data, '--email', person.email, '--name', person.name, '--role', 'applicant'],
    { env: environment(), cwd: root, input: `${person.password}\n`, stdio: ['pipe', 'ignore', 'inherit'] }),
});

const address = '/diagnostics/impact-score';

async function press(page, name) {
  await Promise.all([
    page.waitForNavigation({ waitUntil: 'load' }),
    page.getByRole('button', { name, exact: true }).click(),
  ]);
}

// Gives each question of the page its `rank`-th answer, the last one when there are fewer.
async function answer(page, rank) {
  for (const question of await page.locator('fieldset.ask').all()) {
    const radios = question.locator('input[type=radio]:not([value=""])');
    const number = question.locator('input[inputmode=numeric]');
    const count = await radios.count();
    if (count > 0) await radios.nth(Math.min(rank, count - 1)).check();
    else if (await number.count() > 0) await number.fill('60');
    else await question.locator('input[type=checkbox]').nth(Math.min(rank, 1)).check();
  }
}

const isResult = (page) => new URL(page.url()).pathname.endsWith('/resultat');

// From the first page to the result; says how many pages of questions there were.
async function fill(page, employees, rank) {
  await open(page, address);
  await page.getByRole('textbox', { name: 'Combien de salariés compte votre entreprise ?' }).fill(String(employees));
  await page.getByRole('radio', { name: 'Non' }).check();
  await press(page, 'Continuer');
  for (let pages = 1; ; pages += 1) {
    assert.ok(pages < 20, 'the questionnaire does not end');
    await answer(page, rank);
    const last = page.getByRole('button', { name: 'Voir le résultat', exact: true });
    await press(page, await last.count() > 0 ? 'Voir le résultat' : 'Continuer');
    if (isResult(page)) return pages;
  }
}

const linkOf = (page) => new URL(page.url()).searchParams.get('r');

everywhere('a firm of 6 gets the short module, its radar and its next steps', async ({ page, open: visit }) => {
  await visit('/diagnostics');
  await wellFormed(page);
  await page.getByRole('link', { name: 'Impact Score', exact: true }).click();
  assert.equal(await fill(page, 6, 0), 5, 'one page for each axis');
  await wellFormed(page);
  const main = page.locator('main');
  assert.match(await main.innerText(), /module court/);
  assert.equal(await page.locator('figure.radar svg circle').count(), 5);
  assert.equal(await page.locator('.quiz-result tbody tr').count(), 5, 'the radar has its table');
  const steps = page.locator('#suites > ol > li');
  assert.equal(await steps.count(), 5, 'the most useful ones');
  const others = page.locator('#suites details');
  assert.equal(await others.locator('li').first().isVisible(), false);
  const [, count] = /^(\d+) autres? dispositifs?$/.exec(await others.locator('summary').innerText());
  await others.locator('summary').click();
  assert.equal(await others.locator('li:visible').count(), Number(count));
  assert.match(await steps.first().locator('a').getAttribute('href'), /^\/dispositifs\//);
  await noSidewaysScroll(page);
});

everywhere('the link brings the result back, and two results are compared', async ({ page, open: visit }) => {
  await fill(page, 40, 0);
  const first = page.url();
  const level = await page.locator('h1').innerText();
  await visit('/diagnostics');
  await visit(first);
  assert.equal(await page.locator('h1').innerText(), level);
  await fill(page, 40, 3);
  await page.getByLabel('Comparer avec un autre résultat').fill(first);
  await press(page, 'Voir le progrès');
  assert.match(await page.locator('h1').innerText(), /Progrès[\s\S]*\+\d+ points/);
  assert.equal(await page.locator('figure.radar path.r-before').count(), 1);
  assert.match(await page.locator('.quiz-result table').innerText(), /Partage du pouvoir[\s\S]*\+\d+ points/);
  await noSidewaysScroll(page);
});

scenario('an answer that is not one is shown again, where it is', { expected: /422/ }, async ({ page, open: visit }) => {
  await visit(address);
  await page.getByRole('textbox').last().fill('beaucoup');
  await press(page, 'Continuer');
  assert.match(await page.getByRole('alert').innerText(), /beaucoup/);
  assert.equal(await page.locator('input[name="q.effectif"]').inputValue(), 'beaucoup');
  await axe(page);
});

everywhere('going back asks nothing, and the proof of an answer is in the result', async ({ page, open: visit }) => {
  await visit(address);
  await page.locator('input[name="q.effectif"]').fill('6');
  await press(page, 'Continuer');
  const axis = await page.locator('h1').innerText();
  await page.locator('.proof summary').first().click();
  await page.locator('.proof input').first().fill('Statuts de 2024, article 2');
  await answer(page, 0);
  await press(page, 'Continuer');
  await page.goBack();
  assert.equal(await page.locator('h1').innerText(), axis);
  await page.goForward();
  for (let pages = 1; !isResult(page); pages += 1) {
    assert.ok(pages < 20, 'the questionnaire does not end');
    await answer(page, 0);
    const last = page.getByRole('button', { name: 'Voir le résultat', exact: true });
    await press(page, await last.count() > 0 ? 'Voir le résultat' : 'Continuer');
  }
  assert.match(await page.locator('#calcul').textContent(), /Statuts de 2024, article 2/);
  await noSidewaysScroll(page);
});

scenario('a wrong address to compare with is said beside its field', { expected: /422/ }, async ({ page }) => {
  await fill(page, 6, 1);
  await page.getByLabel('Comparer avec un autre résultat').fill('https://exemple.fr/autre');
  await press(page, 'Voir le progrès');
  assert.equal(await page.getAttribute('#avant', 'aria-invalid'), 'true');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'avant');
  assert.equal(await page.locator('figure.radar').count(), 1, 'the result stays');
  await axe(page);
});

scenario('an answer may bring one more question, on the same page', { script: false }, async ({ page, open: visit }) => {
  await visit(address);
  await page.locator('input[name="q.effectif"]').fill('40');
  await press(page, 'Continuer');
  await page.locator('input[name="q.objectifs"][value="un"]').check();
  await press(page, 'Continuer');
  assert.equal(await page.locator('h1').innerText(), 'Stratégie à impact');
  assert.equal(await page.locator('input[name="q.verification"]').count(), 3);
  assert.ok(await page.locator('input[name="q.objectifs"][value="un"]').isChecked());
  await press(page, 'Continuer');
  assert.equal(await page.locator('h1').innerText(), 'Impact social');
});

everywhere('the other language goes on from the same answers', async ({ page, open: visit }) => {
  await visit(address);
  await page.locator('input[name="q.effectif"]').fill('40');
  await press(page, 'Continuer');
  const step = page.locator('input[name=step]');
  const axis = await step.inputValue();
  let first;
  do { // an answer may bring one more question on the same page
    await answer(page, 1);
    first = await page.locator('fieldset.ask input:checked').evaluateAll((all) => all.map((one) => [one.name, one.value]));
    await press(page, 'Continuer');
  } while (await step.inputValue() === axis);
  const reached = await step.inputValue();
  await page.locator('a[hreflang=en]').first().click();
  await page.waitForURL(/\/en\//);
  await wellFormed(page, 'en');
  assert.equal(await step.inputValue(), reached);
  await press(page, 'Back');
  for (const [name, value] of first) assert.ok(await page.locator(`[name="${name}"][value="${value}"]`).isChecked(), `${name} ${value}`);
  await press(page, 'Back');
  assert.equal(await page.locator('input[name="q.effectif"]').inputValue(), '40');
  await page.locator('a[hreflang=fr]').first().click();
  await page.waitForURL((url) => !url.pathname.startsWith('/en/'));
  assert.equal(await page.locator('input[name="q.effectif"]').inputValue(), '40', 'and back');
});

scenario('a link that was cut or changed is refused with its reason', { expected: /422/ }, async ({ page }) => {
  await fill(page, 6, 1);
  const link = linkOf(page);
  const changed = `${link.slice(0, 20)}${link[20] === 'A' ? 'B' : 'A'}${link.slice(21)}`;
  for (const [bad, reason] of [[link.slice(0, 12), /incomplet/], [changed, /modifié/]]) {
    const response = await page.goto(`${address}/resultat?r=${bad}`);
    assert.equal(response.status(), 422);
    assert.match(await page.locator('main').innerText(), reason);
  }
});

scenario('the pages can be used by everyone, in English and in dark colours', { context: { locale: 'en-GB', colorScheme: 'dark' } }, async ({ page, open: visit }) => {
  await visit(`/en${address}`);
  await wellFormed(page, 'en');
  await axe(page);
  await fill(page, 40, 1);
  await page.evaluate(() => document.querySelectorAll('main details').forEach((one) => { one.open = true; }));
  await axe(page);
  const link = linkOf(page);
  await visit(`/en${address}/comparer?avant=${link}&apres=${link}`);
  await wellFormed(page, 'en');
  await axe(page);
});

scenario('with an account, results are kept, compared and erased', async ({ page, open: visit }) => {
  await fill(page, 6, 1);
  const link = linkOf(page);
  await page.getByRole('link', { name: /Connectez-vous/ }).click();
  await page.locator('main input[name=email]').fill(person.email);
  await page.locator('main input[name=password]').fill(person.password);
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.locator('main form button').click()]);
  assert.equal(linkOf(page), link, 'signing in comes back to the result');
  await press(page, 'Garder dans mon compte');
  assert.match(await page.locator('main').innerText(), /Impact Score[\s\S]*version 1/);
  await fill(page, 6, 3);
  await press(page, 'Garder dans mon compte');
  await axe(page);
  await press(page, 'Voir le progrès');
  assert.match(await page.locator('h1').innerText(), /Progrès/);
  await visit('/compte/diagnostics');
  await Promise.all([
    page.waitForNavigation({ waitUntil: 'load' }),
    page.getByRole('button', { name: /^Effacer le résultat/ }).first().click(),
  ]);
  assert.equal(await page.getByRole('button', { name: /^Effacer le résultat/ }).count(), 1);
});

scenario('programs get the same score, and nothing is stored', async ({ page, url, get }) => {
  const list = await get('/api/v1/diagnostics');
  assert.deepEqual(list.items.map((one) => one.key), ['impact-score', 'maturite-numerique', 'maturite-projet']);
  const send = (answers) => fetch(`${url}/api/v1/diagnostics/impact-score/assessments`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ answers }),
  });
  const response = await send({ effectif: 6, intention: 'statuts', energie: ['suivi', 'travaux'] });
  assert.equal(response.status, 200);
  const result = await response.json();
  assert.equal(result.short_module, true);
  assert.equal(result.axes[0].earned, 6);
  assert.equal(result.axes[2].explanation.find((one) => one.question === 'energie').earned, 4);
  await open(page, result.href);
  assert.match(await page.locator('main').innerText(), /module court/);
  const refused = await send({ effectif: -1, couleur: 'rouge' });
  assert.equal(refused.status, 422);
  const problem = await refused.json();
  assert.deepEqual(problem.errors.map((one) => one.field ?? one.pointer), ['/answers/effectif', '/answers/couleur']);
});
