package search
import ("testing";"context";"fmt")
func TestZZ(t *testing.T){
 app := fullApp(t)
 for _, q := range []Query{{Words:"ward",Progress:[]string{"made"}},{Words:"ward",Age:"child"},{Words:"ward",Place:"Elgin",Service:"x"}} {
  s := newSearch(app, context.Background(), q)
  l, c := s.plan()
  c.params["low"], c.params["high"] = 0, 1<<53
  for _, st := range explain(t, app, s.statement(s.walk(l, 1001), c, 1001), c.params) { fmt.Println(st) }
  fmt.Println()
 }
}
