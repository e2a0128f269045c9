// One whole process: what it prints, its processor time and its time on the clock, in seconds.
import { spawnSync } from 'node:child_process';

const timed = 'TIMEFORMAT="TIMES %3U %3S %3R %P"; time "$0" "$@"';

export function run(program, args) {
  const made = spawnSync('bash', ['-c', timed, program, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (made.status !== 0) throw new Error(`${args.join(' ')}: ${made.stderr}`);
  const [user, system, wall] = /TIMES (\S+) (\S+) (\S+)/.exec(made.stderr).slice(1).map(Number);
  return { output: made.stdout, cpu: user + system, wall };
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function options(names) {
  const given = {};
  for (let i = 2; i < process.argv.length; i += 2) {
    const name = process.argv[i].replace(/^--/, '');
    if (!names.includes(name)) throw new Error(`Unknown option: ${process.argv[i]}`);
    given[name] = process.argv[i + 1];
  }
  return given;
}
