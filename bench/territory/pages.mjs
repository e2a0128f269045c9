// How long pages, tiles and searches about territories take through HTTP, each made anew, one after
// the other on one connection: pages.mjs ORIGIN. Prints lines of a Markdown table: median, slowest.
import { ask, close, measure, tell } from "../timing.mjs";

const origin = process.argv[2];
const passes = 7;

// The tiles of a zoom that hold the region.
function tiles(zoom) {
  const size = 2 ** zoom;
  const column = (longitude) => Math.floor(((longitude + 180) / 360) * size);
  const row = (latitude) => {
    const angle = (latitude * Math.PI) / 180;
    return Math.floor(((1 - Math.asinh(Math.tan(angle)) / Math.PI) / 2) * size);
  };
  const paths = [];
  for (let x = column(-0.3); x <= column(4.8); ++x)
    for (let y = row(45); y <= row(42.4); ++y) paths.push(`/tuiles/commune/${zoom}/${x}/${y}.mvt`);
  return paths;
}

// Each tile is kept once made: only the first time counts, and the very first reads the contours.
async function measureTiles() {
  const [first, ...others] = [6, 7, 8, 9, 10].flatMap(tiles);
  tell("first tile of communes, contours read", [await ask(origin + first)]);
  const times = [];
  for (const path of others) times.push(await ask(origin + path));
  tell("tile of communes, zooms 6 to 10", times);
}

const at = (paths) => paths.map((path) => [origin + path]);
const named = ["clermont lherault", "montpelier", "34800", "saint jean", "tolouse", "bagneres", "31555", "castelnau"];
await measure("page of the region", at(["/territoires/region/76"]), passes);
await measure("page of a department", at(["/territoires/departement/34", "/territoires/departement/31"]), passes);
await measure("page of an EPCI", at(["/territoires/epci/243400017"]), passes);
await measure("page of a commune", at(["/territoires/commune/34172", "/territoires/commune/09001"]), passes);
await measure("search by name or code", at(named.map((q) => `/api/v1/territories?q=${encodeURIComponent(q)}`)), passes);
await measureTiles();
close();
