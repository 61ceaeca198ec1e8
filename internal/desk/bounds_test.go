package desk

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestABodyThatIsRefusedUnreadIsNeverTakenForTheNextRequest(t *testing.T) {
	s := newScene(t)
	const hidden = "GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n"
	for name, head := range map[string]string{
		"too large":         "POST " + base + "/stories/x/ask HTTP/1.1\r\nHost: x\r\nContent-Length: 41943040\r\n\r\n",
		"of a stranger":     "POST " + base + "/stories/x/ask HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n",
		"at another door":   "POST /api/collections/stories/records HTTP/1.1\r\nHost: x\r\nContent-Length: 41943040\r\n\r\n",
		"at no door at all": "POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 41943040\r\n\r\n",
		"of unknown length": "POST " + base + "/stories/x/ask HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nfffff\r\n",
	} {
		c := must(net.Dial("tcp", strings.TrimPrefix(s.server.URL, "http://")))(t)
		_ = c.SetDeadline(time.Now().Add(10 * time.Second))
		go func() { // the server may close before all of this is sent
			_, _ = fmt.Fprint(c, head, hidden, strings.Repeat("a", 400_000))
		}()
		in := bufio.NewReader(c)
		answer := must(http.ReadResponse(in, nil))(t)
		_, _ = io.Copy(io.Discard, answer.Body)
		if answer.StatusCode < 400 || !answer.Close {
			t.Errorf("%s: %d, and the connection stays open: %v", name, answer.StatusCode, !answer.Close)
		}
		if rest, _ := io.ReadAll(in); len(rest) > 0 {
			t.Errorf("%s: a second answer came: %.80q", name, rest)
		}
		_ = c.Close()
	}
}
