/* tests/t_program.h -- other people's programs, called by tests to judge what we write. */
#ifndef TESTS_T_PROGRAM_H
#define TESTS_T_PROGRAM_H

#include "base/base.h"

/* What the program says on both streams, until it ends; "" when it is not installed. The text is the caller's until the
 * next call. argv ends in NULL; home: its HOME. */
const char *program_output(const char *const *argv, const char *home);
/* Starts it in the background, its output thrown away; ended by program_stop(), or with the test's own process. */
int program_start(const char *const *argv);
void program_stop(int pid);

#endif
