// Draws how time grows with size, both axes logarithmic, as SVG on the standard output. Of several
// times of one series and size, the median.
//   node bench/growth.mjs TITLE SIZE_NAME < lines of "series size seconds"
import { readFileSync } from 'node:fs';

const [title, sizeName] = process.argv.slice(2);
const series = new Map();
for (const line of readFileSync(0, 'utf8').trim().split('\n')) {
  const [name, size, seconds] = line.split(/\s+/);
  if (!(Number(size) > 0) || !(Number(seconds) > 0)) continue;
  if (!series.has(name)) series.set(name, []);
  series.get(name).push([Number(size), Number(seconds)]);
}
for (const [name, list] of series) {
  series.set(name, [...new Set(list.map(([size]) => size))].map((size) => {
    const times = list.filter(([of]) => of === size).map(([, seconds]) => seconds).sort((a, b) => a - b);
    return [size, times[Math.floor(times.length / 2)]];
  }));
}
const points = [...series.values()].flat();
if (points.length === 0) throw new Error('growth.mjs: nothing to draw');

const [width, height, left, right, top, bottom] = [720, 420, 64, 150, 40, 52];
const power = (values, round) => round(Math.log10(round === Math.floor ? Math.min(...values) : Math.max(...values)));
const limits = (values) => {
  const from = power(values, Math.floor);
  return [from, Math.max(power(values, Math.ceil), from + 1)];
};
const [x0, x1] = limits(points.map(([size]) => size));
const [y0, y1] = limits(points.map(([, seconds]) => seconds));
const x = (size) => left + ((Math.log10(size) - x0) / (x1 - x0)) * (width - left - right);
const y = (seconds) => height - bottom - ((Math.log10(seconds) - y0) / (y1 - y0)) * (height - top - bottom);
const escaped = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const text = (tx, ty, anchor, said, more = '') => `<text x="${tx.toFixed(1)}" y="${ty.toFixed(1)}" text-anchor="${anchor}"${more}>${escaped(said)}</text>`;
const tick = (value) => (value >= 1 ? value.toLocaleString('fr-FR') : String(value).replace('.', ','));

const out = [`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="sans-serif" font-size="12" fill="#222">`,
  `<title>${escaped(title)}</title><rect width="${width}" height="${height}" fill="#fff"/>`, text(left, 22, 'start', title, ' font-size="15" font-weight="600"')];
for (let p = x0; p <= x1; ++p) {
  const at = x(10 ** p);
  out.push(`<path d="M${at.toFixed(1)} ${top}V${height - bottom}" stroke="#ddd"/>`, text(at, height - bottom + 18, 'middle', tick(10 ** p)));
}
for (let p = y0; p <= y1; ++p) {
  const at = y(10 ** p);
  out.push(`<path d="M${left} ${at.toFixed(1)}H${width - right}" stroke="#ddd"/>`, text(left - 8, at + 4, 'end', `${tick(10 ** p)} s`));
}
out.push(text((left + width - right) / 2, height - 12, 'middle', sizeName));
const colours = ['#17557a', '#7a1f2e', '#3f5a2a', '#7c5100', '#555'];
const dashes = ['', '6 3', '2 3', '8 3 2 3', '1 4'];
const labels = [...series.entries()].map(([name, list], i) => {
  list.sort(([a], [b]) => a - b);
  return { name, list, colour: colours[i % 5], dash: dashes[i % 5], y: y(list.at(-1)[1]) };
}).sort((a, b) => a.y - b.y);
let last = 0;
for (const { name, list, colour, dash, y: end } of labels) {
  const path = list.map(([size, seconds], i) => `${i ? 'L' : 'M'}${x(size).toFixed(1)} ${y(seconds).toFixed(1)}`).join('');
  if (list.length > 1) out.push(`<path d="${path}" fill="none" stroke="${colour}" stroke-width="2"${dash && ` stroke-dasharray="${dash}"`}/>`);
  for (const [size, seconds] of list) out.push(`<circle cx="${x(size).toFixed(1)}" cy="${y(seconds).toFixed(1)}" r="3.5" fill="${colour}"/>`);
  last = Math.max(last + 15, end + 4);
  out.push(text(width - right + 10, last, 'start', name, ` fill="${colour}"`));
}
console.log(`${out.join('\n')}\n</svg>`);
