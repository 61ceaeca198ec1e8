package pages

// tellRoutes are the doors of telling a story.
var tellRoutes = []route{}
