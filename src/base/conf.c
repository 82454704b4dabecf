/* base/conf.c -- settings, line by line. */
#include "base/conf.h"

#include "base/text.h"

enum { LINE_MAX_BYTES = 4096 };

static void comment_cut(char *line)
{
	for (char *p = line; *p != '\0'; p++) {
		if (*p == '#' && (p == line || p[-1] == ' ' || p[-1] == '\t')) {
			*p = '\0';
			return;
		}
	}
}

err conf_read(struct mem *m, const char *path, struct conf *out, struct faults *f)
{
	struct LIST(struct conf_line) list = {0};
	char line[LINE_MAX_BYTES];
	FILE *file = fopen(path, "re");
	int number = 0;

	if (file == NULL)
		return ERR_NOTFOUND;
	while (fgets(line, sizeof line, file) != NULL) {
		const char *where = mem_text(m, "%s, dòng %d", path, ++number);
		char *equals;

		comment_cut(line);
		if (*text_trim(m, line) == '\0')
			continue;
		equals = strchr(line, '=');
		if (equals == NULL || !text_is_utf8(line, strlen(line))) {
			faults_add(f, where, mem_text(m, "%s: cần viết “khóa = giá trị”.", where));
			continue;
		}
		*equals = '\0';
		*list_add(m, &list) = (struct conf_line){where, text_trim(m, line), text_trim(m, equals + 1)};
	}
	fclose(file);
	*out = (struct conf){list.at, list.n};
	return OK;
}
