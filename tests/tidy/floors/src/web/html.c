/* web/html.c -- a workshop does not see the other ones. */
#include "base/base.h"
#include "db/db.h"
#include "room/plan/plan.h"
/* #include "db/db.h" in a comment is no include */
