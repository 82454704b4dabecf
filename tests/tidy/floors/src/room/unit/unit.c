/* room/unit/unit.c -- an earlier room must not know a later one, nor a page. */
#include "db/db.h"
#include "room/plan/plan.h"
#include "room/unit/unit.h"
#include "web/req.h"
