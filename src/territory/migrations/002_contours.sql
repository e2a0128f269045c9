-- Contours in WGS 84 (geometry.hpp says how they are written). Where no file gave those of communes, they
-- are cells around their points, and `approximate` is 1; contours of wider territories may be unions.
CREATE TABLE territory_contour (
  level       TEXT NOT NULL,
  code        @key@ NOT NULL,
  approximate BIGINT NOT NULL,
  contour     TEXT NOT NULL,
  PRIMARY KEY (level, code)
);

-- Communes that are no more: on the day `until`, `code` went into the commune `into_code`.
CREATE TABLE territory_former (
  code      @key@ PRIMARY KEY,
  name      TEXT NOT NULL,
  until     TEXT NOT NULL,
  into_code @key@ NOT NULL
);
CREATE INDEX territory_former_by_successor ON territory_former (into_code);

-- What the contours were loaded from: a digest, or the name of the way they were made up.
ALTER TABLE territory_reference ADD COLUMN contours TEXT NOT NULL DEFAULT '';
