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

-- Append only. A line is leaf number `leaf` of the log; people count from one.
create table register_line (
	id @id,
	leaf @int not null unique,
	root @int not null,                     -- leaf of the first line of its chain of corrections: itself, mostly
	corrects @int,                          -- leaf of the line that this one takes the place of
	about @int,                             -- root of the award that is exchanged, re-issued, revoked, cancelled
	nature @int not null check (nature between 1 and 8),    -- enum register_nature
	subject @int not null check (subject in (1, 2, 3)),     -- enum award_subject
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
	salt @bytes not null,
	hash @bytes not null,                   -- of the leaf
	by_login text not null,
	added_ms @ms not null
) @strict;
create index register_line_by_person on register_line (person_id, year, leaf);
create index register_line_by_unit on register_line (unit_id, year, leaf);
create index register_line_by_award on register_line (award_id, year, leaf);
create index register_line_by_year on register_line (year, leaf);
create index register_line_by_decision on register_line (decision_id, place_no);
create unique index register_line_by_corrects on register_line (corrects) where corrects is not null;
create index register_line_by_about on register_line (about) where about is not null;
create index register_line_by_root on register_line (root) where corrects is not null;

-- Which award was given because of which other: roots of both. Append only.
create table register_counts_on (
	id @id,
	version @int not null default 1,
	later @int not null references register_line (leaf),
	base @int not null references register_line (leaf),
	unique (later, base)
) @strict;
create index register_counts_on_base on register_counts_on (base);

-- Where the log ends: one row, locked by whoever appends.
create table register_log (
	id @int primary key check (id = 1),
	size @int not null,
	frontier @bytes not null                -- roots of the complete subtrees, largest first
) @strict;

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
        l.reason, l.salt, l.hash, l.by_login, l.added_ms,
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

-- Window: lines in force as the search index and the figures want them: with the record that speaks for the person, its sex,
-- and whether the award is held.
create view register_v_index as
 select l.leaf, l.root, l.nature, l.subject, l.person_id, l.unit_id, l.award_id, l.ground_id, l.class_id, l.decision_id,
        l.year, l.is_direct, l.name, d.level, coalesce(s.id, p.id) as speaker_id, coalesce(s.sex, p.sex, '') as sex,
        case when l.nature in (1, 2, 5) and not exists (
                       select 1 from register_line r where r.about = l.root and r.nature in (6, 7)
                          and not exists (select 1 from register_line c where c.corrects = r.leaf)) then 1 else 0 end as is_held
   from register_line l
   join register_decision d on d.id = l.decision_id
   left join person_v_person p on p.id = l.person_id
   left join person_v_person s on s.id = p.merged_id
  where l.nature <> 8 and not exists (select 1 from register_line c where c.corrects = l.leaf);
