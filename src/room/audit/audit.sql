-- room/audit/audit.sql

-- audit_head_next: moves the head on and holds its lock until the end of the transaction
insert into audit_head (id, seq, hash) values (1, 1, '')
    on conflict (id) do update set seq = audit_head.seq + 1
    returning seq, hash;

-- audit_head_hold: holds its lock until the end of the transaction; there is a head before there is anybody to wait
insert into audit_head (id, seq, hash) values (1, 0, '')
    on conflict (id) do update set seq = audit_head.seq;

-- audit_head_set: the new last hash
update audit_head set hash = :hash where id = 1 and seq = :seq;

-- audit_head_get: where the chain ends
select seq, hash from audit_head where id = 1;

-- audit_add: one entry
insert into audit (seq, at_ms, user_id, user_name, act, object_id, detail, salt, detail_sum, origin, is_refusal, prev_hash, hash)
values (:seq, :at, :user_id, :user_name, :act, :object_id, :detail, :salt, :detail_sum, :origin, :is_refusal, :prev_hash, :hash)
returning id;

-- audit_list: newest first
select seq, at_ms, user_id, user_name, act, object_id, detail, salt, detail_sum, origin, is_refusal, prev_hash, hash
  from audit
 where seq < :before
   and (cast(:user as text) = '' or user_name = cast(:user as text))
   and substr(act, 1, length(cast(:act as text))) = cast(:act as text)
   and (cast(:object_id as bigint) = 0 or object_id = :object_id)
   and at_ms >= :from and at_ms < :until
 order by seq desc
 limit :n;

-- audit_walk: the chain, oldest first
select seq, at_ms, user_id, user_name, act, object_id, detail, salt, detail_sum, origin, is_refusal, prev_hash, hash
  from audit
 where seq > :after and seq <= :last
 order by seq
 limit :n;

-- audit_told: entries of a room about an object that still say something, oldest first
select seq from audit where object_id = :object_id and substr(act, 1, length(cast(:act as text))) = cast(:act as text) and salt <> ''
   and seq > :after order by seq limit :n;

-- audit_blank: the words go, their digest stays
update audit set detail = '', salt = '' where seq = :seq and salt <> '';

-- audit_is_blanked: was the blanking of an entry an act
select id from audit where act = 'audit.blank' and object_id = :seq and is_refusal = 0 order by id limit 1;

-- audit_once_add: the first to bring the key changes one row
insert into audit_once (key, at_ms, location) values (:key, :now, '') on conflict (key) do nothing;

-- audit_once_get: where the first answer went
select location from audit_once where key = :key;

-- audit_once_done: keeps where the answer goes
update audit_once set location = :location where key = :key;

-- audit_once_sweep: forgets old keys
delete from audit_once where at_ms < :until;
