/* core/rows.h -- reads rows of .def files: define the words you want and ROWS (the file), then include this.
 * Every other word means nothing here; afterwards all are forgotten. A row fits on one line. No include guard:
 * it is meant to be read many times.
 *
 * ROLE(code, name, reach) a role, GRANT(role, RIGHT) a right it gives (each room says so for its own rights).
 * PAGE_KEPT(path, fn, right): a page that looks at no clock, file or cookie: it follows from who asks, the address, the day and
 * the database, and may be shown again while none of them has changed (app/kept.h).
 * POST_FILE(path, fn, right, form): a POST whose form carries files; of every other row they are thrown away.
 * POST_HASH(path, fn, right, form, fields): before the transaction the form fields named there go through
 * user_hash_ask() and user_hash_work(), which leave cx->hashed.
 * PAPER(path, fn, right, pattern, title): a document, asked for by the path with an ending that names its form
 *; pattern as of a VERB: ID and its like stand in the path, options in the query. PAPER_SEEN: reading
 * it is audited as the act. */
#ifndef RIGHT
#define RIGHT(name, sentence)
#endif
#ifndef ROLE
#define ROLE(code, name, ...)
#endif
#ifndef GRANT
#define GRANT(role, right)
#endif
#ifndef PAGE
#define PAGE(path, fn, right)
#endif
#ifndef PAGE_KEPT
#define PAGE_KEPT(path, fn, right)
#endif
#ifndef PAGE_SEEN
#define PAGE_SEEN(path, fn, right, act)
#endif
#ifndef PAPER
#define PAPER(path, fn, right, pattern, title)
#endif
#ifndef PAPER_SEEN
#define PAPER_SEEN(path, fn, right, pattern, title, act)
#endif
#ifndef POST
#define POST(path, fn, right, form)
#endif
/* fields: names of the form fields "login,password,new_password", any of them empty; login empty is who asks */
#ifndef POST_FILE
#define POST_FILE(path, fn, right, form)
#endif
#ifndef POST_HASH
#define POST_HASH(path, fn, right, form, fields)
#endif
#ifndef VERB
#define VERB(words, fn, pattern, help)
#endif
/* a verb of the program itself, which opens what it needs: err fn(struct setup *s, struct args *a) */
#ifndef TOOL
#define TOOL(words, fn, pattern, help)
#endif
#ifndef JOB
#define JOB(kind, fn, sentence)
#endif
/* NOTICE(kind, sentence): something that room notice tells people of, "duty.urge", "Đôn đốc công việc" */
#ifndef NOTICE
#define NOTICE(kind, sentence)
#endif
#ifndef ACT
#define ACT(code, sentence)
#endif
#ifndef MENU
#define MENU(order, path, label, right)
#endif

#include ROWS

#undef RIGHT
#undef ROLE
#undef GRANT
#undef PAGE
#undef PAGE_KEPT
#undef PAGE_SEEN
#undef PAPER
#undef PAPER_SEEN
#undef POST
#undef POST_FILE
#undef POST_HASH
#undef VERB
#undef TOOL
#undef JOB
#undef NOTICE
#undef ACT
#undef MENU
#undef ROWS
