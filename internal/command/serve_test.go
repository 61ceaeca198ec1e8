package command

import (
	"strings"
	"testing"

	"candour/internal/deployment"
)

func TestTheOperatorIsWarnedOfAnEmptyNotice(t *testing.T) {
	said := noticeWarning(deployment.Operator{Name: "The Trust", DPO: deployment.None}.Missing())
	if !strings.Contains(said, "CANDOUR_OPERATOR_ADDRESS") || strings.Contains(said, "OPERATOR_NAME") || strings.Contains(said, "OPERATOR_DPO") || strings.Count(said, "\n") != 1 {
		t.Errorf("it says %q", said)
	}
	full := deployment.Operator{Name: "a", Address: "b", Email: "c", DPO: "d", Registration: "e", Processors: "f"}
	if said := noticeWarning(full.Missing()); said != "" {
		t.Errorf("nothing is missing and it says %q", said)
	}
}
