-- room/person/person_schema.sql -- people and households over time

-- Leader classes of the statistics (form 0603, rows 06 to 10) and the province codes of identity numbers.
create table person_class (
	id @id,
	version @int not null default 1,
	code text not null unique,
	name text not null,
	place @int not null
) @strict;
create table person_province (
	id @id,
	version @int not null default 1,
	code text not null unique check (length(code) = 3),
	name text not null
) @strict;

create table person (
	id @id,
	version @int not null default 1,
	is_household @int not null default 0 check (is_household in (0, 1)),
	name text not null,                     -- of now; of a household: its representative
	name_fold text not null,                -- text_fold
	sortkey text not null,                  -- text_sortkey_name
	birth_on text check (birth_on like '____-__-__'),       -- null: only the year is known, or nothing
	birth_year @int,
	sex text not null check (sex = '' or sex = 'm' or sex = 'f'),     -- a list of three would be a table made for each row
	ethnicity text not null,
	religion text not null,
	nationality text not null,              -- '': Việt Nam
	staff_code text not null,
	address text not null,
	died_on text check (died_on like '____-__-__'),
	unit_id @ref references unit (id),      -- of the present post; null: none that the catalogue knows
	position text not null,                 -- of the present post
	head_id @ref references person (id),    -- of a household: the person, when that is recorded
	merged_id @ref references person (id),  -- not null: another record of the same person, which speaks for both
	added_ms @ms not null
) @strict;
create index person_by_fold on person (name_fold, birth_year);
create index person_by_sortkey on person (sortkey, id);
create index person_by_unit on person (unit_id, sortkey, id);
create index person_by_merged on person (merged_id) where merged_id is not null;

-- Identity numbers: 12 digits, or the older 9. One living number is one person's.
create table person_number (
	id @id,
	version @int not null default 1,
	person_id @ref not null references person (id),
	number text not null check (length(number) in (9, 12)),
	added_ms @ms not null,
	removed_ms @ms
) @strict;
create unique index person_number_in_force on person_number (number) where removed_ms is null;
create index person_number_by_person on person_number (person_id);

-- Other ways a person's name was written, and former names.
create table person_name (
	id @id,
	version @int not null default 1,
	person_id @ref not null references person (id),
	name text not null,
	fold text not null,
	is_former @int not null check (is_former in (0, 1)),
	added_ms @ms not null,
	removed_ms @ms
) @strict;
create index person_name_by_person on person_name (person_id);
create index person_name_by_fold on person_name (fold);

create table person_post (
	id @id,
	version @int not null default 1,
	person_id @ref not null references person (id),
	unit_id @ref references unit (id),      -- null: a body outside the catalogue, said in unit_words
	unit_words text not null,
	position text not null,
	day_from text check (day_from like '____-__-__'),
	day_to text check (day_to like '____-__-__'),           -- last day; null: still
	paper text not null,
	added_ms @ms not null,
	removed_ms @ms
) @strict;
create index person_post_by_person on person_post (person_id, day_from);
create index person_post_by_unit on person_post (unit_id);

-- What held for a time: Party member, leader class, direct worker, leave, study, discipline; where somebody comes from, as it was said.
create table person_fact (
	id @id,
	version @int not null default 1,
	person_id @ref not null references person (id),
	kind text not null check (kind in ('party', 'leader', 'direct', 'leave', 'maternity', 'study', 'discipline', 'origin')),
	value text not null,                    -- leader: code of person_class; discipline, leave, study: in words
	day_from text check (day_from like '____-__-__'),
	day_to text check (day_to like '____-__-__'),
	paper text not null,
	added_ms @ms not null,
	removed_ms @ms,
	load_id @int not null default 0         -- of one that a loaded sheet said: of that load, which takes it back; 0: said by somebody
) @strict;
create index person_fact_by_load on person_fact (load_id, id) where load_id <> 0;
create index person_fact_by_person on person_fact (person_id, kind, day_from);

-- Who was made an alias of whom. Append only; an undo is a row of its own.
create table person_merge (
	id @id,
	version @int not null default 1,
	from_id @ref not null references person (id),
	into_id @ref not null references person (id),
	is_undo @int not null check (is_undo in (0, 1)),
	note text not null,
	by_login text not null,
	at_ms @ms not null
) @strict;
create index person_merge_by_from on person_merge (from_id);
create index person_merge_by_into on person_merge (into_id);

-- Window: people for other rooms' lists and figures.
create view person_v_person as
 select id, is_household, name, name_fold, sortkey, birth_on, birth_year, sex, ethnicity, religion, unit_id, position,
        merged_id from person;
create view person_v_class as
 select id, code, name, place from person_class;
