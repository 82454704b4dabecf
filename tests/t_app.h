/* tests/t_app.h -- the application on a test's database, as a process of the server has it. */
#ifndef TESTS_T_APP_H
#define TESTS_T_APP_H

#include "app/dispatch.h"

/* Opens it on what the test has committed: strict, at 01:00 UTC on 5 March 2024; the office's day is the clock's when DATE_NONE. */
void t_app_open(struct app *app, date today);

#endif
