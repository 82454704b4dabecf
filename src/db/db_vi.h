/* db/db_vi.h -- the full-text tokenizer of SQLite for Vietnamese; only for db_lite.c and its test. */
#ifndef DB_DB_VI_H
#define DB_DB_VI_H

#include <stdbool.h>

struct sqlite3;

/* Registers the tokenizer "vi": words without marks, đ as d. False when SQLite has no FTS5. */
bool db_vi_register(struct sqlite3 *native);

#endif
