// Reads all that the page of a plan line shows, with prepared statements on one read-only connection.
import Database from "better-sqlite3";

const line =
  "n.id, n.label, n.plan, COALESCE(p.code, p.label) AS plan_code, n.level, n.code, n.parent, n.horizon_class, " +
  "n.commitment, n.cited_only ";
const figure =
  "SELECT i.id, i.label, i.value, i.qualifier, i.unit, i.observed_on, i.target, i.target_date, i.baseline, " +
  "i.territory, i.series, r.inferred FROM indicator i JOIN source_record r ON r.id = i.id ";
const link =
  "SELECT l.id, l.type, l.review, l.printed, r.note, l.from_id, l.to_id, l.to_probable, l.to_printed " +
  "FROM plan_link l JOIN source_record r ON r.id = l.id ";
const cited = "d.label AS document_label, d.publisher, d.date, d.act, d.lines AS document_lines, c.document, c.lines ";

export function openStore(file) {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  db.pragma("cache_size = -8192");
  db.pragma("mmap_size = 134217728");
  db.pragma("temp_store = MEMORY");

  // Rows are read as arrays and named here: a third faster than letting the binding name every cell.
  const named = (statement) => {
    const names = statement.columns().map(({ name }) => name);
    statement.raw();
    return new Function("row", `return { ${names.map((name, i) => `${name}: row[${i}]`).join(", ")} };`);
  };
  const one = (sql) => {
    const statement = db.prepare(sql);
    const name = named(statement);
    return (...values) => {
      const row = statement.get(...values);
      return row && name(row);
    };
  };
  const all = (sql) => {
    const statement = db.prepare(sql);
    const name = named(statement);
    return (...values) => statement.all(...values).map(name);
  };
  // One prepared statement for each length of the list.
  const among = (sql) => {
    const known = [];
    return (ids) => {
      if (ids.length === 0) return [];
      known[ids.length] ??= all(sql.replace("@ids", new Array(ids.length).fill("?").join()));
      return known[ids.length](ids);
    };
  };

  const store = {
    node: one(
      `SELECT ${line}, n.horizon, n.budget_eur, n.lead, n.partners, n.summary, n.ambiguous_proposals ` +
        "FROM plan_node n JOIN plan_node p ON p.id = n.plan WHERE n.id = ?",
    ),
    nodes: among(`SELECT ${line} FROM plan_node n JOIN plan_node p ON p.id = n.plan WHERE n.id IN (@ids)`),
    // CROSS JOIN keeps the order of the tables: left free, this SQLite reads the whole table of lines.
    ancestors: all(
      "WITH RECURSIVE above (id, parent, height) AS (" +
        "SELECT id, parent, 0 FROM plan_node WHERE id = ? " +
        "UNION ALL SELECT n.id, n.parent, a.height + 1 FROM plan_node n JOIN above a ON n.id = a.parent) " +
        `SELECT ${line} FROM above a CROSS JOIN plan_node n ON n.id = a.id CROSS JOIN plan_node p ON p.id = n.plan ` +
        "WHERE a.height > 0 ORDER BY a.height DESC",
    ),
    children: all(
      `SELECT ${line} FROM plan_node n JOIN plan_node p ON p.id = n.plan WHERE n.parent = ? ORDER BY n.position, n.id`,
    ),
    record: one("SELECT version, changed_at, note, inferred, aliases FROM source_record WHERE id = ?"),
    sources: all(
      `SELECT ${cited} FROM source_citation c JOIN source_document d ON d.id = c.document WHERE c.record = ? ORDER BY c.position`,
    ),
    conflicts: all(
      `SELECT c.field, c.value, ${cited} FROM source_conflict c JOIN source_document d ON d.id = c.document ` +
        "WHERE c.record = ? ORDER BY c.position",
    ),
    citations: among(
      `SELECT c.record, ${cited} FROM source_citation c JOIN source_document d ON d.id = c.document ` +
        "WHERE c.record IN (@ids) ORDER BY c.record, c.position",
    ),
    summaries: among("SELECT id, kind, label FROM source_record WHERE id IN (@ids)"),
    mentions: all(
      "SELECT f.field, r.id, r.kind, r.label FROM source_reference f JOIN source_record r ON r.id = f.record " +
        "WHERE f.target = ? ORDER BY f.field, r.kind, r.sort_key, r.id LIMIT 1000",
    ),
    terms: all("SELECT value FROM source_term WHERE record = ? AND field = ? ORDER BY position"),
    linksFrom: all(`${link} WHERE l.from_id = ? ORDER BY l.type, l.id`),
    linksTo: all(`${link} WHERE l.to_id = ? ORDER BY l.type, l.id`),
    figuresAbout: all(`${figure} WHERE i.about = ? ORDER BY r.sort_key, i.id LIMIT 500`),
    figuresOfSeries: among(
      `${figure} WHERE i.series IN (@ids) ORDER BY i.series, ` +
        "CASE WHEN i.observed_on IS NULL THEN 1 ELSE 0 END, i.observed_on, i.id",
    ),
  };
  // One transaction for all the reads of a page: one snapshot, and the lock of the file is taken once.
  store.reading = (work) => db.transaction(work);
  return store;
}
