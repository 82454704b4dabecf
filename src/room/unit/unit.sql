-- room/unit/unit.sql -- every statement of room unit

-- unit_get: one unit with the names of its kind and parent
select u.id, u.version, u.code, u.kind, k.name as kind_name, u.parent_id, p.name as parent_name, u.path, u.name,
       u.short_name, u.day_from, u.day_to, u.is_small, u.source,
       (select count(*) from unit c where c.parent_id = u.id and (c.day_to is null or c.day_to >= :today)) as children_n
  from unit u join unit_kind k on k.code = u.kind left join unit p on p.id = u.parent_id
 where u.id = :id;

-- unit_id_of_code: the id behind a code
select id from unit where code = :code;

-- unit_ids_of_words: living units that are called so
select u.id from unit u
 where (u.day_to is null or u.day_to >= :today)
   and (u.code = :code or u.name_fold = :fold or (u.short_fold <> '' and u.short_fold = :fold)
        or exists (select 1 from unit_alias a where a.unit_id = u.id and a.fold = :fold and a.removed_ms is null))
 order by u.id limit 2;

-- unit_list: by words, kind, subtree; ordered by name
select u.id, u.version, u.code, u.kind, k.name as kind_name, u.parent_id, p.name as parent_name, u.path, u.name,
       u.short_name, u.day_from, u.day_to, u.is_small, u.source,
       (select count(*) from unit c where c.parent_id = u.id and (c.day_to is null or c.day_to >= :today)) as children_n
  from unit u join unit_kind k on k.code = u.kind left join unit p on p.id = u.parent_id
 where (cast(:kind as text) is null or u.kind = :kind)
   and (cast(:low as text) is null or (u.path >= :low and u.path < :high))
   and (:closed = 1 or u.day_to is null or u.day_to >= :today)
   and (cast(:words as text) is null or u.name_fold like :words escape '\' or u.short_fold like :words escape '\'
        or lower(u.code) like :words escape '\'
        or exists (select 1 from unit_alias a
                    where a.unit_id = u.id and a.removed_ms is null and a.fold like :words escape '\')
        or exists (select 1 from unit_name o where o.unit_id = u.id and o.name_fold like :words escape '\'))
 order by u.sortkey, u.id limit :n offset :skip;

-- unit_list_total: how many the same filter finds
select count(*) as total
  from unit u
 where (cast(:kind as text) is null or u.kind = :kind)
   and (cast(:low as text) is null or (u.path >= :low and u.path < :high))
   and (:closed = 1 or u.day_to is null or u.day_to >= :today)
   and (cast(:words as text) is null or u.name_fold like :words escape '\' or u.short_fold like :words escape '\'
        or lower(u.code) like :words escape '\'
        or exists (select 1 from unit_alias a
                    where a.unit_id = u.id and a.removed_ms is null and a.fold like :words escape '\')
        or exists (select 1 from unit_name o where o.unit_id = u.id and o.name_fold like :words escape '\'));

-- unit_tree: a whole subtree, living; the caller puts it in the order of the tree
select u.id, u.version, u.code, u.kind, k.name as kind_name, u.parent_id, p.name as parent_name, u.path, u.name,
       u.short_name, u.day_from, u.day_to, u.is_small, u.source, 0 as children_n
  from unit u join unit_kind k on k.code = u.kind left join unit p on p.id = u.parent_id
 where u.path >= :low and u.path < :high and (u.day_to is null or u.day_to >= :today)
 order by k.place, u.sortkey, u.id limit :n;

-- unit_reach: ids of a unit's subtree, in no order: sorting them would cost more than finding them
select x.id
  from unit o join unit x on x.path >= o.path and x.path < substr(o.path, 1, length(o.path) - 1) || '0'
 where o.id = :unit
 limit :n;

-- unit_ever: units that are or were called so
select u.id, u.version, u.code, u.kind, k.name as kind_name, u.parent_id, p.name as parent_name, u.path, u.name,
       u.short_name, u.day_from, u.day_to, u.is_small, u.source, 0 as children_n
  from unit u join unit_kind k on k.code = u.kind left join unit p on p.id = u.parent_id
 where u.id in (select a.id from unit a where a.code = :code or a.name_fold = :fold or (a.short_fold <> '' and a.short_fold = :fold)
                union select b.unit_id from unit_alias b where b.fold = :fold and b.removed_ms is null and b.unit_id is not null
                union select o.unit_id from unit_name o where o.name_fold = :fold)
 order by u.sortkey, u.id limit :n;

-- unit_lineage: ids of a subtree and of what its units came after
with recursive kin (id) as (
	select b.id from unit a join unit b on b.path >= a.path and b.path < substr(a.path, 1, length(a.path) - 1) || '0'
	 where a.id = :id
	 union
	select b.id from kin x join unit_successor s on s.to_id = x.id join unit a on a.id = s.from_id
	  join unit b on b.path >= a.path and b.path < substr(a.path, 1, length(a.path) - 1) || '0')
select id from kin order by id limit :n;

-- unit_kinds: all kinds in their order
select code, name from unit_kind order by place, code limit :n;

-- unit_kind_add: a kind, if it is new
insert into unit_kind (code, name, place) values (:code, :name, :place) on conflict (code) do nothing returning id;

-- unit_add: a unit; its path follows once the id is known
insert into unit (code, kind, parent_id, path, name, short_name, name_fold, short_fold, sortkey, day_from, day_to,
                  is_small, source)
values (:code, :kind, :parent, '', :name, :short, :fold, :short_fold, :sortkey, :from, :to, :small, :source)
 on conflict (code) do nothing returning id;

-- unit_path_get: where a unit stands in the tree
select path from unit where id = :id;

-- unit_path_set: the path of a new unit
update unit set path = :path where id = :id;

-- unit_same_name: a living unit of that name below the same parent
select id from unit
 where name_fold = :fold and id <> :id and parent_id is not distinct from cast(:parent as bigint)
   and (day_to is null or day_to >= :today)
 order by id limit 1;

-- unit_name_keep: the name that holds no longer
insert into unit_name (unit_id, name, short_name, name_fold, day_from, day_to)
values (:unit, :name, :short, :fold, :from, :to) returning id;

-- unit_name_last: the last day of the name before the present one
select max(day_to) as day_to from unit_name where unit_id = :unit;

-- unit_names: earlier names of a unit, oldest first
select name, short_name, day_from, day_to from unit_name where unit_id = :unit order by day_to, id limit :n;

-- unit_name_on: the earlier name that held on a day
select name from unit_name
 where unit_id = :unit and day_to >= :day order by day_to, id limit 1;

-- unit_rename: another name from now on
update unit set name = :name, short_name = :short, name_fold = :fold, short_fold = :short_fold, sortkey = :sortkey,
       version = version + 1
 where id = :id and version = :version;

-- unit_touch: the thing was acted upon as it was read at that version
update unit set version = version + 1 where id = :id and version = :version;

-- unit_parent_set: another parent
update unit set parent_id = :parent where id = :id;

-- unit_path_move: the subtree follows its root
update unit set path = cast(:to as text) || substr(path, :cut) where path >= :low and path < :high;

-- unit_path_deepest: the longest path of a subtree, in slashes
select max(length(path) - length(replace(path, '/', ''))) as slashes from unit where path >= :low and path < :high;

-- unit_end: the unit's last day
update unit set day_to = :day where id = :id and day_to is null;

-- unit_children: living units directly below
select id, path from unit where parent_id = :id and (day_to is null or day_to >= :today) order by id limit :n;

-- unit_act_add: what was done
insert into unit_act (unit_id, kind, day, paper, note, before_text, after_text, by_login, at_ms)
values (:unit, :kind, :day, :paper, :note, :before, :after, :by, :now) returning id;

-- unit_acts: what was done to a unit, newest first
select id, kind, day, paper, note, before_text, after_text, by_login, at_ms from unit_act
 where unit_id = :unit order by id desc limit :n;

-- unit_successor_add: one unit after another
insert into unit_successor (act_id, from_id, to_id, kind, day) values (:act, :from, :to, :kind, :day)
 on conflict (from_id, to_id) do nothing returning id;

-- unit_successors: what came after a unit, and before it
select s.to_id as unit_id, u.code, u.name, s.kind, s.day, 1 as is_forward
  from unit_successor s join unit u on u.id = s.to_id where s.from_id = :unit
 union all
select s.from_id as unit_id, u.code, u.name, s.kind, s.day, 0 as is_forward
  from unit_successor s join unit u on u.id = s.from_id where s.to_id = :unit
 order by day, unit_id limit :n;

-- unit_alias_add: one more way to write it; nothing when the words are taken
insert into unit_alias (words, fold, unit_id, class_id, added_ms) values (:words, :fold, :unit, :class, :now)
 on conflict (fold) where removed_ms is null do nothing returning id;

-- unit_alias_get: an alias in force
select id, words, unit_id, class_id from unit_alias where id = :id and removed_ms is null;

-- unit_alias_of: what the folded words mean
select id, words, unit_id, class_id from unit_alias where fold = :fold and removed_ms is null;

-- unit_alias_remove: no longer in force
update unit_alias set removed_ms = :now, version = version + 1 where id = :id and removed_ms is null;

-- unit_aliases: of one unit or class
select id, words, unit_id, class_id from unit_alias
 where removed_ms is null and unit_id is not distinct from cast(:unit as bigint)
   and class_id is not distinct from cast(:class as bigint)
 order by fold limit :n;

-- unit_taken_words: a living unit or a class whose name is these words, for aliases
select u.id, 0 as is_class from unit u
 where (u.name_fold = :fold or (u.short_fold <> '' and u.short_fold = :fold))
   and (u.day_to is null or u.day_to >= :today)
 union all
select c.id, 1 as is_class from unit_class c where c.name_fold = :fold
 order by is_class, id limit 10;

-- unit_lexicon: every word for living units and for classes
select 0 as is_class, u.id, u.code, u.name as words from unit u where u.day_to is null or u.day_to >= :today
 union all
select 0 as is_class, u.id, u.code, u.short_name as words from unit u
 where u.short_name <> '' and u.short_name <> u.name and (u.day_to is null or u.day_to >= :today)
 union all
select 0 as is_class, u.id, u.code, a.words from unit_alias a join unit u on u.id = a.unit_id
 where a.removed_ms is null and (u.day_to is null or u.day_to >= :today)
 union all
select 1 as is_class, c.id, c.code, c.name as words from unit_class c
 union all
select 1 as is_class, c.id, c.code, a.words from unit_alias a join unit_class c on c.id = a.class_id
 where a.removed_ms is null
 order by is_class, id, words limit :n;

-- unit_classes: all, with how many living units each means
select c.id, c.version, c.code, c.name, c.note,
       (select count(*) from unit u
         where (u.day_to is null or u.day_to >= :today)
           and exists (select 1 from unit_class_member m
                        where m.class_id = c.id and m.removed_ms is null and (m.unit_id = u.id or m.kind = u.kind)))
       as members_n
  from unit_class c
 where cast(:id as bigint) is null or c.id = :id
 order by c.sortkey, c.id limit :n;

-- unit_class_id_of_code: the id behind a code
select id from unit_class where code = :code;

-- unit_class_add: a named set
insert into unit_class (code, name, name_fold, sortkey, note) values (:code, :name, :fold, :sortkey, :note)
 on conflict (code) do nothing returning id;

-- unit_class_members: the living units a class means
select u.id, u.version, u.code, u.kind, k.name as kind_name, u.parent_id, p.name as parent_name, u.path, u.name,
       u.short_name, u.day_from, u.day_to, u.is_small, u.source, 0 as children_n
  from unit u join unit_kind k on k.code = u.kind left join unit p on p.id = u.parent_id
 where (u.day_to is null or u.day_to >= :today)
   and exists (select 1 from unit_class_member m
                where m.class_id = :class and m.removed_ms is null and (m.unit_id = u.id or m.kind = u.kind))
 order by u.sortkey, u.id limit :n;

-- unit_class_entries: what a class was said to hold
select 0 as unit_id, m.kind, k.name, '' as sortkey
  from unit_class_member m join unit_kind k on k.code = m.kind where m.class_id = :class and m.removed_ms is null
 union all
select m.unit_id, '' as kind, u.name, u.sortkey
  from unit_class_member m join unit u on u.id = m.unit_id where m.class_id = :class and m.removed_ms is null
 order by sortkey, unit_id, kind limit :n;

-- unit_classes_of: the classes a unit is in
select c.id, c.version, c.code, c.name, c.note, 0 as members_n from unit_class c
 where exists (select 1 from unit_class_member m join unit u on u.id = :unit
                where m.class_id = c.id and m.removed_ms is null and (m.unit_id = u.id or m.kind = u.kind))
 order by c.sortkey, c.id limit :n;

-- unit_class_put_unit: a unit into a class
insert into unit_class_member (class_id, unit_id, added_ms) values (:class, :unit, :now)
 on conflict (class_id, unit_id) where removed_ms is null and unit_id is not null do nothing returning id;

-- unit_class_put_kind: a kind into a class
insert into unit_class_member (class_id, kind, added_ms) values (:class, :kind, :now)
 on conflict (class_id, kind) where removed_ms is null and kind is not null do nothing returning id;

-- unit_class_drop: no longer a member
update unit_class_member set removed_ms = :now, version = version + 1
 where class_id = :class and removed_ms is null and unit_id is not distinct from cast(:unit as bigint)
   and kind is not distinct from cast(:kind as text);

