-- room/duty/duty_schema.sql -- what units owe by a day, what they told of it, who was urged; and the counts kept of it

-- The dated thing of another room, with the counts of its executing duties.
create table duty_group (
	id @id,
	version @int not null default 1,
	room text not null,                     -- 'plan'
	parent_id @int not null,                -- the plan
	item_id @int not null,                  -- the task
	object_id @int not null,                -- the milestone
	title text not null,
	words text not null,                    -- the time as the paper writes it
	path text not null,
	direct_unit_id @int not null default 0,
	good_day text check (good_day like '____-__-__'),       -- null: never late by itself
	suspend_paper text not null default '',                 -- '' while its clock runs
	waits_n @int not null default 0,        -- things it waits for that are not done
	done_day text check (done_day like '____-__-__'),       -- last told_day once every executing unit is done
	-- kept counts of living executing duties by what was done; told and done apart by whether it was in time
	new_n @int not null default 0,
	begun_n @int not null default 0,
	partial_n @int not null default 0,
	told_n @int not null default 0,
	told_late_n @int not null default 0,
	done_n @int not null default 0,
	done_late_n @int not null default 0,
	suspended_n @int not null default 0,
	ended_ms @ms,                           -- the thing is gone or withdrawn
	unique (room, object_id)
) @strict;
create index duty_group_by_parent on duty_group (room, parent_id, object_id);
create index duty_group_by_item on duty_group (room, item_id);
create index duty_group_by_day on duty_group (good_day, id);

-- Whom the thing means: a unit, or a class that is looked at again when units change.
create table duty_target (
	id @id,
	version @int not null default 1,
	group_id @ref not null references duty_group (id),
	unit_id @int not null default 0,
	class_id @int not null default 0,
	part text not null check (part in ('execute', 'coordinate')),
	ended_ms @ms,
	check ((unit_id = 0) <> (class_id = 0))
) @strict;
create index duty_target_by_group on duty_target (group_id);

-- One unit's duty. good_day, title_fold, parent and item repeat the group's, for lists of one index.
create table duty (
	id @id,
	version @int not null default 1,
	group_id @ref not null references duty_group (id),
	room text not null,
	parent_id @int not null,
	item_id @int not null,
	unit_id @int not null,
	from_unit_id @int not null default 0,   -- the unit that merged into this one
	part text not null check (part in ('execute', 'coordinate')),
	phase text not null default 'new' check (phase in ('new', 'begun', 'partial', 'told', 'done')),
	good_day text check (good_day like '____-__-__'),
	told_day text check (told_day like '____-__-__'),       -- day of the complete report, waiting or confirmed
	percent @int not null default 0 check (percent between 0 and 100),
	suspend_paper text not null default '',
	waits_ms @ms,                           -- since when a report waits for the board
	reports_n @int not null default 0,
	urges_n @int not null default 0,
	urged_ms @ms,
	urged_by text not null default '',
	is_meant @int not null default 1 check (is_meant in (0, 1)),    -- 0: no longer, but it had reported
	ended_ms @ms
) @strict;
create unique index duty_of_unit on duty (group_id, unit_id, part) where ended_ms is null;
create index duty_by_unit on duty (unit_id, good_day, id);
create index duty_by_wait on duty (waits_ms, id) where waits_ms is not null;
create index duty_by_item on duty (room, item_id, unit_id);
-- open executing duties by their day: what is late, what is near
create index duty_open on duty (good_day, unit_id, parent_id)
 where ended_ms is null and part = 'execute' and suspend_paper = '' and phase in ('new', 'begun', 'partial');

create table duty_report (
	id @id,
	version @int not null default 1,
	duty_id @ref not null references duty (id),
	text text not null,
	percent @int not null check (percent between 1 and 100),
	state text not null default 'waiting' check (state in ('waiting', 'confirmed', 'returned', 'withdrawn')),
	day text not null check (day like '____-__-__'),
	by_id @int not null,
	by_name text not null,
	at_ms @ms not null,
	answer text not null default '',
	answered_by text not null default '',
	answered_ms @ms
) @strict;
create index duty_report_by_duty on duty_report (duty_id, id);

create table duty_evidence (
	id @id,
	version @int not null default 1,
	report_id @ref not null references duty_report (id),
	file_id @ref not null references file (id)
) @strict;
create index duty_evidence_by_report on duty_evidence (report_id);

-- Who was urged when. Append only.
create table duty_urge (
	id @id,
	version @int not null default 1,
	duty_id @ref not null references duty (id),
	kind text not null check (kind in ('digest', 'urge', 'escalate')),
	text text not null,
	by_name text not null,
	to_name text not null,
	at_ms @ms not null
) @strict;
create index duty_urge_by_duty on duty_urge (duty_id, id);

create table duty_wait (
	id @id,
	version @int not null default 1,
	group_id @ref not null references duty_group (id),      -- waits
	on_group_id @ref not null references duty_group (id),
	unique (group_id, on_group_id)
) @strict;
create index duty_wait_by_on on duty_wait (on_group_id);

-- Counts of living executing duties of a unit, of one parent and (parent 0) of all; late_n as of duty_clock.
create table duty_tally (
	id @id,
	version @int not null default 1,
	room text not null,
	parent_id @int not null,
	unit_id @int not null,
	new_n @int not null default 0,
	begun_n @int not null default 0,
	partial_n @int not null default 0,
	told_n @int not null default 0,
	told_late_n @int not null default 0,
	done_n @int not null default 0,
	done_late_n @int not null default 0,
	suspended_n @int not null default 0,
	late_new_n @int not null default 0,     -- of new_n, begun_n, partial_n: those whose last good day is before the clock's day
	late_begun_n @int not null default 0,
	late_partial_n @int not null default 0,
	late_n @int not null default 0,         -- the three and told_late_n: what lists are ordered by
	unique (room, parent_id, unit_id)
) @strict;
create index duty_tally_by_late on duty_tally (room, parent_id, late_n desc, unit_id);

-- The day as of which the tally knows what is late: one row.
create table duty_clock (
	id @id,
	version @int not null default 1,
	day text not null check (day like '____-__-__')
) @strict;

create table duty_follow (
	id @id,
	version @int not null default 1,
	user_id @int not null,
	unit_id @int not null default 0,
	class_id @int not null default 0,
	at_ms @ms not null,
	ended_ms @ms,
	check ((unit_id = 0) <> (class_id = 0))
) @strict;
create unique index duty_follow_once on duty_follow (user_id, unit_id, class_id) where ended_ms is null;
