// Package story says what is allowed: facts go in, a decision comes out.
//
// It imports nothing but the standard library, knows no database and no page,
// and is closed by default: an unknown state, role or field is refused.
package story
