/* base/date.h -- days. A date is a count of days since 1970-01-01, stored as 'YYYY-MM-DD', shown as dd/mm/yyyy. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/base.h"

typedef int32_t date;

#define DATE_NONE INT32_MIN     /* no day; stored as NULL, shown as "" */

struct ymd {
	int year, month, day;
};

date date_of(int year, int month, int day);             /* DATE_NONE when there is no such day, or not in 1..9999 */
struct ymd date_ymd(date d);                            /* d is not DATE_NONE */
int date_weekday(date d);                               /* 1 Monday … 7 Sunday */
int date_month_days(int year, int month);               /* 28..31 */
date date_of_ms(int64_t unix_ms);                       /* the day in Việt Nam (UTC+7, no summer time) */

date date_from_iso(const char *text);                   /* exactly YYYY-MM-DD, else DATE_NONE */
date date_from_vn(const char *text);                    /* d/m/yyyy with '/', '-' or '.', else DATE_NONE */
const char *date_iso(struct mem *m, date d);            /* "" for DATE_NONE */
const char *date_official(struct mem *m, date d);       /* "ngày 05 tháng 3 năm 2024", as papers are dated */
const char *date_vn(struct mem *m, date d);             /* dd/mm/yyyy, "" for DATE_NONE */
/* The same into DATE_CHARS characters at out, without a NUL; d is not DATE_NONE. */
enum { DATE_CHARS = 10 };
void date_write_iso(char *out, date d);
void date_write_vn(char *out, date d);
/* dd/mm/yyyy HH:MM in Việt Nam. */
const char *date_vn_ms(struct mem *m, int64_t unix_ms);

#endif
