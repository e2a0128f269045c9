// The main path: from the home page to an action, to the line of the document that it stands on, to the
// citizens' proposal that it comes from, to a figure that two documents give differently.
import { addresses, example } from './pages.mjs';
import { assert, everywhere, follow, jsonOf, noSidewaysScroll, scenario, suite, wellFormed } from './support.mjs';

suite();

// A link of the content, not of the menu, to an address that ends like this.
const linkTo = (page, address) => page.locator(`main a[href$="${address}"], main a[href*="${address}#"], main a[href*="${address}?"]`).first();

async function reachAction({ page, open }) {
  await open(addresses.home);
  await follow(page, linkTo(page, addresses.plans));
  await follow(page, linkTo(page, addresses.node(example.plan.id)));
  const action = linkTo(page, addresses.node(example.action.id));
  // The tree of a plan may be folded in <details>: those that lead to the action are opened.
  await action.waitFor({ state: 'attached' });
  const closed = page.locator('details:not([open])').filter({ has: page.locator(`a[href$="${addresses.node(example.action.id)}"]`) });
  while ((await closed.count()) > 0) await closed.first().locator('> summary').click();
  await follow(page, action);
}

everywhere('from the home page to an action', async (tools) => {
  await reachAction(tools);
  await wellFormed(tools.page);
  await noSidewaysScroll(tools.page);
  assert.match(await tools.page.locator('h1').innerText(), new RegExp(example.action.label));
});

everywhere('from the action to the line of its document', async ({ page, open }) => {
  await open(addresses.node(example.action.id));
  await follow(page, linkTo(page, addresses.document(example.document.id)));
  await wellFormed(page);
  assert.match(await page.locator('main').innerText(), new RegExp(`\\b${example.action.lines}\\b`));
});

everywhere('from the action to the citizens’ proposal, and back', async ({ page, open }) => {
  await open(addresses.node(example.action.id));
  await follow(page, linkTo(page, addresses.proposal(example.proposal.code)));
  await wellFormed(page);
  assert.match(await page.locator('main').innerText(), new RegExp(example.proposal.code));
  await follow(page, linkTo(page, addresses.node(example.action.id)));
  assert.match(await page.locator('h1').innerText(), new RegExp(example.action.label));
});

everywhere('an indicator keeps its two values, with their qualifiers and sources', async ({ page, open }) => {
  await open(addresses.indicator(example.indicator.id));
  await wellFormed(page);
  await noSidewaysScroll(page);
  const text = await page.locator('main').innerText();
  for (const value of example.indicator.values) assert.match(text, new RegExp(`plus de\\s+${value}\\b`, 'i'));
});

everywhere('the search understands a misspelt word', async ({ page, open }) => {
  await open(addresses.home);
  const field = page.locator('main input[type=search]').first();
  await field.fill(example.misspelt.words);
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), field.press('Enter')]);
  await wellFormed(page);
  assert.match(await page.locator('main').innerText(), example.misspelt.meant);
});

for (const [name, address] of Object.entries({
  plan: addresses.node(example.plan.id),
  action: addresses.node(example.action.id),
  document: addresses.document(example.document.id),
  proposal: addresses.proposal(example.proposal.code),
  indicator: addresses.indicator(example.indicator.id),
  search: addresses.search(example.misspelt.words),
})) {
  scenario(`the ${name} page also reads as JSON`, async ({ page, open }) => {
    await open(address);
    assert.ok(Object.keys(await jsonOf(page)).length > 0);
  });
}

scenario('the keyboard reaches the content by the skip link', async ({ page, open }) => {
  await open(addresses.home);
  await page.keyboard.press('Tab');
  const first = page.locator(':focus');
  assert.match(await first.getAttribute('href'), /^#/);
  await page.keyboard.press('Enter');
  assert.ok(page.url().includes('#'));
});
