-- room/register/register_index.sql -- what the derived files are made from, and what came after them

-- register_index_size: how long the log is, and the hash of one line
select g.size, l.hash from register_log g left join register_line l on l.leaf = :leaf where g.id = 1;

-- register_index_seen: the last act of the house
select seq from audit_v_act order by seq desc limit 1;

-- register_index_act: what the chain of acts said then
select hash from audit_v_act where seq = :seq;

-- register_index_lines: lines in force, in order
select * from register_v_index_person where leaf >= :from and leaf < :until order by leaf limit :n;

-- register_index_bare: the same without the person, for who has read all people
select leaf, person_id, unit_id, award_id, ground_id, class_id, year, name, traits
  from register_v_index where leaf >= :from and leaf < :until order by leaf limit :n;

-- register_index_people: everybody
select id, merged_id, sex from person_v_person where id > :after order by id limit :n;

-- register_index_changes: lines that say something of another
select leaf, root, corrects, about from register_line
 where leaf >= :from and leaf < :until and (corrects is not null or about is not null) order by leaf limit :n;

-- register_index_chain: every line of a root
select leaf from register_line where leaf = :root or (root = :root and corrects is not null) order by leaf limit :n;

-- register_index_root: the line of a root that is in force
select v.* from register_v_index_person v
 where v.leaf in (select l.leaf from register_line l where l.leaf = :root or (l.root = :root and l.corrects is not null))
 order by v.leaf limit :n;

-- register_index_person: lines in force of a record and of those it speaks for
select v.* from register_v_index_person v
 where v.person_id in (select p.id from person_v_person p where p.id = :person
                        union all select p.id from person_v_person p where p.merged_id = :person)
   and v.leaf >= :from and v.leaf < :until
 order by v.leaf limit :n;

-- register_index_acts: what was done since to people, and to lines without a new one. "+ 0": found by the act, of which there are few,
-- and sorted then, not by walking through all that was done
select seq, act, object_id from audit_v_act
 where act in ('person.edit', 'person.merge', 'person.part', 'register.blank') and seq > :after order by seq + 0 limit :n;

-- register_index_awards: ids in their order
select id from award_v_award order by id limit :n;

-- register_index_grounds: ids in their order
select id from award_v_ground order by id limit :n;

-- register_index_classes: ids in their order
select id from person_v_class order by id limit :n;
