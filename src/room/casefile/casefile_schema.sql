-- room/casefile/casefile_schema.sql -- procedures as data, cases that follow them, what befell each

-- A procedure. What it does at its end is the room's that asked for it: 'reissue' or 'exchange' of an award.
create table casefile_kind (
	id @id,
	version @int not null default 1,
	code text not null unique,
	name text not null,
	does text not null check (does in ('reissue', 'exchange')),
	levels text not null,                   -- of the awards it is for: 'base province'
	cite text not null,
	place_id @ref not null references law_place (id),
	is_verified @int not null check (is_verified in (0, 1)),
	source text not null
) @strict;

create table casefile_step (
	id @id,
	version @int not null default 1,
	kind_id @ref not null references casefile_kind (id),
	code text not null,
	name text not null,
	place @int not null,                    -- order; a case begins at the first
	ends text not null check (ends in ('', 'done', 'refused', 'withdrawn')),
	unique (kind_id, code)
) @strict;

-- What may be done at a step, by whom, and where it leads.
create table casefile_arrow (
	id @id,
	version @int not null default 1,
	kind_id @ref not null references casefile_kind (id),
	from_step text not null,
	act text not null,
	name text not null,                     -- on the button
	to_step text not null,
	who text not null,                      -- name of a right
	wants_reason @int not null check (wants_reason in (0, 1)),
	wants_papers @int not null check (wants_papers in (0, 1)),      -- not before every needed paper is there
	unique (kind_id, from_step, act)
) @strict;

-- How long a step, and those after it until the next clock, may take.
create table casefile_clock (
	id @id,
	version @int not null default 1,
	kind_id @ref not null references casefile_kind (id),
	step text not null,
	days @int not null check (days > 0),
	is_working @int not null check (is_working in (0, 1)),          -- working days; else days of the week
	day_from text not null check (day_from like '____-__-__'),
	day_to text check (day_to like '____-__-__'),
	cite text not null,
	place_id @ref not null references law_place (id),
	is_verified @int not null check (is_verified in (0, 1)),
	source text not null,
	unique (kind_id, step, day_from)
) @strict;

-- Papers that an applicant brings.
create table casefile_need (
	id @id,
	version @int not null default 1,
	kind_id @ref not null references casefile_kind (id),
	code text not null,
	name text not null,
	place @int not null,
	is_needed @int not null check (is_needed in (0, 1)),
	day_from text not null check (day_from like '____-__-__'),
	day_to text check (day_to like '____-__-__'),
	cite text not null,
	place_id @ref not null references law_place (id),
	is_verified @int not null check (is_verified in (0, 1)),
	source text not null,
	unique (kind_id, code, day_from)
) @strict;

create table casefile (
	id @id,
	version @int not null default 1,
	year @int not null,
	seq @int not null,                      -- number within the year
	kind_id @ref not null references casefile_kind (id),
	line_no @int not null,                  -- of the register: the award it is about
	unit_id @ref references unit (id),      -- whose reach it is in; null: only who sees all
	thing text not null,                    -- the award
	applicant text not null,                -- who asks
	contact text not null,
	reason text not null,
	wish text not null,                     -- the name that shall stand on the new one; '' as before
	received text not null check (received like '____-__-__'),
	step text not null,
	is_open @int not null check (is_open in (0, 1)),
	clock_from text check (clock_from like '____-__-__'),   -- null: no clock runs
	clock_days @int not null,
	is_working @int not null check (is_working in (0, 1)),
	clock_cite text not null,
	paused_n @int not null default 0,       -- days that pauses took from this clock, counted as it counts
	paused_from text check (paused_from like '____-__-__'),         -- null: not paused
	due text check (due like '____-__-__'), -- last good day; null: none, or paused
	told text not null default '' check (told in ('', 'near', 'late')),     -- what was said of this clock
	holder_id @ref references user_account (id),
	result_no @int not null default 0,      -- the new line
	blanked_ms @ms,                         -- not null: what was said of people went by law
	by_id @ref references user_account (id),
	by_words text not null,
	added_ms @ms not null,
	moved_ms @ms not null,                  -- since when it stands at its step
	closed_ms @ms,
	unique (year, seq)
) @strict;
create index casefile_by_due on casefile (is_open, due, id);
create index casefile_by_holder on casefile (holder_id, is_open);
create index casefile_by_line on casefile (line_no);
create index casefile_by_unit on casefile (unit_id, id);

-- What befell a case. Append only.
create table casefile_event (
	id @id,
	version @int not null default 1,
	case_id @ref not null references casefile (id),
	act text not null,                      -- of an arrow, or receive, pause, resume, hold, note, paper
	words text not null,                    -- in words
	step text not null,                     -- where it stood afterwards
	text text not null,
	by_words text not null,
	at_ms @ms not null
) @strict;
create index casefile_event_by_case on casefile_event (case_id, id);

-- Papers that came in, on paper or as files.
create table casefile_paper (
	id @id,
	version @int not null default 1,
	case_id @ref not null references casefile (id),
	need text not null,                     -- code of a need; '' for another paper
	name text not null,
	file_id @ref references file (id),      -- null: handed in on paper
	by_words text not null,
	at_ms @ms not null
) @strict;
create index casefile_paper_by_case on casefile_paper (case_id, id);

-- What somebody without an account asked for over the public page; an officer finds the line and makes a case of it, or answers.
create table casefile_ask (
	id @id,
	version @int not null default 1,
	code text not null unique,              -- by which the asker follows it; not to be guessed
	does text not null check (does in ('reissue', 'exchange')),
	name text not null,                     -- on the certificate
	thing text not null,                    -- which award, in the asker's words
	year @int not null,                     -- 0: not known
	certificate text not null,
	applicant text not null,
	contact text not null,
	reason text not null,
	state text not null check (state in ('new', 'taken', 'refused', 'gone')),   -- gone: kept for long enough, or blanked by hand
	answer text not null,                   -- of one that was refused
	case_id @ref references casefile (id),  -- of one that was taken
	asked_on text not null check (asked_on like '____-__-__'),
	by_words text not null,
	at_ms @ms not null,
	ended_ms @ms,
	blanked_ms @ms                          -- not null: what the asker said is gone
) @strict;
create index casefile_ask_by_state on casefile_ask (state, id);
create index casefile_ask_by_case on casefile_ask (case_id) where case_id is not null;
