-- room/person/person.sql

-- person_get: one record
select p.id, p.version, p.is_household, p.name, p.birth_on, p.birth_year, p.sex, p.ethnicity, p.religion, p.nationality,
       p.staff_code, p.address, p.died_on, p.unit_id, u.name as unit_name, p.position, p.head_id, p.merged_id
  from person p left join unit_v_unit u on u.id = p.unit_id where p.id = :id;

-- person_many: records by their numbers
select p.id, p.version, p.is_household, p.name, p.birth_on, p.birth_year, p.sex, p.ethnicity, p.religion, p.nationality,
       p.staff_code, p.address, p.died_on, p.unit_id, u.name as unit_name, p.position, p.head_id, p.merged_id
  from person p left join unit_v_unit u on u.id = p.unit_id
 where p.id in (:p0, :p1, :p2, :p3, :p4, :p5, :p6, :p7, :p8, :p9, :p10, :p11, :p12, :p13, :p14, :p15, :p16, :p17, :p18, :p19, :p20, :p21, :p22,
                :p23, :p24, :p25, :p26, :p27, :p28, :p29, :p30, :p31, :p32, :p33, :p34, :p35, :p36, :p37, :p38, :p39, :p40, :p41, :p42, :p43,
                :p44, :p45, :p46, :p47)
 order by p.id limit 48;

-- person_list: by the sort key; the range of paths is what one may look at
select p.id, p.version, p.is_household, p.name, p.birth_on, p.birth_year, p.sex, p.ethnicity, p.religion, p.nationality,
       p.staff_code, p.address, p.died_on, p.unit_id, u.name as unit_name, p.position, p.head_id, p.merged_id
  from person p left join unit_v_unit u on u.id = p.unit_id
 where p.merged_id is null
   and (cast(:household as bigint) < 0 or p.is_household = :household)
   and (cast(:low as text) is null or (u.path >= cast(:low as text) and u.path < cast(:high as text)))
   and (cast(:words as text) is null or p.name_fold like :words escape '\'
        or exists (select 1 from person_name s where s.person_id = p.id and s.removed_ms is null
                      and s.fold like :words escape '\'))
   and (cast(:number as text) is null
        or exists (select 1 from person_number s where s.person_id = p.id and s.removed_ms is null and s.number = :number))
   and (cast(:after as bigint) = 0 or (p.sortkey, p.id) > (select o.sortkey, o.id from person o where o.id = :after))
 order by p.sortkey, p.id limit :n;

-- person_same_fold: records of one folded name
select p.id, p.version, p.is_household, p.name, p.birth_on, p.birth_year, p.sex, p.ethnicity, p.religion, p.nationality,
       p.staff_code, p.address, p.died_on, p.unit_id, u.name as unit_name, p.position, p.head_id, p.merged_id
  from person p left join unit_v_unit u on u.id = p.unit_id
 where p.name_fold = :fold and p.id <> :id and p.merged_id is null and p.is_household = :household
 order by p.id limit :n;

-- person_pairs: two records of one folded name whose births do not speak against each other
select a.id as first_id, b.id as second_id
  from person a join person b on b.name_fold = a.name_fold and b.id > a.id
 where a.id > :after and a.merged_id is null and b.merged_id is null and a.is_household = b.is_household
   and (a.birth_year is null or b.birth_year is null or a.birth_year = b.birth_year)
   and (a.birth_on is null or b.birth_on is null or a.birth_on = b.birth_on)
   and (a.sex = '' or b.sex = '' or a.sex = b.sex)
 order by a.id, b.id limit :n;

-- person_add: a record
insert into person (is_household, name, name_fold, sortkey, birth_on, birth_year, sex, ethnicity, religion, nationality,
                    staff_code, address, died_on, unit_id, position, head_id, added_ms)
values (:household, :name, :fold, :sortkey, :birth, :year, :sex, :ethnicity, :religion, :nationality, :staff, :address,
        :died, :unit, :position, :head, :now) returning id;

-- person_set: what it says now
update person set name = :name, name_fold = :fold, sortkey = :sortkey, birth_on = :birth, birth_year = :year, sex = :sex,
                  ethnicity = :ethnicity, religion = :religion, nationality = :nationality, staff_code = :staff,
                  address = :address, died_on = :died, head_id = :head, version = version + 1
 where id = :id and version = :version;

-- person_touch: something of it changed
update person set version = version + 1 where id = :id;

-- person_post_show: the present post on the row
update person set unit_id = :unit, position = :position where id = :id;

-- person_post_present: the post that holds, newest first
select unit_id, position from person_post
 where person_id = :person and removed_ms is null and day_to is null
 order by coalesce(day_from, '') desc, id desc limit 1;

-- person_number_add: nothing when it is another's
insert into person_number (person_id, number, added_ms) values (:person, :number, :now)
 on conflict (number) where removed_ms is null do nothing returning id;

-- person_numbers: in force
select id, number from person_number where person_id = :person and removed_ms is null order by id limit :n;

-- person_number_remove: marked
update person_number set removed_ms = :now, version = version + 1
 where id = :id and person_id = :person and removed_ms is null;

-- person_name_add: another name
insert into person_name (person_id, name, fold, is_former, added_ms) values (:person, :name, :fold, :former, :now) returning id;

-- person_names: in force
select id, name, is_former from person_name where person_id = :person and removed_ms is null order by id limit :n;

-- person_name_remove: marked
update person_name set removed_ms = :now, version = version + 1
 where id = :id and person_id = :person and removed_ms is null;

-- person_post_add: a post
insert into person_post (person_id, unit_id, unit_words, position, day_from, day_to, paper, added_ms)
values (:person, :unit, :words, :position, :from, :to, :paper, :now) returning id;

-- person_post_close: those that still hold end the day before
update person_post set day_to = :to, version = version + 1
 where person_id = :person and id <> :but and removed_ms is null and day_to is null
   and (day_from is null or day_from <= :to);

-- person_posts: newest first
select t.id, t.unit_id, u.name as unit_name, t.unit_words, t.position, t.day_from, t.day_to, t.paper
  from person_post t left join unit_v_unit u on u.id = t.unit_id
 where t.person_id = :person and t.removed_ms is null
 order by coalesce(t.day_from, '') desc, t.id desc limit :n;

-- person_post_remove: marked
update person_post set removed_ms = :now, version = version + 1
 where id = :id and person_id = :person and removed_ms is null;

-- person_fact_add: a fact
insert into person_fact (person_id, kind, value, day_from, day_to, paper, added_ms)
values (:person, :kind, :value, :from, :to, :paper, :now) returning id;

-- person_fact_said: the same from a sheet, unless it is known for that day
insert into person_fact (person_id, kind, value, day_from, day_to, paper, added_ms, load_id)
select cast(:person as bigint), cast(:kind as text), cast(:value as text), cast(:from as text), cast(:to as text), cast(:paper as text), cast(:now as bigint),
       cast(:load as bigint)
 where not exists (select 1 from person_fact f where f.person_id = :person and f.kind = :kind and f.value = :value and f.removed_ms is null
                      and (f.day_from is null or f.day_from <= :from) and (f.day_to is null or f.day_to >= :from));

-- person_fact_next: when the first of its kind after a day begins
select min(day_from) as day_from from person_fact where person_id = :person and kind = :kind and removed_ms is null and day_from > :from;

-- person_facts_drop: what a load said that is broken off, some at a time
delete from person_fact where id in (select id from person_fact where load_id = :load and load_id <> 0 order by id limit :n);

-- person_facts_end: what a load said that is undone
update person_fact set removed_ms = :now, version = version + 1 where load_id = :load and load_id <> 0 and removed_ms is null;

-- person_facts_many: Party and origin of many, newest first
select person_id, kind, value, day_from, day_to from person_fact
 where person_id in (:p0, :p1, :p2, :p3, :p4, :p5, :p6, :p7, :p8, :p9, :p10, :p11, :p12, :p13, :p14, :p15, :p16, :p17, :p18, :p19, :p20, :p21, :p22,
                :p23, :p24, :p25, :p26, :p27, :p28, :p29, :p30, :p31, :p32, :p33, :p34, :p35, :p36, :p37, :p38, :p39, :p40, :p41, :p42, :p43,
                :p44, :p45, :p46, :p47)
   and kind in ('party', 'origin') and removed_ms is null
 order by person_id, coalesce(day_from, '') desc, id desc limit 4800;

-- person_facts: newest first
select f.id, f.kind, f.value, c.id as class_id, c.name as class_name, f.day_from, f.day_to, f.paper
  from person_fact f left join person_class c on f.kind = 'leader' and c.code = f.value
 where f.person_id = :person and f.removed_ms is null
 order by coalesce(f.day_from, '') desc, f.id desc limit :n;

-- person_fact_end: it held until that day
update person_fact set day_to = :to, version = version + 1
 where id = :id and person_id = :person and removed_ms is null and day_to is null and (day_from is null or day_from <= :to);

-- person_fact_remove: marked
update person_fact set removed_ms = :now, version = version + 1
 where id = :id and person_id = :person and removed_ms is null;

-- person_merged_set: an alias, or none any more
update person set merged_id = :into, version = version + 1 where id = :id;

-- person_aliases: records that one speaks for
select id from person where merged_id = :id order by id limit :n;

-- person_merge_add: what was joined or parted
insert into person_merge (from_id, into_id, is_undo, note, by_login, at_ms) values (:from, :into, :undo, :note, :by, :now) returning id;

-- person_merges: of both sides
select m.from_id, m.into_id, p.name as from_name, m.is_undo, m.note, m.by_login, m.at_ms
  from person_merge m join person p on p.id = m.from_id
 where m.from_id = :id or m.into_id = :id order by m.id limit :n;

-- person_classes: in their order
select id, code, name from person_class order by place, id limit :n;

-- person_class_add: a leader class
insert into person_class (code, name, place) values (:code, :name, :place) on conflict (code) do nothing returning id;

-- person_province_add: a province code of identity numbers
insert into person_province (code, name) values (:code, :name) on conflict (code) do nothing returning id;

-- person_province_of: a province by its code
select name from person_province where code = :code;

-- person_load_used: a record that a load made, when this room has more of it by now than the load wrote
select p.id from person p
 where p.id = :id and (p.merged_id is not null
    or exists (select 1 from person_name n where n.person_id = p.id)
    or exists (select 1 from person_fact f where f.person_id = p.id)
    or exists (select 1 from person_merge m where m.from_id = p.id or m.into_id = p.id)
    or exists (select 1 from person h where h.head_id = p.id or h.merged_id = p.id));

-- person_load_drop_numbers: of a record that a load made and nobody ever saw used
delete from person_number where person_id = :id;

-- person_load_drop_posts: likewise
delete from person_post where person_id = :id;

-- person_load_drop: likewise
delete from person where id = :id;

-- person_match: records of that folded name that may be whoever was born then, those of the unit first; or with that number
select p.id, p.name_fold, p.birth_on, p.birth_year, p.sex, p.unit_id, p.merged_id, 0 as has_number, case when p.unit_id = :unit then 0 else 1 end as is_far
  from person p where p.name_fold = :fold and p.birth_year = :year and p.is_household = :household
 union all
select p.id, p.name_fold, p.birth_on, p.birth_year, p.sex, p.unit_id, p.merged_id, 0 as has_number, case when p.unit_id = :unit then 0 else 1 end as is_far
  from person p where p.name_fold = :fold and p.birth_year is null and p.is_household = :household
 union all
select p.id, p.name_fold, p.birth_on, p.birth_year, p.sex, p.unit_id, p.merged_id, 0 as has_number, case when p.unit_id = :unit then 0 else 1 end as is_far
  from person p where cast(:year as bigint) is null and p.name_fold = :fold and p.birth_year is not null and p.is_household = :household
 union all
select p.id, p.name_fold, p.birth_on, p.birth_year, p.sex, p.unit_id, p.merged_id, 1 as has_number, 0 as is_far
  from person_number n join person p on p.id = n.person_id where n.number = :number and n.removed_ms is null
 order by has_number desc, is_far, id limit :n;

-- person_of_number: whose number it is
select p.id, p.name_fold, p.merged_id from person_number n join person p on p.id = n.person_id
 where n.number = :number and n.removed_ms is null;

-- person_crowd: everybody, in order
select p.id, p.is_household, p.name_fold, p.birth_on, p.birth_year, p.sex, p.unit_id, p.merged_id from person p where p.id > :after order by p.id limit :n;

-- person_blank: a record of which only its number is left
update person set name = :words, name_fold = '', sortkey = '', birth_on = null, birth_year = null, sex = '', ethnicity = '', religion = '',
       nationality = '', staff_code = '', address = '', died_on = null, position = '', head_id = null, version = version + 1
 where id = :id;

-- person_number_blank: its numbers go
delete from person_number where person_id = :id;

-- person_name_blank: its other names go
delete from person_name where person_id = :id;

-- person_post_blank: its posts go
delete from person_post where person_id = :id;

-- person_fact_blank: what held of it goes
delete from person_fact where person_id = :id;

-- person_merge_blank: what was said at a merger goes
update person_merge set note = '' where from_id = :id or into_id = :id;
