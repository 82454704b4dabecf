/* tools/mksql_test.c -- mksql writes what it should and refuses what it cannot prove, with file and line. */
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "test/t.h"

/* Runs mksql on this text as NAME in a folder "petition"; its exit code, and what it wrote or complained of. */
static int mksql(const char *option, const char *name, const char *text, const char **out)
{
	const char *folder = mem_text(t_mem(), "%s/petition", t_dir());
	const char *log = mem_text(t_mem(), "%s/log", t_dir());
	const char *c = mem_text(t_mem(), "%s/out.c", t_dir()), *h = mem_text(t_mem(), "%s/out.h", t_dir());
	struct view v;
	int status = 0;
	pid_t pid;

	(void)mkdir(folder, 0700);
	name = t_file(mem_text(t_mem(), "petition/%s", name), text, strlen(text));
	pid = fork();
	if (pid == 0) {
		const char *tool = BUILD_ROOT "/gen/mksql";

		if (freopen(log, "w", stderr) == NULL)
			_exit(126);
		if (*option == '\0')
			execl(tool, "mksql", name, c, h, (char *)NULL);
		else
			execl(tool, "mksql", option, c, name, (char *)NULL);
		_exit(127);
	}
	t_true(pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status));
	t_ok(file_read(t_mem(), WEXITSTATUS(status) == 0 ? c : log, 1024 * 1024, &v));
	*out = v.p;
	return WEXITSTATUS(status);
}

TEST(mksql_writes_both_engines_and_knows_quotes_comments_and_casts)
{
	const char *out = "";

	t_int(0, mksql("", "petition.sql",
	               "-- petition.sql\n\n-- petition_get: one -- of many\n"
	               "select ':x', \"a:b\", id::bigint, 'it''s :y' -- :z\n  from petition /* :w ? $1 */\n"
	               " where id = :id and (cast(:unit as bigint) is null or unit_id = :unit) and id <> :id;\n", &out));
	t_has("\"select ':x', \\\"a:b\\\", id::bigint, 'it''s :y' from petition where id = \\?1 and (cast(\\?2 as bigint) is "
	      "null or unit_id = \\?2) and id <> \\?1\"", out);
	t_has("where id = $1 and (cast($2 as bigint) is null or unit_id = $2) and id <> $1\"", out);
	t_has("params_petition_get[] = {\"id\", \"unit\", NULL}", out);
	t_has("SQL_petition_get", out);
}

TEST(mksql_keeps_the_engines_apart_where_they_are_divided)
{
	const char *out = "";

	t_int(0, mksql("", "petition.sql",
	               "-- petition_find: words\n-- @lite\nselect id from f where f match :q limit :n;\n"
	               "-- @pg\nselect id from f where v @@ :q limit :n;\n", &out));
	t_has("\"select id from f where f match \\?1 limit \\?2\"", out);
	t_has("\"select id from f where v @@ $1 limit $2\"", out);
	t_int(0, mksql("", "petition.sql",
	               "-- petition_find: words\nselect id from f where\n-- @lite\n f match :q\n-- @pg\n v like :q\n-- @both\n"
	               " order by id limit :n;\n", &out));
	t_has("where f match \\?1 order by id limit \\?2\"", out);
	t_has("where v like $1 order by id limit $2\"", out);
}

TEST(mksql_refuses_with_file_and_line)
{
	static const struct {
		const char *text, *complaint;
	} cases[] = {
		{"select 1;\n", "petition.sql:1: text before the first"},
		{"-- petition_a: x\nselect 1\n", "petition.sql:1: statement petition_a is not ended by ;"},
		{"-- petition_a: x\n\n-- petition_b: y\nselect 1;\n", "petition.sql:1: statement petition_a has no text"},
		{"-- petition_a: x\nselect 1;\n-- petition_a: y\nselect 2;\n", "petition.sql:3: statement petition_a is there"},
		{"-- petition_a: x\nselect 1; select 2;\n", "petition.sql:2: statement petition_a has ended already"},
		{"-- other_a: x\nselect 1;\n", "the name begins with the room, petition_"},
		{"-- petition_list: x\nselect id from petition order by id;\n", "petition_list: a list needs a limit"},
		{"-- petition_list: x\nselect id from petition where t = 'limit' order by id; -- limit\n", "a list needs a limit"},
		{"-- petition_a: x\nselect ?1;\n", "petition.sql:2: statement petition_a: '?' outside of a quote"},
		{"-- petition_a: x\nselect $1;\n", "'$' outside of a quote"},
		{"-- petition_a: x\nselect 'abc;\n", "petition.sql:2: a quote that does not end"},
		{"-- petition_a: x\nselect 1 /* abc;\n", "a comment that does not end"},
		{"-- petition_a: x\nselect\nnow();\n", "petition.sql:3: statement petition_a: now is not in the common dialect"},
		{"-- petition_a: x\nselect current_date;\n", "current_date is not in the common dialect"},
		{"-- petition_a: x\nselect @id;\n", "'@' outside of a quote"},
	};
	const char *out = "";

	for (size_t i = 0; i < COUNT(cases); i++) {
		t_int(1, mksql("", "petition.sql", cases[i].text, &out));
		t_has(cases[i].complaint, out);
	}
}

TEST(mksql_expands_the_words_of_a_picture_and_refuses_unknown_ones)
{
	const char *out = "";

	t_int(0, mksql("--migrations", "petition_schema.sql",
	               "create table petition ( -- @nothing in a comment\n\tid @id,\n\tt text check (t <> '@x')\n) @strict;\n",
	               &out));
	t_has("\"0001_start\"", out);
	t_int(1, mksql("--migrations", "petition_schema.sql", "create table petition (\n\tid @ident\n);\n", &out));
	t_has("petition_schema.sql:2: unknown word @ident", out);
	t_int(1, mksql("--migrations", "0003_petition_due.sql", "select 1;\n", &out));
	t_has("without a gap", out);
	t_int(1, mksql("--migrations", "due.sql", "select 1;\n", &out));
	t_has("NNNN_room_what.sql", out);
}
