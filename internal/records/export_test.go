package records

// LinksAround3 are the three questions of FindLinkRows.
var LinksAround3 = linksAround
