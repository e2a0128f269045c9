// How the page writes numbers, dates, money and line ranges, in French.

export const kinds = {
  document: { order: 0, page: "/documents", collection: "documents", many: "Documents" },
  plan_node: { order: 1, page: "/plans", collection: "nodes", many: "Plans et actions" },
  plan_link: { order: 2, page: "/renvois", collection: "links", many: "Renvois" },
  proposal: { order: 3, page: "/propositions", collection: "proposals", many: "Propositions citoyennes" },
  indicator: { order: 4, page: "/indicateurs", collection: "indicators", many: "Chiffres" },
  instrument: { order: 5, page: "/dispositifs", collection: "instruments", many: "Dispositifs" },
  body: { order: 6, page: "/instances", collection: "bodies", many: "Instances" },
  platform: { order: 7, page: "/plateformes", collection: "platforms", many: "Plateformes" },
  process: { order: 8, page: "/processus", collection: "processes", many: "Processus" },
  territory: { order: 9, page: "/territoires", collection: "named-territories", many: "Territoires cités" },
};

export const levels = {
  plan: "Plan",
  axis: "Axe",
  orientation: "Orientation",
  challenge: "Défi",
  lever: "Levier",
  stake: "Enjeu",
  priority: "Priorité",
  "sub-priority": "Sous-priorité",
  objective: "Objectif",
  measure: "Mesure",
  engagement: "Engagement",
  action: "Action",
  "sub-action": "Sous-action",
};

export const commitments = { decided: "Décidé", planned: "Prévu", considered: "Envisagé" };

export const horizons = { existing: "Déjà en place", "12-months": "Sous douze mois", "after-2021": "Après 2021" };

// The fields of a plan line: their name, and the labels of those that take a fixed list of values.
export const fields = {
  label: { name: "Libellé" },
  plan: { name: "Plan" },
  level: { name: "Niveau", values: levels },
  code: { name: "Code imprimé" },
  horizon: { name: "Échéance imprimée" },
  horizon_class: { name: "Échéance", values: horizons },
  commitment: { name: "Engagement", values: commitments },
  budget_eur: { name: "Budget" },
  lead: { name: "Pilote" },
  partners: { name: "Partenaires" },
  themes: { name: "Thèmes" },
  summary: { name: "Résumé" },
  proposals: { name: "Propositions citoyennes" },
};

const linkNames = {
  echoes: ["Fait écho à", "Trouve un écho dans"],
  continues: ["Prolonge", "Prolongée par"],
  "variant-of": ["Variante de", "A pour variante"],
  implements: ["Met en œuvre", "Mise en œuvre par"],
  amends: ["Modifie", "Modifiée par"],
  "refers-to": ["Renvoie à", "Citée par"],
  answers: ["Répond à", "A pour réponse"],
  "same-as": ["Même chose que", "Même chose que"],
};

export const linkName = (type, outgoing) => linkNames[type][outgoing ? 0 : 1];

export function grouped(value) {
  if (value >= 0 && value < 1000 && Number.isInteger(value)) return String(value);
  const [whole, decimals] = String(Math.abs(value)).split(".");
  let digits = whole.slice(-3);
  for (let end = whole.length - 3; end > 0; end -= 3) digits = `${whole.slice(Math.max(0, end - 3), end)}\u202f${digits}`;
  return (value < 0 ? "−" : "") + digits + (decimals ? `,${decimals}` : "");
}

export function euros(amount) {
  if (amount >= 1e9 && amount % 1e6 === 0) return `${grouped(amount / 1e9)}\u00a0Md€`;
  if (amount >= 1e6 && amount % 1e3 === 0) return `${grouped(amount / 1e6)}\u00a0M€`;
  return `${grouped(amount)}\u00a0€`;
}

export function parseLines(lines) {
  const dash = lines.indexOf("-");
  const first = Number(dash < 0 ? lines : lines.slice(0, dash));
  return { first, last: dash < 0 ? first : Number(lines.slice(dash + 1)) };
}

export function linesText(lines) {
  const { first, last } = parseLines(lines);
  return last === first ? `l.\u00a0${grouped(first)}` : `l.\u00a0${grouped(first)}-${grouped(last)}`;
}

const months = [
  "janvier", "février", "mars", "avril", "mai", "juin",
  "juillet", "août", "septembre", "octobre", "novembre", "décembre",
];

function singleDate(iso) {
  const year = iso.slice(0, 4);
  if (iso.length === 4) return year;
  const month = `${months[Number(iso.slice(5, 7)) - 1]} ${year}`;
  if (iso.length === 7) return month;
  const day = Number(iso.slice(8, 10));
  return `${day === 1 ? "1er" : day} ${month}`;
}

const partialDate = /^[12]\d{3}(-\d\d(-\d\d)?)?(\/([12]\d{3}(-\d\d(-\d\d)?)?|\.\.))?$/;

export function dateText(date) {
  if (!partialDate.test(date)) return date;
  const slash = date.indexOf("/");
  if (slash < 0) return singleDate(date);
  const from = singleDate(date.slice(0, slash));
  const to = date.slice(slash + 1);
  return to === ".." ? `depuis ${from}` : `de ${from} à ${singleDate(to)}`;
}

export function shorten(text, most) {
  if (text.length <= most) return text;
  const points = [...text];
  if (points.length <= most) return text;
  let cut = points.slice(0, most - 1).join("");
  const space = cut.lastIndexOf(" ");
  if (space > cut.length / 2) cut = cut.slice(0, space);
  return `${cut}…`;
}

export const fold = (text) =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[‐‑–—]/g, "-")
    .replace(/\s/g, " ");

export const slug = (text) => fold(text).replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");

export const encode = (text) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

export const pageUrl = (kind, id) => `${kinds[kind].page}/${id}`;
export const apiUrl = (kind, id) => `/api/v1/${kinds[kind].collection}/${id}`;

export function groupBy(list, key) {
  const groups = new Map();
  for (const item of list) {
    const name = key(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}
