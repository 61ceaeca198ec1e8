package doctor

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/url"
	"sort"
	"strconv"
	"strings"
	"time"

	"candour/internal/deployment"
)

// patience is how long one other machine may take to answer.
const patience = 8 * time.Second

func sorted(s []string) []string {
	sort.Strings(s)
	return s
}

// isLocal reports whether an address is this machine's own or stands for none:
// there is nothing to ask the network about it.
func isLocal(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil || !strings.Contains(host, ".") ||
		strings.HasSuffix(host, ".example") || strings.HasSuffix(host, ".invalid") || strings.HasSuffix(host, ".test")
}

// lookAtHTTPS looks at the address that the public uses, and its certificate.
func (c *checkup) lookAtHTTPS() {
	d := deployment.Of(c.app)
	u, err := url.Parse(d.URL)
	if err != nil || u.Scheme != "https" {
		level := Broken
		if err == nil && isLocal(u.Hostname()) {
			level = Warning
		}
		c.say("HTTPS", level, "private-details-stay-sealed", "the public address does not begin with https: what people type can be read on the way", "give Candour a domain, or set CANDOUR_URL to the https address of the proxy before it", "")
		return
	}
	if isLocal(u.Hostname()) {
		c.say("HTTPS", Fine, "", "", "", "the public address begins with https")
		return
	}
	port := u.Port()
	if port == "" {
		port = "443"
	}
	dialer := &tls.Dialer{NetDialer: &net.Dialer{Timeout: patience}, Config: &tls.Config{ServerName: u.Hostname(), MinVersion: tls.VersionTLS12}}
	conn, err := dialer.DialContext(c.ctx, "tcp", net.JoinHostPort(u.Hostname(), port))
	if err != nil {
		var bad *tls.CertificateVerificationError
		if errors.As(err, &bad) {
			c.say("HTTPS", Broken, "private-details-stay-sealed", "the certificate of the public address is not valid", "renew it", "")
			return
		}
		c.say("HTTPS", Warning, "", "the public address could not be reached from here to look at its certificate", "look at it from another machine", "")
		return
	}
	defer func() { _ = conn.Close() }()
	left := int(conn.(*tls.Conn).ConnectionState().PeerCertificates[0].NotAfter.Sub(deployment.Now(c.app)).Hours() / 24)
	wrong := ""
	if left < 14 {
		wrong = fmt.Sprintf("the certificate ends in %d days", left)
	}
	c.say("HTTPS", Warning, "", wrong, "renew it; with a domain Candour does so by itself, if port 80 or 443 is open", fmt.Sprintf("the certificate is good for %d days", left))
}

// lookAtMail asks whether letters can leave, and whether their receivers would
// believe them. No letter is sent.
func (c *checkup) lookAtMail() {
	d := deployment.Of(c.app)
	switch {
	case d.MailDir != "":
		c.say("mail", Warning, "", "letters are written into a folder and reach nobody", "unset CANDOUR_MAIL_DIR and set CANDOUR_SMTP_HOST", "")
	case d.SMTP.Host == "":
		c.say("mail", Warning, "", "no mail server is set: letters wait", "set CANDOUR_SMTP_HOST", "")
	default:
		wrong, do := greet(c.ctx, d.SMTP)
		c.say("mail", Warning, "", wrong, do, "the mail server answers, and offers encryption")
	}
	_, domain, _ := strings.Cut(d.Sender.Address, "@")
	if domain == "" || isLocal(domain) {
		return // no domain of its own yet
	}
	c.lookAtSender(domain)
}

// greet speaks with a mail server as far as its greeting and its abilities.
func greet(ctx context.Context, s deployment.SMTP) (wrong, do string) {
	address := net.JoinHostPort(s.Host, strconv.Itoa(s.Port))
	dialer := &net.Dialer{Timeout: patience}
	var conn net.Conn
	var err error
	if s.TLS {
		conn, err = (&tls.Dialer{NetDialer: dialer, Config: &tls.Config{ServerName: s.Host, MinVersion: tls.VersionTLS12}}).DialContext(ctx, "tcp", address)
	} else {
		conn, err = dialer.DialContext(ctx, "tcp", address)
	}
	if err != nil {
		return "the mail server does not answer", "check CANDOUR_SMTP_HOST, CANDOUR_SMTP_PORT and CANDOUR_SMTP_TLS, and the firewall"
	}
	defer func() { _ = conn.Close() }()
	_ = conn.SetDeadline(time.Now().Add(patience)) // a connection that takes no deadline fails at the next read
	lines := bufio.NewScanner(conn)
	if !lines.Scan() || !strings.HasPrefix(lines.Text(), "220") {
		return "what answers is no mail server", "check CANDOUR_SMTP_HOST, CANDOUR_SMTP_PORT and CANDOUR_SMTP_TLS"
	}
	if s.TLS {
		return "", ""
	}
	if _, err := conn.Write([]byte("EHLO candour.invalid\r\n")); err != nil {
		return "the mail server hung up", "try again"
	}
	for lines.Scan() {
		line := strings.ToUpper(lines.Text())
		if strings.Contains(line, "STARTTLS") {
			return "", ""
		}
		if strings.HasPrefix(line, "250 ") {
			break
		}
	}
	return "the mail server offers no encryption: letters could be read on the way", "use a mail server that offers STARTTLS, or CANDOUR_SMTP_TLS=yes"
}

// selectors are names under which mail services commonly publish their DKIM key.
// The name is chosen by the mail service, so that none of these is no proof.
var selectors = []string{"default", "dkim", "mail", "selector1", "selector2", "google", "k1", "s1", "key1", "fm1"}

// lookAtSender asks DNS for what receivers ask: may this domain send, and does it
// sign (RFC 7208, 6376, 7489)?
func (c *checkup) lookAtSender(domain string) {
	ctx, cancel := context.WithTimeout(c.ctx, patience)
	defer cancel()
	var dns net.Resolver
	texts, err := dns.LookupTXT(ctx, domain)
	var answer *net.DNSError
	if err != nil && (!errors.As(err, &answer) || !answer.IsNotFound) {
		c.say("sender's domain", Warning, "", "the name service could not be asked about the sender's domain", "run the doctor where the network can be reached", "")
		return
	}
	var missing []string
	if !anyBegins(texts, "v=spf1") {
		missing = append(missing, "SPF")
	}
	policy, _ := dns.LookupTXT(ctx, "_dmarc."+domain) // an error is no record
	if !anyBegins(policy, "v=DMARC1") {
		missing = append(missing, "DMARC")
	}
	if mx, _ := dns.LookupMX(ctx, domain); len(mx) == 0 {
		missing = append(missing, "MX")
	}
	signed := false
	for _, s := range selectors {
		key, _ := dns.LookupTXT(ctx, s+"._domainkey."+domain)
		signed = signed || len(key) > 0
	}
	if !signed {
		missing = append(missing, "DKIM (under the usual names)")
	}
	wrong := ""
	if len(missing) > 0 {
		wrong = "the sender's domain has no record of " + strings.Join(missing, ", ")
	}
	c.say("sender's domain", Warning, "", wrong, "ask your mail service which records to set: without them letters are taken for spam", "SPF, DKIM, DMARC and MX are set")
}

func anyBegins(texts []string, with string) bool {
	for _, t := range texts {
		if strings.HasPrefix(strings.ToLower(t), strings.ToLower(with)) {
			return true
		}
	}
	return false
}
