/* tests/t_program.c -- fork, exec, wait. */
#include "tests/t_program.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOT_THERE = 127 };

static _Noreturn void become(const char *const *argv, int out)
{
	dup2(out, STDOUT_FILENO);
	dup2(out, STDERR_FILENO);
	execvp(argv[0], (char *const *)(uintptr_t)argv);
	_exit(NOT_THERE);
}

const char *program_output(const char *const *argv, const char *home)
{
	static char text[256 * 1024];
	int ends[2], status;
	size_t n = 0;
	ssize_t k;
	pid_t pid;

	fflush(NULL);
	CHECK(pipe(ends) == 0);
	pid = fork();
	CHECK(pid >= 0);
	if (pid == 0) {
		close(ends[0]);
		setenv("HOME", home, 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		become(argv, ends[1]);
	}
	close(ends[1]);
	while ((k = read(ends[0], text + n, sizeof text - 1 - n)) > 0)
		n += (size_t)k;
	text[n] = '\0';
	close(ends[0]);
	waitpid(pid, &status, 0);
	return WIFEXITED(status) && WEXITSTATUS(status) == NOT_THERE ? "" : text;
}

int program_start(const char *const *argv)
{
	pid_t pid;

	fflush(NULL);
	pid = fork();
	CHECK(pid >= 0);
	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		become(argv, open("/dev/null", O_WRONLY | O_CLOEXEC));
	}
	return pid;
}

void program_stop(int pid)
{
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}
