# tests/mail/read.py MAILDIR -- the letters of a Maildir as a mail program reads them: what the parser finds wrong, the
# headers that matter, the kinds of the parts, the plain text, the HTML's own text.
import html.parser
import mailbox
import sys
from email import policy
from email.parser import BytesParser


class Words(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.said, self.links = [], []

    def handle_starttag(self, tag, attrs):
        self.links += [v for k, v in attrs if k == 'href']

    def handle_data(self, data):
        if data.strip():
            self.said.append(' '.join(data.split()))


for key, raw in mailbox.Maildir(sys.argv[1], create=False).iteritems():
    letter = BytesParser(policy=policy.default).parsebytes(raw.as_bytes())
    print('defects', len(letter.defects))
    for name in ('From', 'To', 'Subject', 'Message-ID', 'Date', 'Auto-Submitted', 'Content-Type'):
        print(name, letter[name])
    for part in letter.walk():
        if part.is_multipart():
            continue
        print('part', part.get_content_type(), part.get_content_charset(), 'defects', len(part.defects))
        text = part.get_content().replace('\r\n', '\n')
        if part.get_content_type() == 'text/html':
            words = Words()
            words.feed(text)
            print('|'.join(words.said))
            print(' '.join(words.links))
        else:
            print(text)
