package hints
import ("testing";"encoding/json";"encoding/csv";"os";"fmt";"strings";"sort";"math/rand")
func TestZEval(t *testing.T){
 b,_:=os.ReadFile("/work/shared/data/texts/presidio_synth_dataset_v2.json")
 var d []struct{FullText string `json:"full_text"`; Spans []struct{EntityType string `json:"entity_type"`; EntityValue string `json:"entity_value"`; S int `json:"start_position"`; E int `json:"end_position"`}}
 if err:=json.Unmarshal(b,&d);err!=nil{t.Fatal(err)}
 tot:=map[string]int{};hit:=map[string]int{}; full:=map[string]int{}; miss:=map[string][]string{}; kinds:=map[string]map[string]int{}
 fp:=map[Kind]int{}; fpx:=map[Kind][]string{}
 for _,x:=range d{ ms:=Find(x.FullText,Options{}); R:=[]rune(x.FullText)
  for _,s:=range x.Spans{ tot[s.EntityType]++; ok:=false;fl:=false
   for _,m:=range ms{ if m.Kind==Capitals{continue}; if m.Start<s.E&&s.S<m.End{ok=true; if kinds[s.EntityType]==nil{kinds[s.EntityType]=map[string]int{}}; kinds[s.EntityType][string(m.Kind)]++; if m.Start<=s.S&&m.End>=s.E{fl=true}}}
   if ok{hit[s.EntityType]++}else{ lo:=max(0,s.S-25);hi:=min(len(R),s.E+15); miss[s.EntityType]=append(miss[s.EntityType],s.EntityValue+" <<"+strings.ReplaceAll(string(R[lo:hi]),"\n","|"))}
   if fl{full[s.EntityType]++}
  }
  for _,m:=range ms{ in:=false; for _,s:=range x.Spans{if m.Start<s.E&&s.S<m.End{in=true}}; if !in{fp[m.Kind]++; fpx[m.Kind]=append(fpx[m.Kind],m.Text)}}
 }
 for k,n:=range tot{fmt.Printf("%-18s %4d hit %.3f full %.3f %v\n",k,n,float64(hit[k])/float64(n),float64(full[k])/float64(n),kinds[k])}
 for _,k:=range []string{"PHONE_NUMBER","EMAIL_ADDRESS","CREDIT_CARD","IBAN_CODE","US_SSN","DOMAIN_NAME","IP_ADDRESS","AGE","DATE_TIME","US_DRIVER_LICENSE"}{fmt.Println("MISS",k); for i,m:=range miss[k]{if i<12{fmt.Println("   ",m)}}}
 fmt.Println("FP",fp); for k,v:=range fpx{ if len(v)>25{v=v[:25]}; fmt.Printf("%s %q\n",k,v)}
 if os.Getenv("PM")!=""{fmt.Println(strings.Join(miss["PERSON"],"\n"))}
}
func TestZNHS(t *testing.T){
 var texts []string
 for _,f:=range [][2]string{{"phase_1_text_data.csv","feedback"},{"datasets_v6framework_230831.csv","FFT answer"}}{
  fh,_:=os.Open("/work/shared/data/texts/"+f[0]); r:=csv.NewReader(fh); r.FieldsPerRecord=-1; rows,_:=r.ReadAll(); col:=-1; for i,h:=range rows[0]{if strings.TrimPrefix(h,"\ufeff")==f[1]{col=i}}
  for _,row:=range rows[1:]{texts=append(texts,row[col])}}
 words:=0; c:=map[Kind]int{}; ex:=map[Kind][]string{}; urg:=map[Kind]int{}; uex:=map[Kind][]string{}
 show:=func(x string,m Mark)string{R:=[]rune(x);return "‹"+m.Text+"› "+strings.ReplaceAll(string(R[max(0,m.Start-30):min(len(R),m.End+25)]),"\n","|")}
 for _,x:=range texts{ words+=len(strings.Fields(x)); for _,m:=range Find(x,Options{}){c[m.Kind]++; ex[m.Kind]=append(ex[m.Kind],show(x,m))}
  for _,m:=range Urgent(x){urg[m.Kind]++;uex[m.Kind]=append(uex[m.Kind],show(x,m))}}
 tot:=0; for _,n:=range c{tot+=n}
 fmt.Println(len(texts),"texts",words,"words; marks",tot,"one per",words/max(tot,1),c, "urgent",urg)
 rand.Seed(1)
 out:=func(e map[Kind][]string,n int){ var ks []string; for k:=range e{ks=append(ks,string(k))}; sort.Strings(ks); for _,k:=range ks{v:=e[Kind(k)]; rand.Shuffle(len(v),func(i,j int){v[i],v[j]=v[j],v[i]}); fmt.Println("==",k); for i,s:=range v{if i<n{fmt.Println("  ",s)}}}}
 out(ex,45); out(uex,40)
}
