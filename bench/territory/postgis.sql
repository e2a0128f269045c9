-- Points found by PostGIS, one backend: psql -v points=N, with PACTE_BENCH_LINES naming a file of one
-- GeoJSON feature a line (properties.code, geometry). Prints how many points a second, loading and
-- indexing aside.
\set QUIET on
\pset tuples_only on
\pset format unaligned
SET max_parallel_workers_per_gather = 0;
SET jit = off;
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE TEMPORARY TABLE line (feature jsonb);
\copy line FROM PROGRAM 'cat "$PACTE_BENCH_LINES"' WITH (FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02')
CREATE TEMPORARY TABLE commune AS
  SELECT feature->'properties'->>'code' AS code,
         ST_SetSRID(ST_GeomFromGeoJSON(feature->>'geometry'), 4326) AS contour FROM line;
CREATE INDEX ON commune USING gist (contour);
SELECT setseed(0.76) \g /dev/null
CREATE TEMPORARY TABLE point AS
  SELECT ST_SetSRID(ST_MakePoint(box.west + random() * (box.east - box.west),
                                 box.south + random() * (box.north - box.south)), 4326) AS place
  FROM (SELECT ST_XMin(e) AS west, ST_XMax(e) AS east, ST_YMin(e) AS south, ST_YMax(e) AS north
        FROM (SELECT ST_Extent(contour) AS e FROM commune) AS extent) AS box,
       generate_series(1, :points);
ANALYZE commune;
ANALYZE point;
SELECT extract(epoch FROM clock_timestamp()) AS began \gset
SELECT count(*) AS found FROM point JOIN commune ON ST_Contains(commune.contour, point.place) \gset
SELECT round(:points / (extract(epoch FROM clock_timestamp()) - :began));
