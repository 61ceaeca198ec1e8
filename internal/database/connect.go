// Package database opens the data files the way the promises need them.
package database

import (
	"path/filepath"

	"github.com/pocketbase/dbx"
	_ "modernc.org/sqlite" // the driver that PocketBase uses
)

// pragmas are PocketBase's own (core/db_connect.go), to which a promise adds.
// busy_timeout must come first.
const pragmas = "?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=journal_size_limit(200000000)" +
	"&_pragma=foreign_keys(ON)&_pragma=temp_store(MEMORY)&_pragma=cache_size(-32000)&_pragma=secure_delete(ON)"

// ReadConnections is how many readers the main database has. Each may hold a
// cache of 32 MB; more of them cost memory and answered no faster when measured
// (README, "Measured").
const ReadConnections = 6

// Connect opens a data file. Deleted content is overwritten (secure_delete), so
// that what is erased is gone from the file. The main database waits for the
// disk at every commit (synchronous=FULL): a story that was acknowledged
// survives a power cut. The request log need not.
func Connect(path string) (*dbx.DB, error) {
	sync := "&_pragma=synchronous(FULL)"
	if filepath.Base(path) != "data.db" {
		sync = "&_pragma=synchronous(NORMAL)"
	}
	return dbx.Open("sqlite", path+pragmas+sync)
}
