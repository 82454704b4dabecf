/* room/user/user_agent.c -- what a browser calls itself, as people call it. Browsers name their forebears too, so the order
 * of the table decides. */
#include "base/text.h"
#include "room/user/user.h"

struct named {
	const char *part, *name;
};

static const char *named(const struct named *at, size_t n, const char *agent)
{
	for (size_t i = 0; i < n; i++) {
		if (strstr(agent, at[i].part) != NULL)
			return at[i].name;
	}
	return "";
}

const char *user_agent_words(struct mem *m, const char *agent)
{
	static const struct named BROWSERS[] = {
		{"coc_coc_browser/", "Cốc Cốc"}, {"Edg", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser/", "Samsung Internet"},
		{"FxiOS/", "Firefox"}, {"Firefox/", "Firefox"}, {"CriOS/", "Chrome"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"},
	};
	static const struct named SYSTEMS[] = {
		{"Windows", "Windows"}, {"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Macintosh", "máy Mac"},
		{"CrOS", "ChromeOS"}, {"Linux", "Linux"},
	};
	const char *browser = named(BROWSERS, COUNT(BROWSERS), agent), *system = named(SYSTEMS, COUNT(SYSTEMS), agent);

	if (*browser == '\0' && *system == '\0')
		return "thiết bị không rõ";
	if (*browser == '\0')
		return system;
	return *system == '\0' ? browser : mem_text(m, "%s trên %s", browser, system);
}
