/* base/faults.h -- what is wrong with an input, all of it at once: one sentence for each field, line or cell. */
#ifndef BASE_FAULTS_H
#define BASE_FAULTS_H

#include "base/base.h"

enum { FAULTS_MAX = 1000 };     /* more are counted, not kept */

struct fault {
	const char *field;      /* the form field, or a place such as "dòng 12", "Sheet1!C7"; "" for the whole */
	const char *sentence;   /* Vietnamese, says what would be accepted */
};

struct faults {
	struct mem *mem;
	struct fault *at;
	size_t n, cap;
	size_t total;           /* with those over FAULTS_MAX */
};

void faults_init(struct faults *f, struct mem *m);                              /* none yet; they live in m */
void faults_add(struct faults *f, const char *field, const char *sentence);     /* both are copied */
const char *faults_of(const struct faults *f, const char *field);               /* first sentence for it, or "" */

#endif
