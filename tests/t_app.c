/* tests/t_app.c */
#include "tests/t_app.h"

#include "tests/t.h"

void t_app_open(struct app *app, date today)
{
	static struct setup setup;

	setup = (struct setup){.mem = t_mem(), .data_dir = t_dir(), .database = t_where(), .as = "", .today = today};
	t_ok(app_open(app, t_mem(), &setup));
	app->now_ms = 1709600400000;
	app->chance = 7;
	app->is_strict = true;
}
