/* base/log.h -- one line per event on standard error, in the form the journal reads: "<3>thidua: …". Only app/ logs. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/base.h"

enum log_level { LOG_ERROR = 3, LOG_WARNING = 4, LOG_NOTICE = 5, LOG_INFO = 6, LOG_DEBUG = 7 };

/* Events above this level are left out; LOG_NOTICE unless set. */
void log_upto(enum log_level level);
/* Line breaks and other control characters of the text are written as '?', so that one event stays one line. */
void log_event(enum log_level level, const char *fmt, ...) PRINTF(2, 3);

#endif
