// A call: an officer opens it with two tracks; the public finds it, reads it, and puts it in a
// calendar; it closes by itself, or is cancelled.
import { schemes } from './pages.mjs';
import { addAccount } from './server.mjs';
import {
  assert, axe, everywhere, follow, noSidewaysScroll, press, scenario, signIn, suite, text, wellFormed,
} from './support.mjs';

const officer = { email: 'appels@exemple.fr', name: 'Claude Appel' };

suite({ prepare: (data) => addAccount(data, officer, 'officer') });

const scheme = schemes.described;
const label = 'Gares vivantes 2030';
const day = (shift) => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10);
const [opens, closes, verdict] = [day(-3), day(60), day(90)];
let address;

// Fills the fields by their name.
async function fill(page, values) {
  for (const [name, value] of Object.entries(values)) await page.locator(`main [name="${name}"]`).fill(value);
}

// One after the other, on the same server: each scenario goes on from the one before.
scenario('an officer opens a call with two tracks', { expected: /console: .*422/ }, async ({ page, open }) => {
  await signIn(page, officer);
  await open(`/dispositifs/${scheme}`);
  await follow(page, page.getByRole('link', { name: 'Ouvrir un appel' }));
  await wellFormed(page);
  await axe(page);
  await fill(page, {
    label, summary: 'Des gares où l’on reste.\nEt où l’on revient.', jury: 'Trois élus\nDeux usagers', 'step-1-label': 'Choix au printemps', 'step-2-date': verdict, 'step-2-label': 'Décision',
    'opens-date': opens, 'opens-hour': '09:00', 'closes-date': closes,
    'track-1-label': 'Études', 'track-1-criteria': 'Une gare ouverte\nUne commune volontaire', 'track-1-envelope': '100 000',
    'track-2-label': 'Travaux', 'track-2-criteria': 'Une étude finie', 'track-2-envelope': 'beaucoup',
  });
  assert.equal(await press(page, 'Enregistrer'), 422);
  assert.match(await page.getByRole('alert').innerText(), /Donnez l’heure[\s\S]*montant en euros/);
  assert.equal(await page.locator('#summary').inputValue(), 'Des gares où l’on reste.\nEt où l’on revient.', 'nothing is lost');
  await axe(page);
  await fill(page, { 'closes-hour': '12:00', 'track-2-envelope': '900 000' });
  assert.equal(await press(page, 'Enregistrer'), 200);
  address = new URL(page.url()).pathname;
  assert.match(address, new RegExp(`^/appels/${scheme}/\\d+$`));
});

everywhere('the public finds it and reads its tracks', async ({ page, open, script }) => {
  await open('/appels');
  await wellFormed(page);
  const row = page.locator('section', { has: page.getByRole('heading', { name: /^Ouverts/ }) }).locator('li', { hasText: label });
  await follow(page, row.getByRole('link', { name: label }));
  assert.equal(new URL(page.url()).pathname, address);
  await wellFormed(page);
  const tracks = page.locator('main section.sec');
  assert.match(await tracks.nth(0).innerText(), /Études[\s\S]*100\s000\s€[\s\S]*Une gare ouverte\s+Une commune volontaire/);
  assert.match(await tracks.nth(1).innerText(), /Travaux[\s\S]*900\s000\s€[\s\S]*Une étude finie/);
  assert.match(await text(page), /Décision[\s\S]*Choix au printemps[\s\S]*Trois élus/);
  assert.equal(await page.getByRole('link', { name: 'Modifier' }).count(), 0, 'for officers only');
  if (script) await axe(page);
  await noSidewaysScroll(page);
  await follow(page, page.locator(`main a[href="/dispositifs/${scheme}"]`));
  assert.match(await page.locator('#appels').innerText(), new RegExp(label));
});

everywhere('a call of the documents has its two tracks, no date and no calendar', async ({ page, open, script }) => {
  await open('/appels');
  const undated = page.locator('section', { has: page.getByRole('heading', { name: /^Sans date/ }) });
  await follow(page, undated.getByRole('link', { name: 'AAP Émergence' }));
  await wellFormed(page);
  const tracks = page.locator('main section.sec');
  assert.match(await tracks.nth(0).innerText(), /Volet 1[\s\S]*interdisciplinaire[\s\S]*Ce que demande la règle/);
  assert.match(await tracks.nth(1).innerText(), /Volet 2[\s\S]*exploratoire et disciplinaire[\s\S]*Ce que demande la règle/);
  assert.equal(await page.getByRole('link', { name: 'Mettre dans mon agenda' }).count(), 0);
  if (script) await axe(page);
  await noSidewaysScroll(page);
});

scenario('a call closed years ago is not offered to a calendar', {}, async ({ page, open, get }) => {
  const { items } = await get('/api/v1/calls');
  const old = items.find((call) => call.state === 'closed' && call.closes < '2020');
  await open(`/appels/${old.id}`);
  assert.equal(await page.getByRole('link', { name: 'Mettre dans mon agenda' }).count(), 0);
  assert.doesNotMatch(await page.locator('.call-when').innerText(), /heure/);
});

scenario('it goes into a calendar, and programs read it', async ({ page, open, url, get }) => {
  await open(address);
  const link = await page.getByRole('link', { name: 'Mettre dans mon agenda' }).getAttribute('href');
  for (const file of [link, '/appels.ics']) {
    const response = await fetch(new URL(file, url));
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type'), /^text\/calendar/);
    const events = (await response.text()).replaceAll('\r\n ', '').split('BEGIN:VEVENT').slice(1);
    const closing = events.find((event) => event.includes(`SUMMARY:Clôture : ${label}`));
    assert.ok(closing.includes(closes.replaceAll('-', '')), closing);
    assert.ok(closing.includes(`${url}${address}`), closing);
    assert.ok(events.some((event) => event.includes(`SUMMARY:Décision : ${label}`) && event.includes(`DTSTART;VALUE=DATE:${verdict.replaceAll('-', '')}`)));
    assert.ok(events.some((event) => event.includes(`SUMMARY:Ouverture : ${label}`) && event.includes(opens.replaceAll('-', ''))));
  }
  const { items } = await get('/api/v1/calls');
  const [call] = items.filter((one) => one.label === label);
  assert.deepEqual(call.tracks.map((track) => [track.label, track.envelope_cents]), [['Études', 10_000_000], ['Travaux', 90_000_000]]);
  const atom = await fetch(new URL('/appels.atom', url));
  assert.ok((await atom.text()).includes(label));
});

scenario('the list is narrowed, in English too', async ({ page, open }) => {
  await open('/appels');
  await page.locator('#c-q').fill('gares vivantes');
  await press(page, 'Chercher');
  assert.ok((await page.locator('main li h3').allInnerTexts()).includes(label));
  await page.locator('#f-kind').selectOption('interest');
  await press(page, 'Chercher');
  assert.ok(!(await page.locator('main li h3').allInnerTexts()).includes(label));
  await open(`/en${address}`);
  await wellFormed(page, 'en');
  assert.match(await text(page), /Paris time[\s\S]*Envelope: €100,000[\s\S]*Criteria/);
});

scenario('an officer cancels it', { script: false }, async ({ page, open, url }) => {
  await signIn(page, officer);
  await open(address);
  await follow(page, page.getByRole('link', { name: 'Modifier' }));
  await page.locator('#cancelled').check();
  assert.equal(await press(page, 'Enregistrer'), 200);
  assert.match(await text(page), /Annulé/i);
  await open('/appels');
  const closed = page.locator('section', { has: page.getByRole('heading', { name: /^Clos ou annulés/ }) });
  assert.match(await closed.innerText(), new RegExp(label));
  const calendar = await (await fetch(new URL(`${address}/agenda.ics`, url))).text();
  assert.match(calendar, /STATUS:CANCELLED/);
});
