/* room/plan/plan_shape.c -- bodies by the form of their names, where no lexicon knows them: "Phòng Văn hóa và Thông tin
 * huyện", "Ban Tổ chức Đảng ủy", "Các chi bộ, đảng bộ cơ sở".
 *
 *   name  = head subject { mark subject } [owner] | office owner | "các" small words
 *   owner = "tỉnh", "phường Lê Lợi", "Sở", "Đảng ủy" */
#include "room/plan/plan_read_in.h"

enum { NAME_MAX = 24, PLACE_WORDS = 2 };

struct at {
	const struct toks *t;
	size_t end;
};

static size_t like(const struct at *a, size_t i, const char *pattern)
{
	return toks_match(a->t, i, a->end, pattern);
}

static size_t any(const struct at *a, size_t i, const char *const *list)
{
	return toks_match_any(a->t, i, a->end, list);
}

/* Bodies that are named by what they are for. */
static const char *const heads[] = {
	"so|phong|ban|vu|cuc|hoi|khoa|to|doi|vien|bo|bao|dai|truong|quy|tram|khoi|nhom|cong", "chi cuc|hoi", "tong cuc|cong", "van phong",
	"trung tam", "lien doan|hiep|minh", "uy ban", "hoi dong", "benh vien", "hoc vien", "dai hoc", "thanh tra", "ban quan li", "ban chi dao|huy",
	"bo chi huy|tu", "tieu ban", "bo phan|mon", "cong chuc", "chuyen vien", "doan", "bao va [dai]", NULL};

/* Bodies that there is one of: they need whose they are, no subject. */
static const char *const offices[] = {
	"ubnd|hdnd|mttq|bch|bchqs|vp|bgd|bgh", "uy ban nhan dan", "uy ban mttq|mat [tran] [to] [quoc] [viet] [nam]", "hoi dong nhan dan",
	"thuong truc hdnd|ubnd|dang|huyen|tinh|thanh|hoi [uy|dong]", "[pho] chu tich ubnd|hdnd|hoi [dong]", "cong an", "van phong", "thanh tra", "dang uy|bo",
	"cong doan", "doan thanh nien", "ban giam doc|hieu", "ban chi huy quan su", "ban thuong vu|truc", "ban chap hanh", "bo chi huy quan su",
	"toa an nhan dan", "vien kiem sat nhan dan", "mat tran to quoc [viet] [nam]", "lanh dao", "hoi dong", "bi thu [dang] [uy]", "kho bac",
	"chi huy", "van phong hdnd va ubnd", "van phong dang|huyen|tinh|thanh|quan uy", NULL};

/* Names that need nothing behind them. */
static const char *const wholes[] = {
	"ban giam doc|hieu", "ban thuong vu|truc", "ban chap hanh", "[pho] [tong] giam doc", "[pho] chinh uy", "[pho] chi huy truong",
	"[pho] vien|cuc|vu|hieu|ban|phong|khoa|doan|hat|chi|truong truong", "[pho] truong ban|phong|khoa", "ke toan truong", "[pho] chanh van phong", "[pho] bi thu",
	"[pho] chu tich", "bo|thu truong", "[pho] chanh thanh tra", "[pho] chanh an|toa", "[pho] tong bien|thu tap|ki", "[pho] tu lenh", NULL};

/* What bodies are for, two syllables or more; small letters that follow are of the same name. */
static const char *const subjects[] = {
	"an ninh|toan|sinh", "bao hiem|tang|chi|ve|cao", "bien phong|tap", "buu chinh|dien", "can bo", "canh sat", "cap nuoc", "chap hanh", "cham soc",
	"chat luong", "che do|bien", "cung ung|cap", "dat dai", "dich vu|te|benh", "giai phong", "boi thuong|duong", "cap cuu", "hoi suc|nhap", "chan doan", "quyet toan", "chien luoc", "chinh tri|quyen|sach", "chu thap do", "chuong trinh", "chuyen doi|mon", "co khi|yeu", "cong nghe|nghiep|thuong|chung|tac",
	"cuu chien|giao|thanh", "dan so|toc|van|quan", "dao tao", "dau tu|thau|gia", "dien luc|luc|tu", "dieu duong|hanh|tra|do", "dia chinh|chat",
	"do thi|luong", "doanh nghiep", "doi ngoai|song", "doan the", "dong y", "du an|lich|toan|bao", "duoc", "duong bo|sat|thuy", "gia dinh", "giam dinh|sat", "giup viec",
	"giao duc|thong|vien|vu", "giai quyet", "khieu nai", "to cao", "ha tang", "hai quan|dang", "hanh chinh", "hau can", "ho tro|tich|so", "hop tac", "huan luyen",
	"ke hoach|toan|khai", "khai thac", "kham benh", "khao thi|co|sat", "khen thuong", "khi tuong", "khoa hoc", "khuyen nong|hoc|cong", "ki thuat",
	"kiem toan|tra|soat|dinh|sat|lam|nghiem", "kien truc", "kinh doanh|te", "lao dong", "lien hiep|lac", "luat gia|su", "luu tru", "marketing",
	"mat tran", "moi gioi|truong", "nghien cuu", "nghiep vu", "ngoai vu|giao|ngu|thuong", "ngan hang|quy|sach", "nguoi cao|khuyet|mu", "nha bao|nuoc|truong",
	"nhan dan|su|luc", "nong dan|nghiep|thon", "noi vu|chinh|dung|khoa|tru", "ngoai khoa", "phap che|luat|luc", "phan tich", "phat thanh|trien|hanh", "phong chong|khong|trao|vien",
	"phu nu|san", "phuc vu", "quan he|huan|li|luc|su|tri", "quang cao|ba", "quoc phong|hoi|te", "quy hoach", "sang kien|tao", "san xuat|phu|nhi", "sinh vien|hoc",
	"so huu", "suc khoe", "sua chua", "tai chinh|nguyen|vu|san", "tap chi", "tham dinh|muu", "thanh nien|toan", "thao luyen", "the duc|thao", "thi dua|hanh|truong", "thiet bi|ke",
	"thong tin|ke", "thu ki|vien|y|tuc", "thuong binh|mai|vu|truc", "thuc pham", "thue", "thuy loi|san|van", "tiep dan|thi|nhan", "tin dung|hoc", "to chuc", "ton giao", "tong hop",
	"trat tu", "tre em", "trong trot", "truyen hinh|thong|thanh", "tu phap|van|lieu", "tuyen giao|truyen|sinh", "ung dung", "van hoa|hoc|thu|tai|hanh|nghe", "vat gia|tu|li",
	"vien thong|chuc", "xa hoi", "xay dung|lap", "xet nghiem", "xuat ban|nhap|khau", "y te|hoc|khoa", "tdkt", "td - kt", "khkt", "lhpn|ccb|ctd|nct|tnxp|tntp", "gd&dt", "vhtt",
	"gddt|ldtbxh|tnmt|ptnt|khdt|khcn|tttt|vhttdl|gtvt", NULL};

/* First of names that hold a comma: "Văn hóa, Thể thao và Du lịch". */
static const char *const listed[] = {"van hoa", "to chuc", "phat thanh", "thi dua", "lao dong", "kinh te", "hanh chinh", "nong nghiep", "tong hop",
                                     "van phong", "thong tin", "bao ve", "cong tac", NULL};

static const char *const places[] = {"tinh|huyen|quan|xa|phuong", "thanh pho", "thi xa|tran", "dac khu", NULL};

static const char *const owners[] = {"so|bo|cuc|nganh|vien|tinh|huyen|quan|khoi|ban", "truong", "nha truong", "[tong] cong ti", "tap doan", "dang|tinh|thanh|huyen|quan|thi uy",
                                     "chi nhanh|cuc", "benh vien", "hoc vien", "trung tam|uong", "thanh pho", "thi xa|tran", "dac khu", "co so", NULL};

/* Small letters that are no part of a name. */
static bool is_stop(const struct at *a, size_t i)
{
	static const char *const stops[] = {"chu tri", "phoi hop", "tham muu", "va", "voi", "cung", "la", "de", "khi", "truoc", "trong thang|quy|nam", "theo", "do", "nt",
	                                    "hang", "dinh ki", "cac", "gui|nop|hop|trinh|chiu|hoan|xay", "bao cao", "dang ki", "thuc hien", "trien khai", NULL};

	return any(a, i, stops) > 0;
}

static bool is_small_word(const struct at *a, size_t i)
{
	return i < a->end && a->t->at[i].is_word && !a->t->at[i].is_capital && tok_number(&a->t->at[i]) < 0 && !is_stop(a, i);
}

/* Words with small letters from i on; a comma, a dash or "và" between them too when `listed`. */
static size_t small_words(const struct at *a, size_t i, bool is_listed)
{
	size_t k = i;

	while (k < a->end && k < i + NAME_MAX) {
		size_t mark = is_listed && k > i ? like(a, k, ",|-|va|/") : 0;

		if (!is_small_word(a, k + mark))
			break;
		k += mark + 1;
	}
	return k - i;
}

static bool is_time_word(const struct at *a, size_t i)
{
	return like(a, i, "truoc|thang|quy|trong|tu|ngay|dip|hang|cham|dinh|khi|theo|thuong|cuoi|dau|nhan|hoan|xong|den|ca|nam|sau") > 0;
}

/* A place's name behind "phường": two words with capitals that begin nothing else. */
static size_t place_name(const struct at *a, size_t i)
{
	size_t k = i;

	while (k < a->end && k < i + PLACE_WORDS && a->t->at[k].is_word && a->t->at[k].is_capital && !a->t->at[k].is_first &&
	       !is_time_word(a, k) &&
	       !(k > i ? body_is_head(a->t, k) && k + 1 < a->end && a->t->at[k + 1].is_word : body_is_head(a->t, k)))
		k++;
	return k - i;
}

/* "các huyện, thành phố", "quận, huyện": whose, of several. */
static size_t owners_at(const struct at *a, size_t i)
{
	size_t n = like(a, i, "cac"), k = i + n, p = any(a, k, places);

	if (p == 0)
		p = n == 0 ? 0 : like(a, k, "cap|truong|co|bo [so] [nganh]");
	if (p == 0 || (i < a->end && ((a->t->at[i].is_first && (n == 0 || a->t->at[i].is_capital)) || a->t->at[k].is_capital)))
		return 0;
	for (k += p; like(a, k, ",|va|-") > 0 && (p = any(a, k + 1, places)) > 0 && !a->t->at[k + 1].is_capital;)
		k += 1 + p;
	return k - i;
}

/* Whose the body is, told behind its name; not when it is a name of its own ("Sở Y tế"). */
static size_t owner_at(const struct at *a, size_t i)
{
	size_t n = owners_at(a, i), k;

	if (n > 0)
		return n + (tok_is(a->t, i, "cac") ? 0 : place_name(a, i + n));
	n = any(a, i, owners);
	k = i + n;
	/* "Trưởng các cụm" is no school. */
	if (n == 0 || any(a, k, subjects) > 0 || like(a, k, "truong|pho") > 0 || like(a, i, "truong cac|phong|ban|khoa") > 0 || (k < a->end && tok_number(&a->t->at[k]) >= 0))
		return 0;
	/* "Phòng Nội vụ / Ban Chỉ huy Quân sự": on a line of its own another body begins. */
	if (i > 0 && a->t->at[i].is_first && a->t->at[i].is_capital && k < a->end && a->t->at[k].is_capital && !a->t->at[k].is_first)
		return 0;
	/* "Tỉnh đoàn" on a line of its own is a body. */
	if (i > 0 && a->t->at[i].is_first && a->t->at[i].is_capital && like(a, k, "doan") > 0)
		return 0;
	/* "Cục Người có công" is a name of its own. */
	if (k < a->end && a->t->at[k].is_capital && !a->t->at[k].is_first && !is_time_word(a, k) && !body_is_head(a->t, k))
		return 0;
	return n + small_words(a, k, false);
}

static size_t subject_at(const struct at *a, size_t i)
{
	size_t n = i < a->end && a->t->at[i].is_word ? any(a, i, subjects) : 0;

	return n == 0 ? 0 : n + small_words(a, i + n, false);
}

/* Whether "và" or a dash and a subject come within a few words: what a comma before them is for. */
static bool ends_in_and(const struct at *a, size_t i)
{
	for (size_t k = i; k < a->end && k < i + 8 && !tok_is(a->t, k, ";"); k++) {
		if (tok_is(a->t, k, "va") || (tok_is(a->t, k, "-") && !a->t->at[k].is_first))
			return any(a, k + 1, subjects) > 0 && !body_is_head(a->t, k + 1);
		if (k > i && body_is_head(a->t, k) && any(a, k, subjects) == 0)
			return false;
	}
	return false;
}

/* Whether a mark at k joins one more subject to the name that begins at i. */
static bool is_joined(const struct at *a, size_t i, size_t k, bool is_listed)
{
	size_t owned;

	/* "Vụ Khoa học, Công nghệ và Môi trường"; "Sở Nội vụ, Tài chính và Y tế" are three. */
	/* A body of its own would begin with a capital: "Phòng Kiểm tra, giải quyết khiếu nại". */
	if (tok_is(a->t, k, ",") && k + 1 < a->end && !a->t->at[k + 1].is_capital)
		return true;
	/* "Ban Thi đua - Khen thưởng tỉnh, Thanh tra tỉnh" */
	if (tok_is(a->t, k, ",") && (owned = any(a, k + 1, offices)) > 0 && owner_at(a, k + 1 + owned) > 0)
		return false;
	if (tok_is(a->t, k, ","))
		return (is_listed || !tok_is(a->t, i, "so")) && (ends_in_and(a, k) || like(a, k + 1, "khen|truyen|thanh") > 0);
	/* "Phòng Tổ chức cán bộ - Thanh tra" */
	if (like(a, k, "- thanh tra") > 0 && tok_is(a->t, i, "phong") && owner_at(a, k + 3) == 0)
		return true;
	if (any(a, k + 1, offices) > 0)
		return false;
	/* "Sở Nội vụ và Tài chính" are two; "Sở Kế hoạch và Đầu tư" is one. */
	return !tok_is(a->t, k, "va") || !tok_is(a->t, i, "so") || is_listed ||
	       like(a, k + 1, "dau|dao|cong|moi|phat|truyen|the|xa|du|ton") > 0;
}

/* "Hội đồng Thi đua - Khen thưởng Công an tỉnh": whose a board is may be a body by itself. */
static size_t board_owner_at(const struct at *a, size_t i, size_t k)
{
	static const char *const boards[] = {"hoi dong", "ban chap|thuong|thanh hanh|vu|tra", "uy ban kiem", "[to] thu ki", "to giup viec", NULL};
	static const char *const bodies[] = {"cong an|doan", "hoi dong [thi|tdkt|sang] [dua|kien] [-|,] [khen] [thuong]", "ban chi dao", NULL};
	size_t n = any(a, i, boards) == 0 || k >= a->end || a->t->at[k].is_first ? 0 : any(a, k, bodies);

	return n == 0 ? 0 : n + owner_at(a, k + n);
}

static size_t named_at(const struct at *a, size_t i)
{
	size_t n = any(a, i, heads), k = i + n, s = n == 0 ? 0 : subject_at(a, k), owner;
	bool is_listed = any(a, k, listed) > 0;

	if (s == 0)
		return 0;
	for (k += s; k < a->end && k < i + NAME_MAX && like(a, k, "-|va|,") > 0 && is_joined(a, i, k, is_listed); k += 1 + s) {
		s = like(a, k + 1, "thanh tra") > 0 ? 2 : subject_at(a, k + 1);
		if (s == 0)
			break;
	}
	/* "Đoàn kiểm tra của Hội đồng …" */
	if (like(a, k - 1, "cua|thuoc") > 0 && (s = named_at(a, k)) + (n = any(a, k, offices)) > 0)
		return k + (s > 0 ? s : n + owner_at(a, k + n)) - i;
	owner = board_owner_at(a, i, k);
	return k + (owner > 0 ? owner : owner_at(a, k)) - i;
}

static size_t office_at(const struct at *a, size_t i)
{
	size_t n = any(a, i, offices), s = n == 0 ? 0 : board_owner_at(a, i, i + n);

	s = n > 0 && s == 0 ? owner_at(a, i + n) : s;
	/* "Đảng ủy Cục Thuế": whose it is has a name of its own. */
	if (n > 0 && s == 0 && i + n < a->end && !a->t->at[i + n].is_first && like(a, i + n, "so|bo|vien|cuc|chi|tong") > 0)
		s = named_at(a, i + n);
	return s == 0 ? 0 : n + s;
}

/* Whether the phrase at k, after a comma, says which of a class are meant: "Các phòng, Điện lực trực thuộc". */
static bool says_which(const struct at *a, size_t k)
{
	for (size_t i = k; i < a->end && i < k + 8 && like(a, i, ",|;|va") == 0; i++) {
		if (like(a, i, "truc|lien|co thuoc|quan|lien [quan]") > 0)
			return true;
	}
	return false;
}

/* "Vụ, Cục, Đơn vị" after "các": heads alone, with their marks; the last one ends the name or small words follow it. */
static size_t bare_heads(const struct at *a, size_t i)
{
	size_t k = i, n;

	while (k < a->end && a->t->at[k].is_capital && ((n = any(a, k, heads)) > 0 || (n = like(a, k, "don|co vi|quan")) > 0)) {
		bool is_last = like(a, k + n, ",|va") == 0;

		if (is_last && (k == i || (k + n < a->end && a->t->at[k + n].is_capital)))
			return k - i;
		k += n + !is_last;
		if (is_last)
			break;
	}
	return k - i;
}

/* "Các phòng, ban, ngành thị xã", "UBND các xã, phường", "Các Vụ, Cục, đơn vị thuộc Bộ", "các thành viên Ban Tổ chức" */
static size_t class_at(const struct at *a, size_t i)
{
	size_t n = like(a, i, "[ubnd|truong|chi|lanh|thanh|hoi|cong|bch] [huy|dao|vien|dong|doan] cac"), s, k, bare;

	if (n == 0 || (n > 1 && (!a->t->at[i].is_capital || a->t->at[i + n - 1].is_capital)))
		return 0;
	bare = bare_heads(a, i + n);
	n += bare;
	s = small_words(a, i + n, true);
	k = i + n + s;
	/* "Các trường mầm non, tiểu học, THCS" */
	for (size_t mark; like(a, i + n, "truong") > 0 && (mark = like(a, k, ",|va|- thcs|thpt|th|mn|ptdtbt|gdtx|gdnn")) > 0;)
		k += mark;
	/* "Đại hội đảng các cấp" */
	if ((s == 0 && (bare == 0 || !a->t->at[k - 1].is_word)) || (s == 1 && tok_is(a->t, k - 1, "cap")))
		return 0;
	if (tok_is(a->t, k, ",") && k + 1 < a->end && a->t->at[k + 1].is_capital && says_which(a, k + 1))
		return k + 2 + small_words(a, k + 2, true) - i;
	if (k < a->end && a->t->at[k].is_capital && (like(a, k - 1, "cua|thuoc") > 0 || (like(a, k - 1, "vien") > 0 && !a->t->at[k].is_first))) {
		s = named_at(a, k);
		n = s > 0 ? s : any(a, k, offices);
		return k + (n > 0 ? n : any(a, k, owners)) - i;
	}
	for (size_t p = 1; p <= 2; p++) {
		if (any(a, k - p, places) == p)
			return k + place_name(a, k) - i;
	}
	return k - i;
}

size_t body_standing(const struct toks *t, size_t i, size_t end)
{
	if (i < 3 || toks_match(t, i - 3, i, "pho bi|chu thu|tich") == 0 || toks_match(t, i, end, "thuong truc hdnd|ubnd|dang|huyen|tinh|thanh|hoi|uy") > 0)
		return 0;
	return toks_match(t, i, end, "thuong truc");
}

size_t body_shape(const struct toks *t, size_t i, size_t end)
{
	struct at a = {.t = t, .end = end};
	size_t n = class_at(&a, i), m;

	if (n > 0 || !body_is_head(t, i))
		return n;
	n = named_at(&a, i);
	m = office_at(&a, i);
	n = n > m ? n : m;
	m = any(&a, i, wholes);
	m += m == 0 ? 0 : body_standing(t, i + m, end);
	m += m == 0 ? 0 : owner_at(&a, i + m);
	return n > m ? n : m;
}

bool body_goes_on(const struct toks *t, size_t i, size_t end)
{
	struct at a = {.t = t, .end = end};

	return like(&a, i, "-|va|,|cac") > 0 || any(&a, i, places) > 0 || any(&a, i, owners) > 0;
}
