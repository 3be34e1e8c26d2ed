package main
import ("testing";"os";"sayso/perceptron")
func TestZZ(t *testing.T){
	r,_:=os.Open("/tmp/attr-new.model"); f,err:=perceptron.Read(r,"attribution","attribution-1"); if err!=nil{t.Fatal(err)}
	f.Header.Corpora[0].Name="PolNeAR train"
	f.Header.Corpora[0].Licence="none stated; texts are the publishers'"
	f.Header.Licence="weights and fingerprints only, no text; CC BY-SA 4.0 as the tags and trees they read"
	w,_:=os.Create("../../lang/en/models/attribution.model"); if err := f.Write(w); err != nil { t.Fatal(err) }; w.Close()
}
