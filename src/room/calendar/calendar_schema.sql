-- room/calendar/calendar_schema.sql -- the days that differ from the week

create table calendar_day (
	id @id,
	version @int not null default 1,
	day text not null unique check (day like '____-__-__'),
	kind text not null check (kind in ('off', 'work')),     -- free, or worked in exchange
	name text not null,
	source text not null                                    -- the paper that says so
) @strict;
