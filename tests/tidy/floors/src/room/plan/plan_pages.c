/* room/plan/plan_pages.c -- pages see no database; earlier rooms yes, their pages no. */
#include "core/ctx.h"
#include "db/db.h"
#include "room/unit/unit.h"
#include "room/unit/unit_pages.h"
#include "web/req.h"
