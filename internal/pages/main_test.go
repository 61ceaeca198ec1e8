package pages

import (
	"os"
	"testing"

	"candour/internal/testkit"
)

func TestMain(m *testing.M) { os.Exit(testkit.Main(m)) }
