# An old sheet is read and written by jobs that are killed in the middle, for good: nothing is lost, nothing is there twice.
$ thidua init; for n in 1 2 3; do thidua job run-once >/dev/null; done
Cơ sở dữ liệu đã sẵn sàng trong data.

$ { echo "STT;Họ và tên;Năm sinh;Đơn vị;Danh hiệu;Năm;Số QĐ;Ngày QĐ;Cơ quan ban hành"; for n in $(seq 8000); do echo "$n;Nguyễn Văn $(printf "%04d" $n | tr 0123456789 abcdeghikl);$((1950 + n % 50));Sở Y tế;LĐTT;2019;5/QĐ-SYT;20/12/2019;Sở Y tế"; done; } > so.csv; thidua register import so.csv
Lần nạp số 1: việc nền số * sẽ đọc tệp; xem: thidua register load 1

# Killed once some of it is kept, while it reads; the lease that the dead left is let run out.
$ (thidua job run-once & p=$!; until [ "$(sqlite3 data/thidua.db 'select staged_n > 0 from register_load')" = 1 ]; do sleep 0.01; done; kill -9 $p; wait $p) >/dev/null 2>&1; sqlite3 data/thidua.db "select state from register_load; select count(*) < 8001, count(*) > 0 from register_load_line"
reading
1|1

$ sqlite3 data/thidua.db "update job set lease_until_ms = 0 where state = 'running'"; thidua job run-once; thidua register load 1 | head -1
Đã chạy một việc.
1 * so.csv: chờ xem — 8000 khen thưởng, 0 lỗi, *

$ thidua register take 1
Việc nền số * sẽ ghi 8000 khen thưởng; xem: thidua register load 1

# Killed once some of it is written: nobody sees a line of it.
$ (thidua job run-once & p=$!; until [ "$(sqlite3 data/thidua.db 'select written_n > 0 from register_load')" = 1 ]; do sleep 0.01; done; kill -9 $p; wait $p) >/dev/null 2>&1; sqlite3 data/thidua.db "select state, written_n < 8000 from register_load; select count(*) from register_line"; thidua register verify
writing|1
0
Sổ khen thưởng đúng: 0 dòng, 0 đầu sổ đã ký.

$ sqlite3 data/thidua.db "update job set lease_until_ms = 0 where state = 'running'"; thidua job run-once; thidua register load 1 | head -1; thidua register verify
Đã chạy một việc.
1 * so.csv: đã vào sổ — 8000 khen thưởng, 0 lỗi, *; dòng 1 đến 8000
Sổ khen thưởng đúng: 8000 dòng, 0 đầu sổ đã ký.

# Each line once, each person once.
$ sqlite3 data/thidua.db "select count(*), count(distinct load_line_id), count(distinct person_id) from register_line; select count(*) from person"
8000|8000|8000
8000
