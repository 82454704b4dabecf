-- room/unit/unit_schema.sql -- the picture.
create table unit (id integer primary key);
-- append-only: who was called what, and when
create table unit_name (id integer primary key, unit_id bigint references unit (id));
create view unit_v_living as select id from unit;
create table petition (id integer primary key);
