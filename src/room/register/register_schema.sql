-- room/register/register_schema.sql -- every award decided, a line each, and the Merkle log over them

-- Decisions that lines name. Append only: a wrong one is put right by correcting lines, which name another.
create table register_decision (
	id @id,
	version @int not null default 1,
	number text not null,
	number_fold text not null,
	day text not null check (day like '____-__-__'),
	issuer text not null,                   -- who issued it, in words
	issuer_fold text not null,
	level text not null check (level in ('state', 'government', 'province', 'base')),
	signer text not null,
	signer_title text not null,
	title text not null,                    -- trích yếu
	file_id @ref references file (id),
	file_hash text not null,                -- of the paper's bytes; '' for none
	added_ms @ms not null
) @strict;
create index register_decision_by_number on register_decision (number_fold, day);

-- Append only. A line is leaf number `leaf` of the log; people count from one. Lines of a load are written beforehand, behind
-- the end of the log, where nobody sees them: the log's size makes them visible (decision 45). Read register_line.
create table register_leaf (
	id @id,
	leaf @int not null unique,
	root @int not null,                     -- leaf of the first line of its chain of corrections: itself, mostly
	corrects @int,                          -- leaf of the line that this one takes the place of
	about @int,                             -- root of the award that is exchanged, re-issued, revoked, cancelled
	nature @int not null check (nature between 1 and 8),    -- enum register_nature
	subject @int not null check (subject between 1 and 3), -- enum award_subject; a list of three would be a table made for each row
	person_id @ref references person (id),  -- a person or household
	unit_id @ref references unit (id),      -- the collective, or the person's unit of that day where the catalogue has it
	award_id @ref not null references award (id),
	ground_id @ref references award_ground (id),
	decision_id @ref not null references register_decision (id),
	year @int not null,                     -- of the achievement, else of the decision
	place_no @int,                          -- number in the decision: số sổ vàng
	class_id @ref references person_class (id),     -- leader class of that day
	is_direct @int not null check (is_direct in (0, 1)),
	vnd @money,                             -- money due as computed then; null: no rule said anything
	period_from text check (period_from like '____-__-__'),
	period_to text check (period_to like '____-__-__'),
	name text not null,                     -- as printed that day
	unit_words text not null,
	position text not null,
	achievement text not null,
	movement text not null,
	certificate text not null,              -- number of the certificate
	reason text not null,                   -- of a correction, revocation, re-issue
	salt @bytes not null,                   -- 16 bytes; once a field was blanked, 16 for each hidden field, zeros for the blanked
	blanked text not null default '',       -- lines "field digest" of fields that were blanked by law
	hash @bytes not null,                   -- of the leaf
	by_login text not null,
	added_ms @ms not null,
	load_line_id @int                       -- of a line that was loaded: the line of register_load_line it came from
) @strict;
create index register_line_by_person on register_leaf (person_id, year, leaf);
create index register_line_by_unit on register_leaf (unit_id, year, leaf);
create index register_line_by_award on register_leaf (award_id, year, leaf);
create index register_line_by_year on register_leaf (year, leaf);
create index register_line_by_decision on register_leaf (decision_id, place_no);
create unique index register_line_by_corrects on register_leaf (corrects) where corrects is not null;
create index register_line_by_about on register_leaf (about) where about is not null;
create index register_line_by_certificate on register_leaf (certificate) where certificate <> '';
create index register_line_by_root on register_leaf (root) where corrects is not null;

-- Which award was given because of which other: roots of both. Append only.
create table register_counts_on (
	id @id,
	version @int not null default 1,
	later @int not null references register_leaf (leaf),
	base @int not null references register_leaf (leaf),
	unique (later, base)
) @strict;
create index register_counts_on_base on register_counts_on (base);

-- Where the log ends: one row, locked by whoever appends.
create table register_log (
	id @int primary key check (id = 1),
	size @int not null,
	frontier @bytes not null,               -- roots of the complete subtrees, largest first
	ahead_n @int not null,                  -- leaves written behind the end, not visible yet
	ahead_load @int not null                -- of which load they are; 0: of none
) @strict;

-- The lines that are there for everybody. "+ 0": who is asked for by something else is found by that; PostgreSQL takes the end of the
-- log for a narrow choice of leaves, and would read the index of all of them.
create view register_line as
 select * from register_leaf where leaf + 0 < (select size from register_log where id = 1);

-- Roots of complete subtrees of 256, 65536, … leaves, so that a proof reads a few hundred rows of any log.
create table register_node (
	id @id,
	level @int not null check (level in (8, 16, 24)),
	at @int not null,
	hash @bytes not null,
	unique (level, at)
) @strict;

-- Signed heads, as they left the house. Append only.
create table register_head (
	id @id,
	version @int not null default 1,
	log text not null,
	size @int not null,
	root @bytes not null,
	at_ms @ms not null,
	key @bytes not null,
	signature @bytes not null,
	by_login text not null
) @strict;

-- Where heads are mailed to: addresses outside that keep them.
create table register_address (
	id @id,
	version @int not null default 1,
	email text not null,
	who text not null,                      -- whose it is, in words
	by_login text not null,
	added_ms @ms not null,
	ended_ms @ms                            -- null: heads go there
) @strict;
create unique index register_address_living on register_address (email) where ended_ms is null;

-- Which head left the house, by which way. Append only: what is outside stays outside.
create table register_out (
	id @id,
	version @int not null default 1,
	head_id @ref not null references register_head (id),
	way text not null check (way in ('page', 'mail', 'paper')),
	whom text not null,                     -- the address, or who got the paper; '' for the public page
	mail_id @int not null,                  -- of the outbox; 0 for none
	by_login text not null,
	at_ms @ms not null
) @strict;
create index register_out_by_head on register_out (head_id);

-- Window: lines in force for other rooms: not corrected, not withdrawn.
create view register_v_line as
 select l.leaf, l.root, l.nature, l.subject, l.person_id, l.unit_id, l.award_id, l.ground_id, l.year, l.class_id, l.is_direct,
        l.vnd, l.name, l.unit_words, d.number, d.day, d.level
   from register_line l join register_decision d on d.id = l.decision_id
  where l.nature <> 8 and not exists (select 1 from register_line c where c.corrects = l.leaf);

-- Window: a whole line as people read it, with what later lines say of it.
create view register_v_row as
 select l.leaf, l.root, l.corrects, l.about, l.nature, l.subject, l.person_id, l.unit_id, u.code as unit_code,
        u.name as unit_now, l.award_id, a.code as award_code, a.name as award_name, l.ground_id, g.code as ground_code,
        g.name as ground_name, l.decision_id, d.number, d.day, d.issuer, d.level, d.signer, d.signer_title, d.title,
        d.file_id, d.file_hash, l.year, l.place_no, l.class_id, k.code as class_code, k.name as class_name, l.is_direct,
        l.vnd, l.period_from, l.period_to, l.name, l.unit_words, l.position, l.achievement, l.movement, l.certificate,
        l.reason, l.salt, l.blanked, l.hash, l.by_login, l.added_ms, l.load_line_id,
        (select c.leaf from register_line c where c.corrects = l.leaf) as corrected_by,
        (select max(r.leaf) from register_line r where r.about = l.root and r.nature in (6, 7)
            and not exists (select 1 from register_line c where c.corrects = r.leaf)) as ended_by,
        (select count(*) from register_line r where r.about = l.root and r.nature in (3, 4)
            and not exists (select 1 from register_line c where c.corrects = r.leaf)) as renewed_n
   from register_line l
   join register_decision d on d.id = l.decision_id
   join award_v_award a on a.id = l.award_id
   left join award_v_ground g on g.id = l.ground_id
   left join unit_v_unit u on u.id = l.unit_id
   left join person_v_class k on k.id = l.class_id;

-- Window: the name in an award's line in force, by its root; '' once it was blanked.
create view register_v_holder as
 select l.leaf as root, coalesce((select c.name from register_line c where c.root = l.leaf and c.corrects is not null order by c.leaf desc limit 1),
        l.name) as name from register_line l;

-- Window: lines in force as the search index and the figures want them, without the person. Traits: subject, 4 × nature,
-- 256 × level, 1024 × direct worker, 2048 × whether the award is held.
create view register_v_index as
 select l.leaf, l.root, l.person_id, l.unit_id, l.award_id, l.ground_id, l.class_id, l.decision_id, l.year, l.name,
        l.subject + 4 * l.nature + 1024 * l.is_direct
        + case d.level when 'state' then 0 when 'government' then 256 when 'province' then 512 else 768 end
        + case when l.nature in (1, 2, 5) and not exists (
                       select 1 from register_line r where r.about = l.root and r.nature in (6, 7)
                          and not exists (select 1 from register_line c where c.corrects = r.leaf)) then 2048 else 0 end as traits
   from register_line l
   join register_decision d on d.id = l.decision_id
  where l.nature <> 8 and not exists (select 1 from register_line c where c.corrects = l.leaf);
-- Window: the same with the record that speaks for the person, and its sex.
create view register_v_index_person as
 select l.leaf, l.root, l.person_id, l.unit_id, l.award_id, l.ground_id, l.class_id, l.decision_id, l.year, l.name, l.traits,
        coalesce(s.id, p.id) as speaker_id, coalesce(s.sex, p.sex, '') as sex
   from register_v_index l
   left join person_v_person p on p.id = l.person_id
   left join person_v_person s on s.id = p.merged_id;

-- A file of old awards that was brought in: read, looked at, written as a whole, perhaps undone.
create table register_load (
	id @id,
	version @int not null default 1,
	file_id @ref not null references file (id),
	name text not null,
	unit_id @ref references unit (id),      -- the office whose sheet it is; null: of the city
	map text not null,                      -- what a person said of its columns, and for all lines (sheet_map_text)
	columns text not null,                  -- how its columns were read: heading, tab, field, tab, certainty; a line each
	state text not null check (state in ('reading', 'read', 'writing', 'published', 'undoing', 'undone', 'dropped')),
	staged_n @int not null,                 -- lines of the file kept so far
	lines_n @int not null,
	rows_n @int not null,
	errors_n @int not null,
	doubts_n @int not null,
	written_n @int not null,                -- rows written ahead so far, of the load or of its undoing
	first_leaf @int,                        -- its lines in the register: so many from here
	undo_leaf @int,                         -- and the withdrawals
	reason text not null,                   -- of the undoing
	by_login text not null,
	made_ms @ms not null,
	ended_ms @ms,
	forgotten_ms @ms                        -- not null: dropped for as long as such a file is kept; its rows and bytes are gone
) @strict;
create index register_load_by_end on register_load (ended_ms, id) where state = 'dropped' and forgotten_ms is null;
create index register_load_by_unit on register_load (unit_id, id);

-- What a line of the file came to. A line with several awards has several rows.
create table register_load_line (
	id @id,
	version @int not null default 1,
	load_id @ref not null references register_load (id),
	place @int not null,                    -- order in the file
	sheet text not null,
	line @int not null,
	is_row @int not null check (is_row in (0, 1)),
	fields text not null,                   -- of a row: code, tab, value; a line each
	why text not null,                      -- of a line that is none
	said text not null,                     -- the line as it came, of one that is none
	problems text not null,                 -- error or doubt, field, heading, value, message, accepted, parted by tabs; a line each
	errors_n @int not null,
	doubts_n @int not null,
	row_place @int not null,                -- order among the rows; 0 for others
	person_id @ref references person (id),
	is_made @int not null check (is_made in (0, 1)),        -- the record was made by this load
	choice @int not null default 0,         -- whom a person chose: a record; -1: a new one; 0: nobody did
	row_key @int not null default 0,        -- of a grant: a hash of who and what, by which a later row of the file finds it; 0 for none
	names_id @ref references register_load_line (id)        -- the earlier row of the same file whose award this one is about
) @strict;
create index register_load_line_by_key on register_load_line (load_id, row_key) where row_key <> 0;
create index register_load_line_by_names on register_load_line (names_id, load_id) where names_id is not null;        -- a row that goes asks, too
create index register_load_line_by_line on register_load_line (load_id, line) where is_row = 1;
create unique index register_load_line_by_place on register_load_line (load_id, place);
create index register_load_line_by_row on register_load_line (load_id, row_place);
create index register_load_line_inner on register_load_line (load_id, row_place) where names_id is not null;     -- last: of two that fit, SQLite takes the later
create index register_load_line_by_problem on register_load_line (load_id, place) where errors_n + doubts_n > 0;

-- How an office's columns were read last time.
create table register_load_map (
	id @id,
	version @int not null default 1,
	unit_id @int not null unique,           -- 0: of the city
	map text not null
) @strict;
