package en

import (
	"strings"

	"sayso"
)

// PageWords returns the English words of page furniture: dates, bylines,
// captions, credits and boilerplate.
func PageWords() sayso.PageWords {
	w := sayso.PageWords{
		Months:   map[string]int{"sept": 9},
		Weekdays: map[string]int{"tues": 2, "weds": 3, "thur": 4, "thurs": 4},
		Published: []string{
			"^published", "^first published", "^originally published", "^posted", "^date", "^date published", "^publication date", "^created", "^issued",
			"^added", "^filed", "^publication time", "^release date", "^article date",
		},
		Updated: []string{
			"^updated", "^last updated", "^last update", "^modified", "^last modified", "^corrected", "^amended", "^edited", "^revised", "^latest update",
			"^accessed", "^retrieved", "^archived",
		},
		DateFillers: strings.Fields("at on of the a.m p.m am pm a m p local time hrs hours h gmt utc est edt et cst cdt ct mst mdt mt pst pdt pt bst cet cest eet eest msk ist jst kst z dated"),
		By:          []string{"by"},
		And:         []string{"and", "with", "&"},
		Staff: []string{
			"our own reporter", "our own correspondent", "our correspondent", "our correspondents", "our reporter", "our staff", "staff reporter", "staff writer",
			"staff and agencies", "news desk", "web desk", "agencies", "wire services", "a staff reporter", "a correspondent", "an occasional contributor",
		},
		Roles: strings.Fields(`the correspondent correspondents reporter reporters writer writers editor editors staff desk bureau
senior chief foreign political diplomatic defence defense special contributor columnist agencies agency news special our own`),
		Prepositions: strings.Fields(`in from for of at on to near`),
		Kickers: strings.Fields(`breaking update updated exclusive watch video live opinion analysis commentary editorial explainer factbox
timeline correction corrected photos gallery listen podcast review interview profile q a faq fact check developing urgent alert flash
special report feature note yes no and but so well still then why how who what when where`),
		Captions: []string{
			"photo by", "photos by", "photograph by", "photograph", "photo", "photo credit", "photo courtesy", "picture by", "picture", "image by", "image credit",
			"image courtesy", "^file photo", "^file picture", "file photo $", "illustrative photo $", "getty images $", "handout photo", "screengrab", "^enlarge this image", "^image copyright", "^toggle caption", "^copyright image", "screen grab", "^pictured",
			"^image", "^photo", "credit", "reader's photo $", "file $", "archive photo $",
		},
		Services: []string{
			"facebook", "fb", "twitter", "X", "tweet", "tweets", "pinterest", "linkedin", "linked in", "whatsapp", "whats app", "telegram", "reddit", "tumblr", "vk",
			"vkontakte", "odnoklassniki", "viber", "skype", "google", "google +", "google plus", "instagram", "youtube", "tiktok", "messenger", "weibo", "wechat",
			"flipboard", "stumbleupon", "digg", "delicious", "threads", "bluesky", "mastodon", "snapchat", "pocket", "line", "xing", "myspace", "rss", "rss feed",
			"email", "e-mail", "mail", "e mail", "print", "print this page", "copy link", "copy url", "copy", "link", "share", "shares", "sharing", "save", "bookmark", "comment", "comments", "comments #", "like",
			"likes", "more", "follow", "follow us", "subscribe", "sms", "font size", "a", "pdf", "download", "play", "listen", "share on", "share via", "share to", "share this", "post", "send",
			"this", "on", "via", "or", "and", "with", "#", "permalink", "icon", "logo", "embed", "views", "reads", "close", "menu", "search", "home", "sign in", "log in", "login", "register", "next", "previous", "back to top", "top",
		},
		NotServices: strings.Fields(`a more this on via or and with # comment comments link like likes line home top post posts mail print copy save send close views reads
next previous pocket threads menu search follow x play listen download more google share shares telegram skype youtube instagram facebook messenger telegram logo register subscribe`),
		Copyright: []string{"copyright"},
		Agencies: []string{
			"Reuters", "Thomson Reuters", "Associated Press", "The Associated Press", "AP", "Agence France-Presse", "AFP", "dpa", "Deutsche Presse-Agentur", "TASS", "ITAR-TASS", "Itar-Tass", "RIA Novosti",
			"RIA", "Interfax", "Xinhua", "Kyodo", "Kyodo News", "Yonhap", "Yonhap News Agency", "KCNA", "SANA", "IRNA", "Fars", "Fars News Agency", "Tasnim", "ISNA", "Mehr", "Anadolu", "Anadolu Agency", "AA", "UPI",
			"United Press International", "Bloomberg", "Bloomberg News", "PTI", "Press Trust of India", "ANI", "IANS", "ANSA", "EFE", "Europa Press", "PAP", "CTK", "MTI", "APA", "Belga", "ANP", "NTB", "TT", "Ritzau",
			"STT", "BNS", "LETA", "UNIAN", "Ukrinform", "Interfax-Ukraine", "BelTA", "Kazinform", "Trend", "Azertac", "Armenpress", "Interpress", "WAM", "SPA", "Saudi Press Agency", "QNA", "KUNA", "Petra", "NNA", "MENA", "WAFA", "Ma'an", "Antara",
			"Bernama", "VNA", "AAP", "Press Association", "PA", "PA Media", "Canadian Press", "The Canadian Press", "CP", "McClatchy", "Tribune News Service", "Inter Press Service", "IPS", "Sputnik", "Rossiya Segodnya", "APP", "UNB", "BSS",
		},
		Credits: []string{
			"^source", "^sources", "^via", "^courtesy of", "^credit", "^with reporting by", "^with additional reporting by", "^with files from", "^with information from", "^with inputs from", "^inputs from", "^with agency inputs from", "^reporting by the",
			"^originally published by", "^this article was originally published by", "^this story was provided by", "^provided by", "^distributed by", "^text by",
		},
		Outlets: []string{
			"can also be read at", "can also be accessed at", "can also be reached at", "can also be found at", "can be read at", "can be accessed at", "website can also be accessed",
			"website can be accessed", "is also available at", "website is also available at", "site can also be accessed", "is available at the following",
		},
		Boilerplate: boilerplate(),
	}
	for i, m := range strings.Fields("january february march april may june july august september october november december") {
		w.Months[m], w.Months[m[:3]] = i+1, i+1
	}
	for i, d := range strings.Fields("sunday monday tuesday wednesday thursday friday saturday") {
		w.Weekdays[d], w.Weekdays[d[:3]] = i, i
	}
	return w
}

func boilerplate() []sayso.PageMark {
	return []sayso.PageMark{
		{Reason: "mirror address", List: true, Patterns: []string{
			"website can … be accessed … address", "website can … be accessed … addresses", "can also be accessed … addresses", "can also be read … addresses", "can also be read at", "can also be reached at",
			"at the following … addresses", "at the following … address", "alternate addresses $", "alternative addresses $", "mirror addresses $", "mirror sites $", "^our mirror", "^mirror", "is also available at the following",
		}},
		{Reason: "cookie notice", Patterns: []string{
			"uses cookies to", "site uses cookies", "use cookies to", "use of cookies", "our use of cookies", "accept cookies", "accept all cookies", "cookie policy", "cookie settings", "cookie preferences", "pages use cookies", "site keeps cookies",
			"we use cookies", "cookies help us", "manage cookies", "^cookies $", "we value your privacy", "gdpr consent", "store and/or access information on a device",
		}},
		{Reason: "share line", Patterns: []string{
			"^share this article", "^share this story", "^share this post", "^share this page", "^share this $", "^share this on", "^share this with", "^share this news", "^share this report", "^share this content", "^share this video", "^share this link", "^share this item",
			"^share on * $", "^share on facebook", "^share on twitter", "^share via", "^share with friends", "^share with your friends", "^share story $", "^share article $", "^share $", "^share it $", "^share it with", "^share it on", "^share the $", "^share the article", "^share the story", "^sharing is caring",
			"^please share", "^click to share", "^tweet this", "^like this … share", "^liked this … share", "^enjoyed this … share", "^did you like this", "^if you like this", "^if you liked this", "^if you enjoyed this", "^like what you see",
			"^send to a friend", "^send this to a friend", "^email this to a friend", "^email this article", "^email this story", "^email to a friend", "^tell a friend", "^tell your friends about", "^print this article", "^print this story", "^print this page", "^print article $",
			"^printer friendly", "^recommend this", "^spread the word", "^follow us on", "^follow us $", "^read or share this story", "^follow * on twitter", "^follow * on facebook", "^follow * * on twitter", "^follow * * on facebook", "^follow * * on instagram", "^follow * * * on twitter", "^follow * on X $",
			"^like us on", "^find us on", "^join us on", "^join our telegram", "^join our whatsapp", "^subscribe to our telegram", "^connect with us", "^stay connected $", "^stay in touch $", "^# shares $", "^shares $", "^bookmark this", "^save this article", "^add us on",
			"^like this story", "^like this article", "^liked this story",
		}},
		{Reason: "reader comments", Rest: true, Patterns: []string{
			"^comments # $", "^# comments $", "^reader comments $", "^readers' comments $", "^readers comments $", "^comments from readers", "^user comments $", "^view comments # $", "^comments below $", "^# responses to", "^# thoughts on", "^latest comments $", "^top comments $",
		}},
		{Reason: "comment form", Patterns: []string{
			"^comments $", "^comment $", "^new comment $", "^add comment", "^add a comment", "^add your comment", "^add new comment", "^post a comment", "^post comment", "^post your comment", "^write a comment", "^write your comment", "^write comment", "^leave a comment",
			"^leave a reply", "^leave your comment", "^leave comment", "^leave a response", "^your comment", "^your name $", "^your email", "^your e-mail", "^send your comments", "^send us your comments", "^send comment", "^submit comment", "^submit a comment", "^submit your comment", "^join the conversation",
			"^join the discussion", "^join the debate", "^have your say", "^what do you think $", "^tell us what you think", "^be the first to", "^no comments", "^view comments", "^show comments", "^hide comments", "^read comments", "^view all comments", "^see all comments", "^load comments", "^load more comments", "^please log in to", "^please sign in to",
			"^log in to comment", "^sign in to comment", "^login to comment", "^you must be logged in", "^email address will not be published", "^your email address will not", "^required fields are marked", "^name will be", "^name required", "^email required", "^mail will not be published", "^save my name email", "^comments are closed",
			"^comments are moderated", "^comments have been closed", "^comment as a visitor", "^comment as a guest", "^notify me of", "^comments powered by", "^please enable javascript", "^reply $", "^write to the editors", "^write to the editor", "^letters to the editor $", "^write to us at", "^click here to comment", "^commenting on this", "^start the conversation",
			"^report an error", "^report a typo", "^found a mistake", "^spotted an error", "^found an error", "^noticed an error", "^enter your comment", "^type your comment",
		}},
		{Reason: "related stories", List: true, Patterns: []string{
			"^you might also like", "^you may also like", "^you may like", "^you might like", "^you may also be interested", "^you might also be interested", "^you might be interested", "^related stories", "^related story $", "^related articles", "^related article $", "^related news", "^related posts", "^related content", "^related coverage", "^related topics", "^related links", "^related reading",
			"^related $", "^related items", "^related headlines", "^related videos", "^related video $", "^more on this story", "^more on this topic", "^more on this $", "^more stories", "^more from", "^more news $", "^more headlines", "^more like this", "^more related", "^more in $", "^most read", "^most popular", "^most viewed", "^most shared", "^most commented", "^most recent", "^recent posts",
			"^recent stories", "^recent articles", "^recent news", "^latest news $", "^latest stories", "^latest headlines", "^latest articles", "^latest posts", "^latest from", "^latest $", "^top stories", "^top news $", "^top headlines", "^other news $", "^other stories", "^other articles", "^other headlines", "^in other news $", "^also in the news", "^also in this section",
			"^read also $", "^also read $", "^see also $", "^read next", "^up next $", "^next story", "^next article", "^previous article", "^previous story", "^previous post", "^next post", "^don't miss $", "^trending $", "^trending now", "^trending stories", "^trending news", "^editors' picks", "^editor's picks", "^editor's choice", "^editors' choice", "^editor's pick",
			"^recommended for you", "^recommended $", "^recommended stories", "^recommended reading", "^recommended articles", "^we recommend", "^popular now", "^popular stories", "^popular news", "^popular articles", "^popular posts", "^popular $", "^must read $", "^must reads", "^what to read next", "^what others are reading", "^people also read", "^readers also",
			"^from the archive", "^from our archive", "^from the archives", "^from around the web", "^around the web", "^elsewhere on the web", "^sponsored stories", "^sponsored links", "^sponsored content", "^promoted stories", "^promoted links", "^promoted content", "^in case you missed it", "^similar articles", "^similar stories", "^similar news", "^similar posts", "^our picks", "^story continues below", "^stories you may", "^stories you might", "^articles you may",
			"^also on", "^related", "^read more", "^read", "^watch", "^see", "^more", "^also read", "^read also", "^see also", "^topics $", "^filed under", "^tags", "^tagged",
		}},
		{Reason: "related stories", Patterns: []string{"^read more $", "^read more on", "^read the full", "^read full", "^full story $", "^continue reading", "^click here to read", "^click here for more", "^see more $", "^show more $", "^load more $", "^view more $", "^view all $", "^see all $", "^more $", "^keep reading"}},
		{Reason: "newsletter", Patterns: []string{
			"^sign up for", "^sign up to", "^sign up here", "^sign up now", "^sign up today", "^sign up $", "^subscribe to our", "^subscribe to the", "^subscribe to receive", "^subscribe to get", "^subscribe now", "^subscribe today", "^subscribe for", "^subscribe here", "^subscribe $", "^get our newsletter", "^get the newsletter", "^get the latest", "^get breaking news", "^get our daily", "^get our free", "^get the day's",
			"^our newsletter", "our free newsletter", "our daily newsletter", "our weekly newsletter", "to our newsletter", "to our mailing list", "^newsletter $", "^newsletters $", "^enter your email", "^enter your e-mail", "^your inbox", "straight to your inbox", "delivered to your inbox", "^join our mailing list", "^join our newsletter", "^download our app", "^download the app", "^get the app", "^install our app", "^thank you for subscribing", "^thanks for signing up",
			"^you have successfully subscribed", "^please enter a valid email", "^by signing up you agree", "^by subscribing you agree", "^you can unsubscribe at any time", "^invalid email address", "^please check your inbox",
		}},
		{Reason: "appeal", Patterns: []string{
			"^support us $", "^support our journalism", "^support our work", "^support independent journalism", "^support quality journalism", "^please support", "^please consider supporting", "^please consider donating", "^please donate", "^donate now", "^donate today", "^donate $", "^make a donation", "^become a member", "^become a subscriber", "^become a supporter", "^become a patron", "support us from",
			"^help us keep", "^we need your support", "^your support makes", "^already a subscriber", "^to continue reading", "^this content is for subscribers", "^subscribers only", "^you have reached your limit", "^you have # free articles", "^since you're here",
		}},
		{Reason: "advertisement", Patterns: []string{"^advertisement", "^advertisements $", "^advertising $", "^ad $", "^ads $", "^ads by", "^sponsored $", "^sponsored by", "^paid content $", "^promoted $", "^continue reading below", "^scroll to continue", "^story continues after", "^article continues after", "^article continues below", "^skip advertisement", "^loading $", "^please wait $", "^skip to", "^this ad will end"}},
		{Reason: "agency credit", Credit: true, Patterns: []string{
			"^reporting by * …", "^additional reporting by", "^with additional reporting by", "^with reporting by", "^writing by * * editing by", "^writing by * * …", "^editing by * *", "^compiled by * *", "^with files from", "^with information from", "^with inputs from", "^inputs from", "^with agency inputs", "^with agencies $", "^agencies $", "contributed to this report $", "contributed to this story $", "contributed to this article $", "contributed reporting $",
			"contributed to this * report $", "contributed reporting from * $", "contributed reporting to this * $", "contributed research $", "^source * $", "^sources * $", "^source * * $", "^sources * * $", "^source * * * $", "^via * $", "^courtesy of", "^this story was provided by", "^originally published by", "^this article was originally published", "^this story was originally published", "^this article first appeared", "^this story first appeared", "^this article originally appeared", "^this post originally appeared",
			"^this report was … by the associated press", "^reporting for * * by", "^translated by * *", "^translation by * *", "^edited by * *", "^from wire reports", "^contributing $", "^contributing", "^contributors", "^from staff and wire reports",
		}},
		{Reason: "copyright line", Patterns: []string{
			"^©", "© $", "© # $", "^copyright ©", "^copyright #", "^all rights reserved", "all rights reserved", "all rights reserved to", "^all content ©", "^all contents ©", "material may not be published", "may not be reproduced", "may not be published broadcast", "no reproduction without", "reproduction in whole or in part", "reproduction without permission", "reprint with a link", "^click for restrictions", "^maintained and developed by", "^developed by",
			"^designed by", "^powered by", "^hosted by", "^site by", "^website by", "^design by", "^terms of use", "^terms of service", "^terms and conditions", "^terms $", "^privacy policy", "^privacy $", "^privacy notice", "^imprint $", "^impressum $", "^about us $", "^contact us", "^contact $", "^advertise with us", "^legal notice", "^disclaimer $", "^site map $", "^sitemap $", "^accessibility $", "^our standards", "© # *",
			"reprinted with permission", "republished with permission", "used with permission $", "^best viewed with", "^correction policy $", "^corrections $", "^do not sell my",
		}},
		{Reason: "publication date line", Patterns: []string{"^# hours ago $", "^# hour ago $", "^# minutes ago $", "^# mins ago $", "^# min read $", "^# minute read $", "^# minutes read $", "^# days ago $", "^# day ago $", "^# weeks ago $", "^updated # * ago $", "^published # * ago $", "^posted # * ago $", "^reading time", "^estimated reading time", "^# views $", "^views # $", "^# reads $", "^read time", "^min read $"}},
		{Reason: "navigation", Patterns: []string{"^home $", "^front page $", "^at a glance $", "^back to top $", "^return to top $", "^go to top $", "^go back $", "^back to home", "^skip to content", "^skip to main", "^toggle navigation", "^main menu $", "^menu $", "^search $", "^next page $", "^previous page $", "^page # of # $", "^jump to", "^view gallery", "^view photos", "^photo gallery $", "^view slideshow", "^slideshow # images $", "^slideshow # photos $", "^this article is more than # * old $", "^this story is more than # * old $", "^watch live $", "^live tv $", "^click here $", "^click here to view", "^listen to this article", "^listen to article", "^font size", "^text size", "^change font", "^switch language", "^choose your language", "^close $", "^expand $", "^print $", "^this site is", "^your browser does not support", "^you need javascript", "^please turn on javascript"}},
	}
}
