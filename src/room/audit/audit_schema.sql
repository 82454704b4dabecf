-- room/audit/audit_schema.sql -- the chained log. Append-only: audit.

create table audit (
	id @id,
	seq @int not null unique,               -- 1, 2, … without a gap
	at_ms @ms not null,
	user_id @int not null,                  -- 0: nobody or the system; no reference, the log outlives accounts
	user_name text not null,
	act text not null,                      -- code of an ACT row
	object_id @int not null,                -- 0 where there is no object
	detail text not null,                   -- '' with a detail_sum: blanked by law
	salt text not null,                     -- of the detail: 32 digits; '' without one, or once it was blanked
	detail_sum text not null,               -- BLAKE2b of salt and detail; '' without a detail
	origin text not null,                   -- remote address or "cli"
	is_refusal @int not null check (is_refusal in (0, 1)),
	prev_hash text not null,
	hash text not null                      -- BLAKE2b of prev_hash and of every field above but id, detail and salt
) @strict;
create index audit_by_act on audit (act, seq);
create index audit_by_user on audit (user_name, seq);
create index audit_by_object on audit (object_id, seq);

-- The head of the chain: one row, moved on with each entry, whose lock puts writers in line.
create table audit_head (
	id @int primary key check (id = 1),
	seq @int not null,
	hash text not null
) @strict;

-- Window: what was done to what, for rooms that keep something derived and learn from it what changed.
create view audit_v_act as
 select seq, act, object_id, hash from audit where is_refusal = 0;

-- Keys of forms already sent, against double submits.
create table audit_once (
	id @id,
	key text not null unique,
	at_ms @ms not null,
	location text not null                  -- where the first answer went
) @strict;
create index audit_once_by_time on audit_once (at_ms);
