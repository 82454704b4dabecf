/* room/register/register_sheet.h -- old lists of awards, as offices kept them in sheets: what each of their lines says.
 *
 * A sheet has titles above, a row of headings, rows, headings between them, counts and signatures at the end. The reader
 * finds the headings, takes columns for fields by words and by what stands in them, and says of every line of the file
 * exactly one of two things: which awards it records, or why it records none. What it is not sure of, it says; it never
 * drops a line and never makes up a value. Pure but for the catalogue that it is given; files come in by register_reads.c. */
#ifndef ROOM_REGISTER_SHEET_H
#define ROOM_REGISTER_SHEET_H

#include "base/faults.h"
#include "room/award/award.h"
#include "room/register/register.h"

enum { SHEET_COLUMNS_MAX = 256, SHEET_ROWS_MAX = 64, SHEET_PROBLEMS_MAX = 64, SHEET_SAMPLE = 240 };

/* What a column may say. X(NAME, "code", "what people call it") */
#define SHEET_FIELDS(X)                                     \
	X(NONE, "", "không đọc")                            \
	X(NO, "no", "Số thứ tự")                            \
	X(SUBJECT, "subject", "Loại đối tượng")             \
	X(NAME, "name", "Tên cá nhân, tập thể, hộ")         \
	X(FAMILY, "family_name", "Họ và tên đệm")           \
	X(GIVEN, "given_name", "Tên")                       \
	X(WHO, "who", "Tên, chức vụ, đơn vị trong một ô")   \
	X(BIRTH, "birth", "Ngày sinh, năm sinh")            \
	X(BIRTH_M, "birth_m", "Năm sinh của nam")           \
	X(BIRTH_F, "birth_f", "Năm sinh của nữ")            \
	X(SEX, "sex", "Giới tính")                          \
	X(SEX_M, "sex_m", "Nam (đánh dấu)")                 \
	X(SEX_F, "sex_f", "Nữ (đánh dấu)")                  \
	X(NUMBER, "identity", "Số định danh cá nhân")       \
	X(STAFF, "staff_code", "Mã cán bộ")                 \
	X(POSITION, "position", "Chức vụ")                  \
	X(POST, "post", "Chức vụ, đơn vị trong một ô")      \
	X(UNIT, "unit", "Đơn vị")                           \
	X(ADDRESS, "residence", "Nơi ở")                    \
	X(ORIGIN, "origin", "Quê quán")                     \
	X(ETHNIC, "ethnicity", "Dân tộc")                   \
	X(RELIGION, "religion", "Tôn giáo")                 \
	X(NATION, "nationality", "Quốc tịch")               \
	X(PARTY, "party", "Đảng viên")                      \
	X(AWARD, "award", "Danh hiệu, hình thức khen thưởng") \
	X(TITLE, "award_title", "Danh hiệu thi đua")        \
	X(HONOUR, "award_honour", "Hình thức khen thưởng")  \
	X(AWARD_CODE, "award_code", "Mã danh hiệu, hình thức") \
	X(MARK, "award_mark", "Đánh dấu một danh hiệu, hình thức") \
	X(AWARD_YEAR, "award_of_year", "Khen thưởng của một năm") \
	X(GROUND, "ground", "Loại hình khen thưởng")        \
	X(ACHIEVEMENT, "achievement", "Thành tích")         \
	X(PERIOD, "period", "Thời gian thành tích")         \
	X(YEAR, "year", "Năm")                              \
	X(DECISION, "decision_number", "Số quyết định")     \
	X(DAY, "decision_date", "Ngày quyết định")          \
	X(ISSUER, "issuer", "Cơ quan ban hành")             \
	X(LEVEL, "level", "Cấp khen thưởng")                \
	X(SIGNER, "signer", "Người ký")                     \
	X(SIGNER_TITLE, "signer_title", "Chức vụ người ký") \
	X(CERTIFICATE, "certificate", "Số bằng")            \
	X(PLACE, "place", "Số sổ vàng")                     \
	X(NATURE, "nature", "Tính chất")                    \
	X(ABOUT, "about", "Dòng trong sổ được nêu")         \
	X(LEADER, "leader_allowance", "Phụ cấp lãnh đạo")   \
	X(CLASS, "leader_class", "Nhóm lãnh đạo")           \
	X(MOVEMENT, "movement", "Phong trào")               \
	X(MONEY, "money", "Tiền thưởng")                    \
	X(NOTE, "note", "Ghi chú")

enum sheet_field {
#define X(name, code, words) SHEET_##name,
	SHEET_FIELDS(X)
#undef X
	SHEET_FIELD_N
};

const char *sheet_field_code(enum sheet_field f);        /* "name", as in JSON and in maps */
const char *sheet_field_words(enum sheet_field f);      /* what people call it */
enum sheet_field sheet_field_of(const char *code);      /* SHEET_FIELD_N for none */

/* ---- cells as values; pure ------------------------------------------------------------------------------------------------ */

/* A day as offices write it: 05/3/1980, 5.3.80, ngày 5 tháng 3 năm 1980, 1980-03-05, a number of Excel, only a year, only
 * month and year. until: years of two digits are none after it. */
struct cell_day {
	date day;                       /* DATE_NONE: only the year is said */
	int64_t year;                   /* 0: it is no day */
	bool is_unsure;                 /* month and day may be the other way round, or only the month is said */
	bool is_none;                   /* a day that is none, 31/02/2019 */
};
struct cell_day cell_day(const char *text, date until);
/* The first such day within a text, from which it moves on; year 0 for none. */
struct cell_day cell_day_in(const char **text, date until);
/* 2019, năm 2019, 2018-2019, năm học 2018 - 2019, 31/12/2019: the last year said, and the first. 0 for none. */
struct cell_years {
	int64_t from, to;
};
struct cell_years cell_years(const char *text);
/* "1.490.000 đ", "1,490,000", "1490000": a sum of money; -1 for what is none. */
int64_t cell_sum(const char *text);
/* "2016 - 2020", "01/01/2016 - 31/12/2020": its first and last day; false, and DATE_NONE, for what is no such time. */
bool cell_period(const char *text, date until, date *from, date *to);
/* What a text says of a decision: "Quyết định số 123/QĐ-UBND ngày 05/3/2020 của Chủ tịch UBND Thành phố". "" for what it
 * does not say; is_found: it has a number as decisions have. */
struct cell_decision {
	const char *number, *issuer;
	struct cell_day day;
	bool is_found;
};
struct cell_decision cell_decision(struct mem *m, const char *text, date until);
/* "Ông Nguyễn Văn A": the name alone; sex "m" "f" by the address, "" for none. */
const char *cell_name(struct mem *m, const char *text, const char **sex_out);
/* "Hộ gia đình ông Lê Văn D" without the words for a household. */
const char *cell_household(struct mem *m, const char *text);
/* By the form of the name: AWARD_ANYBODY when it tells nothing. fold is its text_fold(). */
enum award_subject cell_kind_of_name(struct mem *m, const char *name, const char *fold);
const char *cell_sex(const char *fold);                 /* "m" "f"; "" for none */
enum award_subject cell_subject(const char *fold);      /* "ca nhan", "tap the" … */
bool cell_is_mark(const char *fold);                    /* x, v, có, 1 */
/* Words without signs, each once parted by one space: for comparing. */
const char *sheet_plain(struct mem *m, const char *text);

/* ---- what awards are called ----------------------------------------------------------------------------------------------- */

struct award_words;
/* Every name, short name, code and alias of the catalogue. */
MUST err award_words_open(struct ctx *cx, struct award_words **out);
/* The same from lists in memory, which it keeps. */
struct award_words *award_words_new(struct mem *m, struct award_list awards, struct award_grounds grounds, struct award_aliases aliases);
struct award_said {
	const struct award *award;      /* NULL: nobody knows */
	bool is_near;                   /* but for a letter or two */
	bool is_begin;                  /* by a beginning that tells enough: "Giấy khen của …" */
	const char *near;               /* names that are like it, for people; "" for none */
};
/* A whole cell. "Tặng danh hiệu Chiến sỹ thi đua cơ sở năm 2019" is CSTDCS. */
struct award_said award_words_of(struct award_words *w, const char *text);
/* The award spoken of somewhere in a text, the longest name first; NULL for none. */
const struct award *award_words_in(struct award_words *w, const char *text);
const struct award_ground *award_words_ground(struct award_words *w, const char *text);

/* ---- a sheet ---------------------------------------------------------------------------------------------------------------- */

/* A line of the file as it came. */
struct sheet_line {
	const char *sheet;
	int line, to_line;              /* where it begins and ends; to_line 0: the same */
	const char *const *at;
	size_t n;
	int merged_n;                   /* as of a roll */
	bool is_prose;                  /* of a document, outside its tables */
	bool is_hidden, is_blank;
};

struct sheet_column {
	const char *heading;
	enum sheet_field field;
	const struct award *award;      /* of SHEET_MARK */
	int64_t year;                   /* of SHEET_AWARD_YEAR */
	int confidence;                 /* hundredths */
	bool is_chosen;                 /* a person said so */
};

/* What a person has said about a file beforehand: which heading means what, and what holds for all of its lines. */
struct sheet_map {
	struct sheet_choice {
		const char *heading;    /* sheet_plain() of it */
		enum sheet_field field;
	} *choices;
	size_t choices_n;
	const char *given[SHEET_FIELD_N];       /* NULL or "" for nothing */
};

struct sheet_problem {
	enum sheet_field field;
	int column;                     /* of the sheet, from 0; -1: of none */
	const char *heading, *value, *message, *accepted;
	bool is_error;                  /* else a doubt: it stops nothing */
};

struct sheet_row {
	enum award_subject subject;
	const struct award *award;      /* NULL: not known */
	const struct award_ground *ground;
	const char *at[SHEET_FIELD_N];  /* what was said, cleaned; never NULL */
	struct cell_day birth, day;
	int64_t year, place;
	date from, to;                  /* of the achievement */
	enum register_nature nature;    /* 0: not known */
};

/* What one line of the file came to: rows, or why none. */
struct sheet_said {
	const char *sheet;
	int line;
	const char *text, *why;         /* of one that gave no rows: the line in one text, and why; "" otherwise */
	struct sheet_row *rows;
	size_t rows_n;
	struct sheet_problem *problems;
	size_t problems_n;
};

struct sheet;
/* m holds what lasts as long as the file. */
struct sheet *sheet_new(struct mem *m, struct award_words *words, const struct sheet_map *map, date today);
/* Begins with a sheet of that name and its first lines, from which headings are found. */
void sheet_begin(struct sheet *s, const char *name, const struct sheet_line *sample, size_t n);
/* The next line; what comes back lives in m. */
struct sheet_said sheet_take(struct sheet *s, struct mem *m, const struct sheet_line *l);
/* The columns of the table being read, or of the largest that was read. */
const struct sheet_column *sheet_columns(const struct sheet *s, size_t *n_out);
/* What is to be said of the file as a whole, after its last line. */
void sheet_end(struct sheet *s, struct mem *m, struct sheet_problem **out, size_t *n_out);

/* ---- a file ------------------------------------------------------------------------------------------------------------------- */

struct register_reads;
/* .xlsx, .csv, .docx. ERR_INVALID with faults in f; ERR_IO. */
MUST err register_reads_open(struct ctx *cx, struct mem *m, const char *path, const char *name, const struct sheet_map *map,
                             struct register_reads **out);
/* NULL after the last line. What comes back lives until the next call. */
MUST err register_reads_next(struct register_reads *r, const struct sheet_said **out);
const struct sheet_column *register_reads_columns(const struct register_reads *r, size_t *n_out);
/* Of the file as a whole, after its last line. */
void register_reads_end(struct register_reads *r, struct sheet_problem **out, size_t *n_out);
int register_reads_percent(const struct register_reads *r);

/* "heading<TAB>field" and "=field<TAB>value" lines, or {"columns":[{"heading":…,"field":…}],"given":{field:value}}.
 * Faults name the line or heading. */
MUST err sheet_map_read(struct ctx *cx, const char *text, struct sheet_map *out);
const char *sheet_map_text(struct mem *m, const struct sheet_map *map); /* the lines that say the same */

#endif
