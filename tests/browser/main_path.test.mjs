// Le chemin principal : de l'accueil à une action, à la ligne du document qui la fonde, à la
// proposition citoyenne dont elle vient, à un chiffre que deux documents donnent différemment.
import { addresses, example } from './pages.mjs';
import { assert, everywhere, follow, jsonOf, noSidewaysScroll, scenario, suite, wellFormed } from './support.mjs';

suite();

// Un lien du contenu, non du menu, vers une adresse qui finit ainsi.
const linkTo = (page, address) => page.locator(`main a[href$="${address}"], main a[href*="${address}#"], main a[href*="${address}?"]`).first();

async function reachAction({ page, open }) {
  await open(addresses.home);
  await follow(page, linkTo(page, addresses.plans));
  await follow(page, linkTo(page, addresses.node(example.plan.id)));
  const action = linkTo(page, addresses.node(example.action.id));
  // L'arbre d'un plan peut être replié dans des <details> : on ouvre ceux qui mènent à l'action.
  await action.waitFor({ state: 'attached' });
  const closed = page.locator('details:not([open])').filter({ has: page.locator(`a[href$="${addresses.node(example.action.id)}"]`) });
  while ((await closed.count()) > 0) await closed.first().locator('> summary').click();
  await follow(page, action);
}

everywhere('de l’accueil à une action', async (tools) => {
  await reachAction(tools);
  await wellFormed(tools.page);
  await noSidewaysScroll(tools.page);
  assert.match(await tools.page.locator('h1').innerText(), new RegExp(example.action.label));
});

everywhere('de l’action à la ligne de son document', async ({ page, open }) => {
  await open(addresses.node(example.action.id));
  await follow(page, linkTo(page, addresses.document(example.document.id)));
  await wellFormed(page);
  assert.match(await page.locator('main').innerText(), new RegExp(`\\b${example.action.lines}\\b`));
});

everywhere('de l’action à la proposition citoyenne, et retour', async ({ page, open }) => {
  await open(addresses.node(example.action.id));
  await follow(page, linkTo(page, addresses.proposal(example.proposal.code)));
  await wellFormed(page);
  assert.match(await page.locator('main').innerText(), new RegExp(example.proposal.code));
  await follow(page, linkTo(page, addresses.node(example.action.id)));
  assert.match(await page.locator('h1').innerText(), new RegExp(example.action.label));
});

everywhere('un indicateur garde ses deux valeurs, avec leurs réserves et leurs sources', async ({ page, open }) => {
  await open(addresses.indicator(example.indicator.id));
  await wellFormed(page);
  await noSidewaysScroll(page);
  const text = await page.locator('main').innerText();
  for (const value of example.indicator.values) assert.match(text, new RegExp(`plus de\\s+${value}\\b`, 'i'));
});

everywhere('la recherche comprend un mot mal écrit', async ({ page, open }) => {
  await open(addresses.home);
  const field = page.locator('main input[type=search]').first();
  await field.fill(example.misspelt.words);
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), field.press('Enter')]);
  await wellFormed(page);
  assert.match(await page.locator('main').innerText(), example.misspelt.meant);
});

for (const [name, address] of Object.entries({
  'un plan': addresses.node(example.plan.id),
  'une action': addresses.node(example.action.id),
  'un document': addresses.document(example.document.id),
  'une proposition': addresses.proposal(example.proposal.code),
  'un indicateur': addresses.indicator(example.indicator.id),
  'la recherche': addresses.search(example.misspelt.words),
})) {
  scenario(`${name} se lit aussi en JSON`, async ({ page, open }) => {
    await open(address);
    assert.ok(Object.keys(await jsonOf(page)).length > 0);
  });
}

scenario('le clavier atteint le contenu par le lien d’évitement', async ({ page, open }) => {
  await open(addresses.home);
  await page.keyboard.press('Tab');
  const first = page.locator(':focus');
  assert.match(await first.getAttribute('href'), /^#/);
  await page.keyboard.press('Enter');
  assert.ok(page.url().includes('#'));
});
