// Package testkit is the workbench of the tests: a whole app behind a test server, a visitor without script,
// a real browser, a mail server that misbehaves on request, and a search for words that must not be stored.
//
// Nothing here is part of the candour binary.
package testkit
