-- room/job/job_schema.sql -- work to be done later.

create table job (
	id @id,
	kind text not null,                     -- code of a JOB row
	payload text not null,
	goto_path text not null,                -- where the result is to be seen, '' for nowhere
	object_id @int not null,                -- what it works on, 0 for none
	state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
	progress_n @int not null,
	progress_total @int not null,
	owner_id @int not null,                 -- account that asked for it, 0 for the system
	owner_name text not null,
	run_after_ms @ms not null,
	added_ms @ms not null,
	started_ms @ms not null,                -- 0 until first taken
	ended_ms @ms not null,                  -- 0 until it ended
	lease_until_ms @ms not null,            -- 0 unless running
	attempts @int not null,                 -- also the number of the lease: a late process does not match it
	is_cancel_asked @int not null check (is_cancel_asked in (0, 1)),
	error text not null,
	version @int not null
) @strict;
create index job_due on job (state, run_after_ms, id);
create index job_by_owner on job (owner_id, id);
create index job_by_object on job (kind, object_id, state);
