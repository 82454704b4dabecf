/* base/mail.c -- libcurl speaks SMTP; here is decided what its answer means.
 *
 * The library tells the last code of the server but not what was asked then, so the commands it sends are looked at as
 * they pass (their first word only): a refusal of RCPT or of the letter itself is about this letter, one before that is
 * about us. */
#include "base/mail.h"

#include <curl/curl.h>

#include "base/text.h"

enum phase { PHASE_HELLO, PHASE_MAIL, PHASE_RCPT, PHASE_DATA };

struct mail_line {
	const struct mail_server *server;
	CURL *curl;
	enum phase phase;
	char said[MAIL_WORDS_MAX + 1];  /* the server's last refusal */
	struct view bytes;
	size_t sent;
};

static void line_close(void *ptr)
{
	struct mail_line *l = ptr;

	curl_easy_cleanup(l->curl);
}

static size_t on_read(char *out, size_t size, size_t n, void *arg)
{
	struct mail_line *l = arg;
	size_t want = size * n, left = l->bytes.n - l->sent;

	if (want > left)
		want = left;
	memcpy(out, l->bytes.p + l->sent, want);
	l->sent += want;
	return want;
}

/* Each line that the server says; kept is the last one that refuses. */
static size_t on_said(char *p, size_t size, size_t n, void *arg)
{
	struct mail_line *l = arg;
	size_t len = size * n, k = 0;

	if (len == 0 || (*p != '4' && *p != '5'))
		return len;
	for (size_t i = 0; i < len && k < MAIL_WORDS_MAX; i++) {
		if (p[i] >= ' ' && p[i] <= '~')         /* what is no ASCII may be in any encoding */
			l->said[k++] = p[i];
		else if (p[i] != '\r' && p[i] != '\n')
			l->said[k++] = '?';
	}
	l->said[k] = '\0';
	return len;
}

static int on_debug(CURL *curl, curl_infotype type, char *p, size_t n, void *arg)
{
	struct mail_line *l = arg;

	(void)curl;
	if (type != CURLINFO_HEADER_OUT || n < 4)
		return 0;
	if (memcmp(p, "MAIL", 4) == 0)
		l->phase = PHASE_MAIL;
	else if (memcmp(p, "RCPT", 4) == 0)
		l->phase = PHASE_RCPT;
	else if (memcmp(p, "DATA", 4) == 0)
		l->phase = PHASE_DATA;
	return 0;
}

static bool set_server(CURL *c, struct mem *m, const struct mail_server *s)
{
	bool is_v6 = strchr(s->host, ':') != NULL;
	const char *url = mem_text(m, "%s://%s%s%s:%d/%s", s->tls == MAIL_TLS_ALWAYS ? "smtps" : "smtp", is_v6 ? "[" : "",
	                           s->host, is_v6 ? "]" : "", s->port, s->helo);
	bool is_set = curl_easy_setopt(c, CURLOPT_URL, url) == CURLE_OK &&
	              curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps") == CURLE_OK &&
	              curl_easy_setopt(c, CURLOPT_PROXY, "") == CURLE_OK &&
	              curl_easy_setopt(c, CURLOPT_USE_SSL, s->tls == MAIL_TLS_NONE ? (long)CURLUSESSL_NONE : (long)CURLUSESSL_ALL) == CURLE_OK &&
	              curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, (long)(s->connect_ms > 0 ? s->connect_ms : MAIL_CONNECT_MS)) == CURLE_OK &&
	              curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, (long)(s->time_ms > 0 ? s->time_ms : MAIL_TIME_MS)) == CURLE_OK;

	if (is_set && *s->user != '\0')
		is_set = curl_easy_setopt(c, CURLOPT_USERNAME, s->user) == CURLE_OK &&
		         curl_easy_setopt(c, CURLOPT_PASSWORD, s->password) == CURLE_OK;
	if (is_set && *s->ca != '\0')
		is_set = curl_easy_setopt(c, CURLOPT_CAINFO, s->ca) == CURLE_OK;
	return is_set;
}

err mail_open(struct mem *m, const struct mail_server *server, struct mail_line **out)
{
	struct mail_line *l = mem_new(m, struct mail_line, 1);
	CURL *c;

	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return ERR_IO;
	c = curl_easy_init();
	if (c == NULL)
		return ERR_IO;
	l->curl = c;
	l->server = server;
	mem_defer(m, line_close, l);
	if (!set_server(c, m, server) || curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L) != CURLE_OK ||
	    curl_easy_setopt(c, CURLOPT_UPLOAD, 1L) != CURLE_OK || curl_easy_setopt(c, CURLOPT_READFUNCTION, on_read) != CURLE_OK ||
	    curl_easy_setopt(c, CURLOPT_READDATA, l) != CURLE_OK ||
	    curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_said) != CURLE_OK ||
	    curl_easy_setopt(c, CURLOPT_HEADERDATA, l) != CURLE_OK ||
	    curl_easy_setopt(c, CURLOPT_DEBUGFUNCTION, on_debug) != CURLE_OK ||
	    curl_easy_setopt(c, CURLOPT_DEBUGDATA, l) != CURLE_OK || curl_easy_setopt(c, CURLOPT_VERBOSE, 1L) != CURLE_OK)
		return ERR_IO;
	*out = l;
	return OK;
}

/* What stood in the way, where the server itself said nothing of it. */
static const char *trouble(CURLcode code)
{
	static const struct {
		CURLcode code;
		const char *words;
	} WORDS[] = {
		{CURLE_COULDNT_RESOLVE_HOST, "không tìm thấy máy chủ có tên đó"},
		{CURLE_COULDNT_CONNECT, "không kết nối được; máy chủ không chạy, hoặc cổng bị chặn"},
		{CURLE_OPERATION_TIMEDOUT, "máy chủ không trả lời trong thời gian cho phép"},
		{CURLE_USE_SSL_FAILED, "máy chủ không nhận STARTTLS; xem lại khóa tls"},
		{CURLE_SSL_CONNECT_ERROR, "không lập được kết nối TLS; xem lại khóa tls và port"},
		{CURLE_PEER_FAILED_VERIFICATION, "chứng thư TLS của máy chủ không hợp lệ với tên đã ghi"},
		{CURLE_SSL_CACERT_BADFILE, "không đọc được tệp chứng thư ghi ở khóa ca"},
		{CURLE_LOGIN_DENIED, "máy chủ không nhận tên hoặc mật khẩu"},
	};

	for (size_t i = 0; i < COUNT(WORDS); i++)
		if (WORDS[i].code == code)
			return WORDS[i].words;
	return "kết nối bị ngắt giữa chừng";
}

/* The library's answer, the server's last code and how far it came, as one end. */
static enum mail_end end_of(const struct mail_line *l, CURLcode code, long reply)
{
	bool is_broken = code == CURLE_OPERATION_TIMEDOUT || reply < 400;

	if (code == CURLE_OK)
		return MAIL_SENT;
	if (l->phase == PHASE_HELLO)
		return MAIL_NO_SERVER;
	if (is_broken || (l->phase == PHASE_MAIL && reply >= 500))
		return MAIL_CUT;
	return reply >= 500 ? MAIL_REFUSED : MAIL_LATER;
}

struct mail_result mail_send(struct mail_line *l, struct mem *m, const char *from, const char *to, struct view bytes)
{
	struct curl_slist *list = curl_slist_append(NULL, mem_text(m, "<%s>", to));
	struct mail_result result = {MAIL_NO_SERVER, ""};
	CURLcode code = CURLE_OUT_OF_MEMORY;
	long reply = 0;

	l->bytes = bytes;
	l->sent = 0;
	l->phase = PHASE_HELLO;
	l->said[0] = '\0';
	if (list != NULL && curl_easy_setopt(l->curl, CURLOPT_MAIL_FROM, mem_text(m, "<%s>", from)) == CURLE_OK &&
	    curl_easy_setopt(l->curl, CURLOPT_MAIL_RCPT, list) == CURLE_OK)
		code = curl_easy_perform(l->curl);
	if (curl_easy_getinfo(l->curl, CURLINFO_RESPONSE_CODE, &reply) != CURLE_OK)
		reply = 0;
	result.end = end_of(l, code, reply);
	if (result.end != MAIL_SENT && l->said[0] != '\0' && code != CURLE_OPERATION_TIMEDOUT)
		result.words = mem_text(m, "Máy chủ thư trả lời: %s", l->said);
	else if (result.end != MAIL_SENT)
		result.words = mem_text(m, "Máy chủ thư %s:%d: %s.", l->server->host, l->server->port, trouble(code));
	curl_easy_setopt(l->curl, CURLOPT_MAIL_RCPT, NULL);
	curl_slist_free_all(list);
	return result;
}
