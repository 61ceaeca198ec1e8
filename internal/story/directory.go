package story

import "errors"

// DeepestTree is how many levels the tree of services, or that of organisations,
// may have: region, board, partnership; site, ward, team; and room to spare.
const DeepestTree = 8

// Refusals of a place in the tree.
var (
	ErrOwnAncestor = errors.New("it cannot be a part of itself, or of something that is a part of it")
	ErrTooDeep     = errors.New("the tree would have more than 8 levels")
)

// CheckParent says whether something may become a part of parent. parentOf gives
// what each is a part of now, "" at the top; depthBelow is how many levels hang
// below it, 0 for a leaf.
func CheckParent(id, parent string, depthBelow int, parentOf func(string) (string, error)) error {
	levels := 1 + depthBelow
	for up := parent; up != ""; levels++ {
		if up == id {
			return ErrOwnAncestor
		}
		if levels >= DeepestTree {
			return ErrTooDeep
		}
		next, err := parentOf(up)
		if err != nil {
			return err
		}
		up = next
	}
	return nil
}
