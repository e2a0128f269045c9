// Starts the real program on a temporary data folder.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const program = path.resolve(root, process.env.PACTE_BIN ?? 'build/release/pacte');
const corpusFolder = path.resolve(root, process.env.PACTE_TEST_CORPUS ?? 'build/test-data/corpus');
const run = promisify(execFile);

// The tests choose their database: that of the person who runs them is never touched.
export function environment() {
  const { PACTE_DATABASE, PACTE_TEST_POSTGRESQL, ...rest } = process.env;
  return { ...rest, PACTE_LANG: 'fr' };
}

export async function pacte(data, ...command) {
  try {
    return await run(program, [...command, '--data', data], {
      env: environment(), cwd: root, timeout: 240_000, maxBuffer: 1 << 26,
    });
  } catch (error) {
    throw new Error(`“pacte ${command.join(' ')}” failed:\n${error.stdout ?? ''}${error.stderr ?? error.message}`);
  }
}

export const accountPassword = 'une phrase facile à retenir';

// Opens an account, before the server starts.
export function addAccount(data, { email, name }, role) {
  execFileSync(program, ['user', 'add', '--data', data, '--email', email, '--name', name, '--role', role],
    { env: environment(), cwd: root, input: `${accountPassword}\n`, stdio: ['pipe', 'ignore', 'inherit'] });
}

function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(full) : [full];
  }).sort();
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const file of [program, ...filesUnder(path.join(root, 'data/occitanie')), ...filesUnder(path.join(root, 'data/territory'))]) {
    hash.update(path.relative(root, file));
    if (file === program) hash.update(String(statSync(file).mtimeMs));
    else hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}

// The folder where the data are loaded; remade when they or the program changed.
export async function prepareCorpus() {
  if (!existsSync(program)) throw new Error(`${program} does not exist: build Pacte first.`);
  const stamp = `${corpusFolder}.fingerprint`;
  const wanted = fingerprint();
  const current = await fs.readFile(stamp, 'utf8').catch(() => '');
  if (current === wanted && existsSync(corpusFolder)) return corpusFolder;

  await fs.mkdir(path.dirname(corpusFolder), { recursive: true });
  const fresh = await fs.mkdtemp(`${corpusFolder}.`);
  await pacte(fresh, 'migrate');
  for (const [kind, folder] of [['territories', 'data/territory'], ['corpus', 'data/occitanie'], ['diagnostics', 'data/occitanie/diagnostics'], ['rules', 'data/occitanie/schemes']]) {
    if (existsSync(path.join(root, folder))) await pacte(fresh, 'import', kind, path.join(root, folder));
  }
  await pacte(fresh, 'search', 'rebuild');
  await fs.rm(corpusFolder, { recursive: true, force: true });
  await fs.rename(fresh, corpusFolder);
  await fs.writeFile(stamp, wanted);
  return corpusFolder;
}

async function addressOf(child, log) {
  return new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`${why}\n${log.join('')}`));
    const timer = setTimeout(() => fail('The server did not announce its address within 30 s.'), 30_000);
    const look = () => {
      const found = /https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d+/.exec(log.join(''));
      if (!found) return;
      clearTimeout(timer);
      resolve(found[0]);
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => { log.push(text); look(); });
    }
    child.once('error', (error) => { clearTimeout(timer); fail(String(error)); });
    child.once('exit', (status) => { clearTimeout(timer); fail(`The server stopped (${status}).`); });
  });
}

// Starts Pacte on a copy of the data, to which `prepare` adds first; { url, data, log, stop }.
export async function startServer({ corpus = true, options = [], prepare = () => {} } = {}) {
  const data = await fs.mkdtemp(path.join(os.tmpdir(), 'pacte-test-'));
  if (corpus) await fs.cp(await prepareCorpus(), data, { recursive: true });
  else await pacte(data, 'migrate');
  await prepare(data);
  const log = [];
  const child = spawn(program, ['serve', '--data', data, '--port', '0', ...options], {
    env: environment(), cwd: root, stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => { child.once('exit', resolve); });
      child.kill('SIGTERM');
      const timer = setTimeout(kill, 5_000);
      await gone;
      clearTimeout(timer);
    }
    await fs.rm(data, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    return { url: await addressOf(child, log), data, log, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
