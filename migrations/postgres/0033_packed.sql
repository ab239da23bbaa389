-- Decoded entities take half of the database and more as plain JSON. From here on they are compressed (an LZ4 block behind the
-- length of the JSON, 4 bytes, little endian), and `entity` is empty; what was written before stays as it is.
alter table contents add column packed bytea;
