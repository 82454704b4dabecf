-- room/user/user_schema.sql -- accounts, roles, sessions, and what guards the door

create table user_account (
	id @id,
	version @int not null default 1,
	login text not null,
	login_fold text not null unique,        -- text_fold of login: no two that look alike
	full_name text not null,
	name_fold text not null,
	sortkey text not null,                  -- text_sortkey_name
	unit_id @ref references unit (id),      -- null: belongs to no unit
	email text,                             -- null: gets no letters
	hash text,                              -- argon2id; null: no password yet, cannot sign in
	must_change @int not null default 0,
	totp_secret @bytes,                     -- sealed under a key outside the database, in force; null: no second step
	totp_next @bytes,                       -- shown, not yet confirmed
	totp_step @int not null default 0,      -- last step used: never taken twice
	disabled_ms @ms,
	made_ms @ms not null,
	seen_ms @ms                             -- last sign-in
) @strict;
create index user_account_by_unit on user_account (unit_id);
create index user_account_by_sortkey on user_account (sortkey, id);

create table user_role (
	id @id,
	version @int not null default 1,
	code text not null unique,
	name text not null,
	reach text not null check (reach in ('own', 'all', 'given')),
	place @int not null
) @strict;

-- Which right a role gives. A row once seeded is never seeded again, so an administrator's choice stays.
create table user_role_right (
	id @id,
	version @int not null default 1,
	role text not null references user_role (code),
	right_name text not null,               -- of a RIGHT row
	is_given @int not null,
	unique (role, right_name)
) @strict;
create index user_role_right_given on user_role_right (role, is_given, right_name);     -- read for every request

create table user_has_role (
	id @id,
	version @int not null default 1,
	user_id @ref not null references user_account (id),
	role text not null references user_role (code),
	given_ms @ms not null,
	taken_ms @ms                            -- null: held
) @strict;
create unique index user_has_role_held on user_has_role (user_id, role) where taken_ms is null;

create table user_session (
	id @id,
	version @int not null default 1,
	user_id @ref not null references user_account (id),
	token_hash text not null unique,        -- BLAKE2b of the cookie, in hexadecimal
	is_half @int not null,                  -- 1: the second step is still to come
	user_agent text not null,
	address text not null,
	made_ms @ms not null,
	seen_ms @ms not null,
	ended_ms @ms,                           -- null: it lives, unless too old
	tries_n @int not null default 0         -- wrong codes in the second step
) @strict;
create index user_session_by_user on user_session (user_id, seen_ms);

-- Browsers that signed in before: their tries are counted apart.
create table user_device (
	id @id,
	version @int not null default 1,
	user_id @ref not null references user_account (id),
	token_hash text not null unique,
	made_ms @ms not null
) @strict;
create index user_device_by_user on user_device (user_id);

-- Failed tries of one account from one place. who: login_fold, or '*' for any; place: address, or 'device:ID'.
create table user_try (
	id @id,
	version @int not null default 1,
	who text not null,
	place text not null,
	failed_n @int not null,
	last_ms @ms not null,
	unique (who, place)
) @strict;
create index user_try_by_last on user_try (last_ms);

create table user_link (
	id @id,
	version @int not null default 1,
	user_id @ref not null references user_account (id),
	token_hash text not null unique,
	made_ms @ms not null,
	ends_ms @ms not null,
	used_ms @ms                             -- null: may still be used, until ends_ms
) @strict;
create index user_link_by_user on user_link (user_id);

-- Recovery codes of the second step.
create table user_code (
	id @id,
	version @int not null default 1,
	user_id @ref not null references user_account (id),
	code_hash text not null,
	made_ms @ms not null,
	used_ms @ms                             -- null: may still be used
) @strict;
create index user_code_by_user on user_code (user_id);

-- Window: names of people for other rooms' lists.
create view user_v_account as
 select id, login, full_name, sortkey, unit_id, email, disabled_ms from user_account;

-- Window: which rights people hold by their roles, and whether one of those roles reaches everything.
create view user_v_right as
 select h.user_id, g.right_name, max(case when r.reach = 'all' then 1 else 0 end) as reaches_all
   from user_has_role h join user_role r on r.code = h.role join user_role_right g on g.role = h.role
  where h.taken_ms is null and g.is_given = 1
  group by h.user_id, g.right_name;

-- An address that a person keeps by a name, at a place of the house: a filter of a plan, a search of the register.
create table user_saved (
	id @id,
	version @int not null default 1,
	user_id @int not null,                  -- 0: the system, by a verb
	place text not null,                    -- "plan/12", "register"
	name text not null,
	address text not null,                  -- as the place's room writes and reads it
	made_ms @ms not null,
	ended_ms @ms
) @strict;
create index user_saved_by_user on user_saved (user_id, place, id);
