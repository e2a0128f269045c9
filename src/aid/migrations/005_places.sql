-- Territories are filtered by what schemes name as such, no longer by their words.
DELETE FROM scheme_facet WHERE field = 'territory';
