-- intake: documents that were read and wait for a person

create table intake (
	id @id,
	version @int not null default 1,
	kind text not null,                     -- the room that asked for it
	state text not null default 'staged' check (state in ('staged', 'accepted', 'dropped')),
	name text not null,                     -- the document's own name
	head text not null,                     -- the room's JSON about the whole document
	file_id @int not null default 0,        -- the document itself, 0 when it came by command line
	unit_id @int not null default 0,        -- whose work it is
	target_id @int not null default 0,      -- what it became
	made_ms @ms not null,
	made_by text not null,
	ended_ms @ms,
	ended_by text
) @strict;
create index intake_by_state on intake (kind, state, id);

create table intake_row (
	id @id,
	version @int not null default 1,
	intake_id @int not null references intake (id),
	ord @int not null,
	is_kept @int not null default 1 check (is_kept in (0, 1)),
	place text not null,
	page @int not null default 0,
	from_line @int not null default 0,
	to_line @int not null default 0,
	source text not null,                   -- the words it was read from
	confidence @int not null check (confidence between 0 and 100),
	unique (intake_id, ord)
) @strict;

create table intake_cell (
	id @id,
	version @int not null default 1,
	row_id @int not null references intake_row (id),
	ord @int not null,
	col text not null,
	now_text text not null,
	was_text text not null,                 -- as read; never changed
	warning text not null default '',
	unique (row_id, col)
) @strict;

create table intake_line (
	id @id,
	version @int not null default 1,
	intake_id @int not null references intake (id),
	from_line @int not null,
	to_line @int not null,
	line_text text not null
) @strict;
create index intake_line_by_intake on intake_line (intake_id, id);
