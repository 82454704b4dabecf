/* tests/t.h -- what a test may use.
 *
 *     TEST(petition_answer_is_final)
 *     {
 *             struct ctx *cx = t_ctx();
 *
 *             t_ok(petition_add(cx, …));
 *             t_err(ERR_STATE, petition_answer(cx, …));
 *     }
 *
 * Lines TEST(name) at column 0 of *_test.c are found by the build; build/thidua-test [WORD…] runs all tests, or those
 * whose name or file holds a word. Names state the claim. THIDUA_TEST_DB=pg runs on the private PostgreSQL whose
 * socket folder is THIDUA_TEST_PG. FAIL=1 runs every test again and again with the first, second, third … statement
 * failing: a test then ends where it meets the failure, and must leave no crash and nothing half kept. */
#ifndef TEST_T_H
#define TEST_T_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/base.h"
#include "core/ctx.h"
#include "db/db.h"

#define TEST(name)                     \
	void test_##name(void **state); \
	void test_##name(void **state)

/* The arena of this test. */
struct mem *t_mem(void);

/* A context of the system itself on a fresh, migrated database of this test, in an open writing transaction, at
 * 2024-03-05 08:00 in Việt Nam, with fixed chance. The second call in one test gives the same. Nothing is kept
 * unless the test says t_commit(). */
struct ctx *t_ctx(void);
/* Keeps what was done and begins the next transaction. */
void t_commit(struct ctx *cx);
/* Throws away what was done since t_commit() and begins anew, as the dispatcher does after an error. */
void t_rollback(struct ctx *cx);
/* A second context that reads what is kept, on its own connection for reading, in a transaction begun now. */
struct ctx *t_read_ctx(void);
/* Where this test's database is, for db_open() and for programs; the open transactions are ended first, what is not
 * kept is lost. Call t_ctx() again to go on. */
const char *t_where(void);
/* A folder of this test, removed at its end. */
const char *t_dir(void);
/* A file of t_dir() with these bytes; its path. */
const char *t_file(const char *name, const void *bytes, size_t n);
bool t_is_pg(void);

/* The whole of a file under the source tree ("data/…", "test/…"), as one text. */
const char *t_source(const char *path);
const char *t_source_path(const char *path);

#define t_ok(e) t_err_at(OK, (e), #e, __FILE__, __LINE__)
#define t_err(want, e) t_err_at((want), (e), #e, __FILE__, __LINE__)
#define t_true(cond) t_true_at((cond), #cond, __FILE__, __LINE__)
#define t_false(cond) t_true_at(!(cond), "!(" #cond ")", __FILE__, __LINE__)
#define t_int(want, got) t_int_at((int64_t)(want), (int64_t)(got), #got, __FILE__, __LINE__)
#define t_text(want, got) t_text_at((want), (got), #got, __FILE__, __LINE__)
#define t_has(part, text) t_has_at((part), (text), true, #text, __FILE__, __LINE__)
#define t_has_not(part, text) t_has_at((part), (text), false, #text, __FILE__, __LINE__)
/* The domain call refused with ERR_INVALID and named that field. */
#define t_fault(cx, field) t_fault_at((cx), (field), __FILE__, __LINE__)
/* fn() ends its process by a CHECK. */
#define t_dies(fn, ptr) t_dies_at((fn), (ptr), #fn, __FILE__, __LINE__)

/* The text is that of the file tests/golden/NAME; with GOLDEN=write in the environment (./dev golden) the file is written. */
#define t_golden(name, text) t_golden_at((name), (text), __FILE__, __LINE__)

void t_golden_at(const char *name, const char *text, const char *file, int line);
void t_err_at(err want, err got, const char *what, const char *file, int line);
void t_true_at(bool cond, const char *what, const char *file, int line);
void t_int_at(int64_t want, int64_t got, const char *what, const char *file, int line);
void t_text_at(const char *want, const char *got, const char *what, const char *file, int line);
void t_has_at(const char *part, const char *text, bool is_there, const char *what, const char *file, int line);
void t_fault_at(struct ctx *cx, const char *field, const char *file, int line);
void t_dies_at(void (*fn)(void *), void *ptr, const char *what, const char *file, int line);

/* ---- for t_main.c ---------------------------------------------------------------------------------------------- */

/* Once, before the first test and after the last. */
void t_open(void);
void t_close(void);
int t_setup(void **state);
int t_teardown(void **state);
/* The test, ended early where it meets the failure that was asked for. */
void t_run(CMUnitTestFunction fn, void **state);
/* The n-th statement of the next tests fails; 0: none. */
void t_fail_at(int64_t n);
bool t_has_failed(void);                /* it came to that in the last test */
/* What is wrong about the statements of the whole house after a full run: how many were never executed, or are not
 * taken by this engine; each is printed. */
int t_statements(bool is_full_run);

#endif
