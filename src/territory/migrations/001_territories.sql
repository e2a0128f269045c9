-- Places, lists and zonings as the documents name them.
CREATE TABLE named_territory (
  id         @key@ PRIMARY KEY REFERENCES source_record (id) DEFERRABLE INITIALLY DEFERRED,
  label      TEXT NOT NULL,
  type       TEXT NOT NULL,
  definition TEXT NOT NULL,
  announced  BIGINT,
  members    TEXT NOT NULL
);

-- The official reference: communes, inter-municipal bodies (EPCI), arrondissements, departments, the region.
-- `code` is the official one (INSEE, or SIREN for an EPCI); lists in a column are separated by "|".
-- `rank` orders the levels from the region down; `words` is the name folded, each word after a space, for
-- the search. An EPCI may reach beyond the region: `population` and `communes` are what lies inside,
-- `population_total` and `communes_total` the whole.
CREATE TABLE territory (
  level            TEXT NOT NULL,
  code             @key@ NOT NULL,
  rank             BIGINT NOT NULL,
  name             TEXT NOT NULL,
  sort_key         @key@ NOT NULL,
  words            TEXT NOT NULL,
  type             TEXT,
  population       BIGINT NOT NULL,
  communes         BIGINT,
  population_total BIGINT,
  communes_total   BIGINT,
  department       @key@,
  departments      TEXT,
  arrondissement   @key@,
  epci             @key@,
  seat             TEXT,
  postal_codes     TEXT,
  longitude        DOUBLE PRECISION,
  latitude         DOUBLE PRECISION,
  PRIMARY KEY (level, code)
);
CREATE INDEX territory_by_rank ON territory (rank, code);
CREATE INDEX territory_by_name ON territory (level, sort_key, code);
CREATE INDEX territory_by_department ON territory (department, level);
CREATE INDEX territory_by_arrondissement ON territory (arrondissement);
CREATE INDEX territory_by_epci ON territory (epci);

-- Zonings and named roles that the documents give to official territories, as read by hand. A printed
-- member may cover several territories ("Nîmes-Alès"): one row for each of them, same position.
CREATE TABLE territory_zoning (
  zoning @key@ PRIMARY KEY,
  name   TEXT NOT NULL
);
CREATE TABLE territory_zoning_member (
  zoning   @key@ NOT NULL,
  position BIGINT NOT NULL,
  level    TEXT NOT NULL,
  code     @key@ NOT NULL,
  label    TEXT NOT NULL,
  note     TEXT,
  PRIMARY KEY (zoning, position, level, code)
);
CREATE INDEX territory_zoning_member_by_code ON territory_zoning_member (level, code);

-- Where a member is named; `document` is null when the corpus holds no document of that text file there.
CREATE TABLE territory_zoning_citation (
  zoning   @key@ NOT NULL,
  position BIGINT NOT NULL,
  rank     BIGINT NOT NULL,
  document @key@,
  file     TEXT NOT NULL,
  lines    TEXT NOT NULL,
  PRIMARY KEY (zoning, position, rank)
);

-- What the reference was last loaded from: the digest tells whether an import changes anything.
CREATE TABLE territory_reference (
  digest      TEXT NOT NULL,
  imported_at TEXT NOT NULL
);
