// A scheme, from what the documents describe to what the Region publishes: an officer takes it over,
// is stopped by the design gate, mends it and proposes it; another one publishes it; the public reads
// it and compares its versions.
import { schemes } from './pages.mjs';
import { addAccount } from './server.mjs';
import {
  assert, axe, everywhere, follow, noSidewaysScroll, press, scenario, signIn, suite, text, wellFormed,
} from './support.mjs';

const writer = { email: 'plume@exemple.fr', name: 'Claude Plume' };
const publisher = { email: 'visa@exemple.fr', name: 'Dominique Visa' };

suite({
  prepare: (data) => {
    for (const person of [writer, publisher]) addAccount(data, person, 'officer');
  },
});

everywhere('what the documents describe is said to be so', async ({ page, open }) => {
  await open(`/dispositifs/${schemes.described}`);
  await wellFormed(page);
  assert.match(await text(page), /Décrit par les documents, pas encore publié par la Région/);
  assert.match(await text(page), /Ce que la fiche ne précise pas[\s\S]*Non précisé par la source :/);
  await follow(page, page.locator('main a[href$="/versions"]'));
  assert.match(await text(page), /Version 1/);
  await noSidewaysScroll(page);
});

everywhere('a ceiling that a sentence states is shown with it, and is not said to be missing', async ({ page, open, get }) => {
  await open('/dispositifs/occitanie/contrat-entreprise-d-avenir');
  const figure = page.locator('.scheme-figures div').filter({ hasText: 'Plafond' });
  assert.match(await figure.innerText(), /300\s000\s€/);
  assert.match(await figure.innerText(), /«\s+aide maximale 300 000 €\s+»/);
  const silent = page.locator('main p.none').filter({ hasText: 'Non précisé par la source' });
  assert.doesNotMatch(await silent.innerText(), /Plafond|Forme de l’aide/);
  await noSidewaysScroll(page);
  const one = await get('/api/v1/schemes/occitanie/contrat-entreprise-d-avenir');
  assert.equal(one.content.ceiling_cents, 30_000_000);
  assert.deepEqual(one.content.forms, ['grant', 'repayable_advance']);
  assert.ok(!one.not_stated.includes('ceiling_cents'));
  assert.deepEqual(one.read_from.map((read) => read.field), ['forms', 'ceiling_cents']);
});

everywhere('the catalogue is narrowed by beneficiaries and form', async ({ page, open }) => {
  await open('/dispositifs');
  const count = async () => Number((await page.locator('main h2').filter({ hasText: 'dispositif' }).first().innerText()).replaceAll(/\D/g, ''));
  const all = await count();
  await page.locator('#f-beneficiary_kind').selectOption('association');
  await page.locator('#f-form').selectOption('grant');
  await press(page, 'Chercher');
  const kept = await count();
  assert.ok(kept > 0 && kept < all, `${kept} of ${all}`);
  await noSidewaysScroll(page);
});

everywhere('the catalogue tells the aid, the nearest first, and what it does not know', async ({ page, open }) => {
  await open('/dispositifs?q=contrat+entreprise+d%27avenir');
  const first = page.locator('.rows > li').first();
  assert.match(await first.innerText(), /Contrat Entreprise d’avenir[\s\S]*Subvention, Avance remboursable[\s\S]*au plus 300\s000\s€/);
  await noSidewaysScroll(page);
  await open('/dispositifs?type=inconnu');
  assert.match(await text(page), /« inconnu » n’est pas une valeur du critère « Nature »/);
  await open('/dispositifs?territory=Toulouse&form=loan');
  assert.match(await page.locator('.facets').innerText(), /Pour[\s\S]*Entreprises/);
  await follow(page, page.getByRole('link', { name: 'Trouver mes aides en quelques questions' }));
  assert.match(page.url(), /\/simulateur/);
});

// One after the other, on the same server: each scenario goes on from the one before.
for (const [index, script] of [true, false].entries()) {
  const id = schemes.toPublish[index];
  const how = script ? 'with script' : 'without script';
  const gap = /console: .*(422|403)/;

  scenario(`an officer takes a scheme over, is stopped by the gate, mends and proposes it (${how})`, { script, expected: gap }, async ({ page, open }) => {
    await signIn(page, writer);
    await open(`/dispositifs/${id}`);
    await follow(page, page.getByRole('link', { name: 'Reprendre ce dispositif' }));
    assert.equal(await press(page, 'Ouvrir un brouillon'), 200);
    if (script) await axe(page);
    await follow(page, page.getByRole('link', { name: 'Aperçu et proposition' }));
    assert.equal(await press(page, 'Proposer à la publication'), 422);
    assert.match(await page.getByRole('alert').innerText(), /Nommez au moins une ambition du Pacte vert/);
    if (script) await axe(page);

    await follow(page, page.getByRole('link', { name: 'Compléter cette partie' }));
    await page.locator('.scheme-ambition').first().getByRole('checkbox').check();
    for (const box of await page.locator('.scheme-ambition').getByRole('textbox').all()) await box.fill('x');
    assert.equal(await press(page, 'Enregistrer'), 200);
    await follow(page, page.getByRole('link', { name: 'Aperçu et proposition' }));
    assert.match(await page.locator('.scheme-gate').innerText(), /au moins 5 mots différents/);
    await follow(page, page.getByRole('link', { name: 'Compléter cette partie' }));
    for (const box of await page.locator('.scheme-ambition').getByRole('textbox').all()) await box.fill('');
    assert.equal(await press(page, 'Enregistrer'), 200);
    await follow(page, page.getByRole('link', { name: /^Les sources/ }));
    const before = await page.locator('#sources-1-lines').inputValue();
    await page.locator('#sources-1-lines').fill('99999');
    assert.equal(await press(page, 'Enregistrer'), 422);
    assert.match(await page.getByRole('alert').innerText(), /va de la ligne \d+ à la ligne \d+ : 99999 n’y est pas/);
    await page.locator('#sources-1-lines').fill(before);
    assert.equal(await press(page, 'Enregistrer'), 200);
    await follow(page, page.getByRole('link', { name: 'Aperçu et proposition' }));

    await follow(page, page.getByRole('link', { name: 'Compléter cette partie' }));
    const first = page.locator('.scheme-ambition').first();
    await first.getByRole('checkbox').check();
    await first.getByRole('textbox').fill('Il relie les fermes aux cantines.');
    await page.locator('#coherence').fill('Il ne finance rien qui nuise aux autres.');
    assert.equal(await press(page, 'Enregistrer'), 200);
    assert.match(await text(page), /La partie est enregistrée/);
    if (script) await axe(page);

    await follow(page, page.getByRole('link', { name: /^L’aide/ }));
    await page.locator('#ceiling_cents').fill('trop');
    await page.locator('#amounts').fill('Une phrase à garder');
    assert.equal(await press(page, 'Enregistrer'), 422);
    assert.equal(await page.locator('#ceiling_cents').inputValue(), 'trop');
    assert.equal(await page.locator('#amounts').inputValue(), 'Une phrase à garder');
    await page.locator('#ceiling_cents').fill('12 000,50');
    assert.equal(await press(page, 'Enregistrer'), 200);
    await noSidewaysScroll(page);

    await follow(page, page.getByRole('link', { name: 'Aperçu et proposition' }));
    assert.match(await text(page), /Le Pacte vert : rien ne manque/);
    assert.equal(await press(page, 'Proposer à la publication'), 200);
    assert.match(await text(page), /Une autre personne que celles qui l’ont écrite ou proposée/);
    assert.equal(await page.getByRole('button', { name: 'Publier', exact: true }).count(), 0);
  });

  scenario(`a second person publishes it (${how})`, { script }, async ({ page, open }) => {
    await signIn(page, publisher);
    await open('/administration/dispositifs');
    await follow(page, page.locator(`main a[href$="${id}"]`));
    assert.match(await text(page), /Claude Plume/);
    assert.equal(await press(page, 'Publier'), 200);
    assert.match(await text(page), /Publié par la Région/);
  });

  scenario(`the public reads it and compares its versions (${how})`, { script }, async ({ page, open, get }) => {
    await open(`/dispositifs/${id}`);
    await wellFormed(page);
    const sheet = await text(page);
    assert.match(sheet, /Publié par la Région/);
    assert.match(sheet, /12\s000,50\s€/);
    assert.match(sheet, /Il relie les fermes aux cantines/);
    assert.doesNotMatch(sheet, /Claude Plume/);
    if (script) await axe(page);
    await noSidewaysScroll(page);
    await follow(page, page.getByRole('link', { name: 'Ce qu’en disent les documents' }));
    assert.match(await text(page), /Vous lisez ce qu’en disaient les documents/);
    await open(`/dispositifs/${id}/versions`);
    await press(page, 'Comparer');
    assert.match(await page.locator('ins').allInnerTexts().then((all) => all.join('\n')), /Il relie les fermes/);
    if (script) await axe(page);
    const one = await get(`/api/v1/schemes/${id}`);
    assert.equal(one.state, 'published');
    assert.equal(one.content.ceiling_cents, 1_200_050);
  });
}
