-- room/award/award.sql

-- award_get: one
select id, version, code, class, name, short_name, for_person, for_collective, for_household, level, decider, rank,
       width_mm, height_mm, day_from, day_to, cite, place_id, is_verified, source
  from award where id = :id;

-- award_id_of_code: the id behind a code
select id from award where code = :code;

-- award_ids_of_words: what exact words mean, within a class
select distinct a.id from award a left join award_alias s on s.award_id = a.id and s.removed_ms is null
 where (cast(:class as text) is null or a.class = :class)
   and (a.code = :code or a.name_fold = :fold or s.fold = :fold)
 order by a.id limit 2;

-- award_list: by precedence
select a.id, a.version, a.code, a.class, a.name, a.short_name, a.for_person, a.for_collective, a.for_household, a.level,
       a.decider, a.rank, a.width_mm, a.height_mm, a.day_from, a.day_to, a.cite, a.place_id, a.is_verified, a.source
  from award a
 where (cast(:class as text) is null or a.class = :class)
   and (cast(:subject as bigint) = 0 or (:subject = 1 and a.for_person = 1) or (:subject = 2 and a.for_collective = 1)
        or (:subject = 3 and a.for_household = 1))
   and (cast(:day as text) is null
        or ((a.day_from is null or a.day_from <= :day) and (a.day_to is null or a.day_to >= :day)))
   and (cast(:words as text) is null or a.name_fold like :words escape '\'
        or exists (select 1 from award_alias s where s.award_id = a.id and s.removed_ms is null
                      and s.fold like :words escape '\'))
 order by a.class desc, a.rank, a.id limit :n;

-- award_add: a new one
insert into award (code, class, name, name_fold, short_name, for_person, for_collective, for_household, level, decider,
                   rank, width_mm, height_mm, day_from, day_to, cite, place_id, is_verified, source)
values (:code, :class, :name, :fold, :short, :person, :collective, :household, :level, :decider, :rank, :width, :height,
        :from, :to, :cite, :place, :verified, :source)
 on conflict (code) do nothing returning id;

-- award_set: what a data file says now; the class of what was given never changes
update award set name = :name, name_fold = :fold, short_name = :short, for_person = :person,
                 for_collective = :collective, for_household = :household, level = :level, decider = :decider,
                 rank = :rank, width_mm = :width, height_mm = :height, day_from = :from, day_to = :to, cite = :cite,
                 place_id = :place, is_verified = :verified, source = :source, version = version + 1
 where code = :code and class = :class
   and (name <> :name or name_fold <> :fold or short_name <> :short or for_person <> :person
        or for_collective <> :collective or for_household <> :household or level <> :level or decider <> :decider
        or rank <> :rank or width_mm <> :width or height_mm <> :height or cite <> :cite or place_id <> :place
        or is_verified <> :verified or source <> :source or day_from is distinct from cast(:from as text)
        or day_to is distinct from cast(:to as text));

-- award_way_add: a way of the statistics
insert into award_way (code, name, place, cite, place_id) values (:code, :name, :place, :cite, :law)
 on conflict (code) do nothing returning id;

-- award_way_of_code: the id behind a code
select id from award_way where code = :code;

-- award_ground_add: a ground
insert into award_ground (code, name, name_fold, way_id, place, cite, place_id, is_verified, source)
values (:code, :name, :fold, :way, :place, :cite, :law, :verified, :source)
 on conflict (code) do nothing returning id;

-- award_ground_set: what a data file says now
update award_ground set name = :name, name_fold = :fold, way_id = :way, place = :place, cite = :cite, place_id = :law,
                        is_verified = :verified, source = :source, version = version + 1
 where code = :code and (name <> :name or name_fold <> :fold or way_id <> :way or place <> :place or cite <> :cite
                         or place_id <> :law or is_verified <> :verified or source <> :source);

-- award_grounds: all, in their order
select g.id, g.code, g.name, g.way_id, w.code as way_code, w.name as way_name, g.cite, g.place_id, g.is_verified, g.source
  from award_ground g join award_way w on w.id = g.way_id order by g.place, g.id limit :n;

-- award_ground_ids_of_words: what exact words mean
select distinct g.id from award_ground g left join award_alias s on s.ground_id = g.id and s.removed_ms is null
 where g.code = :code or g.name_fold = :fold or s.fold = :fold order by g.id limit 2;

-- award_alias_add: one more way to write an award; nothing when the words are taken
insert into award_alias (words, fold, award_id, added_ms) values (:words, :fold, :award, :now)
 on conflict (fold) where removed_ms is null and award_id is not null do nothing returning id;

-- award_alias_add_ground: the same of a ground
insert into award_alias (words, fold, ground_id, added_ms) values (:words, :fold, :ground, :now)
 on conflict (fold) where removed_ms is null and ground_id is not null do nothing returning id;

-- award_alias_of: what the folded words mean now
select id, award_id, ground_id from award_alias
 where fold = :fold and removed_ms is null
   and ((cast(:is_ground as bigint) = 1 and ground_id is not null) or (cast(:is_ground as bigint) = 0 and award_id is not null));

-- award_alias_get: one in force
select id, words, award_id, ground_id from award_alias where id = :id and removed_ms is null;

-- award_alias_remove: no longer in force
update award_alias set removed_ms = :now, version = version + 1 where id = :id and removed_ms is null;

-- award_aliases: of one award, or all there are
select id, words, award_id, ground_id from award_alias
 where removed_ms is null and (cast(:award as bigint) = 0 or award_id = :award) order by fold, id limit :n;

-- award_multiple_add: a dated multiple
insert into award_multiple (award_id, subject, hundredths, is_at_most, day_from, day_to, cite, place_id, is_verified)
values (:award, :subject, :hundredths, :at_most, :from, :to, :cite, :place, :verified)
 on conflict (award_id, subject, day_from) do nothing returning id;

-- award_multiple_set: what a data file says now
update award_multiple set hundredths = :hundredths, is_at_most = :at_most, day_to = :to, cite = :cite, place_id = :place,
                          is_verified = :verified, version = version + 1
 where award_id = :award and subject = :subject and day_from = :from
   and (hundredths <> :hundredths or is_at_most <> :at_most or cite <> :cite or place_id <> :place
        or is_verified <> :verified or day_to is distinct from cast(:to as text));

-- award_multiples: every dated row
select award_id, subject, hundredths, is_at_most, day_from, day_to, cite, place_id, is_verified
  from award_multiple where cast(:award as bigint) = 0 or award_id = :award
 order by award_id, subject, day_from, id limit :n;

-- award_figure_add: a dated figure
insert into award_figure (kind, amount, direction, day_from, day_to, cite, place_id, is_verified)
values (:kind, :amount, :direction, :from, :to, :cite, :place, :verified)
 on conflict (kind, day_from) do nothing returning id;

-- award_figure_set: what a data file says now
update award_figure set amount = :amount, direction = :direction, day_to = :to, cite = :cite, place_id = :place,
                        is_verified = :verified, version = version + 1
 where kind = :kind and day_from = :from
   and (amount <> :amount or direction <> :direction or cite <> :cite or place_id <> :place or is_verified <> :verified
        or day_to is distinct from cast(:to as text));

-- award_figures: every dated row
select kind, amount, direction, day_from, day_to, cite, place_id, is_verified
  from award_figure order by kind, day_from, id limit :n;
