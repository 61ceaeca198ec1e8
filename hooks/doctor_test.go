package hooks

import (
	"slices"
	"testing"

	"candour/internal/doctor"
	"candour/internal/flow"
)

// TestTheDoctorSeesEachPromiseThatIsNotKept: each of the doctor's attempts is
// refused where its promise is kept, and noticed where it is not. Nothing of an
// attempt stays.
func TestTheDoctorSeesEachPromiseThatIsNotKept(t *testing.T) {
	for i, p := range promises {
		if !slices.Contains(doctor.Attempts(), p.name) {
			continue
		}
		t.Run(p.name, func(t *testing.T) {
			others := append(append([]promise{}, promises[:i]...), promises[i+1:]...)
			for kept, app := range map[bool][]promise{true: promises, false: others} {
				s := newScene(t, with(t, app))
				person := must(flow.StoreTestPerson(s.App, true))(t)
				before := must(s.CountRecords("stories"))(t)
				refused, err := doctor.Attempt(s.App, p.name, person.AuthorID)
				if err != nil || refused != kept {
					t.Errorf("kept: %v, refused: %v (%v)", kept, refused, err)
				}
				if after := must(s.CountRecords("stories"))(t); after != before {
					t.Errorf("an attempt left %d stories", after-before)
				}
			}
		})
	}
}

// TestTheDoctorHasALineForEveryPromise: a promise that is added here must be
// tried there.
func TestTheDoctorHasALineForEveryPromise(t *testing.T) {
	for _, name := range Names() {
		if !slices.Contains(doctor.Tried(), name) {
			t.Errorf("candour doctor does not look at %s: add how it tries to break it to internal/doctor/promises.go", name)
		}
	}
}
