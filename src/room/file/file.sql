-- room/file/file.sql

-- file_add: one taking of a file
insert into file (hash, name, kind, size_bytes, added_ms, user_id, user_name, version)
values (:hash, :name, :kind, :size, :now, :user_id, :user_name, 1)
returning id;

-- file_get: one file
select id, hash, name, kind, size_bytes, added_ms, user_id, user_name, gone_ms from file where id = :id;

-- file_walk: all files that are kept, oldest first
select id, hash, name, kind, size_bytes, added_ms, user_id, user_name, gone_ms
  from file
 where id > :after and gone_ms is null
 order by id
 limit :n;

-- file_has: does any row keep these bytes
select count(*) as n from file where hash = :hash and gone_ms is null;

-- file_release: this row is needed no more, and what it was called goes with it
update file set gone_ms = :now, name = :name, version = version + 1 where id = :id and gone_ms is null;

-- file_forget: these bytes go wherever they came, and what they were called
update file set gone_ms = :now, name = :name, version = version + 1
 where hash = (select f.hash from file f where f.id = :id) and gone_ms is null;
