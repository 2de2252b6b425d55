-- ANALYZE keeps samples of a column's values, and would keep a key there that is deleted. It takes none of these any more, and
-- those that it took go: a column whose type is set loses its statistics, also where the type stays the same.
ALTER TABLE conversation_key ALTER COLUMN key TYPE bytea, ALTER COLUMN key SET STATISTICS 0;
