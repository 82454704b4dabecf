/* base/faults.c */
#include "base/faults.h"

void faults_init(struct faults *f, struct mem *m)
{
	*f = (struct faults){.mem = m};
}

void faults_add(struct faults *f, const char *field, const char *sentence)
{
	f->total++;
	if (f->n >= FAULTS_MAX)
		return;
	*list_add(f->mem, f) = (struct fault){mem_dup(f->mem, field), mem_dup(f->mem, sentence)};
}

const char *faults_of(const struct faults *f, const char *field)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->at[i].field, field) == 0)
			return f->at[i].sentence;
	return "";
}
