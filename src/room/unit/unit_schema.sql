-- room/unit/unit_schema.sql -- the tree of units over time, classes, aliases

create table unit_kind (
	id @id,
	version @int not null default 1,
	code text not null unique,              -- 'so', 'quan', …: data, data/unit/kinds.tsv
	name text not null,
	place @int not null                     -- order in lists
) @strict;

create table unit (
	id @id,
	version @int not null default 1,
	code text not null unique,
	kind text not null references unit_kind (code),
	parent_id @ref references unit (id),    -- null: at the top
	path text not null,                     -- '/1/5/12/': ids from the top to this unit; a subtree is a range of it
	name text not null,                     -- the name of now; earlier ones are in unit_name
	short_name text not null,
	name_fold text not null,                -- text_fold of name
	short_fold text not null,
	sortkey text not null,                  -- text_sortkey of name
	day_from text check (day_from like '____-__-__'),       -- null: as long as anyone knows
	day_to text check (day_to like '____-__-__'),           -- last day of its life; null: it lives
	is_small @int not null default 0,       -- a small collective
	source text not null
) @strict;
create index unit_by_path on unit (path);
create index unit_by_parent on unit (parent_id);
create index unit_by_name on unit (name_fold);
create index unit_by_short on unit (short_fold);
create index unit_by_sortkey on unit (sortkey, id);

-- Names that held before the present one.
create table unit_name (
	id @id,
	version @int not null default 1,
	unit_id @ref not null references unit (id),
	name text not null,
	short_name text not null,
	name_fold text not null,
	day_from text check (day_from like '____-__-__'),       -- null: since the unit's birth
	day_to text not null check (day_to like '____-__-__')   -- last day it held
) @strict;
create index unit_name_by_unit on unit_name (unit_id, day_to);
create index unit_name_by_fold on unit_name (name_fold);

-- What was done to a unit and by which paper. Append only.
create table unit_act (
	id @id,
	version @int not null default 1,
	unit_id @ref not null references unit (id),
	kind text not null check (kind in ('add', 'rename', 'move', 'merge', 'split', 'close')),
	day text check (day like '____-__-__'),                 -- when it took effect
	paper text not null,
	note text not null,
	before_text text not null,
	after_text text not null,
	by_login text not null,
	at_ms @ms not null
) @strict;
create index unit_act_by_unit on unit_act (unit_id, id);

-- Which unit came after which. Append only.
create table unit_successor (
	id @id,
	version @int not null default 1,
	act_id @ref not null references unit_act (id),
	from_id @ref not null references unit (id),
	to_id @ref not null references unit (id),
	kind text not null check (kind in ('merge', 'split')),
	day text not null check (day like '____-__-__'),
	unique (from_id, to_id)
) @strict;
create index unit_successor_by_to on unit_successor (to_id);

-- Named sets of units.
create table unit_class (
	id @id,
	version @int not null default 1,
	code text not null unique,
	name text not null,
	name_fold text not null,
	sortkey text not null,
	note text not null
) @strict;

create table unit_class_member (
	id @id,
	version @int not null default 1,
	class_id @ref not null references unit_class (id),
	unit_id @ref references unit (id),      -- either a unit
	kind text references unit_kind (code),  -- or every living unit of a kind
	added_ms @ms not null,
	removed_ms @ms,                         -- null: it is a member
	check ((unit_id is null) <> (kind is null))
) @strict;
create index unit_class_member_by_class on unit_class_member (class_id);
create unique index unit_class_member_unit on unit_class_member (class_id, unit_id)
 where removed_ms is null and unit_id is not null;
create unique index unit_class_member_kind on unit_class_member (class_id, kind)
 where removed_ms is null and kind is not null;

-- Other words by which papers call a unit or a class; one folded text means one thing.
create table unit_alias (
	id @id,
	version @int not null default 1,
	words text not null,
	fold text not null,
	unit_id @ref references unit (id),
	class_id @ref references unit_class (id),
	added_ms @ms not null,
	removed_ms @ms,                         -- null: in force
	check ((unit_id is null) <> (class_id is null))
) @strict;
create unique index unit_alias_in_force on unit_alias (fold) where removed_ms is null;
create index unit_alias_by_unit on unit_alias (unit_id);
create index unit_alias_by_class on unit_alias (class_id);

-- Window: units for other rooms' lists and figures.
create view unit_v_unit as
 select id, code, kind, parent_id, path, name, short_name, name_fold, sortkey, day_from, day_to, is_small from unit;

-- Window: classes, and the units that each means, by list or by kind.
create view unit_v_class as
 select id, code, name from unit_class;
create view unit_v_class_member as
 select m.class_id, u.id as unit_id
   from unit_class_member m join unit u on (m.unit_id is not null and u.id = m.unit_id)
     or (m.unit_id is null and u.kind = m.kind)
  where m.removed_ms is null;

-- Window: which unit came after which, the first successor first.
create view unit_v_successor as
 select id, from_id, to_id, kind, day from unit_successor;
