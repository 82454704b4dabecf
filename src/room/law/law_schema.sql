-- room/law/law_schema.sql -- texts, places in them, what they do to one another

create table law (
	id @id,
	version @int not null default 1,
	number text not null,
	number_fold text not null unique,       -- law_number_fold: '6/2022/qh15'
	kind text not null,
	title text not null,
	name_fold text not null,                -- text_fold of kind and title: citations by name
	issuer text not null,
	signed_on text check (signed_on like '____-__-__'),
	day_from text check (day_from like '____-__-__'),       -- null: not known
	day_to text check (day_to like '____-__-__'),           -- last day in force; null: still
	is_verified @int not null check (is_verified in (0, 1)),
	source text not null
) @strict;

create table law_place (
	id @id,
	version @int not null default 1,
	law_id @ref not null references law (id),
	article text not null,                  -- '21', '21a'; '' for the whole text
	article_no @int not null,               -- 21: for the order
	clause @int not null,
	point text not null,
	title text not null,
	words text not null,
	day_from text check (day_from like '____-__-__'),       -- null: as the text
	day_to text check (day_to like '____-__-__'),
	is_verified @int not null check (is_verified in (0, 1)),
	source text not null,
	unique (law_id, article, clause, point)
) @strict;

create table law_link (
	id @id,
	version @int not null default 1,
	from_id @ref not null references law (id),
	to_id @ref not null references law (id),
	kind text not null check (kind in ('amends', 'replaces', 'details')),
	day text check (day like '____-__-__'),
	unique (from_id, to_id, kind)
) @strict;
create index law_link_by_to on law_link (to_id);

-- How long something that the house holds of people is kept, in days; nothing said: for as long as it is.
create table law_keep (
	id @id,
	version @int not null default 1,
	what text not null,                     -- 'casefile.ask.waiting': of the room before the dot
	days @int not null check (days > 0),
	day_from text not null check (day_from like '____-__-__'),
	day_to text check (day_to like '____-__-__'),
	cite text not null,
	place_id @ref not null references law_place (id),
	is_verified @int not null check (is_verified in (0, 1)),
	source text not null,
	unique (what, day_from)
) @strict;

-- Window: places that rooms keep the id of, with their text.
create view law_v_place as
 select p.id, p.law_id, l.number, l.kind, l.title as law_title, p.article, p.clause, p.point, p.title, p.is_verified
   from law_place p join law l on l.id = p.law_id;
