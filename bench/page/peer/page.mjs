// Makes, of what the store holds, what the template of a plan line shows.
import { differingAmong, figureOf, figureRow } from "./figures.mjs";
import {
  apiUrl, commitments, dateText, encode, euros, fields, groupBy, grouped, horizons, kinds, levels, linesText, linkName, pageUrl,
  parseLines, shorten, slug,
} from "./text.mjs";

const shownAbout = 30;
const site = "Pacte Occitanie";

function citation(row) {
  const date = row.date ? dateText(row.date) : "";
  return {
    url: `${pageUrl("document", row.document)}?lignes=${row.lines}#passages`,
    document: row.document_label,
    lines: linesText(row.lines),
    act: row.act && date ? `${row.act}, ${date}` : row.act || date,
    publisher: row.publisher,
    strip: null,
  };
}

const round = (value) => value.toFixed(1);

function strip(row) {
  const whole = parseLines(row.document_lines);
  const part = parseLines(row.lines);
  const span = whole.last - whole.first + 1;
  const width = Math.max(2.5, (400 * (part.last - part.first + 1)) / span);
  const x = Math.max(0, Math.min(400 - width, (400 * (part.first - whole.first)) / span));
  return { x: round(x), width: round(width) };
}

function byRecord(rows) {
  const found = new Map();
  for (const row of rows) {
    const list = found.get(row.record);
    if (list) list.push(citation(row));
    else found.set(row.record, [citation(row)]);
  }
  return found;
}

const lineView = (row) => ({
  url: pageUrl("plan_node", row.id),
  label: row.label,
  level: levels[row.level],
  planCode: row.plan_code,
  code: row.code,
  commitment: row.commitment ? commitments[row.commitment] : "",
  commitmentClass: `c-${row.commitment}`,
  horizon: row.horizon_class ? horizons[row.horizon_class] : "",
});

function shortName(row) {
  if (row.code && (Buffer.byteLength(row.code) >= 5 || !row.parent)) return row.code;
  if (row.code) return `${levels[row.level]} ${row.code}`;
  return row.parent ? levels[row.level] : row.label;
}

function crumbs(above, node) {
  const list = [{ label: "Plans", url: "/plans" }];
  for (const row of above) {
    list.push({ label: shorten(row.parent ? shortName(row) : row.plan_code, 40), url: pageUrl("plan_node", row.id) });
  }
  list.push({ label: shorten(node.parent ? shortName(node) : node.plan_code, 40), url: "" });
  return list;
}

function facts(node, themes, inferred) {
  const fact = (field, name, value) => ({ name, value, themes: [], inferred: inferred.includes(field) });
  return [
    fact("commitment", "Engagement", node.commitment ? commitments[node.commitment] : ""),
    fact("horizon", "Échéance", node.horizon || (node.horizon_class ? horizons[node.horizon_class] : "")),
    fact("lead", "Pilote", node.lead),
    fact("partners", "Partenaires", JSON.parse(node.partners).join(", ")),
    fact("budget_eur", "Budget", node.budget_eur === null ? "" : euros(node.budget_eur)),
    {
      ...fact("themes", "Thèmes", ""),
      themes: themes.map(({ value }) => ({ url: `/themes/${encode(value)}`, text: value })),
    },
  ];
}

function valueText(field, value) {
  if (Array.isArray(value)) return value.map((item) => valueText(field, item)).join(" ; ");
  if (typeof value === "number") return field === "budget_eur" ? euros(value) : grouped(value);
  return fields[field]?.values?.[value] ?? value;
}

function conflicts(node, rows, sources) {
  const conflicting = new Set(rows.map((row) => `${row.document}:${row.lines}`));
  const kept = sources.find((row) => !conflicting.has(`${row.document}:${row.lines}`)) ?? sources[0];
  return [...groupBy(rows, (row) => row.field)].map(([field, those]) => {
    const values = those.map((row) => ({
      text: valueText(field, JSON.parse(row.value)),
      kept: false,
      sources: [citation(row)],
    }));
    if (node[field] !== undefined && node[field] !== null) {
      values.unshift({ text: valueText(field, node[field]), kept: true, sources: kept ? [citation(kept)] : [] });
    }
    return { field: fields[field]?.name ?? field, count: Math.min(4, values.length), values };
  });
}

function figures(store, id) {
  const about = store.figuresAbout(id).map(figureOf);
  if (about.length === 0) return null;
  const shown = about.slice(0, shownAbout);
  const series = [...new Set(shown.map((figure) => figure.series).filter(Boolean))].sort();
  const differing = differingAmong(store.figuresOfSeries(series).map(figureOf));
  const refs = byRecord(store.citations(shown.map((figure) => figure.id)));
  return {
    count: about.length,
    rows: shown.map((figure) => figureRow(figure, differing, refs.get(figure.id))),
    more: about.length > shownAbout ? `/indicateurs?mesure=${encode(id)}` : "",
  };
}

// Who serves this line, by kind: instruments, bodies, platforms, processes, territories.
function attached(store, id) {
  const records = store.mentions(id).filter(({ field }) => field === "plan_nodes" || field === "see_also");
  if (records.length === 0) return null;
  const refs = byRecord(store.citations(records.map((record) => record.id)));
  const groups = [...groupBy(records, (record) => record.kind)]
    .sort(([a], [b]) => kinds[a].order - kinds[b].order)
    .map(([kind, those]) => ({
      name: kinds[kind].many,
      records: those.map((record) => ({
        url: pageUrl(kind, record.id),
        label: record.label,
        refs: refs.get(record.id),
      })),
    }));
  return { count: records.length, groups };
}

function endsOf(store, links) {
  const ids = [...new Set(links.flatMap((link) => [link.from_id, link.to_id, link.to_probable]).filter(Boolean))];
  const nodes = new Map(store.nodes(ids).map((row) => [row.id, lineView(row)]));
  const others = new Map(store.summaries(ids.filter((id) => !nodes.has(id))).map((row) => [row.id, row]));
  return { nodes, others };
}

function endOf(ends, id, printed) {
  const node = ends.nodes.get(id);
  if (node) return { node };
  const other = ends.others.get(id);
  return other ? { record: { url: pageUrl(other.kind, id), label: other.label } } : { outside: printed };
}

function links(store, id, all) {
  const shown = all.filter((link) => !(link.type === "answers" && link.from_id === id));
  if (shown.length === 0) return null;
  const ends = endsOf(store, all);
  const refs = byRecord(store.citations(shown.map((link) => link.id)));
  const views = (those, outgoing) =>
    [...groupBy(those, (link) => link.type)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([type, group]) => ({
        name: linkName(type, outgoing),
        links: group.map((link) => ({
          ...endOf(ends, outgoing ? link.to_id : link.from_id, link.to_printed),
          doubt: link.review === "doubtful",
          printed: link.printed,
          probable: ends.nodes.get(link.to_probable),
          note: link.note,
          refs: refs.get(link.id),
        })),
      }));
  const outgoing = shown.filter((link) => link.from_id === id);
  const incoming = shown.filter((link) => link.from_id !== id);
  return { count: shown.length, groups: [...views(outgoing, true), ...views(incoming, false)] };
}

function proposals(node, codes, all) {
  if (codes.length === 0) return null;
  return {
    count: codes.length,
    list: codes.map(({ value }) => {
      const answer = all.find((link) => link.type === "answers" && link.to_id?.endsWith(`proposition-${slug(value)}`));
      return { url: `/propositions/${encode(value)}`, code: value, doubtful: answer?.review === "doubtful" };
    }),
    ambiguous: JSON.parse(node.ambiguous_proposals ?? "[]").map((item) => ({
      codes: item.codes.join(", "),
      why: item.why,
    })),
  };
}

function provenance(origin, node, record, rows, sources, inferred) {
  const url = origin + pageUrl("plan_node", node.id);
  const cites = rows.map((row) => `. ${row.publisher}, ${row.document_label}, ${linesText(row.lines)}`).join("");
  return {
    sources: sources.map((source, i) => ({ ...source, strip: strip(rows[i]) })),
    note: record.note,
    inferred: inferred.map((field) => fields[field]?.name ?? field).join(", "),
    version: record.version,
    changed: dateText(record.changed_at.slice(0, 10)),
    history: `/nouveautes?fiche=${encode(node.id)}`,
    json: apiUrl("plan_node", node.id),
    url,
    citation: `${node.label}${cites}. ${url}`,
  };
}

const inScript = { "<": "\\u003c", ">": "\\u003e", "&": "\\u0026" };

function structuredData(node) {
  const data = {
    "@context": "https://schema.org",
    "@type": "CreativeWork",
    name: node.label,
    identifier: node.id,
    inLanguage: "fr",
    isPartOf: { "@type": "CreativeWork", name: node.plan_code },
  };
  if (node.summary) data.abstract = node.summary;
  return JSON.stringify(data).replace(/[<>&]/g, (c) => inScript[c]);
}

function titleOf(node) {
  const name = shortName(node);
  const title = !node.parent || name === node.label ? node.label : `${node.plan_code} ${name}, ${node.label}`;
  return shorten(title, 150);
}

export function pageOf(store, { style, script }) {
  return store.reading((id, origin) => {
    const node = store.node(id);
    if (!node || node.level === "plan") return null;
    const record = store.record(id);
    const rows = store.sources(id);
    const sources = rows.map(citation);
    const inferred = record.inferred ? JSON.parse(record.inferred) : [];
    const conflicting = store.conflicts(id);
    const above = store.ancestors(id);
    const all = [...store.linksFrom(id), ...store.linksTo(id)];
    const path = pageUrl("plan_node", id);
    const title = titleOf(node);
    return {
      title,
      whole: `${title} · ${site}`,
      site,
      description: shorten(node.summary || node.label, 200),
      address: origin + path,
      english: `${origin}/en${path}`,
      path,
      json: apiUrl("plan_node", id),
      style,
      script,
      data: structuredData(node),
      crumbs: crumbs(above, node),
      node: lineView(node),
      plan: above.length > 0 ? pageUrl("plan_node", node.plan) : "",
      aliases: record.aliases ? JSON.parse(record.aliases) : [],
      summary: node.summary,
      citedOnly: node.cited_only === 1,
      facts: facts(node, store.terms(id, "themes"), inferred),
      sources,
      conflicts: conflicting.length > 0 ? conflicts(node, conflicting, rows) : [],
      children: store.children(id).map(lineView),
      figures: figures(store, id),
      attached: attached(store, id),
      links: links(store, id, all),
      proposals: proposals(node, store.terms(id, "proposals"), all),
      provenance: provenance(origin, node, record, rows, sources, inferred),
    };
  });
}
