-- room/job/job.sql

-- job_add: a queued job
insert into job (kind, payload, goto_path, object_id, state, progress_n, progress_total, owner_id, owner_name,
                 run_after_ms, added_ms, started_ms, ended_ms, lease_until_ms, attempts, is_cancel_asked, error, version)
values (:kind, :payload, :goto_path, :object_id, 'queued', 0, 0, :owner_id, :owner_name,
        :run_after, :now, 0, 0, 0, 0, 0, '', 1)
returning id;

-- job_queued: one that waits already
select id from job
 where kind = :kind and object_id = :object_id and state = 'queued'
 order by id
 limit 1;

-- job_get: one job
select id, kind, payload, goto_path, object_id, state, progress_n, progress_total, owner_id, owner_name, run_after_ms,
       added_ms, started_ms, ended_ms, lease_until_ms, attempts, is_cancel_asked, error
  from job
 where id = :id;

-- job_list: newest first, of one owner or of all
select id, kind, payload, goto_path, object_id, state, progress_n, progress_total, owner_id, owner_name, run_after_ms,
       added_ms, started_ms, ended_ms, lease_until_ms, attempts, is_cancel_asked, error
  from job
 where id < :before
   and (cast(:owner_id as bigint) = -1 or owner_id = :owner_id)
   and (cast(:state as text) = '' or state = cast(:state as text))
 order by id desc
 limit :n;

-- job_cancel_queued: it never runs
update job set state = 'cancelled', ended_ms = :now, version = version + 1 where id = :id and state = 'queued';

-- job_cancel_running: asks it to stop
update job set is_cancel_asked = 1, version = version + 1 where id = :id and state = 'running';

-- job_expire: jobs that used up their attempts
update job set state = 'failed', ended_ms = :now, lease_until_ms = 0, version = version + 1,
       error = case when error = '' then cast(:error as text) else error end
 where state = 'running' and lease_until_ms < :now and attempts >= :attempts_max;

-- job_expire_cancelled: jobs that were asked to stop and whose process is gone
update job set state = 'cancelled', ended_ms = :now, lease_until_ms = 0, version = version + 1
 where state = 'running' and lease_until_ms < :now and is_cancel_asked = 1;

-- job_due: the next to be taken
select id, kind, payload, goto_path, object_id, state, progress_n, progress_total, owner_id, owner_name, run_after_ms,
       added_ms, started_ms, ended_ms, lease_until_ms, attempts, is_cancel_asked, error
  from job
 where (state = 'queued' and run_after_ms <= :now) or (state = 'running' and lease_until_ms < :now)
 order by run_after_ms, id
 limit 1;

-- job_lease: takes it, if nobody was faster
update job set state = 'running', attempts = attempts + 1, lease_until_ms = :lease_until,
       started_ms = case when started_ms = 0 then cast(:now as bigint) else started_ms end, version = version + 1
 where id = :id and state = :state and attempts = :attempts;

-- job_progress: how far it has come, while the lease holds
update job set progress_n = :n, progress_total = :total, lease_until_ms = :lease_until, version = version + 1
 where id = :id and state = 'running' and attempts = :attempts;

-- job_end: done, cancelled or failed for good
update job set state = :state, error = :error, goto_path = :goto_path, ended_ms = :now, lease_until_ms = 0, version = version + 1
 where id = :id and state = 'running' and attempts = :attempts;

-- job_again: failed, to be tried later
update job set state = 'queued', error = :error, run_after_ms = :run_after, lease_until_ms = 0, version = version + 1
 where id = :id and state = 'running' and attempts = :attempts;

-- job_next: when something is next due
select coalesce(min(case when state = 'queued' then run_after_ms else lease_until_ms + 1 end), -1) as next_ms
  from job
 where state in ('queued', 'running');

-- job_sweep: forgets what ended long ago
delete from job where state in ('done', 'failed', 'cancelled') and ended_ms < :until;
