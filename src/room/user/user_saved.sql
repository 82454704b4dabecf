-- room/user/user_saved.sql -- addresses that a person keeps by a name

-- user_saved_list: a person's own at one place
select id, user_id, place, name, address from user_saved
 where user_id = :user and place = :place and ended_ms is null order by id limit :n;

-- user_saved_one: one of them, whoever keeps it
select id, user_id, place, name, address from user_saved where id = :id and ended_ms is null;

-- user_saved_add: one more
insert into user_saved (user_id, place, name, address, made_ms) values (:user, :place, :name, :address, :now) returning id;

-- user_saved_end: kept no longer
update user_saved set ended_ms = :now, version = version + 1 where id = :id and ended_ms is null;
