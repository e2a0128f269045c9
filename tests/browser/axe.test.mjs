// Every kind of page passes axe: in French, in English, in dark colours, on the narrowest screen
// that WCAG asks for (320 CSS pixels, criterion 1.4.10), signed in, and when it refuses.
import { execFileSync } from 'node:child_process';
import { addresses, example } from './pages.mjs';
import { environment, program, root } from './server.mjs';
import { assert, axe, noSidewaysScroll, scenario, site, suite, wellFormed } from './support.mjs';

const narrow = { telephone: true, context: { viewport: { width: 320, height: 640 } } };
const dark = { context: { colorScheme: 'dark' } };
const administrator = { email: 'axe@exemple.fr', name: 'Alix Verdier', password: 'une phrase facile à retenir' };

suite({
  prepare: (data) => execFileSync(program, ['user', 'add', '--data', data, '--email', administrator.email, '--name', administrator.name],
    { env: environment(), cwd: root, input: `${administrator.password}\n`, stdio: ['pipe', 'ignore', 'inherit'] }),
});

const publicPages = {
  'home': '/',
  'plans': '/plans',
  'plan': addresses.node(example.plan.id),
  'plan, filtered': `${addresses.node(example.plan.id)}?texte=rail`,
  'action': addresses.node(example.action.id),
  'action cited by other plans': '/plans/sreste/action-29',
  'proposals': '/propositions',
  'proposals, filtered': '/propositions?serie=P&reponse=certaine',
  'proposals, unknown number': '/propositions?code=P999',
  'proposal': addresses.proposal(example.proposal.code),
  'indicators': '/indicateurs',
  'indicators, filtered': '/indicateurs?theme=emploi',
  'indicator with two values': addresses.indicator(example.indicator.id),
  'aid schemes': '/dispositifs',
  'aid scheme': '/dispositifs/pacte-vert-2020/2e-plan-rail',
  'simulator': '/simulateur',
  'simulator for other sites': '/simulateur/integrer',
  'calls': '/appels',
  'call read in a document': '/appels/adt-2017/ami-tiers-lieux-2016-2017/1',
  'aid schemes, filtered': '/dispositifs?form=loan&beneficiary_kind=enterprise',
  'versions of an aid scheme': '/dispositifs/pacte-vert-2020/2e-plan-rail/versions',
  'bodies': '/instances',
  'bodies, filtered': '/instances?type=council',
  'platforms': '/plateformes',
  'platform': '/plateformes/sreste/dansmazone',
  'processes': '/processus',
  'process': '/processus/srdeii/bilan-du-schema-precedent',
  'links': '/renvois',
  'links, filtered': '/renvois?review=doubtful',
  'link': '/renvois/sreste/lien-correctif-amends-action-29',
  'territories': '/territoires',
  'map of territories': addresses.map,
  'map of communes, to choose a department': `${addresses.map}?niveau=commune`,
  'territories, place looked for': '/territoires?lieu=Toulouse',
  'self-assessments': '/diagnostics',
  'self-assessment': '/diagnostics/impact-score',
  'named territory': '/territoires/sresri/academie-de-toulouse',
  'region': '/territoires/region/76',
  'department': '/territoires/departement/31',
  'intercommunality': '/territoires/epci/243100518',
  'commune': '/territoires/commune/31555',
  'commune, to print': '/territoires/commune/34172/fiche',
  'territories, to compare': addresses.compare,
  'two territories compared': `${addresses.compare}?a=commune:34172&b=commune:31555`,
  'zonings': '/territoires/zonages',
  'zoning': '/territoires/zonages/qpv-quartier',
  'zoning of wider territories': '/territoires/zonages/2h-sport',
  'names of zonings to review': '/territoires/zonages/a-verifier',
  'documents': '/documents',
  'document': addresses.document(example.document.id),
  'document, a range of lines': `${addresses.document(example.document.id)}?lignes=40-60`,
  'document, lines without a fact': '/documents/sreste/deliberation?lignes=1-2',
  'search, nothing asked': '/recherche',
  'search, results': addresses.search('hydrogène'),
  'search, filtered': `${addresses.search('hydrogène')}&kind=plan_node`,
  'search, another spelling': addresses.search(example.misspelt.words),
  'search, no result': addresses.search('zzzzqqq'),
  'themes': '/themes',
  'theme': '/themes/tourisme',
  'open data': '/donnees',
  'changes': '/nouveautes',
  'history of a record': `/nouveautes?fiche=${encodeURIComponent(example.action.id)}`,
  'method': '/methode',
  'API': '/api',
  'API problem': '/api/problems/not-found',
  'accessibility': '/accessibilite',
  'sign-in': '/connexion',
};

async function sound(page, language = 'fr') {
  await page.evaluate(() => document.querySelectorAll('main details').forEach((one) => { one.open = true; }));
  await wellFormed(page, language);
  await axe(page);
}

for (const [name, address] of Object.entries(publicPages)) {
  scenario(name, async ({ page, open }) => {
    await open(address);
    await sound(page);
  });
}

const some = ['home', 'plan, filtered', 'action cited by other plans', 'proposal', 'indicators, filtered', 'indicator with two values',
  'aid schemes', 'commune', 'commune, to print', 'two territories compared', 'map of territories', 'document, a range of lines', 'search, results', 'open data', 'history of a record', 'API'];

for (const name of some) {
  const address = publicPages[name];
  scenario(`${name} (English)`, { context: { locale: 'en-GB' } }, async ({ page, open }) => {
    await open(`/en${address}`);
    await sound(page, 'en');
  });
  scenario(`${name} (dark)`, dark, async ({ page, open }) => {
    await open(address);
    await sound(page);
  });
  scenario(`${name} (320 px)`, narrow, async ({ page, open }) => {
    await open(address);
    await noSidewaysScroll(page, 320);
    await sound(page);
    await noSidewaysScroll(page, 320);
  });
}

async function submit(page, button) {
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), button.click()]);
}

async function signIn(page, password) {
  const form = page.locator('main form');
  await form.locator('input[name=email]').fill(administrator.email);
  await form.locator('input[name=password]').fill(password);
  await submit(page, form.locator('button'));
}

for (const [name, options] of Object.entries({ wide: {}, dark, '320 px': narrow })) {
  scenario(`sign-in refused, then the pages of an account (${name})`, { ...options, expected: /409|422/ }, async ({ page, open }) => {
    const check = async () => {
      await sound(page);
      await noSidewaysScroll(page);
    };
    await open('/connexion');
    await signIn(page, 'ce n’est pas le bon');
    assert.equal(await page.locator('[role=alert]').count(), 1);
    await check();
    await signIn(page, administrator.password);
    for (const address of ['/', '/compte', '/administration/personnes']) {
      await open(address);
      await check();
    }
    const form = page.locator('#ajout form');
    await form.locator('input[name=name]').fill('Camille Roux');
    await form.locator('input[name=email]').fill(administrator.email);
    await form.locator('input[name=password]').fill('encore une phrase facile');
    await submit(page, form.locator('button'));
    assert.equal(await page.locator('[role=alert]').count(), 1, 'the address is taken: the form says so');
    await check();
  });
}

// A form sent from another site is refused with 403; the address of nothing with 404.
const refusals = {
  404: (page) => page.goto('/cela-n-existe-pas'),
  400: (page) => page.goto('/documents/sreste/deliberation?lignes=abc'),
  403: async (page) => {
    await page.goto('/connexion');
    await page.evaluate(() => { document.querySelector('main input[name=csrf]').value = 'forged'; });
    await page.locator('main input[name=email]').fill(administrator.email);
    await page.locator('main input[name=password]').fill('peu importe ici');
    const [response] = await Promise.all([page.waitForNavigation(), page.locator('main form button').click()]);
    return response;
  },
};
for (const [status, visit] of Object.entries(refusals)) {
  scenario(`refusal ${status}`, { expected: new RegExp(status) }, async ({ page }) => {
    assert.equal((await visit(page)).status(), Number(status));
    await sound(page);
  });
}

scenario('suggestions below the search field', async ({ page, open }) => {
  await open('/en/');
  await page.locator('main input[type=search]').pressSequentially('hydrog', { delay: 20 });
  await page.locator('main [role=option]').first().waitFor();
  await axe(page);
  await page.keyboard.press('ArrowDown');
  await axe(page);
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press('Enter')]);
  assert.ok(page.url().startsWith(`${site()}/en/`), `${page.url()} is not in the language of the page`);
});

for (const [name, options] of Object.entries({ wide: {}, telephone: { telephone: true } })) {
  scenario(`the open menu (${name})`, options, async ({ page, open }) => {
    await open('/plans');
    await page.locator('header details > summary').filter({ visible: true }).first().click();
    await axe(page);
  });
}
