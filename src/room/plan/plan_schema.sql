-- plan: plans, their dated tasks, bodies and milestones, as read from the paper and as they stand now

create table plan (
	id @id,
	version @int not null default 1,        -- also grows with every change of a task: what caches and forms compare
	year @int not null,
	title text not null,
	issuer text not null,
	number text not null default '',
	issued_on text check (issued_on is null or issued_on like '____-__-__'),
	unit_id @int not null default 0,        -- whose plan it is; 0: the city's
	state text not null default 'draft' check (state in ('draft', 'published', 'withdrawn')),
	file_id @int not null default 0,        -- the document it was read from
	intake_id @int not null default 0,      -- the last reading that was accepted
	made_ms @ms not null,
	made_by text not null,
	published_ms @ms,
	published_by text,
	state_reason text not null default ''
) @strict;
create index plan_by_year on plan (year, id);

create table plan_task (
	id @id,
	version @int not null default 1,
	plan_id @int not null references plan (id),
	ord @int not null,                      -- place in the document
	appendix @int not null,
	section text not null,
	section_title text not null,
	no @int not null,
	content text not null,
	lead text not null,                     -- content without its bullet points
	direct_text text not null,
	execute_text text not null,
	coordinate_text text not null,
	time_text text not null,
	product text not null default '',       -- what other columns say
	is_candidate @int not null default 0 check (is_candidate in (0, 1)),
	place text not null,                    -- where it was read, for people
	page @int not null default 0,
	from_line @int not null default 0,
	to_line @int not null default 0,
	confidence @int not null default 100 check (confidence between 0 and 100),
	-- what lists show, kept by every act that changes the parts; always what a recount gives
	first_day text,                         -- of its milestones: the earliest last good day, NULL for none
	warnings_n @int not null default 0,     -- not yet settled
	unknown_n @int not null default 0,      -- its bodies that no name or alias of room unit means
	points text not null default '',        -- its living items, one a line
	stones text not null default '',        -- its living milestones, one a line of fields: see plan_line.c
	twin_id @int not null default 0,        -- the task of an earlier appendix that tells the same fact; 0: none
	ended_ms @ms,                           -- dropped by a later reading of the document; never deleted
	find_fold text not null                 -- content and bodies, folded
) @strict;
-- with what the list of plans sums up
create index plan_task_by_plan on plan_task (plan_id, ord, id, ended_ms, warnings_n);
create index plan_task_by_day on plan_task (first_day, id);

create table plan_item (
	id @id,
	version @int not null default 1,
	task_id @int not null references plan_task (id),
	ord @int not null,
	words text not null,
	ended_ms @ms
) @strict;
create index plan_item_by_task on plan_item (task_id, ord);

create table plan_body (
	id @id,
	version @int not null default 1,
	task_id @int not null references plan_task (id),
	ord @int not null,
	part text not null check (part in ('direct', 'execute', 'coordinate', 'act')),
	milestone_id @int not null default 0,   -- of part act: the milestone that names its own actors
	words text not null,                    -- as the paper writes it
	unit_id @int not null default 0,        -- the unit or the class that the words mean; both 0: not known
	class_id @int not null default 0,
	ended_ms @ms
) @strict;
create index plan_body_by_task on plan_body (task_id, ord);
create index plan_body_by_unit on plan_body (unit_id, task_id);
create index plan_body_unknown on plan_body (task_id, id) where unit_id = 0 and class_id = 0 and ended_ms is null;

create table plan_milestone (
	id @id,
	version @int not null default 1,
	task_id @int not null references plan_task (id),
	line_id @int not null default 0,        -- the first of the milestones that it renews; 0: it is the first itself
	ord @int not null,
	kind text not null check (kind in ('before', 'until', 'range', 'around', 'on', 'month', 'quarter', 'half_year', 'year',
		'recurring', 'offset', 'follows', 'when_arises', 'text')),
	on_day text check (on_day is null or on_day like '____-__-__'),
	end_day text check (end_day is null or end_day like '____-__-__'),
	days @int not null default 0,           -- of an offset
	period text not null default '',        -- 2024-Q1
	part text not null default '',          -- of the period: early, mid, late
	follows text not null default '',       -- what it goes by
	act text not null default '',
	actors text not null default '',
	words text not null,                    -- as the paper writes it
	good_day text,                          -- last good day by room calendar, when it was last reckoned; NULL: never late
	moved_paper text not null default '',   -- the paper that moved it
	ended_ms @ms
) @strict;
create index plan_milestone_by_task on plan_milestone (task_id, ord);
create index plan_milestone_by_day on plan_milestone (good_day, id);

create table plan_warning (
	id @id,
	version @int not null default 1,
	task_id @int not null references plan_task (id),
	col text not null,
	reason text not null,
	ended_ms @ms                            -- settled by a person
) @strict;
create index plan_warning_by_task on plan_warning (task_id, id);

create table plan_appendix (
	id @id,
	version @int not null default 1,
	plan_id @int not null references plan (id),
	no @int not null,
	title text not null,                    -- the lines below "PHỤ LỤC 1"
	ended_ms @ms                            -- a later reading says otherwise
) @strict;
create index plan_appendix_by_plan on plan_appendix (plan_id, no);

create table plan_link (
	id @id,
	version @int not null default 1,
	plan_id @int not null references plan (id),
	from_task_id @int not null references plan_task (id),
	to_task_id @int not null references plan_task (id),
	kind text not null check (kind in ('same', 'follows')),
	ended_ms @ms
) @strict;
create index plan_link_by_plan on plan_link (plan_id, id);

-- what others may read, promised to be kept
create view plan_v_public as
select id, year, title, issuer, number, issued_on, published_ms
  from plan
 where state = 'published';

-- the tasks of a plan as it was first published; append-only
create table plan_issued (
	id @id,
	version @int not null default 1,
	plan_id @int not null references plan (id),
	task_id @int not null unique references plan_task (id),
	kept_ms @ms not null,                   -- when the plan was first published
	after_id @int not null,                 -- the last act on the plan before that
	appendix @int not null,
	section text not null,
	no @int not null,
	content text not null,
	items text not null,                    -- one a line
	direct_text text not null,
	execute_text text not null,
	coordinate_text text not null,
	times text not null,                    -- its milestones in words, one a line
	product text not null
) @strict;
create index plan_issued_by_plan on plan_issued (plan_id, id);

-- an act that changed a plan after it was read, and the paper that says so; append-only
create table plan_amend (
	id @id,
	version @int not null default 1,
	plan_id @int not null references plan (id),
	task_id @int not null default 0,        -- 0: the plan's own head
	act text not null check (act in ('change', 'move', 'add', 'end', 'head')),
	paper text not null default '',         -- kind and number, as people call it
	paper_day text check (paper_day is null or paper_day like '____-__-__'),
	file_id @int not null default 0,
	note text not null default '',
	done_ms @ms not null,
	done_by text not null
) @strict;
create index plan_amend_by_plan on plan_amend (plan_id, id);
create index plan_amend_by_task on plan_amend (task_id, id);

-- what it changed, column by column; append-only
create table plan_amend_field (
	id @id,
	version @int not null default 1,
	amend_id @int not null references plan_amend (id),
	col text not null,
	was_text text not null,
	now_text text not null
) @strict;
create index plan_amend_field_by_amend on plan_amend_field (amend_id, id);

-- the task of an earlier plan that a task goes on from; append-only
create table plan_origin (
	id @id,
	version @int not null default 1,
	task_id @int not null unique references plan_task (id),
	from_task_id @int not null references plan_task (id)
) @strict;
create index plan_origin_by_from on plan_origin (from_task_id, id);
