# People over time, from the command line: found without marks, merged as an alias, parted again.
$ thidua init
Cơ sở dữ liệu đã sẵn sàng trong data.

$ thidua person add "Nguyễn Thị An" --birth=1980 --sex=f --unit=S-NV --position="Chuyên viên" --since=01/01/2015 --number=001080012345
Đã thêm hồ sơ 1.

$ thidua person add "NGUYỄN THỊ AN" --birth=05/03/1980 --unit="Sở Nội vụ"
Đã thêm hồ sơ 2.

$ thidua person add "" --birth=hôm --sex=x --number=12
? 5
thidua: Hãy ghi họ và tên; hộ gia đình thì ghi tên người đại diện.
thidua: “hôm” không phải ngày sinh; hãy ghi ngày/tháng/năm hoặc chỉ năm, ví dụ 05/03/1980 hoặc 1980.
thidua: Giới tính là m (nam) hoặc f (nữ), hoặc để trống.
thidua: Số định danh gồm 12 chữ số, hoặc 9 chữ số của chứng minh nhân dân cũ.

$ thidua person fact 1 leader --value=LD-SO --from=01/01/2020
Đã ghi diễn biến.

$ thidua person post 1 --unit=S-YT --position="Phó Giám đốc" --from=01/06/2023
Đã ghi chức vụ, nơi công tác.

$ thidua person show 1
     1  Nguyễn Thị An, sinh 1980 — Sở Y tế*
Số định danh: 001080012345
01/06/2023 – : Phó Giám đốc, Sở Y tế*
01/01/2015 – 31/05/2023: Chuyên viên, Sở Nội vụ*
01/01/2020 – : Nhóm lãnh đạo: Lãnh đạo cấp vụ, sở, ngành và tương đương (diễn biến 1)
Cần xem lại: Số định danh là của nam, khác với giới tính đã ghi.

$ thidua person twins 2
     1  Nguyễn Thị An, sinh 1980 — Sở Y tế*
        cùng tên, cùng năm sinh

$ thidua person merge 2 1 --note="một người"
Đã gộp vào hồ sơ 1.

$ thidua person list "nguyen thi an"
     1  Nguyễn Thị An, sinh 1980 — Sở Y tế*

$ thidua person merge 2 1
? 6
thidua: *

$ thidua person part 2
Đã tách lại hồ sơ.

$ thidua person list "nguyen thi an" --json
[{"id":1,*},{"id":2,*}]

# Every item of a record has a verb, too.
$ p=$(thidua person add "Trần Thị Thử" --birth=1970 --unit=S-NV | tr -dc 0-9); thidua person edit $p --ethnicity=Tày --religion=Không --died=01/02/2024 --birth=1971; thidua person number $p 001171000123; thidua person name $p "Trần Thử"; thidua person fact $p party --from=01/01/2000; thidua person end $p $(thidua person show $p | sed -n 's/.*diễn biến \([0-9]*\)).*/\1/p') 31/12/2020; thidua person show $p
Đã sửa hồ sơ.
Đã ghi số định danh.
Đã ghi tên gọi khác.
*
Đã ghi ngày cuối.
*Trần Thị Thử, sinh 1971 — Sở Nội vụ*
Dân tộc: Tày
Tôn giáo: Không
Mất ngày: 01/02/2024
Số định danh: 001171000123
Tên gọi khác: Trần Thử
*
01/01/2000 – 31/12/2020: Đảng viên (diễn biến 2)

$ p=$(thidua person list "Trần Thị Thử" | awk '{print $1}'); thidua person blank $p "Bản án số 5"; thidua person show $p; thidua audit verify
Đã xóa thông tin của hồ sơ.
     3  (đã xóa theo luật) — Sở Nội vụ*
Chuỗi nhật ký đúng: * dòng.
