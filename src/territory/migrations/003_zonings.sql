-- Zonings by version. A version is never changed nor taken away: a later one of the same first day
-- stands for it. Version 0 is the reference's (data/territory), the only one that is replaced when the
-- reference is loaded again; those of editors and of files come after it.
-- Days are ISO; empty: no first day (always), no end. `valid_until` is the first day out.
CREATE TABLE territory_zoning_version (
  zoning          @key@ NOT NULL,
  version         BIGINT NOT NULL,
  valid_from      @key@ NOT NULL,
  valid_until     @key@ NOT NULL,
  definition      TEXT NOT NULL,
  source_document TEXT NOT NULL,
  source_lines    TEXT NOT NULL,
  source_title    TEXT NOT NULL,
  source_url      TEXT NOT NULL,
  origin          TEXT NOT NULL,
  digest          TEXT NOT NULL,
  made_at         TEXT NOT NULL,
  PRIMARY KEY (zoning, version)
);

-- `code` is the member's own, empty where it is known by its territories. The box is that of the
-- contour, in units of 1e-7 degree.
CREATE TABLE territory_zoning_part (
  zoning   @key@ NOT NULL,
  version  BIGINT NOT NULL,
  position BIGINT NOT NULL,
  code     @key@ NOT NULL,
  label    TEXT NOT NULL,
  note     TEXT NOT NULL,
  extent   TEXT NOT NULL,
  contour  TEXT,
  west     BIGINT,
  east     BIGINT,
  south    BIGINT,
  north    BIGINT,
  PRIMARY KEY (zoning, version, position)
);
CREATE INDEX territory_zoning_part_by_box ON territory_zoning_part (west, east);

-- The territories of a member, or those where its contour lies: `share` of their area.
CREATE TABLE territory_zoning_place (
  zoning   @key@ NOT NULL,
  version  BIGINT NOT NULL,
  position BIGINT NOT NULL,
  level    TEXT NOT NULL,
  code     @key@ NOT NULL,
  share    DOUBLE PRECISION,
  PRIMARY KEY (zoning, version, position, level, code)
);
CREATE INDEX territory_zoning_place_by_code ON territory_zoning_place (level, code);

-- What was loaded before becomes version 0. Whether a member is the whole of its territories was not
-- written then: `part` claims nothing, until the reference is loaded again.
INSERT INTO territory_zoning_version (zoning, version, valid_from, valid_until, definition, source_document,
  source_lines, source_title, source_url, origin, digest, made_at)
  SELECT zoning, 0, '', '', '', '', '', '', '', 'reference', '', '' FROM territory_zoning;
INSERT INTO territory_zoning_part (zoning, version, position, code, label, note, extent)
  SELECT zoning, 0, position, '', MIN(label), COALESCE(MIN(note), ''), 'part' FROM territory_zoning_member
  GROUP BY zoning, position;
INSERT INTO territory_zoning_place (zoning, version, position, level, code)
  SELECT zoning, 0, position, level, code FROM territory_zoning_member;

-- Where a name of a zoning is printed, member or not.
CREATE TABLE territory_zoning_quote (
  zoning   @key@ NOT NULL,
  label    TEXT NOT NULL,
  rank     BIGINT NOT NULL,
  document @key@,
  file     TEXT NOT NULL,
  lines    TEXT NOT NULL,
  PRIMARY KEY (zoning, label, rank)
);
INSERT INTO territory_zoning_quote (zoning, label, rank, document, file, lines)
  SELECT c.zoning, m.label, MIN(c.position * 100 + c.rank), MIN(c.document), c.file, c.lines
  FROM territory_zoning_citation c
  JOIN territory_zoning_member m ON m.zoning = c.zoning AND m.position = c.position
  GROUP BY c.zoning, m.label, c.file, c.lines;
DROP TABLE territory_zoning_citation;
DROP TABLE territory_zoning_member;

-- Names that no code fits, as the reference lists them, for a person to decide.
CREATE TABLE territory_zoning_name (
  zoning     @key@ NOT NULL,
  label      @key@ NOT NULL,
  reason     TEXT NOT NULL,
  candidates TEXT NOT NULL,
  PRIMARY KEY (zoning, label)
);
-- What was decided of them: kept when the reference is loaded again.
CREATE TABLE territory_zoning_decision (
  zoning     @key@ NOT NULL,
  label      @key@ NOT NULL,
  decision   TEXT NOT NULL,
  reason     TEXT NOT NULL,
  territory  TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  PRIMARY KEY (zoning, label)
);
