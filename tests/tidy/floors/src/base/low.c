/* base/low.c -- the ground floor must not know what lies above. */
#include "base/base.h"
#include "db/db.h"
#include <sqlite3.h>
