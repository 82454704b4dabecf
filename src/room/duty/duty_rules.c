/* room/duty/duty_rules.c -- how a duty stands on a day, and what follows from many: pure. */
#include "room/duty/duty_inside.h"

#include "base/text.h"

static const struct {
	const char *name, *words;
} STATES[DUTY_STATE_N] = {
	[DUTY_IS_SUSPENDED] = {"suspended", "Tạm dừng"},
	[DUTY_IS_LATE] = {"late", "Quá hạn"},
	[DUTY_IS_WAITING] = {"waiting", "Chờ việc khác"},
	[DUTY_IS_REPORTED] = {"reported", "Chờ xác nhận"},
	[DUTY_IS_UNDER_WAY] = {"under-way", "Đang thực hiện"},
	[DUTY_IS_NOT_BEGUN] = {"not-begun", "Chưa bắt đầu"},
	[DUTY_IS_DONE_LATE] = {"done-late", "Hoàn thành muộn"},
	[DUTY_IS_DONE] = {"done", "Hoàn thành"},
};

static const char *const PHASES[DUTY_PHASE_N] = {
	[DUTY_NEW] = "new",
	[DUTY_BEGUN] = "begun",
	[DUTY_PARTIAL] = "partial",
	[DUTY_TOLD] = "told",
	[DUTY_DONE] = "done",
};

/* Was the whole reported by the last good day? */
static bool is_in_time(const struct duty_fact *f)
{
	return f->good_day == DATE_NONE || (f->told_day != DATE_NONE && f->told_day <= f->good_day);
}

enum duty_state duty_state(const struct duty_fact *f, date today)
{
	if (f->is_suspended)
		return DUTY_IS_SUSPENDED;
	if (f->phase == DUTY_DONE)
		return is_in_time(f) ? DUTY_IS_DONE : DUTY_IS_DONE_LATE;
	if (f->good_day != DATE_NONE && today > f->good_day && !(f->phase == DUTY_TOLD && is_in_time(f)))
		return DUTY_IS_LATE;
	if (f->is_waiting)
		return DUTY_IS_WAITING;
	switch (f->phase) {
	case DUTY_PARTIAL:
	case DUTY_TOLD:
		return DUTY_IS_REPORTED;
	case DUTY_BEGUN:
		return DUTY_IS_UNDER_WAY;
	case DUTY_NEW:
	case DUTY_DONE:
	case DUTY_PHASE_N:
		break;
	}
	return DUTY_IS_NOT_BEGUN;
}

enum duty_state duty_state_of_many(const int64_t n[DUTY_STATE_N])
{
	static const enum duty_state wins[] = {DUTY_IS_LATE, DUTY_IS_WAITING, DUTY_IS_REPORTED, DUTY_IS_UNDER_WAY};
	int64_t done = n[DUTY_IS_DONE] + n[DUTY_IS_DONE_LATE];

	for (size_t i = 0; i < COUNT(wins); i++) {
		if (n[wins[i]] > 0)
			return wins[i];
	}
	if (n[DUTY_IS_NOT_BEGUN] > 0)
		return done > 0 ? DUTY_IS_UNDER_WAY : DUTY_IS_NOT_BEGUN;
	if (done > 0)
		return n[DUTY_IS_DONE_LATE] > 0 ? DUTY_IS_DONE_LATE : DUTY_IS_DONE;
	return n[DUTY_IS_SUSPENDED] > 0 ? DUTY_IS_SUSPENDED : DUTY_IS_NOT_BEGUN;
}

void duty_stand(const struct duty_fact *f, bool is_counted, enum duty_state *calm_out, date *due_out)
{
	bool is_timed = is_counted && f->good_day != DATE_NONE;

	*calm_out = duty_state(f, is_timed ? f->good_day : date_of(1, 1, 1));
	*due_out = is_timed && duty_state(f, f->good_day + 1) == DUTY_IS_LATE ? f->good_day : DUTY_NEVER;
}

bool duty_is_open(enum duty_state s)
{
	return s != DUTY_IS_SUSPENDED && s != DUTY_IS_DONE && s != DUTY_IS_DONE_LATE;
}

const char *duty_state_words(enum duty_state s)
{
	CHECK(s < DUTY_STATE_N);
	return STATES[s].words;
}

const char *duty_state_name(enum duty_state s)
{
	CHECK(s < DUTY_STATE_N);
	return STATES[s].name;
}

bool duty_state_from(const char *name, enum duty_state *out)
{
	for (int i = 0; i < DUTY_STATE_N; i++) {
		if (text_is(STATES[i].name, name)) {
			*out = (enum duty_state)i;
			return true;
		}
	}
	return false;
}

const char *duty_phase_name(enum duty_phase p)
{
	CHECK(p < DUTY_PHASE_N);
	return PHASES[p];
}

enum duty_phase duty_phase_of(const char *name)
{
	int p = 0;

	while (p < DUTY_PHASE_N && !text_is(PHASES[p], name))
		p++;
	return (enum duty_phase)p;
}

static const char *words_of(const char *const (*words)[2], size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (text_is(words[i][0], name))
			return words[i][1];
	return name;
}

const char *duty_report_words(const char *state)
{
	static const char *const words[][2] = {{"waiting", "Chờ xác nhận"}, {"confirmed", "Đã xác nhận"},
	                                       {"returned", "Bị trả lại"}, {"withdrawn", "Đã rút"}};

	return words_of(words, COUNT(words), state);
}

const char *duty_event_words(const char *kind)
{
	static const char *const words[][2] = {{"suspend", "Tạm dừng theo"}, {"resume", "Tiếp tục theo"}, {"reopen", "Mở lại"},
	                                       {"pass_on", "Chuyển giao"}, {"end", "Kết thúc"}};

	return words_of(words, COUNT(words), kind);
}
