// Tables that may be wider than the screen. There is one way for them all: a box that
// can be scrolled, with the keyboard too, named by the heading above it. Its edge lies in
// shadow on the side where there is more (tables.css).
export const wide = (headingId, table) => t.div({ className: "desk-wide", tabIndex: 0, role: "region", "html-aria-labelledby": headingId }, table);
