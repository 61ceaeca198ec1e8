package pages

import (
	"os"
	"testing"

	"candour/internal/testkit"
)

func TestMain(m *testing.M) {
	code := testkit.Main(m)
	closeShared()
	os.Exit(code)
}
