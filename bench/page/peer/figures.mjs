// Figures about a plan line, and which of them disagree with others of their series.
import { dateText, fold, groupBy, grouped, pageUrl } from "./text.mjs";

const qualifiers = {
  about: "environ",
  "more-than": "plus de",
  "less-than": "moins de",
  "at-least": "au moins",
  "at-most": "au plus",
};

const isRank = (unit) => unit === "rang" || unit.startsWith("rang ");
const literal = (cell) => (cell === null ? null : JSON.parse(cell));

export function figureOf(row) {
  return {
    id: row.id,
    label: row.label,
    value: literal(row.value),
    qualifier: row.qualifier ?? "",
    unit: row.unit ?? "",
    date: row.observed_on ?? "",
    target: literal(row.target),
    targetDate: row.target_date ?? "",
    baseline: literal(row.baseline),
    territory: row.territory ?? "",
    series: row.series ?? "",
    computed: row.inferred !== null && JSON.parse(row.inferred).includes("value"),
  };
}

const numberText = (value) => (typeof value === "number" ? grouped(value) : (value ?? ""));

function ranked(figure, value) {
  const rank = isRank(figure.unit) && Number.isInteger(value);
  return numberText(value) + (rank ? (value === 1 ? "er" : "e") : "");
}

function plainDecimal(text) {
  const digits = text.trim().replace(/,/g, ".");
  return /^-?\d*\.?\d+$|^-?\d+\.$/.test(digits) ? Number(digits) : null;
}

// What a printed value allows: one number, or all those between two bounds.
function extent(value) {
  if (typeof value === "number") return [value, value];
  if (typeof value !== "string") return null;
  const slash = value.indexOf("/");
  if (slash >= 0) {
    const over = plainDecimal(value.slice(0, slash));
    const under = plainDecimal(value.slice(slash + 1));
    return over === null || !under ? null : [over / under, over / under];
  }
  const to = value.indexOf(" à ");
  if (to >= 0) {
    const low = plainDecimal(value.slice(0, to));
    const high = plainDecimal(value.slice(to + 3));
    return low === null || high === null ? null : [low, high];
  }
  const one = plainDecimal(value);
  return one === null ? null : [one, one];
}

const scales = { "k€": 1e3, "m€": 1e6, "md€": 1e9, "€": 1 };
const rates = ["par an", "par mois", "par semaine", "par jour"];
const units = new Map();

// A printed unit: what it multiplies by, and in what time. There are few of them: each is read once.
function unitOf(printed) {
  let unit = units.get(printed);
  if (!unit) {
    const base = fold(printed);
    unit = { scale: scales[base.split(" ", 1)[0]] ?? 1, rate: rates.findLast((rate) => base.includes(rate)) ?? "" };
    units.set(printed, unit);
  }
  return unit;
}

const equal = (a, b) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
const isBound = (qualifier) => qualifier === "more-than" || qualifier === "less-than";

function differ(a, b) {
  const first = extent(a.value);
  const second = extent(b.value);
  const unitA = unitOf(a.figure.unit);
  const unitB = unitOf(b.figure.unit);
  let same = false;
  if (first && second) {
    same = equal(first[0] * unitA.scale, second[0] * unitB.scale) && equal(first[1] * unitA.scale, second[1] * unitB.scale);
  } else if (typeof a.value === "string" && typeof b.value === "string") {
    same = fold(a.value) === fold(b.value);
  }
  if (!same || unitA.rate !== unitB.rate) return true;
  return a.qualifier !== b.qualifier && (isBound(a.qualifier) || isBound(b.qualifier));
}

const lastDay = (date) =>
  date.length === 10 ? date : date.length === 7 ? `${date}-31` : `${date}-12-31`;

function period(date) {
  if (date === "") return null;
  const [from, to = from] = date.split("/");
  return { first: from.padEnd(10, "-01"), last: to === ".." ? "9999" : lastDay(to) };
}

function apart(a, b) {
  const first = period(a);
  const second = period(b);
  return first !== null && second !== null && (first.last < second.first || second.last < first.first);
}

const plainPlace = (name) => fold(name).replace(/^region academique /, "");
const samePlace = (a, b) => a === "" || b === "" || a === b || plainPlace(a) === plainPlace(b);

function clash(a, b) {
  if (a.value === null || b.value === null) return false;
  return samePlace(a.figure.territory, b.figure.territory) && !apart(a.date, b.date) && differ(a, b);
}

function addGroups(claims, differing) {
  const parents = claims.map((_, i) => i);
  const root = (i) => {
    while (parents[i] !== i) i = parents[i] = parents[parents[i]];
    return i;
  };
  for (let i = 0; i < claims.length; ++i) {
    for (let j = i + 1; j < claims.length; ++j) {
      if (clash(claims[i], claims[j])) parents[root(j)] = root(i);
    }
  }
  const sizes = new Array(claims.length).fill(0);
  for (let i = 0; i < claims.length; ++i) ++sizes[root(i)];
  claims.forEach(({ figure }, i) => {
    const size = sizes[root(i)];
    if (size > 1) differing.set(figure.id, Math.max(size, differing.get(figure.id) ?? 0));
  });
}

// Of the figures of these series, those that disagree, with how many do so together.
export function differingAmong(figures) {
  const differing = new Map();
  for (const series of groupBy(figures, (figure) => figure.series).values()) {
    if (series.length < 2) continue;
    addGroups(series.map((figure) => ({ figure, value: figure.value, qualifier: figure.qualifier, date: figure.date })), differing);
    addGroups(series.map((figure) => ({ figure, value: figure.target, qualifier: "", date: figure.targetDate })), differing);
  }
  return differing;
}

function valueParts(figure) {
  if (figure.value === null) return targetParts(figure);
  return { qualifier: qualifiers[figure.qualifier] ?? "", number: ranked(figure, figure.value), unit: figure.unit };
}

function targetParts(figure) {
  if (figure.target === null) return { qualifier: "", number: "", unit: "" };
  // The unit goes with what counts: not after "+25 %", "×2" or a word.
  return { qualifier: "cible", number: ranked(figure, figure.target), unit: extent(figure.target) ? figure.unit : "" };
}

function targetText(figure) {
  if (figure.target === null) return "";
  const { number, unit } = targetParts(figure);
  let text = `Cible : ${number}${unit ? `\u00a0${unit}` : ""}`;
  const date = figure.targetDate;
  if (date) text += date.includes("/") ? ` ${dateText(date)}` : `${date.length === 10 ? " au" : " en"} ${dateText(date)}`;
  if (figure.baseline !== null) return `${text}, en partant de ${numberText(figure.baseline)}`;
  return figure.value === null ? `${text}, sans point de départ imprimé` : text;
}

export function figureRow(figure, differing, refs) {
  const count = differing.get(figure.id);
  return {
    fig: valueParts(figure),
    url: pageUrl("indicator", figure.id),
    label: figure.label,
    date: figure.date === "" ? "sans date" : dateText(figure.date),
    territory: figure.territory,
    target: targetText(figure),
    computed: figure.computed,
    differ: count ? `${grouped(count)} ${count > 1 ? "valeurs" : "valeur"} à rapprocher` : "",
    refs: refs ? refs.slice(0, 1) : null,
  };
}
