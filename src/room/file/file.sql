-- room/file/file.sql

-- file_add: one taking of a file
insert into file (hash, name, kind, size_bytes, added_ms, user_id, user_name, version)
values (:hash, :name, :kind, :size, :now, :user_id, :user_name, 1)
returning id;

-- file_get: one file
select id, hash, name, kind, size_bytes, added_ms, user_id, user_name from file where id = :id;

-- file_walk: all files, oldest first
select id, hash, name, kind, size_bytes, added_ms, user_id, user_name
  from file
 where id > :after
 order by id
 limit :n;

-- file_has: does any row keep these bytes
select count(*) as n from file where hash = :hash;
