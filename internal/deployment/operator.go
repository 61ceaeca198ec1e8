package deployment

import "candour/internal/story"

// Operator is who runs this deployment and answers for the data in it.
type Operator struct {
	Name, Address, Email, Phone string
	DPO                         string // the data protection officer and how to reach them
	Registration                string // the operator's entry in the regulator's register
	Processors                  string // who stores or carries the data for them, and in which country
}

// None is what an operator writes where the notice asks for something that they
// do not have, so that nobody warns of it.
const None = "none"

// Shown is the operator as the public sees it: what they do not have is left out.
func (o Operator) Shown() Operator {
	for _, v := range []*string{&o.Address, &o.Phone, &o.DPO, &o.Registration, &o.Processors} {
		if *v == None {
			*v = ""
		}
	}
	return o
}

// Missing names the settings that the privacy notice needs and nobody has made.
// Only the operator is told.
func (o Operator) Missing() []string {
	var missing []string
	for _, s := range []struct{ name, value string }{
		{"CANDOUR_OPERATOR_NAME", o.Name}, {"CANDOUR_OPERATOR_ADDRESS", o.Address}, {"CANDOUR_OPERATOR_EMAIL", o.Email},
		{"CANDOUR_OPERATOR_DPO", o.DPO}, {"CANDOUR_OPERATOR_REGISTRATION", o.Registration},
		{"CANDOUR_OPERATOR_PROCESSORS", o.Processors},
	} {
		if s.value == "" {
			missing = append(missing, s.name)
		}
	}
	return missing
}

// Clock is how long one kind of thing is kept here: the operator's setting goes
// before the period that everybody has.
func (d *Deployment) Clock(name string) story.Clock {
	c := story.FindClock(name)
	switch {
	case c.Setting == "IP_DAYS":
		c.Days = d.IPDays
	case c.Setting == "BACKUP_DAYS" && d.BackupDays > 0:
		c.Days = d.BackupDays
	}
	return c
}

// Clocks are all of them, with the operator's settings.
func (d *Deployment) Clocks() []story.Clock {
	all := story.Clocks()
	for i, c := range all {
		all[i] = d.Clock(c.Name)
	}
	return all
}
