// Writes a made-up reference as large as France: nation.mjs FOLDER.
//
// 36,000 communes on a grid of 200 by 180, in 90 departments of 4 arrondissements and 16 EPCI, with
// the CSV files that `pacte import territories` reads and contours of 44 vertices whose borders are
// jagged and shared by neighbours (communes.geojson). Always the same.
import { createWriteStream, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const COLUMNS = 200;
const ROWS = 180;
const BLOCK = 20; // a department is 20 by 20 communes
const BENDS = 10; // points along each side
const WEST = -4;
const SOUTH = 42.5;
const WIDTH = 0.06;
const HEIGHT = 0.047;
const CODES = Array.from({ length: 95 }, (_, i) => String(i + 1).padStart(2, "0")).filter((code) => code !== "20");

/** Between -1 and 1, the same for the same numbers. */
function noise(a, b, c) {
  let x = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35)) >>> 0;
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d) >>> 0;
  x = Math.imul(x ^ (x >>> 12), 0x297a2d39) >>> 0;
  return ((x ^ (x >>> 15)) >>> 0) / 2 ** 31 - 1;
}

const corner = (i, j) => [i + 0.2 * noise(i, j, 1), j + 0.2 * noise(i, j, 2)];

/** The points from one corner to the next, the last left out; `across`: to the right, otherwise up. */
function side(i, j, across) {
  const [from, to] = [corner(i, j), across ? corner(i + 1, j) : corner(i, j + 1)];
  const points = [from];
  for (let k = 1; k <= BENDS; ++k) {
    const part = k / (BENDS + 1);
    const off = 0.07 * Math.sin(Math.PI * part) * noise(i * BENDS + k, j, across ? 3 : 4);
    points.push([
      from[0] + (to[0] - from[0]) * part + (across ? 0 : off),
      from[1] + (to[1] - from[1]) * part + (across ? off : 0),
    ]);
  }
  return points;
}

const backwards = (i, j, across) => [...side(i, j, across).slice(1), across ? corner(i + 1, j) : corner(i, j + 1)].reverse();

function ring(i, j) {
  const points = [...side(i, j, true), ...side(i + 1, j, false), ...backwards(i, j + 1, true), ...backwards(i, j, false)];
  return [...points, points[0]].map(([x, y]) => [
    Number((WEST + x * WIDTH).toFixed(6)),
    Number((SOUTH + y * HEIGHT).toFixed(6)),
  ]);
}

function communes() {
  const all = [];
  const counts = new Map();
  for (let j = 0; j < ROWS; ++j) {
    for (let i = 0; i < COLUMNS; ++i) {
      const block = Math.floor(j / BLOCK) * (COLUMNS / BLOCK) + Math.floor(i / BLOCK);
      const department = CODES[block];
      const number = (counts.get(department) ?? 0) + 1;
      counts.set(department, number);
      const part = Math.floor((j % BLOCK) / 10) * 2 + Math.floor((i % BLOCK) / 10);
      const group = Math.floor((j % BLOCK) / 5) * 4 + Math.floor((i % BLOCK) / 5);
      all.push({
        i,
        j,
        code: department + String(number).padStart(3, "0"),
        name: `Lieu-${all.length + 1}`,
        department,
        arrondissement: `${department}${part + 1}`,
        epci: String(200000000 + block * 16 + group),
        population: Math.round(40 * 10 ** (1.2 + noise(i, j, 5))),
      });
    }
  }
  return all;
}

function csv(folder, name, header, rows) {
  writeFileSync(join(folder, name), `${[header, ...rows.map((row) => row.join(","))].join("\n")}\n`);
}

function grouped(all, field) {
  const groups = new Map();
  for (const one of all) {
    const group = groups.get(one[field]) ?? { code: one[field], seat: one.code, department: one.department, population: 0, communes: 0 };
    group.population += one.population;
    group.communes += 1;
    groups.set(one[field], group);
  }
  return [...groups.values()];
}

function tables(folder, all) {
  const departments = grouped(all, "department");
  const arrondissements = grouped(all, "arrondissement");
  const epci = grouped(all, "epci");
  const people = all.reduce((sum, one) => sum + one.population, 0);
  csv(folder, "region.csv", "code,name,seat,population,departments,arrondissements,epci,communes", [
    ["76", "Pays entier", all[0].code, people, departments.length, arrondissements.length, epci.length, all.length],
  ]);
  csv(folder, "departments.csv", "code,name,seat,population,communes",
    departments.map((one) => [one.code, `Département ${one.code}`, one.seat, one.population, one.communes]));
  csv(folder, "arrondissements.csv", "code,name,department,seat,population,communes",
    arrondissements.map((one) => [one.code, `Arrondissement ${one.code}`, one.department, one.seat, one.population, one.communes]));
  csv(folder, "epci.csv", "siren,name,type,population,members,population_total,members_total,departments",
    epci.map((one) => [one.code, `CC ${one.code}`, "CC", one.population, one.communes, one.population, one.communes, one.department]));
  csv(folder, "communes.csv", "code,name,department,arrondissement,epci,population,postal_codes,lon,lat",
    all.map((one) => [one.code, one.name, one.department, one.arrondissement, one.epci, one.population, `${one.department}000`,
      (WEST + (one.i + 0.5) * WIDTH).toFixed(5), (SOUTH + (one.j + 0.5) * HEIGHT).toFixed(5)]));
  csv(folder, "zoning-names.csv", "zoning,name", [["exemple", "Exemple"]]);
  csv(folder, "zonings.csv", "zoning,level,codes,names,extent,label,source,lines,seed_records,note",
    [["exemple", "commune", all[0].code, all[0].name, "whole", all[0].name, "exemple.txt", "1", "", ""]]);
}

async function contours(folder, all) {
  const out = createWriteStream(join(folder, "communes.geojson"));
  out.write('{"type":"FeatureCollection","features":[');
  for (const [index, one] of all.entries()) {
    const feature = {
      type: "Feature",
      properties: { code: one.code },
      geometry: { type: "Polygon", coordinates: [ring(one.i, one.j)] },
    };
    out.write(`${index > 0 ? ",\n" : "\n"}${JSON.stringify(feature)}`);
  }
  await new Promise((done) => out.end("\n]}\n", done));
}

const folder = process.argv[2];
if (folder === undefined) {
  console.error("usage: node bench/territory/nation.mjs FOLDER");
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const all = communes();
tables(folder, all);
await contours(folder, all);
