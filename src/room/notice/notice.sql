-- room/notice/notice.sql -- every statement of room notice

-- notice_to: where a living account gets its letters, and how it wants those of a kind
select a.id, a.email, c.way from user_v_account a
  left join notice_choice c on c.user_id = a.id and c.kind = :kind
 where a.id = :user and a.disabled_ms is null;

-- notice_add: a row in an inbox
insert into notice (user_id, kind, object_id, subject, body, path, made_ms, is_waiting)
values (:user, :kind, :object, :subject, :body, :path, :now, :waiting) returning id;

-- notice_outside_add: a letter to nobody of the house; read from the start, so that it goes when its letter has gone
insert into notice (user_id, kind, object_id, subject, body, path, made_ms, read_ms)
values (null, :kind, :object, :subject, :body, :path, :now, :now) returning id;

-- notice_count: unread ones of a person, but no more than :n
select count(*) as n from (select 1 as one from notice where user_id = :user and read_ms is null limit :n) as unread;

-- notice_list: newest first
select id, kind, object_id, subject, path, made_ms, read_ms from notice
 where user_id = :user and id < :before order by id desc limit :n;

-- notice_list_unread: the same of those that are unread
select id, kind, object_id, subject, path, made_ms, read_ms from notice
 where user_id = :user and id < :before and read_ms is null order by id desc limit :n;

-- notice_get: one, of its person
select id, kind, object_id, subject, body, path, made_ms, read_ms from notice where id = :id and user_id = :user;

-- notice_read: it is read
update notice set read_ms = :now, version = version + 1 where id = :id and user_id = :user and read_ms is null;

-- notice_read_all: all of a person's are
update notice set read_ms = :now, version = version + 1 where user_id = :user and read_ms is null;

-- notice_waiting: what waits for a person's digest, oldest first
select id, subject, path from notice where user_id = :user and is_waiting = 1 order by id limit :n;

-- notice_waiting_done: it has been told
update notice set is_waiting = 0, version = version + 1 where user_id = :user and is_waiting = 1 and id <= :last;

-- notice_waiting_people: for whom something waits, after a person
select distinct user_id from notice where is_waiting = 1 and user_id > :after order by user_id limit :n;

-- notice_digest_add: the digest of a day; nothing when it has been made
insert into notice_digest (user_id, day, made_ms) values (:user, :day, :now)
 on conflict (user_id, day) do nothing returning id;

-- notice_sweep: read long ago and in no letter
delete from notice where id in (select n.id from notice n
 where n.read_ms < :until and not exists (select 1 from notice_mail m where m.notice_id = n.id)
 order by n.read_ms, n.id limit :n);

-- notice_digest_sweep: days long ago
delete from notice_digest where day < :day;

-- notice_mail_sweep: letters that ended long ago
delete from notice_mail where state in ('sent', 'dropped') and run_after_ms < :until;

-- notice_choices: what a person chose
select kind, way from notice_choice where user_id = :user order by kind limit :n;

-- notice_choice_add: the first choice of a kind
insert into notice_choice (user_id, kind, way) values (:user, :kind, :way) on conflict (user_id, kind) do nothing returning id;

-- notice_choice_set: another one
update notice_choice set way = :way, version = version + 1 where user_id = :user and kind = :kind and way <> :way;

-- notice_feed_get: the living address of a person's calendar
select id, made_ms from notice_feed where user_id = :user and ended_ms is null;

-- notice_feed_add: a new one
insert into notice_feed (user_id, token_hash, made_ms) values (:user, :hash, :now) returning id;

-- notice_feed_end: it leads nowhere from now on
update notice_feed set ended_ms = :now, version = version + 1 where user_id = :user and ended_ms is null;

-- notice_feed_who: whose calendar it is
select f.user_id from notice_feed f join user_v_account a on a.id = f.user_id
 where f.token_hash = :hash and f.ended_ms is null and a.disabled_ms is null;

-- notice_mail_add: a letter that waits
insert into notice_mail (notice_id, address, message_id, state, made_ms, run_after_ms)
values (:notice, :address, :message, 'queued', :now, :now) returning id;

-- notice_mail_due: the next to be sent
select id, state, attempts from notice_mail
 where state = 'queued' and run_after_ms <= :now order by run_after_ms, id limit 1;

-- notice_mail_lost: one whose sender died (a statement of its own, so that each walks an index and sorts nothing)
select id, state, attempts from notice_mail
 where state = 'sending' and lease_until_ms <= :now order by run_after_ms, id limit 1;

-- notice_mail_whole: a letter with what it says
select m.id, m.notice_id, m.address, m.message_id, m.made_ms, n.kind, n.subject, n.body, n.path, n.made_ms as notice_ms,
       case when n.user_id is null then 1 else 0 end as is_outside
  from notice_mail m join notice n on n.id = m.notice_id
 where m.id = :id;

-- notice_mail_take: it is on its way; attempts are the number of the lease
update notice_mail set state = 'sending', attempts = attempts + 1, lease_until_ms = :lease, version = version + 1
 where id = :id and attempts = :attempts and state = :state;

-- notice_mail_end: how it went
update notice_mail set state = :state, lease_until_ms = 0, run_after_ms = :run_after, error = :error, version = version + 1,
       sent_ms = case when :state = 'sent' then cast(:now as bigint) else null end
 where id = :id and attempts = :attempts and state = 'sending';

-- notice_mail_next: when a letter is next due
select min(case when state = 'sending' then lease_until_ms else run_after_ms end) as next_ms from notice_mail
 where state in ('queued', 'sending');

-- notice_mail_get: one letter
select m.id, m.version, m.address, m.message_id, m.state, m.error, m.attempts, m.made_ms, m.run_after_ms, m.sent_ms,
       n.subject, a.login
  from notice_mail m join notice n on n.id = m.notice_id left join user_v_account a on a.id = n.user_id
 where m.id = :id;

-- notice_mail_list: newest first, of a state
select m.id, m.version, m.address, m.message_id, m.state, m.error, m.attempts, m.made_ms, m.run_after_ms, m.sent_ms,
       n.subject, a.login
  from notice_mail m join notice n on n.id = m.notice_id left join user_v_account a on a.id = n.user_id
 where m.id < :before and m.state = :state
 order by m.id desc limit :n;

-- notice_mail_list_open: newest first, all that still ask for something
select m.id, m.version, m.address, m.message_id, m.state, m.error, m.attempts, m.made_ms, m.run_after_ms, m.sent_ms,
       n.subject, a.login
  from notice_mail m join notice n on n.id = m.notice_id left join user_v_account a on a.id = n.user_id
 where m.id < :before and m.state in ('queued', 'sending', 'failed')
 order by m.id desc limit :n;

-- notice_mail_list_waiting: newest first, those on their way
select m.id, m.version, m.address, m.message_id, m.state, m.error, m.attempts, m.made_ms, m.run_after_ms, m.sent_ms,
       n.subject, a.login
  from notice_mail m join notice n on n.id = m.notice_id left join user_v_account a on a.id = n.user_id
 where m.id < :before and m.state in ('queued', 'sending')
 order by m.id desc limit :n;

-- notice_mail_list_recent: newest first, those sent since
select m.id, m.version, m.address, m.message_id, m.state, m.error, m.attempts, m.made_ms, m.run_after_ms, m.sent_ms,
       n.subject, a.login
  from notice_mail m join notice n on n.id = m.notice_id left join user_v_account a on a.id = n.user_id
 where m.id < :before and m.state = 'sent' and m.run_after_ms >= :since
 order by m.id desc limit :n;

-- notice_mail_counts: what the outbox holds
select count(case when state in ('queued', 'sending') then 1 end) as queued_n,
       count(case when state = 'failed' then 1 end) as failed_n,
       min(case when state in ('queued', 'sending') then made_ms end) as oldest_ms
  from notice_mail where state in ('queued', 'sending', 'failed');

-- notice_mail_sent: letters sent since
select count(*) as n from notice_mail where state = 'sent' and run_after_ms >= :since;

-- notice_mail_retry: queued again, at once
update notice_mail set run_after_ms = :now, version = version + 1,
       made_ms = case when state = 'failed' then cast(:now as bigint) else made_ms end, state = 'queued'
 where id = :id and state in ('queued', 'failed');

-- notice_mail_retry_all: all that failed or wait
update notice_mail set run_after_ms = :now, version = version + 1,
       made_ms = case when state = 'failed' then cast(:now as bigint) else made_ms end, state = 'queued'
 where state in ('queued', 'failed');

-- notice_mail_drop: it will not be sent
update notice_mail set state = 'dropped', run_after_ms = :now, version = version + 1
 where id = :id and state in ('queued', 'failed');

-- notice_server_get: what trouble the server makes
select failed_n, since_ms, again_ms, error from notice_server where name = 'smtp';

-- notice_server_add: the first trouble
insert into notice_server (name, failed_n, since_ms, again_ms, error) values ('smtp', 0, 0, 0, '')
 on conflict (name) do nothing returning id;

-- notice_server_set: how it is now
update notice_server set failed_n = :failed, since_ms = :since, again_ms = :again, error = :error, version = version + 1
 where name = 'smtp';

-- notice_blank: what was said about an object goes
update notice set subject = :words, body = '' where object_id = :object_id and substr(kind, 1, length(cast(:kind as text))) = cast(:kind as text);
