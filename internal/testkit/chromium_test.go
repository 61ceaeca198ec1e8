package testkit

import "testing"

func TestBrowser_MachineWithoutChromium_SaysWhatToRun(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := findChromium()
	if err == nil {
		t.Fatal("found a browser in an empty folder")
	}
	says(t, err.Error(), "make browser")
}
