-- room/file/file_schema.sql -- uploaded papers; the bytes lie in the store under their hash.

create table file (
	id @id,
	hash text not null check (length(hash) = 64),
	name text not null,
	kind text not null check (kind in ('pdf', 'docx', 'xlsx', 'odt', 'ods', 'zip', 'doc', 'png', 'jpeg', 'text', 'other')),
	size_bytes @int not null check (size_bytes > 0),
	added_ms @ms not null,
	user_id @int not null,                  -- 0: the system
	user_name text not null,
	gone_ms @ms,                            -- not null: its bytes had to go by law; the hash still says what came
	version @int not null
) @strict;
create index file_by_hash on file (hash);
