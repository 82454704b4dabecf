-- room/calendar/calendar_schema.sql -- the days that differ from the week

create table calendar_day (
	id @id,
	version @int not null default 1,
	day text not null unique check (day like '____-__-__'),
	kind text not null check (kind in ('off', 'work', 'week')),     -- free; worked in exchange; as the week says again
	name text not null,
	source text not null,                                   -- the paper that says so
	is_expected @int not null default 0 check (is_expected in (0, 1))       -- nobody has announced it yet
) @strict;
