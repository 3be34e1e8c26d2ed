package ingest_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// The sample feeds are as invented as the sample pages.
const sampleRSS = `<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>The Ellory Post</title><link>https://ellory.example/</link><language>en-gb</language>
<lastBuildDate>Thu, 11 Mar 2021 09:00:00 GMT</lastBuildDate>
<image><title>A logo</title><link>https://ellory.example/logo</link></image>
<item>
<title>Dockers go back to work &amp;#8211; at last</title><link>https://ellory.example/dockers?utm_source=rss</link>
<guid isPermaLink="false">tag:ellory.example,2021:1</guid>
<dc:creator><![CDATA[Nan Torvald]]></dc:creator><pubDate>Tue, 09 Mar 2021 06:00:00 GMT</pubDate>
<description>The dockers go back. Read more…</description>
<content:encoded><![CDATA[<p>The dockers of Port Ellory will return to work on Monday, their union said, ending a strike of six weeks.</p>
<p>“We got the clock we asked for,” Ama Strand, who leads the union, told reporters. “We did not get the coffee.”</p>]]></content:encoded>
</item>
<item><title>Fog shuts the strait</title><link>/fog</link><author>ib@ellory.example (Ib Kress)</author>
<description>The strait was shut on Friday because of fog, the harbour board said. &lt;b&gt;"We cannot see the water,"&lt;/b&gt; it added.</description>
<source url="https://quay.example/feed">Quay Wire</source></item>
<item><title>Herring are back, say boats</title><guid>https://ellory.example/2021/01/03/herring</guid></item>
</channel></rss>
`

const sampleAtom = `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title type="text">Lower Ness Courier</title><id>urn:ness</id><updated>2021-05-10T10:00:00Z</updated>
<link rel="self" href="https://ness.example/feed"/><link href="https://ness.example/"/><author><name>Per Olden</name></author>
<entry><title type="html">Bridge &lt;i&gt;shut&lt;/i&gt;</title><link rel="alternate" type="text/html" href="https://ness.example/bridge"/><id>urn:1</id>
<published>2021-05-08T23:30:00-05:00</published><updated>2021-05-09T08:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The bridge is shut, the mayor said.</p><p>It will open in June, he added, when the paint is dry.</p></div></content></entry>
<entry><title>Bridge open</title><id>urn:2</id><link href="https://ness.example/open"/><updated>2021-06-02T08:00:00Z</updated>
<source><title>The Bridge Gazette</title></source><summary>The bridge is open, the mayor said on Wednesday &amp; smiled.</summary></entry>
</feed>`

const sampleRDF = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://quay.example/"><title>Quay Wire</title><link>https://quay.example/</link><dc:language>en</dc:language>
<items><rdf:Seq><rdf:li resource="https://quay.example/1"/></rdf:Seq></items></channel>
<item rdf:about="https://quay.example/1"><title>Crane falls</title><link>https://quay.example/1</link><dc:date>2020-12-14T11:00:00+01:00</dc:date>
<description>A crane fell at Lower Ness, and nobody was hurt, the harbour board said.</description></item>
</rdf:RDF>`

const sampleJSONFeed = `{"version":"https:\/\/jsonfeed.org\/version\/1.1","items":[
{"id":"1","url":"https://isle.example/a","title":"Ferry sold","content_html":"<p>The ferry was sold, <b>Ama Strand</b> said.</p>","date_published":"2021-07-01T09:00:00+02:00","authors":[{"name":"Ib Kress"}]},
{"id":"https://isle.example/b","content_text":"Ferry bought\n\nThe ferry was bought, Ama Strand said <on Monday>.","date_modified":"2021-07-02"}],
"next_url":"https://isle.example/2","title":"Isle Notes","home_page_url":"https://isle.example/","language":"en"}`

// record returns a record of a web archive; header are lines behind those that
// every record has.
func record(kind, uri, mime, body string, header ...string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:%s>\r\nWARC-Date: 2024-06-01T10:00:00Z\r\n", kind, uri)
	if uri != "" {
		fmt.Fprintf(&b, "WARC-Target-URI: %s\r\n", uri)
	}
	for _, h := range header {
		b.WriteString(h + "\r\n")
	}
	fmt.Fprintf(&b, "Content-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", mime, len(body), body)
	return b.Bytes()
}

// response returns a record of an HTTP response with the given header.
func response(uri, header, body string, more ...string) []byte {
	return record("response", uri, "application/http; msgtype=response", "HTTP/1.1 200 OK\r\n"+strings.ReplaceAll(header, "\n", "\r\n")+"\r\n\r\n"+body, more...)
}

// tidePage is a page that says that something happened.
func tidePage(what string) string {
	return "<html><head><title>" + what + "</title></head><body><h1>" + what + "</h1><p>The tide was higher than ever on Friday, the harbour board said, and nobody doubted it: “" + what + "”.</p></body></html>"
}

// sampleRecords are an archive as crawlers make them, with four pages in it.
func sampleRecords() [][]byte {
	const site = "https://ellory.example/"
	return [][]byte{
		record("warcinfo", "", "application/warc-fields", "software: by hand\r\n"),
		record("request", site+"ferry", "application/http; msgtype=request", "GET /ferry HTTP/1.1\r\n\r\n"),
		response(site+"ferry?from=mail", "Content-Type: text/html", strings.Replace(sampleHTML, "/2021/04/07/", "/", 1)),
		record("metadata", site+"ferry", "application/warc-fields", "via: x\r\n"),
		record("revisit", site+"fog", "application/http; msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
		record("response", "dns:ellory.example", "text/dns", "20240601100000\r\n"),
		record("response", site+"moved", "application/http; msgtype=response", "HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\n"+tidePage("Moved")),
		response(site+"boat.png", "Content-Type: image/png", "\x89PNG"),
		response(site+"mislabelled", "Content-Type: text/html", "\x89PNG and more"),
		response(site+"robots.txt", "Content-Type: text/plain", "User-agent: *\n"),
		response(site+"api", "Content-Type: text/html", `{"a":1}`),
		response(site+"feed", "Content-Type: text/html", sampleRSS),
		response(site+"map", "Content-Type: text/html", `<?xml version="1.0"?><urlset></urlset>`),
		response(site+"tide/2021/05/07/", "content-type: text/html; charset=ISO-8859-1", tidePage("Caf\xe9 flooded")),
		record("resource", "metadata://gnu.org/software/wget/warc/wget.log", "text/plain", "A log is no report."),
		record("resource", "urn:text:"+site, "text/plain", "What an archiver drew from a page is no report."),
		record("resource", "<"+site+"note.txt>", "text/plain", samplePlain),
		record("conversion", site+"2021/06/02/words", "text/plain", "Herring are back\n\nThe herring are back, boats said on Wednesday.\n"),
	}
}

func packedEach(records [][]byte) []byte {
	var all []byte
	for _, r := range records {
		all = append(all, gz(r)...)
	}
	return all
}

// wacz returns a web archive of the form WACZ.
func wacz(t testing.TB, warc []byte) []byte {
	return zipped(t, member{"archive/data.warc.gz", warc}, member{"datapackage.json", []byte(`{"profile":"data-package"}`)}, member{"pages/pages.jsonl", []byte(`{"text":"An index is no report."}` + "\n")}, member{"indexes/index.cdx", []byte("an index")}, member{"logs/log.txt", []byte("A log is no report.")})
}
