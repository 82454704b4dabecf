/* stubs.c -- stands in for rooms that are not there yet. */
#include "room/calendar/calendar.h"
#include "room/unit/unit.h"
#include "room/user/user.h"
#define WEAK __attribute__((weak))
WEAK err user_who_load(struct ctx *cx, const char *token, struct who *out){(void)token;*out=WHO_NOBODY;cx->who=out;return OK;}
WEAK err user_who_as(struct ctx *cx, const char *login, struct who *out){*out=WHO_SYSTEM;out->name=login;out->user_id=7;cx->who=out;return OK;}
WEAK bool user_seen_is_due(const struct ctx *cx){(void)cx;return false;}
WEAK err user_seen(struct ctx *cx){(void)cx;return OK;}
WEAK const char *user_csrf(struct mem *m, const char *token){(void)m;(void)token;return "";}
WEAK err user_hash_ask(struct ctx *cx, const char *login, const char *password, const char *new_password, struct user_hash *out){(void)cx;(void)login;(void)password;(void)new_password;(void)out;return OK;}
WEAK void user_hash_work(struct user_hash *h){(void)h;}
WEAK err user_seed(struct ctx *cx){(void)cx;return OK;}
WEAK err user_demo(struct ctx *cx, const char *password, struct user_demo **out, size_t *n_out){(void)cx;(void)password;*out=NULL;*n_out=0;return OK;}
WEAK err user_first_admin(struct ctx *cx, const char *login, const char **path_out){(void)cx;(void)login;*path_out="";return OK;}
WEAK err unit_load(struct ctx *cx, const char *text, int64_t *n_out){(void)cx;(void)text;*n_out=0;return OK;}
WEAK err calendar_take(struct ctx *cx, const char *text, int64_t *n_out){(void)cx;(void)text;*n_out=0;return OK;}
