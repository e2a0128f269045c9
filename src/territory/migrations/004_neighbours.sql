-- What is computed once from the contours, when they are loaded: who lies beside whom, both ways, and how
-- much land there is. A page reads it in no time; computing it means reading every contour.
CREATE TABLE territory_neighbour (
  level TEXT NOT NULL,
  code  @key@ NOT NULL,
  other @key@ NOT NULL,
  PRIMARY KEY (level, code, other)
);
ALTER TABLE territory_contour ADD COLUMN square_km DOUBLE PRECISION;
