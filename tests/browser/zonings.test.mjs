// Zonings: anyone reads one; an editor accepts a name that no code fitted, and makes a version.
import { execFileSync } from 'node:child_process';
import { environment, program, root } from './server.mjs';
import { assert, axe, everywhere, follow, noSidewaysScroll, scenario, suite, wellFormed } from './support.mjs';

const editor = { email: 'redaction@exemple.fr', name: 'Noé Rivals', password: 'une phrase facile à retenir' };

suite({
  prepare: (data) => execFileSync(program, ['user', 'add', '--data', data, '--email', editor.email, '--name', editor.name, '--role', 'editor'],
    { env: environment(), cwd: root, input: `${editor.password}\n`, stdio: ['pipe', 'ignore', 'inherit'] }),
});

const press = (page, button) => Promise.all([page.waitForNavigation({ waitUntil: 'load' }), button.click()]);

async function signIn(page, open) {
  await open('/connexion');
  await page.locator('main input[type=email]').fill(editor.email);
  await page.locator('main input[type=password]').fill(editor.password);
  await press(page, page.locator('main form button').first());
}

everywhere('from the territories to a zoning, its members and its map', async ({ page, open }) => {
  await open('/territoires');
  await follow(page, page.locator('main a[href$="/territoires/zonages"]').first());
  await wellFormed(page);
  await follow(page, page.locator('main a[href$="/territoires/zonages/metropole"]'));
  await wellFormed(page);
  await noSidewaysScroll(page);
  const text = await page.locator('main').innerText();
  assert.match(text, /Toulouse Métropole/);
  assert.match(text, /habitants/);
  assert.match(text, /sans date|depuis/);
  assert.ok(await page.locator('figure.choro > svg').isVisible(), 'The zoning has no map');
  await follow(page, page.locator('#membres a[href$="/territoires/epci/243100518"]'));
});

scenario('an editor accepts a suggestion, and sets a name aside', { script: false, expected: /422/ }, async ({ page, open }) => {
  await signIn(page, open);
  await open('/territoires/zonages/a-verifier?apres=ligne-rail');
  const row = page.locator('li').filter({ has: page.locator('h3', { hasText: 'Luchon (ligne' }) });
  await row.locator('summary').click();
  await row.locator('select[name=territory]').selectOption('commune:31042');
  await press(page, row.getByRole('button', { name: /^Accepter/ }));
  assert.match(await page.locator('[role=status]').innerText(), /accepté/);
  await open('/territoires/zonages/ligne-rail');
  assert.match(await page.locator('#membres').innerText(), /Bagnères-de-Luchon/);
  await open('/territoires/zonages/a-verifier?apres=site');
  const other = page.locator('li').filter({ has: page.locator('h3', { hasText: 'MEETT' }) });
  await other.locator('summary').click();
  await press(page, other.getByRole('button', { name: /^Écarter/ }));
  assert.match(await page.locator('[role=alert]').innerText(), /pourquoi/);
  const again = page.locator('li').filter({ has: page.locator('h3', { hasText: 'MEETT' }) });
  await again.locator('input[name=reason]').fill('Un équipement, pas un territoire.');
  await press(page, again.getByRole('button', { name: /^Écarter/ }));
  assert.match(await page.locator('[role=status]').innerText(), /écarté/);
});

scenario('an editor makes a version, after seeing what it changes', async ({ page, open }) => {
  await signIn(page, open);
  await open('/territoires/zonages/creps');
  await follow(page, page.locator('main a.btn', { hasText: 'Modifier' }));
  await wellFormed(page);
  await axe(page);
  await page.locator('#from').fill('2025-01-01');
  await page.locator('#added').fill('30189 ; CREPS de Nîmes ; partie\n12202');
  await page.locator('input[name=removed]').first().check();
  await press(page, page.locator('button', { hasText: 'Voir ce qui va changer' }));
  await axe(page);
  const preview = await page.locator('#apercu').innerText();
  assert.match(preview, /ajouté\s+CREPS de Nîmes/);
  assert.match(preview, /ajouté\s+Rodez/);
  assert.match(preview, /retiré\s+CREPS de Font-Romeu/);
  await press(page, page.locator('button', { hasText: 'Confirmer' }));
  assert.match(await page.locator('main [role=status]').innerText(), /La version est faite/);
  assert.match(await page.locator('#versions').innerText(), /2025/);
});
