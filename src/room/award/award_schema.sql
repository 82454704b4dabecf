-- room/award/award_schema.sql -- the catalogue of titles and honours, grounds, and what money follows

create table award (
	id @id,
	version @int not null default 1,
	code text not null unique,
	class text not null check (class in ('title', 'honour')),
	name text not null,
	name_fold text not null,
	short_name text not null,
	for_person @int not null check (for_person in (0, 1)),
	for_collective @int not null check (for_collective in (0, 1)),
	for_household @int not null check (for_household in (0, 1)),
	level text not null check (level in ('state', 'government', 'province', 'base')),
	decider text not null,                  -- in words
	rank @int not null,                     -- precedence within the class: lower is higher
	width_mm @int not null,                 -- of the certificate or flag; 0: not known
	height_mm @int not null,
	day_from text check (day_from like '____-__-__'),       -- given since; null: as long as anyone knows
	day_to text check (day_to like '____-__-__'),           -- last day it was given
	cite text not null,
	place_id @ref not null references law_place (id),
	is_verified @int not null check (is_verified in (0, 1)),
	source text not null
) @strict;
create index award_by_rank on award (class, rank, id);

create table award_way (
	id @id,
	version @int not null default 1,
	code text not null unique,
	name text not null,
	place @int not null,                    -- order in the statistics
	cite text not null,
	place_id @ref not null references law_place (id)
) @strict;

create table award_ground (
	id @id,
	version @int not null default 1,
	code text not null unique,
	name text not null,
	name_fold text not null,
	way_id @ref not null references award_way (id),         -- how the statistics count it
	place @int not null,
	cite text not null,
	place_id @ref not null references law_place (id),
	is_verified @int not null check (is_verified in (0, 1)),
	source text not null
) @strict;

-- Other words by which papers call an award or a ground; folded words mean one award, and one ground.
create table award_alias (
	id @id,
	version @int not null default 1,
	words text not null,
	fold text not null,
	award_id @ref references award (id),
	ground_id @ref references award_ground (id),
	added_ms @ms not null,
	removed_ms @ms,                         -- null: in force
	check ((award_id is null) <> (ground_id is null))
) @strict;
create unique index award_alias_award on award_alias (fold) where removed_ms is null and award_id is not null;
create unique index award_alias_ground on award_alias (fold) where removed_ms is null and ground_id is not null;
create index award_alias_by_award on award_alias (award_id);

-- Dated rows from which money is computed. A change of law is a new row.
create table award_multiple (
	id @id,
	version @int not null default 1,
	award_id @ref not null references award (id),
	subject @int not null check (subject in (1, 2, 3)),     -- enum award_subject
	hundredths @int not null check (hundredths >= 0),       -- of the base salary
	is_at_most @int not null check (is_at_most in (0, 1)),  -- the law sets a bound, not the sum
	day_from text not null check (day_from like '____-__-__'),
	day_to text check (day_to like '____-__-__'),
	cite text not null,
	place_id @ref not null references law_place (id),
	is_verified @int not null check (is_verified in (0, 1)),
	unique (award_id, subject, day_from)
) @strict;

create table award_figure (
	id @id,
	version @int not null default 1,
	kind text not null check (kind in ('salary', 'rounding', 'household')),
	amount @money not null,                 -- đồng a month; step of rounding (0: none); hundredths of a person's multiple
	direction text not null check (direction in ('', 'up', 'down', 'near')),
	day_from text not null check (day_from like '____-__-__'),
	day_to text check (day_to like '____-__-__'),
	cite text not null,
	place_id @ref not null references law_place (id),
	is_verified @int not null check (is_verified in (0, 1)),
	unique (kind, day_from)
) @strict;

-- Window: awards and grounds for other rooms' lists.
create view award_v_award as
 select id, code, class, name, short_name, level, rank, for_person, for_collective, for_household from award;
create view award_v_ground as
 select g.id, g.code, g.name, g.way_id, w.code as way from award_ground g join award_way w on w.id = g.way_id;
