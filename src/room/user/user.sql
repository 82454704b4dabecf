-- room/user/user.sql -- every statement of room user

-- user_session_who: the account behind a living session
select s.id as session_id, s.is_half, s.made_ms, s.seen_ms, a.id, a.login, a.full_name, a.unit_id, a.must_change
  from user_session s join user_account a on a.id = s.user_id
 where s.token_hash = :hash and s.ended_ms is null and a.disabled_ms is null;

-- user_rights: rights that an account's roles give, and how far each role sees; a right of two roles comes twice
select r.reach, g.right_name
  from user_has_role h join user_role r on r.code = h.role left join user_role_right g on g.role = r.code and g.is_given = 1
 where h.user_id = :user and h.taken_ms is null limit :n;

-- user_session_seen: the session is in use
update user_session set seen_ms = :now, address = :address where id = :id and ended_ms is null;

-- user_session_add: a new session
insert into user_session (user_id, token_hash, is_half, user_agent, address, made_ms, seen_ms)
values (:user, :hash, :half, :agent, :address, :now, :now) returning id;

-- user_session_rekey: the second step is done; the session goes on under another token
update user_session set is_half = 0, token_hash = :hash, made_ms = :now, seen_ms = :now, version = version + 1
 where id = :id and is_half = 1 and ended_ms is null;

-- user_session_tried: a wrong code in the second step
update user_session set tries_n = tries_n + 1 where id = :id;

-- user_session_get: one session
select id, user_id, is_half, tries_n, ended_ms, made_ms, seen_ms from user_session where id = :id;

-- user_session_list: the living sessions of an account, last used first
select id, user_agent, address, made_ms, seen_ms from user_session
 where user_id = :user and ended_ms is null and is_half = 0 and seen_ms > :idle and made_ms > :life
 order by seen_ms desc, id desc limit :n;

-- user_session_end: one session
update user_session set ended_ms = :now, version = version + 1 where id = :id and ended_ms is null;

-- user_session_end_all: all of an account but one
update user_session set ended_ms = :now, version = version + 1
 where user_id = :user and id <> :but and ended_ms is null;

-- user_session_end_oldest: an account keeps so many sessions
update user_session set ended_ms = :now, version = version + 1
 where user_id = :user and ended_ms is null
   and id not in (select id from user_session where user_id = :user and ended_ms is null order by id desc limit :n);

-- user_by_login: what signing in needs
select id, login, hash, unit_id, must_change, disabled_ms, totp_secret from user_account where login_fold = :fold;

-- user_secrets: the same for an account known by its id
select id, login, hash, unit_id, must_change, disabled_ms, totp_secret, totp_next, totp_step
  from user_account where id = :id;

-- user_seen: the account signed in
update user_account set seen_ms = :now where id = :id;

-- user_rehash: the same password under today's parameters
update user_account set hash = :hash where id = :id;

-- user_password_set: another password
update user_account set hash = :hash, must_change = :must, version = version + 1 where id = :id;

-- user_totp_next: a secret that waits to be confirmed
update user_account set totp_next = :secret, version = version + 1 where id = :id;

-- user_totp_on: the waiting secret is in force
update user_account set totp_secret = totp_next, totp_next = null, totp_step = :step, version = version + 1
 where id = :id and totp_next is not null;

-- user_totp_off: no second step
update user_account set totp_secret = null, totp_next = null, totp_step = 0, version = version + 1 where id = :id;

-- user_totp_step: a step is used up; no row when it was already
update user_account set totp_step = :step where id = :id and totp_step < :step;

-- user_code_add: a recovery code
insert into user_code (user_id, code_hash, made_ms) values (:user, :hash, :now) returning id;

-- user_code_use: uses a recovery code up
update user_code set used_ms = :now, version = version + 1
 where user_id = :user and code_hash = :hash and used_ms is null;

-- user_codes_drop: earlier recovery codes are void
update user_code set used_ms = :now, version = version + 1 where user_id = :user and used_ms is null;

-- user_device_add: a browser that signed in
insert into user_device (user_id, token_hash, made_ms) values (:user, :hash, :now) returning id;

-- user_device_get: whether this browser signed in to this account before
select d.id from user_device d join user_account a on a.id = d.user_id
 where d.token_hash = :hash and a.login_fold = :fold and d.made_ms > :since;

-- user_try_get: failed tries of one account from one place
select failed_n, last_ms from user_try where who = :who and place = :place;

-- user_try_first: the first one
insert into user_try (who, place, failed_n, last_ms) values (:who, :place, 1, :now)
 on conflict (who, place) do nothing returning id;

-- user_try_again: one more; the count starts anew after :since
update user_try set failed_n = case when last_ms < :since then 1 else failed_n + 1 end, last_ms = :now
 where who = :who and place = :place;

-- user_try_forget: the right password was given
delete from user_try where who = :who and place = :place;

-- user_try_sweep: what is too old to count
delete from user_try where last_ms < :since;

-- user_get: one account with its unit
select a.id, a.version, a.login, a.full_name, a.email, a.unit_id, u.name as unit_name, a.must_change, a.disabled_ms, a.made_ms,
       a.seen_ms, case when a.hash is null then 0 else 1 end as has_password,
       case when a.totp_secret is null then 0 else 1 end as has_totp
  from user_account a left join unit_v_unit u on u.id = a.unit_id
 where a.id = :id;

-- user_list: by words, role, subtree of units; by given name
select a.id, a.version, a.login, a.full_name, a.email, a.unit_id, u.name as unit_name, a.must_change, a.disabled_ms, a.made_ms,
       a.seen_ms, case when a.hash is null then 0 else 1 end as has_password,
       case when a.totp_secret is null then 0 else 1 end as has_totp
  from user_account a left join unit_v_unit u on u.id = a.unit_id
 where (:disabled = 1 or a.disabled_ms is null)
   and (cast(:words as text) is null or a.name_fold like :words escape '\' or a.login_fold like :words escape '\')
   and (cast(:role as text) is null or exists (select 1 from user_has_role h
         where h.user_id = a.id and h.role = :role and h.taken_ms is null))
   and (cast(:top as bigint) is null or u.path like '%/' || cast(:top as text) || '/%')
 order by a.sortkey, a.id limit :n offset :skip;

-- user_list_total: how many the same filter finds
select count(*) as total
  from user_account a left join unit_v_unit u on u.id = a.unit_id
 where (:disabled = 1 or a.disabled_ms is null)
   and (cast(:words as text) is null or a.name_fold like :words escape '\' or a.login_fold like :words escape '\')
   and (cast(:role as text) is null or exists (select 1 from user_has_role h
         where h.user_id = a.id and h.role = :role and h.taken_ms is null))
   and (cast(:top as bigint) is null or u.path like '%/' || cast(:top as text) || '/%');

-- user_roles_held: roles of one account
select h.role, r.name from user_has_role h join user_role r on r.code = h.role
 where h.user_id = :user and h.taken_ms is null order by r.place, r.code limit :n;

-- user_roles: all roles, with how many hold each
select r.code, r.name, r.reach,
       (select count(*) from user_has_role h join user_account a on a.id = h.user_id
         where h.role = r.code and h.taken_ms is null and a.disabled_ms is null) as users_n
  from user_role r order by r.place, r.code limit :n;

-- user_role_rights: what one role gives
select right_name from user_role_right where role = :role and is_given = 1 order by right_name limit :n;

-- user_add: an account; nothing when the name is taken
insert into user_account (login, login_fold, full_name, name_fold, sortkey, unit_id, email, made_ms)
values (:login, :fold, :name, :name_fold, :sortkey, :unit, :email, :now)
 on conflict (login_fold) do nothing returning id;

-- user_edit: another name, unit or address
update user_account set full_name = :name, name_fold = :name_fold, sortkey = :sortkey, unit_id = :unit,
       email = :email, version = version + 1
 where id = :id and version = :version;

-- user_email: another address
update user_account set email = :email, version = version + 1 where id = :id;

-- user_holders_own: living accounts of a unit whose roles give a right
select a.id, a.login, a.full_name, a.email from user_account a
 where a.unit_id = :unit and a.disabled_ms is null
   and exists (select 1 from user_has_role h join user_role_right g on g.role = h.role and g.is_given = 1
                where h.user_id = a.id and h.taken_ms is null and g.right_name = :right)
 order by a.sortkey, a.id limit :n;

-- user_holders: the same of every account in whose reach the unit lies
select a.id, a.login, a.full_name, a.email from user_account a
 where a.disabled_ms is null
   and exists (select 1 from user_has_role h join user_role_right g on g.role = h.role and g.is_given = 1
                where h.user_id = a.id and h.taken_ms is null and g.right_name = :right)
   and (exists (select 1 from user_has_role h join user_role r on r.code = h.role
                 where h.user_id = a.id and h.taken_ms is null and r.reach = 'all')
        or exists (select 1 from unit_v_unit u
                    where u.id = :unit and u.path like '%/' || cast(a.unit_id as text) || '/%'))
 order by a.sortkey, a.id limit :n;

-- user_role_give: a role
insert into user_has_role (user_id, role, given_ms) values (:user, :role, :now)
 on conflict (user_id, role) where taken_ms is null do nothing returning id;

-- user_role_take: takes a role back
update user_has_role set taken_ms = :now, version = version + 1
 where user_id = :user and role = :role and taken_ms is null;

-- user_disable: may no longer sign in
update user_account set disabled_ms = :now, version = version + 1
 where id = :id and version = :version and disabled_ms is null;

-- user_enable: may sign in again
update user_account set disabled_ms = null, version = version + 1
 where id = :id and version = :version and disabled_ms is not null;

-- user_admins: how many living accounts hold a role
select count(*) as n from user_has_role h join user_account a on a.id = h.user_id
 where h.role = :role and h.taken_ms is null and a.disabled_ms is null;

-- user_link_add: a one-time link
insert into user_link (user_id, token_hash, made_ms, ends_ms) values (:user, :hash, :now, :ends) returning id;

-- user_link_get: the account of a link that may still be used
select l.id, l.user_id from user_link l join user_account a on a.id = l.user_id
 where l.token_hash = :hash and l.used_ms is null and l.ends_ms > :now and a.disabled_ms is null;

-- user_link_use: uses a link up; no row when another was faster
update user_link set used_ms = :now, version = version + 1 where id = :id and used_ms is null;

-- user_links_drop: earlier links of an account are void
update user_link set used_ms = :now, version = version + 1 where user_id = :user and used_ms is null;

-- user_role_seed: a role, if it is new
insert into user_role (code, name, reach, place) values (:code, :name, :reach, :place)
 on conflict (code) do nothing returning id;

-- user_role_right_seed: a right of a role, if it was never said
insert into user_role_right (role, right_name, is_given) values (:role, :right, 1)
 on conflict (role, right_name) do nothing returning id;
