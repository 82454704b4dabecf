/* core/cli_test.c */
#include "core/cli.h"

#include "tests/t.h"

static struct faults f;

static err reads(struct args *a, const char *pattern, int argc, const char *const *argv)
{
	char *copy[8];

	for (int i = 0; i < argc; i++)
		copy[i] = mem_dup(t_mem(), argv[i]);
	*a = (struct args){.mem = t_mem()};
	faults_init(&f, t_mem());
	return args_read(a, pattern, argc, copy, &f);
}
#define READS(a, pattern, ...) \
	reads((a), (pattern), (int)COUNT(((const char *const[]){__VA_ARGS__})), (const char *const[]){__VA_ARGS__})

TEST(args_follow_the_pattern)
{
	struct args a;

	t_ok(READS(&a, "ID NAME [--due=DATE] [--dry-run]", "12", "--due=05/03/2024", "tên dài", "--json"));
	t_int(12, args_i64(&a, "ID", 0));
	t_text("tên dài", args_text(&a, "NAME"));
	t_int(date_of(2024, 3, 5), args_date(&a, "--due"));
	t_false(args_has(&a, "--dry-run"));
	t_true(a.is_json);
	t_ok(READS(&a, "ID NAME [--due=DATE] [--dry-run]", "--due", "2024-03-05", "--dry-run", "1", "--", "--x"));
	t_text("--x", args_text(&a, "NAME"));
	t_true(args_has(&a, "--dry-run"));
	t_int(7, args_i64(&a, "--n", 7));
	t_int(DATE_NONE, args_date(&a, "--other"));
}

TEST(args_take_the_rest_under_one_name)
{
	struct args a;

	t_ok(READS(&a, "WORD [PAIR...]", "một", "hai", "ba"));
	t_text("hai", args_nth(&a, "PAIR", 0));
	t_text("ba", args_nth(&a, "PAIR", 1));
	t_true(args_nth(&a, "PAIR", 2) == NULL);
}

TEST(args_say_all_that_is_wrong_at_once)
{
	struct args a;

	t_err(ERR_INVALID, READS(&a, "ID FILE [--due=DATE] [--all]", "0", "/no/such/file", "--due=31/02/2024", "--all=1",
	                         "--what", "extra"));
	t_true(*faults_of(&f, "ID") != '\0');
	t_true(*faults_of(&f, "FILE") != '\0');
	t_true(*faults_of(&f, "--due") != '\0');
	t_true(*faults_of(&f, "--all") != '\0');
	t_int(6, f.total);
}

TEST(args_refuse_what_is_missing_twice_or_no_text)
{
	struct args a;

	t_err(ERR_INVALID, READS(&a, "ID", "--json"));
	t_true(*faults_of(&f, "ID") != '\0');
	t_err(ERR_INVALID, READS(&a, "[--n=N]", "--n=1", "--n=2"));
	t_err(ERR_INVALID, READS(&a, "[--n=N]", "--n"));
	t_err(ERR_INVALID, READS(&a, "[--n=N]", "--n=99999999999999999999"));
	t_err(ERR_INVALID, READS(&a, "NAME", "\xff\xfe"));
	t_int(1, f.n);
}

#define FILLS(a, pattern, ...) \
	args_fill((a), (pattern), (const struct arg[]){__VA_ARGS__}, COUNT(((const struct arg[]){__VA_ARGS__})), &f)

TEST(args_come_from_an_address_by_the_same_pattern)
{
	struct args a = {.mem = t_mem()};

	faults_init(&f, t_mem());
	t_ok(FILLS(&a, "ID [--from=DATE] [--q=WORDS] [--mine] [--warned]", {"id", "12"}, {"from", "05/03/2024"},
	           {"q", ""}, {"mine", "1"}, {"warned", "0"}));
	t_int(12, args_i64(&a, "ID", 0));
	t_int(date_of(2024, 3, 5), args_date(&a, "--from"));
	t_true(args_has(&a, "--mine"));
	t_false(args_has(&a, "--warned"));
	t_false(args_has(&a, "--q"));
	t_err(ERR_INVALID, FILLS(&a, "ID [--from=DATE]", {"from", "hôm qua"}, {"trang", "2"}));
	t_int(3, f.n);
	t_text("--from", f.at[0].field);
	t_text("trang", f.at[1].field);
	t_text("ID", f.at[2].field);
}
