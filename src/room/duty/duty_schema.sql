-- room/duty/duty_schema.sql -- what units owe by a day, what they told of it, who was urged; and the counts kept of it
--
-- How a duty stands on a day D follows from two kept columns: late when due_day < D, else `calm`, a number of enum
-- duty_state: 0 suspended, 2 waiting, 3 reported, 4 under way, 5 not begun, 6 done late, 7 done.

-- The dated thing of another room, with the counts of its executing duties.
create table duty_group (
	id @id,
	version @int not null default 1,
	room text not null,                     -- 'plan'
	parent_id @int not null,                -- the plan
	item_id @int not null,                  -- the task
	object_id @int not null,                -- the milestone
	title text not null,
	title_fold text not null,               -- text_fold of title
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
create index duty_group_by_item on duty_group (room, item_id, object_id, id);
create index duty_group_by_director on duty_group (direct_unit_id, good_day);

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
create unique index duty_target_of_group on duty_target (group_id, unit_id, class_id, part) where ended_ms is null;
create index duty_target_by_unit on duty_target (unit_id) where ended_ms is null;

-- One unit's duty. Room, parent and item repeat the group's, so that a list reads one index.
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
	told_day text check (told_day like '____-__-__'),       -- day of the complete report, waiting or confirmed
	percent @int not null default 0 check (percent between 0 and 100),
	suspend_paper text not null default '', -- of this unit alone; the group has its own
	calm @int not null default 5 check (calm in (0, 2, 3, 4, 5, 6, 7)),     -- how it stands while its day has not passed
	due_day text not null default '9999-12-31' check (due_day like '____-__-__'),   -- late after that day
	waits_ms @ms,                           -- since when a report waits for the board
	reports_n @int not null default 0,
	urges_n @int not null default 0,
	urged_ms @ms,
	urged_by text not null default '',
	is_meant @int not null default 1 check (is_meant in (0, 1)),    -- 0: no longer, but it had reported
	last_act text not null default '',      -- code of the act that gave it its version, for whoever comes second
	last_by text not null default '',
	last_ms @ms,
	ended_ms @ms
) @strict;
create unique index duty_of_unit on duty (group_id, unit_id) where ended_ms is null;
-- these two with all that the lists over them ask for, so that they look up no row but the page's
create index duty_by_group on duty (group_id, id, part, ended_ms, calm, room, parent_id, unit_id, due_day);
create index duty_by_unit on duty (unit_id, due_day, id, part, ended_ms, calm, room, parent_id, waits_ms, group_id);
create index duty_by_wait on duty (waits_ms, id, ended_ms) where waits_ms is not null and ended_ms is null;
create index duty_by_day on duty (due_day, id) where ended_ms is null and part = 'execute';
create index duty_by_state on duty (calm, due_day, id) where ended_ms is null and part = 'execute';
create index duty_by_parent on duty (room, parent_id, due_day, id) where ended_ms is null and part = 'execute';

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

-- What befell a duty besides reports and urging: stopped, resumed, reopened, passed on; append-only.
create table duty_event (
	id @id,
	version @int not null default 1,
	duty_id @ref not null references duty (id),
	kind text not null check (kind in ('suspend', 'resume', 'reopen', 'pass_on', 'end')),
	text text not null,                     -- the paper, the reason, the unit
	by_name text not null,
	at_ms @ms not null
) @strict;
create index duty_event_by_duty on duty_event (duty_id, id);

-- Who was urged when; append-only.
create table duty_urge (
	id @id,
	version @int not null default 1,
	duty_id @ref not null references duty (id),
	kind text not null check (kind in ('urge', 'escalate')),
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

-- Living executing duties of a unit by how they stand on duty_clock's day, of one parent and (parent 0) of all.
create table duty_tally (
	id @id,
	version @int not null default 1,
	room text not null,
	parent_id @int not null,
	unit_id @int not null,
	suspended_n @int not null default 0,
	late_n @int not null default 0,
	waiting_n @int not null default 0,
	reported_n @int not null default 0,
	under_way_n @int not null default 0,
	not_begun_n @int not null default 0,
	done_late_n @int not null default 0,
	done_n @int not null default 0,
	unique (room, parent_id, unit_id)
) @strict;
-- with what is summed over all units for every list
create index duty_tally_by_parent on duty_tally (parent_id, unit_id, room, suspended_n, late_n, waiting_n, reported_n,
	under_way_n, not_begun_n, done_late_n, done_n);

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

-- The units that a person follows, by themselves or through a class; kept by following and by spreading.
create table duty_follow_unit (
	id @id,
	version @int not null default 1,
	user_id @int not null,
	unit_id @int not null,
	unique (user_id, unit_id)
) @strict;

-- Window: a duty with what its group and unit say, as lists show it.
create view duty_v_row as
 select d.id, d.version, d.group_id, d.room, d.parent_id, d.item_id, g.object_id, d.unit_id, d.from_unit_id, d.part,
        d.phase, d.told_day, d.percent, d.suspend_paper, d.calm, d.due_day, d.waits_ms, d.reports_n, d.urges_n, d.urged_ms,
        d.urged_by, d.is_meant, d.last_act, d.last_by, d.last_ms, d.ended_ms, g.title, g.title_fold, g.words, g.path,
        g.good_day, g.suspend_paper as group_paper, g.waits_n, u.name as unit_name, u.name_fold as unit_fold,
        u.sortkey as unit_sortkey, u.path as unit_path
   from duty d join duty_group g on g.id = d.group_id join unit_v_unit u on u.id = d.unit_id;
