// The rules of a scheme: an officer writes a table with a hole, is told where, mends it and proposes
// it; another one publishes it; the public reads it in words; then a change is tried over a table.
import { execFileSync } from 'node:child_process';
import { environment, program, root } from './server.mjs';
import { assert, axe, everywhere, follow, noSidewaysScroll, scenario, suite, wellFormed } from './support.mjs';

const password = 'une phrase facile à retenir';
const writer = { email: 'regles@exemple.fr', name: 'Andrée Règle' };
const publisher = { email: 'visa-regles@exemple.fr', name: 'Camille Visa' };

suite({
  prepare: (data) => {
    for (const { email, name } of [writer, publisher]) {
      execFileSync(program, ['user', 'add', '--data', data, '--email', email, '--name', name, '--role', 'officer'],
        { env: environment(), cwd: root, input: `${password}\n`, stdio: ['pipe', 'ignore', 'inherit'] });
    }
  },
});

async function signIn(page, open, { email }) {
  await open('/connexion');
  await page.locator('#email').fill(email);
  await page.locator('#password').fill(password);
  await press(page, 'Se connecter');
}

async function press(page, name) {
  const [response] = await Promise.all([
    page.waitForNavigation({ waitUntil: 'load' }),
    page.locator('main').getByRole('button', { name, exact: true }).click(),
  ]);
  return response.status();
}

const text = (page) => page.locator('main').innerText();

// `most` of the first band: "moins de" leaves three months out, "au plus" does not.
const rules = (name, first, second) => `dispositif ${name}
titre "Prime de reprise"
source "cprdfop/contrat-de-plan" lignes 16448-16454

condition reprise "Vous reprenez un emploi" source "cprdfop/contrat-de-plan" lignes 16428-16430 :
  demandeur.situation = reprise

table prime selon contrat.duree source "cprdfop/contrat-de-plan" lignes 16448-16454
  ${first} 3 mois : 80 €
  plus de 3 mois : ${second} €

montant
  forfait "Prime" source "cprdfop/contrat-de-plan" lignes 16448-16454 : prime

essai "Six mois"
  fait demandeur.situation : reprise
  fait contrat.duree : 6 mois
  attend éligible
  aide ${second} €
`;

everywhere('the public reads the rules in plain words', async ({ page, open }) => {
  await open('/dispositifs/occitanie/pass-transformation-ecologique');
  await wellFormed(page);
  const read = await page.locator('#regles').innerText();
  assert.match(read, /Les conditions/);
  assert.match(read, /à fixer par la Région/);
  assert.equal(await page.locator('#regles a[href*="/documents/"]').count() > 0, true);
  await noSidewaysScroll(page);
});

for (const script of [true, false]) {
  const how = script ? 'with script' : 'without script';
  const name = script ? 'prime_de_reprise' : 'prime_de_reprise_bis';
  let address;

  scenario(`an officer is told of a hole in the bands, mends it and proposes it (${how})`, { script, expected: /console: .*422/ }, async ({ page, open }) => {
    await signIn(page, open, writer);
    await open('/administration/dispositifs');
    await page.locator('#label').fill(`Prime de reprise ${how}`);
    assert.equal(await press(page, 'Ouvrir un brouillon'), 200);
    address = new URL(page.url()).pathname;
    await follow(page, page.getByRole('link', { name: /^Le Pacte vert/ }));
    const first = page.locator('.scheme-ambition').first();
    await first.getByRole('checkbox').check();
    await first.getByRole('textbox').fill('Elle aide à travailler près de chez soi.');
    await page.locator('#coherence').fill('Elle ne finance rien qui nuise aux autres.');
    assert.equal(await press(page, 'Enregistrer'), 200);

    await follow(page, page.getByRole('link', { name: /^Les règles/ }));
    await page.locator('#rules').fill(rules(name, 'moins de', 250));
    assert.equal(await press(page, 'Enregistrer'), 200);
    const faults = page.locator('.rule-faults');
    assert.match(await faults.innerText(), /exactement 3 mois/);
    assert.match(await page.locator('#rules').inputValue(), /moins de 3 mois/, 'nothing is lost');
    if (script) await axe(page);
    await noSidewaysScroll(page);
    const line = await faults.getByRole('link').first().getAttribute('href');
    assert.match(await page.locator(line).innerText(), /table prime/);
    await follow(page, page.getByRole('link', { name: 'Aperçu et proposition' }));
    assert.equal(await press(page, 'Proposer à la publication'), 422);
    assert.match(await page.getByRole('alert').innerText(), /exactement 3 mois/);

    await follow(page, page.getByRole('link', { name: 'Corriger les règles' }));
    await page.locator('#rules').fill(rules(name, 'au plus', 250));
    assert.equal(await press(page, 'Enregistrer'), 200);
    assert.match(await text(page), /1 sur 1 réussis/);
    if (script) await axe(page);
    await follow(page, page.getByRole('link', { name: 'Aperçu et proposition' }));
    assert.equal(await press(page, 'Proposer à la publication'), 200);
  });

  scenario(`a second person publishes the rules, and the public reads them (${how})`, { script }, async ({ page, open }) => {
    await signIn(page, open, publisher);
    await open(address.replace('/dispositifs/', '/dispositifs/apercu/'));
    assert.equal(await press(page, 'Publier'), 200);
    assert.match(await page.locator('#regles').innerText(), /Vous reprenez un emploi/);
    if (script) await axe(page);
  });

  scenario(`a change is tried over a table (${how})`, { script, telephone: !script, expected: /console: .*422/ }, async ({ page, open }) => {
    await signIn(page, open, writer);
    await open(address);
    assert.equal(await press(page, 'Ouvrir un brouillon'), 200);
    await follow(page, page.getByRole('link', { name: /^Les règles/ }));
    await page.locator('#rules').fill(rules(name, 'au plus', 300));
    assert.equal(await press(page, 'Enregistrer'), 200);
    await follow(page, page.getByRole('link', { name: 'Ce que ces règles changeraient' }));
    assert.match(await text(page), /Six mois/);
    await page.locator('#csv').fill('nom;contrat.dure\nA;3\n');
    assert.equal(await press(page, 'Calculer'), 422);
    assert.match(await page.getByRole('alert').innerText(), /contrat\.duree/);
    await page.locator('#csv').fill('nom;demandeur.situation;contrat.duree;demandeur.residence\nA;reprise;6;34172\nB;reprise;2;31555\nC;etudiant;6;\nD;reprise;mille;\n');
    assert.equal(await press(page, 'Calculer'), 200);
    const compared = await text(page);
    assert.match(compared, /ligne 2 : A/);
    assert.match(compared, /\+50\s€/);
    assert.match(compared, /ligne 5, colonne contrat\.duree/);
    if (script) await axe(page);
    await noSidewaysScroll(page);
    await page.locator('#what').selectOption('draft');
    assert.equal(await press(page, 'Calculer'), 200);
    const run = await text(page);
    assert.match(run, /Pourquoi les autres ne le sont pas[\s\S]*Vous reprenez un emploi/);
    assert.match(run, /Où ils sont[\s\S]*Hérault/);
    if (script) await axe(page);
    await noSidewaysScroll(page);
  });
}
