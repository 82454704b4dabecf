/* base/base.h -- the words that every line of the house may use: errors, checks, the arena.
 *
 * House defaults, so that contracts need only state exceptions: pointers are not NULL; text is `const char *`,
 * NUL-terminated, valid UTF-8 in NFC, never NULL ("" for none); what a function returns lives as long as the
 * arena it was given; a struct given by value is not kept; out parameters are written only on OK. */
#ifndef BASE_BASE_H
#define BASE_BASE_H

#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- errors ---------------------------------------------------------------------------------------------- */

/* The whole result of a function that can fail; base/err.def says what each means to the user. */
typedef enum err {
	OK = 0,
#define ERR(name, status, code, sentence) ERR_##name,
#include "base/err.def"
#undef ERR
	ERR_N
} err;

#define MUST __attribute__((warn_unused_result))
#define PRINTF(fmt_at, args_at) __attribute__((format(printf, fmt_at, args_at)))

/* Passes an error on unchanged. */
#define TRY(call)                               \
	do {                                    \
		err try_err_ = (call);          \
		if (try_err_ != OK)             \
			return try_err_;        \
	} while (0)

int err_status(err e);                  /* HTTP status; 200 for OK */
int err_exit_code(err e);               /* exit code of the process; 0 for OK */
const char *err_sentence(err e);        /* Vietnamese, for the user; "" for OK */
const char *err_name(err e);            /* "NOTFOUND"; "OK" */

/* A programmer's error ends the process, always, with the place on stderr. */
#define CHECK(cond) ((cond) ? (void)0 : check_failed(#cond, __FILE__, __LINE__))
_Noreturn void check_failed(const char *what, const char *file, int line);

/* ---- arena ------------------------------------------------------------------------------------------------
 * One per request, verb, job step or test. Nothing taken from it is freed by itself. Out of memory, or over the
 * arena's limit, ends the process: input is limited before it gets here. */

struct mem;

struct mem *mem_open(size_t max_bytes);         /* at most max_bytes are handed out between resets */
void mem_reset(struct mem *m);          /* runs what was deferred, last first; keeps one chunk for reuse */
void mem_close(struct mem *m);          /* mem_reset, and gives everything back; NULL is allowed */
size_t mem_used(const struct mem *m);   /* bytes handed out since the last reset */
size_t mem_left(const struct mem *m);   /* bytes that can still be handed out */

void *mem_alloc(struct mem *m, size_t n);       /* zeroed, aligned for any type; n may be 0 */
#define mem_new(m, type, n) ((type *)mem_array((m), (n), sizeof(type)))
void *mem_array(struct mem *m, size_t n, size_t size);  /* zeroed; the product is checked */
char *mem_text(struct mem *m, const char *fmt, ...) PRINTF(2, 3);
char *mem_vtext(struct mem *m, const char *fmt, va_list ap) PRINTF(2, 0);
char *mem_copy(struct mem *m, const char *p, size_t n);         /* n bytes and a NUL */
char *mem_dup(struct mem *m, const char *text);
/* fn(ptr) runs when the arena is reset or closed: the one way to tie a file, a child, a library's object to it. */
void mem_defer(struct mem *m, void (*fn)(void *), void *ptr);

/* ---- lists ------------------------------------------------------------------------------------------------
 * A growing array in an arena:  struct task_list LIST(struct task);  then  *list_add(m, &l) = t;  */

#define LIST(type)                  \
	{                           \
		type *at;           \
		size_t n, cap;      \
	}
#define list_add(m, l)                                                                                   \
	((l)->at = list_room((m), (l)->at, (l)->n, &(l)->cap, sizeof *(l)->at), (l)->n++, &(l)->at[(l)->n - 1])
/* Room for one more item after n; returns where the array now lies. The old array stays in the arena. */
void *list_room(struct mem *m, void *at, size_t n, size_t *cap, size_t size);

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- slices, in parsers only -------------------------------------------------------------------------------- */

struct view {
	const char *p;
	size_t n;
};

#include "base/banned.h"

#endif
