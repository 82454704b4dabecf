-- room/register/register.sql

-- register_get: one line
select * from register_v_row where leaf = :leaf;

-- register_list: lines in force, newest first
select * from register_v_row v
 where v.nature <> 8 and v.corrected_by is null
   and (cast(:low as text) is null
        or v.unit_id in (select u.id from unit_v_unit u where u.path >= cast(:low as text) and u.path < cast(:high as text)))
   and (cast(:unit as bigint) = 0 or v.unit_id = :unit)
   and (cast(:award as bigint) = 0 or v.award_id = :award)
   and (cast(:year as bigint) = 0 or v.year = :year)
   and (cast(:decision as bigint) = 0 or v.decision_id = :decision)
   and (cast(:before as bigint) < 0 or (v.year, v.leaf) < (cast(:before_year as bigint), cast(:before as bigint)))
 order by v.year desc, v.leaf desc limit :n;

-- register_held: grants in force that nobody revoked
select count(*) as n from register_line v
 where v.nature in (1, 2, 5) and not exists (select 1 from register_line c where c.corrects = v.leaf)
   and not exists (select 1 from register_line r where r.about = v.root and r.nature in (6, 7)
                      and not exists (select 1 from register_line c where c.corrects = r.leaf))
   and (cast(:low as text) is null
        or v.unit_id in (select u.id from unit_v_unit u where u.path >= cast(:low as text) and u.path < cast(:high as text)))
   and (cast(:unit as bigint) = 0 or v.unit_id = :unit)
   and (cast(:award as bigint) = 0 or v.award_id = :award)
   and (cast(:year as bigint) = 0 or v.year = :year)
   and (cast(:decision as bigint) = 0 or v.decision_id = :decision);

-- register_ladder: everything in force of one person and of the records that this one speaks for
select * from register_v_row v
 where v.nature <> 8 and v.corrected_by is null
   and v.person_id in (select p.id from person_v_person p where p.id = :person
                        union all select p.id from person_v_person p where p.merged_id = :person)
 order by v.year, v.leaf limit :n;

-- register_unit_ladder: everything in force of a collective
select * from register_v_row v
 where v.nature <> 8 and v.corrected_by is null and v.unit_id = :unit and v.subject = 2
 order by v.year, v.leaf limit :n;

-- register_chain: the lines of a root, and what is about it
select v.* from register_v_row v
 where v.leaf in (select l.leaf from register_line l
                   where l.leaf = :root or (l.root = :root and l.corrects is not null) or l.about = :root)
 order by v.leaf limit :n;

-- register_dependents: awards that counted on this one, however far
with recursive later (root) as (
	select c.later from register_counts_on c where c.base = :root
	 union
	select c.later from register_counts_on c join later l on c.base = l.root)
select v.* from register_v_row v
 where v.leaf in (select l.leaf from later x join register_line l on l.leaf = x.root
                   union select l.leaf from later x join register_line l on l.root = x.root and l.corrects is not null)
   and v.corrected_by is null and v.nature <> 8 order by v.leaf limit :n;

-- register_decision_find: the same paper, entered before
select id from register_decision
 where number_fold = :fold and day = :day and issuer_fold = :issuer and level = :level and signer = :signer
   and signer_title = :signer_title and title = :title and file_hash = :hash
 order by id limit 1;

-- register_decision_add: a paper
insert into register_decision (number, number_fold, day, issuer, issuer_fold, level, signer, signer_title, title, file_id,
                               file_hash, added_ms)
values (:number, :fold, :day, :issuer_words, :issuer, :level, :signer, :signer_title, :title, :file, :hash, :now)
returning id;

-- register_place_taken: another award in force at that number of the decision
select l.leaf from register_line l
 where l.decision_id = :decision and l.place_no = :place and l.root <> :root and l.nature <> 8
   and not exists (select 1 from register_line c where c.corrects = l.leaf)
   and (l.about is null or l.about <> :root)
 order by l.leaf limit 1;

-- register_log_next: the end of the log, locked until the transaction ends
insert into register_log (id, size, frontier, ahead_n, ahead_load) values (1, 0, :empty, 0, 0)
    on conflict (id) do update set size = register_log.size
    returning size, frontier;

-- register_log_get: the end of the log
select size, frontier from register_log where id = 1;

-- register_log_ahead: what is written behind the end
select ahead_n, ahead_load from register_log where id = 1;

-- register_log_ahead_set: so many are now
update register_log set ahead_n = :n, ahead_load = :load where id = 1;

-- register_leaf_move: a line that nobody sees yet makes room
update register_leaf set leaf = :to, root = case when root = :from then :to else root end where leaf = :from;

-- register_corrected_ahead: a line behind the end of the log that corrects or withdraws this one
select leaf from register_leaf where corrects = :leaf and leaf >= (select size from register_log where id = 1) order by leaf limit 1;

-- register_leaf_hashes: of lines behind the end
select hash from register_leaf where leaf >= :from and leaf < :until order by leaf limit :n;

-- register_leaf_drop: lines that nobody ever saw
delete from register_leaf where leaf >= :from and leaf >= (select size from register_log where id = 1);

-- register_log_set: the log has grown
update register_log set size = :size, frontier = :frontier where id = 1;

-- register_node_add: the root of a complete subtree
insert into register_node (level, at, hash) values (:level, :at, :hash) returning id;

-- register_nodes: roots of complete subtrees of one level
select at, hash from register_node where level = :level and at >= :from and at < :until order by at limit :n;

-- register_hashes: of leaves
select leaf, hash from register_line where leaf >= :from and leaf < :until order by leaf limit :n;

-- register_line_add: a leaf
insert into register_leaf (leaf, root, corrects, about, nature, subject, person_id, unit_id, award_id, ground_id,
                           decision_id, year, place_no, class_id, is_direct, vnd, period_from, period_to, name, unit_words,
                           position, achievement, movement, certificate, reason, salt, hash, by_login, added_ms, load_line_id)
values (:leaf, :root, :corrects, :about, :nature, :subject, :person, :unit, :award, :ground, :decision, :year, :place,
        :class, :direct, :vnd, :period_from, :period_to, :name, :unit_words, :position, :achievement, :movement,
        :certificate, :reason, :salt, :hash, :by, :now, :load_line)
returning id;

-- register_counts_on_add: a later award and what it counts on
insert into register_counts_on (later, base) values (:later, :base) on conflict (later, base) do nothing returning id;

-- register_counted_on: some award in force counts on this one
select c.later from register_counts_on c join register_line l on l.root = c.later
 where c.base = :root and l.nature <> 8 and not exists (select 1 from register_line n where n.corrects = l.leaf)
 order by c.later limit 1;

-- register_walk: lines in order, as the log has them
select * from register_v_row where leaf >= :from order by leaf limit :n;

-- register_head_add: a signed head
insert into register_head (log, size, root, at_ms, key, signature, by_login)
values (:log, :size, :root, :at, :key, :signature, :by) returning id;

-- register_heads: newest first
select id, log, size, root, at_ms, key, signature from register_head where at_ms < :before order by at_ms desc, id desc limit :n;

-- register_heads_walk: oldest first
select id, log, size, root, at_ms, key, signature from register_head where id > :after order by id limit :n;

-- register_head_get: one signed head
select id, log, size, root, at_ms, key, signature from register_head where id = :id;

-- register_out_add: a head left the house
insert into register_out (head_id, way, whom, mail_id, by_login, at_ms) values (:head, :way, :whom, :mail, :by, :now) returning id;

-- register_out_size: the largest head outside; heads only grow, so it is the newest of those that left
select h.size from register_out o join register_head h on h.id = o.head_id order by o.head_id desc limit 1;

-- register_outs: which head left by which way, newest first
select o.id, o.head_id, o.way, o.whom, o.by_login, o.at_ms, h.size, h.at_ms as head_ms, m.state
  from register_out o join register_head h on h.id = o.head_id left join notice_v_mail m on m.id = o.mail_id
 where o.id < :before order by o.id desc limit :n;

-- register_addresses: where heads are mailed
select id, email, who, by_login, added_ms from register_address where ended_ms is null order by email limit :n;

-- register_address_add: one more
insert into register_address (email, who, by_login, added_ms) values (:email, :who, :by, :now) returning id;

-- register_address_end: no more heads go there
update register_address set ended_ms = :now, version = version + 1 where id = :id and ended_ms is null;

-- register_blank_set: a field goes, its digest stays
update register_leaf set
       name = case when :field = 'name' then '' else name end,
       position = case when :field = 'position' then '' else position end,
       achievement = case when :field = 'achievement' then '' else achievement end,
       reason = case when :field = 'reason' then '' else reason end,
       period_from = case when :field = 'period' then null else period_from end,
       period_to = case when :field = 'period' then null else period_to end,
       class_id = case when :field = 'class' then null else class_id end,
       is_direct = case when :field = 'direct' then 0 else is_direct end,
       person_id = case when :field = 'person' then null else person_id end,
       salt = :salt, blanked = :blanked
 where leaf = :leaf and blanked = :before;

-- register_of_person: every line of a person, in force or not
select leaf from register_line where person_id = :person order by leaf limit :n;
