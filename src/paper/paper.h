/* paper/paper.h -- documents out: a room says its paper once, from top to bottom, and it becomes a sheet, a Word file, a
 * PDF, a page of HTML or plain text, whichever was asked for.
 *
 *     static const struct paper_column columns[] = {{"Mã", 25}, {"Tên đơn vị", 100}, {"Từ ngày", 25}};
 *
 *     paper_heading(p, "Danh mục đơn vị");
 *     paper_table(p, columns, COUNT(columns));
 *     while (…)
 *             paper_row(p, cell_text(u.code), cell_text(u.name), cell_date(u.from));
 *
 * Nothing here fails: the first error is kept, what comes after it is ignored, and whoever opened the paper learns of it
 * when it is closed. Text is copied. In a sheet each row goes to the disk at once, so that a million of them need no more
 * memory than one; the other forms hold the whole paper until it is closed, and take PAPER_ROWS_MAX rows. */
#ifndef PAPER_PAPER_H
#define PAPER_PAPER_H

#include "base/base.h"
#include "base/date.h"

enum {
	PAPER_ROWS_MAX = 20000,         /* of all tables, in forms that people read page by page */
	PAPER_TEXTS_MAX = 20000,        /* paragraphs, headings, blocks */
	PAPER_COLUMNS_MAX = 40,
	PAPER_NAME_MAX = 120,           /* code points */
	PAPER_STEP = 100                /* rows */
};

struct paper;

/* ---- what a room says ------------------------------------------------------------------------------------------- */

/* What the file is called, without its ending; otherwise the title of the row. */
void paper_name(struct paper *p, const char *fmt, ...) PRINTF(2, 3);

/* Begins a page, lying or upright; in a workbook a sheet of that name. The first page is upright and needs no call. */
void paper_page(struct paper *p, const char *name, bool is_landscape);

/* The head of an administrative paper (NĐ 30/2020/NĐ-CP, Phụ lục I): who issues it at the left, the national words at
 * the right, below them number, place and day. "" leaves a line out. */
struct paper_head {
	const char *above, *issuer;     /* "ỦY BAN NHÂN DÂN THÀNH PHỐ", "BAN THI ĐUA - KHEN THƯỞNG" */
	const char *number;             /* "Số: 05/KH-UBND" */
	const char *place_day;          /* "Hà Nội, ngày 05 tháng 3 năm 2024" */
};
/* The two bodies are set in capitals, as NĐ 30/2020 has them, however they were written. */
void paper_head(struct paper *p, struct paper_head head);

enum paper_look {
	PAPER_PLAIN = 0,                /* justified, its first line indented */
	PAPER_BOLD = 1,
	PAPER_ITALIC = 2,
	PAPER_CENTRED = 4,
	PAPER_SMALL = 8                 /* notes below a table */
};

/* A paragraph; each line of the text is one. */
void paper_text(struct paper *p, unsigned looks, const char *text);
/* More words of the same paragraph, looking otherwise. */
void paper_run(struct paper *p, unsigned looks, const char *text);
/* A heading, bold and centred like the name of a paper, or bold at the left: "I. MỤC ĐÍCH, YÊU CẦU". */
void paper_title(struct paper *p, const char *text);
void paper_heading(struct paper *p, const char *text);

/* A text as a QR code, in the middle of the page, so wide. A sheet and plain text leave it out, so its words must stand beside it. */
void paper_code(struct paper *p, const char *text, int width_mm);
/* A path of the house as a QR code that opens it; left out where nobody knows the address of the house: false. */
bool paper_code_path(struct paper *p, const char *path, int width_mm);

/* The end of an administrative paper: who receives it at the left, a line each; who signs at the right. */
struct paper_sign {
	const char *receivers;
	const char *authority, *office; /* "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH" */
	const char *name;
};
void paper_sign(struct paper *p, struct paper_sign sign);

/* ---- tables: head, then rows; anything else said ends the table --------------------------------------------------
 * A paper that begins with a table is a list: on paper it is headed by its name, and lies when the table is wide. */

struct paper_column {
	const char *head;
	int width_mm;                   /* in proportion to the others */
	bool is_centred;
};
void paper_table(struct paper *p, const struct paper_column *columns, size_t n);

enum cell_kind { CELL_TEXT, CELL_INT, CELL_MONEY, CELL_PERCENT, CELL_DATE, CELL_TIME, CELL_LINK, CELL_BAD };
struct paper_cell {
	enum cell_kind kind;
	const char *text, *path;        /* of CELL_TEXT, CELL_LINK, CELL_BAD: path is the note */
	int64_t n;                      /* of the others: a number, a day, an instant in ms */
};

/* As many cells as the table has columns. */
#define paper_row(p, ...) \
	paper_cells((p), (const struct paper_cell[]){__VA_ARGS__}, COUNT(((const struct paper_cell[]){__VA_ARGS__})))
void paper_cells(struct paper *p, const struct paper_cell *cells, size_t n);
/* A row that is one cell over all columns: the heading of the rows below it. */
void paper_band(struct paper *p, const char *text);
/* How many rows there will be, said before them by who knows: for whoever waits. */
void paper_expect(struct paper *p, int64_t rows_n);

static inline struct paper_cell cell_text(const char *text) { return (struct paper_cell){CELL_TEXT, text, "", 0}; }
static inline struct paper_cell cell_int(int64_t n) { return (struct paper_cell){CELL_INT, "", "", n}; }
static inline struct paper_cell cell_money(int64_t vnd) { return (struct paper_cell){CELL_MONEY, "", "", vnd}; }
/* In hundredths of a per cent: 1250 is 12,5 %. */
static inline struct paper_cell cell_percent(int64_t n) { return (struct paper_cell){CELL_PERCENT, "", "", n}; }
/* Empty for DATE_NONE. */
static inline struct paper_cell cell_date(date d) { return (struct paper_cell){CELL_DATE, "", "", d}; }
/* A text that needs a look: coloured in a sheet, with a note that says why. */
static inline struct paper_cell cell_bad(const char *text, const char *note) { return (struct paper_cell){CELL_BAD, text, note, 0}; }
/* Unix milliseconds, shown as the hour in Việt Nam; empty for 0. */
static inline struct paper_cell cell_time(int64_t ms) { return (struct paper_cell){CELL_TIME, "", "", ms}; }
/* A path of the house, "/unit/12"; plain text where nobody knows the address of the house. */
static inline struct paper_cell cell_link(const char *text, const char *path)
{
	return (struct paper_cell){CELL_LINK, text, path, 0};
}

/* What went wrong so far: for loops that would rather stop. ERR_FULL too long for this form; ERR_IO not written. */
MUST err paper_err(const struct paper *p);

/* ---- for the dispatcher ------------------------------------------------------------------------------------------ */

enum paper_form { PAPER_XLSX, PAPER_DOCX, PAPER_PDF, PAPER_HTML, PAPER_TXT, PAPER_FORM_N };

/* By the ending of a path; PAPER_FORM_N for none of them. */
enum paper_form paper_form_of(const char *path);
const char *paper_media_type(enum paper_form form);

struct paper_to {
	enum paper_form form;
	const char *path;               /* the file to write; what is there is replaced */
	const char *tmp_dir;            /* for what is put together on the way; "" for the system's */
	const char *title;              /* of the row: the name, until the room says another */
	const char *house;              /* "https://thidua.example" before the paths of links; "" when not known */
	int64_t now_ms;                 /* when it was made: in the properties of the file */
	/* Told after every PAPER_STEP rows how many there are now and how many there will be (0: not known); what is not OK
	 * becomes the paper's error. NULL: nobody asks. */
	err (*step)(void *arg, int64_t rows_n, int64_t expected_n);
	void *step_arg;
};
/* Everything lives in m, and is let go with it. */
MUST err paper_open(struct mem *m, struct paper_to to, struct paper **out);
/* Writes what is not written yet. ERR_FULL, ERR_IO, ERR_SPACE. */
MUST err paper_close(struct paper *p);
/* After a PDF was closed: how many signs none of our fonts has; they are drawn as boxes. */
int paper_unknown_n(const struct paper *p);
/* "Danh mục đơn vị.xlsx": after closing it, the name to save it under. */
const char *paper_file_name(const struct paper *p);

#endif
