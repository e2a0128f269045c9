// The simulator: who asks is told which aids are theirs, of how much and why, on the site, without
// script, on a phone, and in the page of somebody else.
import { createServer } from 'node:http';
import { accountPassword, addAccount } from './server.mjs';
import {
  assert, axe, everywhere, follow, noSidewaysScroll, press as pressMain, scenario, signIn, suite, wellFormed,
} from './support.mjs';

const person = { email: 'simulation@exemple.fr', name: 'Dominique Faure' };

const writer = { email: 'plume@exemple.fr', name: 'Claude Plume' };
const publisher = { email: 'visa@exemple.fr', name: 'Dominique Visa' };

suite({
  prepare: (data) => {
    addAccount(data, person, 'applicant');
    for (const officer of [writer, publisher]) addAccount(data, officer, 'officer');
  },
});

const firm = {
  'demandeur.statut': 'entreprise',
  'entreprise.effectif': '12',
  'entreprise.auto_diagnostic': 'oui',
  'entreprise.a_jour_de_ses_obligations': 'oui',
  'entreprise.fonds_propres_positifs': 'oui',
  'entreprise.procedure_judiciaire': 'non',
  'entreprise.engagements': 'oui',
  'entreprise.activite': 'commerce_de_proximite',
  'projet.transformations': ['numerique', 'energetique'],
  'projet.strategique': 'oui',
  'projet.pluriannuel': 'non',
  'projet.numerique': 'oui',
  'projet.touristique': 'oui',
  'projet.en_grand_site': 'non',
  'projet.en_bourg_centre': 'oui',
  'projet.population_de_la_commune': '4 000',
  'projet.commune': '34199',
  'projet.depenses': [{ montant: '18 000', transformation: 'energetique' }],
};

const shown = (page) => page.locator('input[name=question]').inputValue({ timeout: 2_000 }).catch(() => '');
const group = (page, name) => page.locator(`#${name} h3`).allInnerTexts();

async function press(page, name) {
  await Promise.all([
    page.waitForNavigation({ waitUntil: 'load' }),
    page.getByRole('button', { name, exact: true }).first().click(),
  ]);
}

async function fillRows(page, rows) {
  for (const [index, row] of rows.entries()) {
    if (index > 0) await press(page, 'Ajouter une ligne');
    for (const [field, value] of Object.entries(row)) {
      const input = page.locator(`[name="r.${index}.${field}"]`);
      if (await input.evaluate((element) => element.tagName) === 'SELECT') await input.selectOption(value);
      else await input.fill(value);
    }
  }
}

async function give(page, value) {
  if (Array.isArray(value) && typeof value[0] === 'object') return fillRows(page, value);
  const options = page.locator('input[name=r]:is([type=radio],[type=checkbox])');
  if (await options.count() === 0) return page.locator('input[name=r]').fill(value);
  for (const one of [value].flat()) await page.locator(`input[name=r][value="${one}"]`).check();
  return undefined;
}

// Answers what is known, passes the rest; gives the questions in their order.
async function answerAll(page, known, most = Infinity) {
  const asked = [];
  for (let fact = await shown(page); fact && asked.length < most; fact = await shown(page)) {
    assert.ok(!asked.includes(fact), `${fact} is asked twice`);
    asked.push(fact);
    if (fact in known) await give(page, known[fact]);
    await press(page, fact in known ? 'Continuer' : 'Je ne sais pas, je passe');
  }
  return asked;
}

everywhere('a firm of twelve in a market town learns which aids are its own, and why not', async ({ page, open }) => {
  await open('/');
  await page.getByRole('link', { name: 'Commencer', exact: true }).click();
  await page.waitForURL(/simulateur/);
  await wellFormed(page);
  await noSidewaysScroll(page);
  const asked = await answerAll(page, firm);
  assert.deepEqual(asked.slice(0, 2), ['demandeur.statut', 'entreprise.effectif'], asked.join(' '));
  assert.ok(!asked.some((fact) => /^(club|exploitation|recherche|association)\./.test(fact)), asked.join(' '));
  const yes = await group(page, 'yes');
  // The town has more inhabitants than the bonus admits: only being a market town opens it.
  assert.ok(!asked.includes('projet.population_de_la_commune'), asked.join(' '));
  assert.deepEqual(yes, [
    'Bonification territoriale des projets touristiques', 'Pass Transformation Écologique', 'Quelle aide pour un projet numérique ?',
  ]);
  const refused = page.locator('#no li').filter({ hasText: 'Contrat Entreprise d’avenir' });
  assert.match(await refused.innerText(), /Le projet dure plusieurs années/);
  await noSidewaysScroll(page);
  await Promise.all([page.waitForNavigation(), refused.getByRole('link', { name: /^Pourquoi/ }).click()]);
  await wellFormed(page);
  assert.match(await page.locator('h1').innerText(), /Pas pour vous/);
  const reason = page.locator('#conditions li.r-no').first();
  assert.match(await reason.innerText(), /plusieurs années[\s\S]*Non/i);
  assert.match(await reason.locator('ul.src a').first().getAttribute('href'), /^\/documents\/.*lignes=/);
  await noSidewaysScroll(page);
  const marks = page.locator('[lang=fr] > .in-french');
  assert.equal(await marks.first().isVisible(), false);
  await follow(page, page.locator('a[hreflang=en]').first());
  assert.equal(await marks.first().innerText(), 'In French:', 'notes stay in French, and say so');
});

everywhere('an association in a priority neighbourhood', async ({ page, open }) => {
  await open('/simulateur');
  const asked = await answerAll(page, {
    // A part of Toulouse is in priority neighbourhoods: the address decides.
    'demandeur.statut': 'association', 'projet.commune': 'Toulouse', 'projet.en_qpv': 'oui', 'projet.publics': ['jeunes'],
    'projet.depenses': [{ montant: '8 000' }, { montant: '12 000' }],
  });
  assert.deepEqual(asked.slice(0, 3), ['demandeur.statut', 'projet.commune', 'projet.en_qpv'], asked.join(' '));
  assert.ok(!asked.includes('demandeur.naissance'));
  const mine = page.locator('#yes li').filter({ hasText: 'Soutien aux associations des quartiers prioritaires' });
  assert.match(await mine.innerText(), /20\s000\s€/);
});

scenario('whoever cannot name the place is asked what it would have told', async ({ page, open }) => {
  await open('/simulateur');
  const asked = await answerAll(page, {
    'demandeur.statut': 'association', 'projet.en_qpv': 'oui', 'projet.publics': ['jeunes'], 'projet.depenses': [{ montant: '20 000' }],
  });
  assert.deepEqual(asked.slice(1, 3), ['projet.commune', 'projet.en_qpv'], asked.join(' '));
  const mine = page.locator('#yes li').filter({ hasText: 'Soutien aux associations des quartiers prioritaires' });
  assert.match(await mine.innerText(), /20\s000\s€/);
});

// Born so that the day of the test is the eve of, or the very day of, the thirtieth birthday.
function bornThirtyYearsBefore(days) {
  const day = new Date(Date.now() + days * 86_400_000);
  return `${day.getUTCFullYear() - 30}-${String(day.getUTCMonth() + 1).padStart(2, '0')}-${String(day.getUTCDate()).padStart(2, '0')}`;
}

for (const [age, days, where] of [[29, 2, 'yes'], [30, -2, 'no']]) {
  scenario(`a person of ${age}`, async ({ page, open }) => {
    await open('/simulateur?dispositif=occitanie/revenu-ecologique-jeune');
    const asked = await answerAll(page, {
      'demandeur.statut': 'personne', 'demandeur.naissance': bornThirtyYearsBefore(days),
      'parcours.metier_vert': 'oui', 'demandeur.revenu_mensuel': '400', 'parcours.nature': 'formation',
    });
    assert.deepEqual(asked.slice(0, 2), ['demandeur.statut', 'demandeur.naissance'], asked.join(' '));
    assert.deepEqual(await group(page, where), ['Revenu écologique jeune']);
    assert.match(await page.locator(`#${where} li`).innerText(), where === 'yes' ? /600\s€/ : /De 18 à 29 ans/);
  });
}

everywhere('the browser comes back to a question, and so does the page', async ({ page, open }) => {
  await open('/simulateur');
  await answerAll(page, firm, 2);
  const third = await shown(page);
  await page.goBack();
  assert.equal(await shown(page), 'entreprise.effectif');
  await page.goForward();
  assert.equal(await shown(page), third);
  await page.reload();
  assert.equal(await shown(page), third);
  await press(page, '← Question précédente');
  assert.equal(await shown(page), 'entreprise.effectif');
  assert.equal(await page.locator('input[name=r]').inputValue(), '12');
  await press(page, '← Question précédente');
  assert.equal(await page.locator('input[name=r]:checked').inputValue(), 'entreprise');
  await press(page, 'Continuer');
  assert.equal(await shown(page), third);
});

everywhere('what was passed is named at the end, and can still be answered', async ({ page, open, script }) => {
  await open('/simulateur?dispositif=occitanie/revenu-ecologique-jeune');
  await answerAll(page, { 'demandeur.statut': 'personne' });
  const passed = page.locator('.passed-over');
  assert.match(await passed.innerText(), /Vous avez passé \d+ questions utiles/);
  assert.match(await page.locator('#maybe').innerText(), /Il reste à savoir/);
  if (script) await axe(page);
  await noSidewaysScroll(page);
  await Promise.all([page.waitForNavigation(), passed.getByRole('button', { name: /^Répondre Quelle est votre date de naissance/ }).click()]);
  assert.equal(await shown(page), 'demandeur.naissance');
});

scenario('the keyboard is where the question is', { expected: /422/ }, async ({ page, open }) => {
  await open('/simulateur');
  const focused = () => page.evaluate(() => document.activeElement.getAttribute('name'));
  assert.notEqual(await focused(), 'r');
  await give(page, 'personne');
  await press(page, 'Continuer');
  assert.equal(await focused(), 'r');
  await page.keyboard.press('Enter');
  await page.locator('#faute').waitFor();
  assert.equal(await focused(), 'r');
  const described = await page.evaluate(() => document.getElementById(document.activeElement.getAttribute('aria-describedby')).innerText);
  assert.match(described, /Répondez/);
});

scenario('what cannot be is said at its question, and nothing is lost', { expected: /422/ }, async ({ page, open }) => {
  await open('/simulateur');
  await answerAll(page, { 'demandeur.statut': 'personne' }, 1);
  assert.equal(await shown(page), 'demandeur.naissance');
  await page.locator('input[name=r]').fill('2090-01-01');
  await press(page, 'Continuer');
  assert.match(await page.locator('fieldset.ask .err').innerText(), /futur/);
  assert.equal(await page.locator('input[name=r]').inputValue(), '2090-01-01');
  assert.match(await page.locator('.given').innerText(), /Particulier/);
  await axe(page);
  await press(page, 'Je ne sais pas, je passe');
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: /^Changer Qui demande/ }).click()]);
  assert.equal(await page.locator('input[name=r]:checked').inputValue(), 'personne');
  await give(page, 'association');
  await press(page, 'Continuer');
  assert.match(await page.locator('.given').innerText(), /Association/);
});

scenario('the page passes axe, in English and on a phone too', async ({ page, open }) => {
  await open('/simulateur');
  await axe(page);
  await open('/en/simulateur');
  await wellFormed(page, 'en');
  assert.match(await page.locator('legend').innerText(), /Who is asking for aid/);
  await give(page, 'entreprise');
  await press(page, 'Continue');
  assert.match(await page.locator('legend').innerText(), /How many employees/);
  await page.setViewportSize({ width: 320, height: 640 });
  await axe(page);
  await noSidewaysScroll(page);
  await page.locator('.util a[hreflang=fr]').click();
  await page.waitForURL(/^[^?]*\/simulateur\?r=/);
  assert.match(await page.locator('.given').innerText(), /Entreprise/, 'the other language has the same answers');
  await open('/simulateur/integrer');
  await axe(page);
});

scenario('a link brings the answers back; forged, it says so', { expected: /422/ }, async ({ page, open }) => {
  await open('/simulateur');
  await answerAll(page, firm);
  await Promise.all([page.waitForNavigation(), page.getByRole('link', { name: 'Garder, imprimer, voir le détail' }).click()]);
  const address = page.url();
  await axe(page);
  assert.match(await page.locator('#reponses').innerText(), /12\ssalariés/);
  assert.match(await page.locator('main').innerText(), /calculé le/);
  const yes = await group(page, 'yes');
  await open(address);
  assert.deepEqual(await group(page, 'yes'), yes);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('#garder').isVisible(), false);
  assert.equal(await page.locator('#reponses').isVisible(), true);
  assert.match(await page.locator('#yes .grounds').first().innerText(), /remplie.* l\.\s\d/);
  assert.ok((await page.locator('.address').innerText()).includes(address), 'paper has the address of the result');
  const link = new URL(address).searchParams.get('r');
  const forged = `${link.slice(0, 40)}${link[40] === 'A' ? 'B' : 'A'}${link.slice(41)}`;
  const response = await page.goto(`/simulateur/resultat?r=${forged}`);
  assert.equal(response.status(), 422);
  assert.match(await page.locator('main').innerText(), /modifié/);
});

scenario('with an account, answers are kept and erased', async ({ page, open }) => {
  await open('/simulateur');
  await answerAll(page, firm, 3);
  await Promise.all([page.waitForNavigation(), page.getByRole('link', { name: 'Garder, imprimer, voir le détail' }).click()]);
  await page.getByRole('link', { name: /Connectez-vous/ }).click();
  await page.locator('main input[name=email]').fill(person.email);
  await page.locator('main input[name=password]').fill(accountPassword);
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.locator('main form button').click()]);
  await press(page, 'Garder dans mon compte');
  assert.match(await page.locator('main [role=status]').innerText(), /dans votre compte/);
  assert.match(await page.locator('main').innerText(), /3 réponses/);
  await axe(page);
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: /^Effacer la simulation/ }).click()]);
  assert.match(await page.locator('main [role=status]').innerText(), /effacée/);
});

// Another site, in the eyes of the browser: localhost is not 127.0.0.1.
async function townHall(body) {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(body);
  });
  await new Promise((resolve) => { server.listen(0, 'localhost', resolve); });
  return { address: `http://localhost:${server.address().port}/`, close: () => server.close() };
}

scenario('in the page of a town hall, it works without a cookie', async ({ page, url }) => {
  const host = await townHall(`<!doctype html><html lang="fr"><title>Mairie</title><link rel="icon" href="data:,"><h1>Ma commune</h1><iframe src="${url}/simulateur/cadre" title="Aides" width="800" height="900"></iframe>`);
  await page.route(`${host.address}**`, (route) => route.continue());
  await page.goto(host.address);
  const frame = page.frameLocator('iframe');
  await frame.locator('input[value=entreprise]').check();
  await frame.getByRole('button', { name: 'Continuer', exact: true }).click();
  await frame.locator('input[name=question][value="entreprise.effectif"]').waitFor({ state: 'attached' });
  assert.equal(await frame.locator('nav').count(), 0, 'nothing of the site around it');
  const links = await frame.locator('main a').all();
  assert.ok(links.length > 5);
  for (const link of links) {
    const stays = /^#|\/simulateur\/cadre\?/.test(await link.getAttribute('href'));
    assert.equal(await link.getAttribute('target'), stays ? null : '_blank');
  }
  assert.deepEqual(await page.context().cookies(), []);
  host.close();
});

scenario('programs get the same, and nothing is stored', async ({ url, get }) => {
  const facts = await get('/api/v1/simulations/facts');
  assert.ok(facts.items.find((one) => one.fact === 'demandeur.statut').choices.length > 3);
  const send = (body) => fetch(`${url}/api/v1/simulations`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
  });
  const response = await send({ facts: { entreprise: { effectif: 12 }, 'demandeur.statut': 'entreprise' } });
  assert.equal(response.status, 200);
  const { schemes, next_question: next } = await response.json();
  const pass = schemes.find((one) => one.id === 'occitanie/pass-transformation-ecologique');
  assert.equal(pass.status, 'unknown');
  assert.deepEqual(pass.amount, { min: 0, max: 1_000_000 });
  assert.ok(pass.missing.includes('entreprise.auto_diagnostic'));
  assert.equal(typeof next.fact, 'string');
  const refused = await send({ facts: { 'entreprise.efectif': 1, 'demandeur.naissance': '2090-01-01' } });
  assert.equal(refused.status, 422);
  const problem = await refused.json();
  assert.deepEqual(problem.errors.map((one) => one.field).sort(), ['/facts/demandeur.naissance', '/facts/entreprise.efectif']);
  assert.match(JSON.stringify(problem), /entreprise\.effectif/);
});

// One after the other, on the same server: the Region says whom to ask, then people are told.
const pass = 'occitanie/pass-transformation-ecologique';
const contacts = [
  ['Toute la région', 'guichet@region.exemple'], ['Hérault, Gard', '04 00 00 00 34'], ['Montpellier Méditerranée Métropole', '04 00 00 00 35'],
];

scenario('the Region publishes whom to ask, by place', async ({ page, open }) => {
  await signIn(page, writer);
  await open(`/dispositifs/${pass}`);
  await follow(page, page.getByRole('link', { name: 'Reprendre ce dispositif' }));
  await pressMain(page, 'Ouvrir un brouillon');
  await follow(page, page.getByRole('link', { name: /^Le Pacte vert/ }));
  const first = page.locator('.scheme-ambition').first();
  await first.getByRole('checkbox').check();
  await first.getByRole('textbox').fill('Il aide les petites entreprises à produire autrement.');
  await page.locator('#coherence').fill('Il ne finance rien qui nuise aux autres.');
  assert.equal(await pressMain(page, 'Enregistrer'), 200);
  await follow(page, page.getByRole('link', { name: /^La demande/ }));
  for (const [index, [place, contact]] of contacts.entries()) {
    await page.locator(`[name="contacts-${index + 1}-place"]`).fill(place);
    await page.locator(`[name="contacts-${index + 1}-contact"]`).fill(contact);
  }
  assert.equal(await pressMain(page, 'Enregistrer'), 200);
  await follow(page, page.getByRole('link', { name: 'Aperçu et proposition' }));
  assert.equal(await pressMain(page, 'Proposer à la publication'), 200);
});

scenario('a second person publishes it', async ({ page, open }) => {
  await signIn(page, publisher);
  await open('/administration/dispositifs');
  await follow(page, page.locator(`main a[href$="${pass}"]`));
  assert.equal(await pressMain(page, 'Publier'), 200);
});

everywhere('somebody who may be aided is told whom to ask in their place', async ({ page, open, script }) => {
  await open('/simulateur');
  await answerAll(page, firm);
  const mine = page.locator('.verdicts li').filter({ hasText: 'Pass Transformation Écologique' });
  assert.match(await mine.innerText(), /04 00 00 00 34/, 'Pézenas is in Hérault');
  assert.doesNotMatch(await mine.innerText(), /guichet|00 35/);
  await follow(page, page.getByRole('link', { name: 'Garder, imprimer, voir le détail' }));
  assert.match(await mine.innerText(), /À qui parler\s+Hérault, Gard 04 00 00 00 34/);
  const other = page.locator('#maybe li, #yes li').filter({ hasText: 'aucun contact n’est donné' }).first();
  assert.match(await other.innerText(), /À qui parler\s+.*opérateur/);
  assert.equal(await page.locator('#no .adviser').count(), 0);
  if (script) await axe(page);
  await noSidewaysScroll(page);
});

scenario('programs are told whom to ask', async ({ url }) => {
  const asked = async (facts) => {
    const response = await fetch(`${url}/api/v1/simulations`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ facts, schemes: [pass] }),
    });
    assert.equal(response.status, 200);
    const [scheme] = (await response.json()).schemes;
    return scheme.contacts?.map((one) => `${one.for} ${one.contact}`);
  };
  assert.deepEqual(await asked({}), ['region guichet@region.exemple']);
  assert.deepEqual(await asked({ 'projet.commune': '30007' }), ['place 04 00 00 00 34']);
  assert.deepEqual(await asked({ 'projet.commune': '46042', 'entreprise.siege': '34172' }), ['place 04 00 00 00 35']);
  assert.deepEqual(await asked({ 'projet.commune': '75056' }), ['region guichet@region.exemple']);
  assert.equal(await asked({ 'demandeur.statut': 'association' }), undefined, 'it is refused');
});
