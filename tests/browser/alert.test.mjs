// A search is kept, confirmed by the link of a letter, spoken of when a call appears, and stopped: by a
// visitor in a browser, and by their mail program.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after } from 'node:test';
import { mailSink } from './mail_sink.mjs';
import { schemes } from './pages.mjs';
import { addAccount, pacte } from './server.mjs';
import {
  assert, axe, follow, noSidewaysScroll, press, scenario, signIn, suite, text, wellFormed,
} from './support.mjs';

const officer = { email: 'visa@exemple.fr', name: 'Dominique Visa' };
const sink = await mailSink();
after(() => sink.close());
let data;

suite({
  prepare: (folder) => {
    data = folder;
    writeFileSync(path.join(folder, 'pacte.toml'),
      `origin = "https://pacte.example"\n[mail]\nserver = "${sink.address}"\nfrom = "Pacte <pacte@region.example>"\n`);
    addAccount(folder, officer, 'officer');
  },
});

// The path of a link of a letter: the test's server is not at the address that it names.
function link(letter, what) {
  const found = new RegExp(`https://pacte\\.example(\\S*/alertes/${what}/[0-9a-f]+)`).exec(letter.text);
  assert.ok(found, letter.text);
  return found[1];
}

async function announce(page, open, label) {
  await signIn(page, officer);
  await open(`/administration/appels/${schemes.described}`);
  await page.locator('#label').fill(label);
  const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await page.locator('#opens-date').fill(day(-1));
  await page.locator('#opens-hour').fill('09:00');
  await page.locator('#closes-date').fill(day(40));
  await page.locator('#closes-hour').fill('12:00');
  assert.equal(await press(page, 'Enregistrer'), 200);
}

let letters = 0;
const nextLetter = () => { letters += 1; return sink.next(letters); };

for (const [index, script] of [true, false].entries()) {
  const how = script ? 'with script' : 'without script';
  const word = ['locomotive', 'funiculaire'][index];
  let stop;

  scenario(`a visitor keeps a search and confirms it by mail (${how})`, { script, telephone: !script, expected: /422/ }, async ({ page, open }) => {
    await open('/appels');
    await page.locator('#c-q').fill(word);
    await press(page, 'Chercher');
    await follow(page, page.locator('main').getByRole('link', { name: 'Être prévenu' }));
    await wellFormed(page);
    assert.match(await text(page), new RegExp(`Mots : ${word}`));
    if (script) await axe(page);
    await noSidewaysScroll(page);

    await page.locator('#email').fill('nom@exemple');
    assert.equal(await press(page, 'Recevoir cette alerte'), 422);
    assert.match(await page.getByRole('alert').innerText(), /n’est pas complète/);
    assert.equal(await page.locator('#email').inputValue(), 'nom@exemple');
    if (script) await axe(page);
    await page.locator('#email').fill(`ada${index}@exemple.fr`);
    assert.equal(await press(page, 'Recevoir cette alerte'), 200);
    assert.match(await text(page), /Un courriel vous attend/);
    if (script) await axe(page);

    const letter = await nextLetter();
    assert.match(letter.fields, new RegExp(`To: ada${index}@exemple.fr`));
    assert.match(letter.text, new RegExp(`Mots : ${word}`));
    await open(link(letter, 'confirmation'));
    await wellFormed(page);
    if (script) await axe(page);
    assert.equal(await press(page, 'Confirmer'), 200);
    assert.match(await text(page), /Votre alerte est en place/);
    await noSidewaysScroll(page);
  });

  scenario(`a call that fits is told once (${how})`, { script }, async ({ page, open }) => {
    await announce(page, open, `Appel à projets ${word}`);
    await pacte(data, 'alerts', 'send');
    const letter = await nextLetter();
    assert.match(letter.text, new RegExp(`Nouvel appel : Appel à projets ${word}`));
    assert.match(letter.fields, /List-Unsubscribe-Post: List-Unsubscribe=One-Click/);
    stop = link(letter, 'arret');
    const { stdout } = await pacte(data, 'alerts', 'send');
    assert.match(stdout, / 0 courriels demandés/);
  });

  scenario(`the link of a letter stops the alert (${how})`, { script, expected: /404/ }, async ({ page, open, url }) => {
    if (script) {
      await open(stop);
      await axe(page);
      assert.equal(await press(page, 'Arrêter'), 200);
      assert.match(await text(page), /L’alerte est arrêtée/);
    } else {
      // As a mail program does it (RFC 8058): no page, no cookie.
      const answer = await fetch(new URL(stop, url), {
        method: 'POST', redirect: 'manual', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
      });
      assert.equal(answer.status, 200);
    }
    const again = await page.goto(stop);
    assert.equal(again.status(), 404);
    assert.equal(sink.messages.length, letters);
  });
}

scenario('in English', async ({ page, open }) => {
  await open('/en/dispositifs?form=loan');
  await follow(page, page.getByRole('link', { name: 'Get alerts for this search' }));
  await wellFormed(page, 'en');
  assert.match(await text(page), /Among schemes and their calls/);
  await page.locator('#email').fill('ian@exemple.fr');
  assert.equal(await press(page, 'Get this alert'), 200);
  const letter = await nextLetter();
  assert.match(letter.text, /confirm within two days/);
  assert.match(link(letter, 'confirmation'), /^\/en\/alertes/);
});
