-- room/notice/notice_schema.sql -- inboxes, the outbox, what people chose, addresses of calendars

create table notice (
	id @id,
	version @int not null default 1,
	user_id @ref references user_account (id),      -- null: a letter to an address outside, in nobody's inbox
	kind text not null,                     -- of a NOTICE row; of a letter outside, what room it is of
	object_id @int not null,                -- of the room that the kind names, 0 for none
	subject text not null,
	body text not null,                     -- as notice_text.h says
	path text not null,                     -- what is to be opened, '' for nothing
	made_ms @ms not null,
	read_ms @ms,                            -- null: unread
	is_waiting @int not null default 0 check (is_waiting in (0, 1))        -- 1: for the next digest
) @strict;
create index notice_by_user on notice (user_id, id);
create index notice_unread on notice (user_id) where read_ms is null;
create index notice_waiting on notice (user_id, id) where is_waiting = 1;
create index notice_by_read on notice (read_ms) where read_ms is not null;

-- Kinds whose letters a person wants otherwise than at once.
create table notice_choice (
	id @id,
	version @int not null default 1,
	user_id @ref not null references user_account (id),
	kind text not null,
	way text not null check (way in ('once', 'digest', 'none')),
	unique (user_id, kind)
) @strict;

-- One digest for a person and a day.
create table notice_digest (
	id @id,
	version @int not null default 1,
	user_id @ref not null references user_account (id),
	day text not null check (day like '____-__-__'),
	made_ms @ms not null,
	unique (user_id, day)
) @strict;
create index notice_digest_by_day on notice_digest (day);

-- The outbox.
create table notice_mail (
	id @id,
	version @int not null default 1,
	notice_id @ref not null references notice (id),
	address text not null,                  -- as the account had it then
	message_id text not null unique,        -- without < and >; the same for every try
	state text not null check (state in ('queued', 'sending', 'sent', 'failed', 'dropped')),
	attempts @int not null default 0,
	made_ms @ms not null,
	run_after_ms @ms not null,
	lease_until_ms @ms not null default 0,  -- 0 unless sending
	sent_ms @ms,
	error text not null default ''          -- the server's last words
) @strict;
create index notice_mail_due on notice_mail (state, run_after_ms, id);
create index notice_mail_by_notice on notice_mail (notice_id);

-- Window: the digests that people were given.
create view notice_v_digest as select user_id, body, made_ms from notice where kind = 'notice.digest' and user_id is not null;

-- Window: how a letter outside stands, for the room that sent it.
create view notice_v_mail as select id, address, state, sent_ms, error from notice_mail;

-- The one mail server, once it made trouble: nothing is tried before again_ms.
create table notice_server (
	id @id,
	version @int not null default 1,
	name text not null unique,              -- 'smtp'
	failed_n @int not null,                 -- in a row
	since_ms @ms not null,                  -- 0: no trouble
	again_ms @ms not null,
	error text not null
) @strict;

-- Secret addresses of calendars; at most one of a person lives.
create table notice_feed (
	id @id,
	version @int not null default 1,
	user_id @ref not null references user_account (id),
	token_hash text not null unique,        -- BLAKE2b of the token, in hexadecimal
	made_ms @ms not null,
	ended_ms @ms                            -- null: it lives
) @strict;
create unique index notice_feed_living on notice_feed (user_id) where ended_ms is null;
