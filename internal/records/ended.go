package records

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/seal"
)

// Ended says which rows have had their time at a moment, and how they go.
type Ended struct {
	collection string
	where      string // with the moment as {:at}
	forget     func(r *core.Record, s *seal.Sealer)
}

// What has a clock. The moment is now where the row says itself when it ends, and
// the clock's cutoff where it says when it began.
var (
	EndedDrafts    = Ended{collection: "drafts", where: "expiresAt <= {:at}"}
	EndedOriginals = Ended{collection: "originals", where: "deleteAfter != '' AND deleteAfter <= {:at}"}
	EndedExports   = Ended{collection: "exports", where: "expiresAt <= {:at}"}
	// EndedAddresses are new addresses whose link in the letter has ended unused.
	EndedAddresses = Ended{collection: "authors", where: `sealedNewEmail != '' AND id NOT IN (
		SELECT "to" FROM letters WHERE toCollection = 'authors' AND kind = 'confirm-email' AND expiresAt > {:at})`,
		forget: func(r *core.Record, s *seal.Sealer) {
			(&Author{base{core.BaseRecordProxy{Record: r}}}).SetNewEmail(s, "")
		}}
	EndedMemberAddresses = Ended{collection: "members", where: `newEmail != '' AND id NOT IN (
		SELECT "to" FROM letters WHERE toCollection = 'members' AND kind = 'confirm-email' AND expiresAt > {:at})`,
		forget: func(r *core.Record, _ *seal.Sealer) { r.Set("newEmail", "") }}
	EndedReadings = Ended{collection: "readings", where: "at <= {:at}"}
	EndedLetters  = Ended{collection: "letters", where: "endedAt != '' AND endedAt <= {:at}"}
	// EndedInvitations and EndedMemberActs are about people who work in an organisation.
	EndedInvitations = Ended{collection: "invitations", where: "sentAt <= {:at}"}
	EndedOwnWords    = Ended{collection: "own_words", where: "at <= {:at}"}
	EndedMemberActs  = Ended{collection: "member_acts", where: "at <= {:at}"}
	// EndedClaims and EndedNotToday are about moderators.
	EndedClaims   = Ended{collection: "claims", where: "until <= {:at}"}
	EndedNotToday = Ended{collection: "not_today", where: "at <= {:at}"}
	// EndedWorkingCopies is what moderators typed and never saved, EndedWellbeingNotes what they wrote of themselves.
	EndedWorkingCopies  = Ended{collection: "working_copies", where: "savedAt <= {:at}"}
	EndedWellbeingNotes = Ended{collection: "wellbeing_notes", where: "at <= {:at}"}
	EndedIPs            = Ended{collection: "contacts", where: "sealedIP != '' AND story IN (SELECT id FROM stories WHERE submittedAt <= {:at})",
		forget: func(r *core.Record, s *seal.Sealer) { (&Contact{base{core.BaseRecordProxy{Record: r}}}).SetIP(s, "") }}
)

func (e Ended) at(at time.Time) dbx.Expression {
	return dbx.NewExp(e.where, dbx.Params{"at": stamp(at)})
}

// CountEnded counts the rows that have had their time.
func CountEnded(app core.App, e Ended, at time.Time) (int, error) {
	n, err := app.CountRecords(e.collection, e.at(at))
	if err != nil {
		return 0, fmt.Errorf("counting in %s: %w", e.collection, err)
	}
	return int(n), nil
}

// FindEnded lists the ids of the rows that have had their time.
func FindEnded(app core.App, e Ended, at time.Time) ([]string, error) {
	var ids []string
	if err := app.DB().Select("id").From(e.collection).Where(e.at(at)).Column(&ids); err != nil {
		return nil, fmt.Errorf("reading %s: %w", e.collection, err)
	}
	return ids, nil
}

// LetEndedGo deletes those of some rows that still have had their time: since
// they were listed, a draft may have been written on. Of a row that has more to
// keep, it forgets what has ended. It returns how many went.
func LetEndedGo(tx core.App, s *seal.Sealer, e Ended, ids []string, at time.Time) (int, error) {
	where := dbx.And(dbx.In("id", texts(ids)...), e.at(at))
	if e.forget == nil {
		return deleteAll(tx, e.collection, where)
	}
	found := []*core.Record{}
	if err := tx.RecordQuery(e.collection).AndWhere(where).All(&found); err != nil {
		return 0, fmt.Errorf("reading %s: %w", e.collection, err)
	}
	for _, r := range found {
		e.forget(r, s)
		if err := tx.Save(r); err != nil {
			return 0, fmt.Errorf("forgetting in %s: %w", e.collection, err)
		}
	}
	return len(found), nil
}

// LogsBefore counts the rows of the site's own log up to a moment.
func LogsBefore(app core.App, at time.Time) (int, error) {
	var n int
	err := app.AuxDB().Select("COUNT(*)").From(core.LogsTableName).Where(logsUntil(at)).Row(&n)
	if err != nil {
		return 0, fmt.Errorf("counting the log: %w", err)
	}
	return n, nil
}

// DeleteLogsBefore deletes the rows of the site's own log up to a moment. It is a
// statement of its own, as PocketBase's is: log rows are no records.
func DeleteLogsBefore(app core.App, at time.Time) (int, error) {
	res, err := app.AuxNonconcurrentDB().Delete(core.LogsTableName, logsUntil(at)).Execute()
	if err != nil {
		return 0, fmt.Errorf("deleting from the log: %w", err)
	}
	n, err := res.RowsAffected()
	return int(n), err
}

func logsUntil(at time.Time) dbx.Expression {
	return dbx.NewExp("created <= {:at}", dbx.Params{"at": stamp(at)})
}
