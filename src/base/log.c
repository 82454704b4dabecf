/* base/log.c -- the line is put together first and written by one write(), so that processes do not mix theirs. */
#include "base/log.h"

#include <unistd.h>

static enum log_level upto = LOG_NOTICE;

void log_upto(enum log_level level)
{
	upto = level;
}

void log_event(enum log_level level, const char *fmt, ...)
{
	char line[2048];
	va_list ap;
	int head, n;

	if (level > upto)
		return;
	head = snprintf(line, sizeof line, "<%d>thidua: ", (int)level);
	va_start(ap, fmt);
	n = vsnprintf(line + head, sizeof line - (size_t)head - 1, fmt, ap);
	va_end(ap);
	if (n < 0)
		return;
	n += head;
	if (n > (int)sizeof line - 2)
		n = (int)sizeof line - 2;
	for (int i = head; i < n; i++)
		if ((unsigned char)line[i] < ' ' || line[i] == 0x7f)
			line[i] = '?';
	line[n++] = '\n';
	if (write(STDERR_FILENO, line, (size_t)n) < 0)
		return;         /* nobody listens: there is nowhere left to say it */
}
