-- room/register/register_find.sql -- lines that were found, as people read them

-- register_find_rows: lines by their leaves
select * from register_v_row
 where leaf in (:l0, :l1, :l2, :l3, :l4, :l5, :l6, :l7, :l8, :l9, :l10, :l11, :l12, :l13, :l14, :l15, :l16, :l17, :l18, :l19)
 order by leaf limit 20;

-- register_find_decisions: papers of a number, or whose number goes on from it after a sign
select id from register_decision
 where number_fold = :number or (number_fold >= :low and number_fold < :high)
 order by id limit :n;

-- register_find_of_decision: every line of a paper
select leaf from register_line where decision_id = :decision and leaf >= :from order by leaf limit :n;
