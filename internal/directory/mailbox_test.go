package directory

import "testing"

// A mailbox was named by those who ran the service before. Stories that nobody may
// read yet must not go there when an official list says that another runs it now.
func TestAMailboxAndOwnWordsGoWhenAFileSaysThatAnotherRunsTheService(t *testing.T) {
	app := newApp(t)
	load1(t, app, hospitals(t), false)
	for _, c := range []struct{ runner, mailbox string }{{"S08000020", "ward@board.example"}, {"S08000031", ""}} {
		r := service(t, app, "N101H")
		r.Set("reviewAddress", "ward@board.example")
		r.Set("ownWords", "We are open on Sundays.")
		if err := app.Save(r); err != nil {
			t.Fatal(err)
		}
		p := hospitals(t)
		for i := range p.Services {
			if p.Services[i].Code == "N101H" {
				p.Services[i].Organisation = Code{SchemeONS, c.runner}
			}
		}
		load1(t, app, p, false)
		if got := service(t, app, "N101H").GetString("reviewAddress"); got != c.mailbox {
			t.Errorf("run by %s its mailbox is %q", c.runner, got)
		}
		if said := service(t, app, "N101H").GetString("ownWords"); (said == "") != (c.mailbox == "") {
			t.Errorf("run by %s its page says %q", c.runner, said)
		}
	}
}
