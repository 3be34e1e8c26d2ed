package en

import (
	"strconv"
	"strings"

	"sayso/timex"
)

// TimeWords returns the words of the grammar of time.
func TimeWords() timex.Words {
	ws := map[string]timex.Word{}
	add := func(w timex.Word, words ...string) {
		for _, s := range words {
			old := ws[s]
			old.Is |= w.Is
			if w.N != 0 {
				old.N = w.N
			}
			if w.Unit != 0 {
				old.Unit = w.Unit
			}
			if w.Value != "" {
				old.Value = w.Value
			}
			ws[s] = old
		}
	}
	list := func(words string) []string {
		out := strings.Split(words, ",")
		for i := range out {
			out[i] = strings.TrimSpace(out[i])
		}
		return out
	}
	class := func(c timex.Class, words string) { add(timex.Word{Is: c}, list(words)...) }
	value := func(c timex.Class, v, words string) { add(timex.Word{Is: c, Value: v}, list(words)...) }
	numbered := func(c timex.Class, from int, words string) {
		for i, s := range strings.Fields(words) {
			add(timex.Word{Is: c, N: from + i}, s)
		}
	}

	numbered(timex.Month, 1, "january february march april may june july august september october november december")
	numbered(timex.Month, 1, "jan feb mar apr may jun jul aug sep oct nov dec")
	numbered(timex.Month, 9, "sept")
	class(timex.Guarded, "march, may, mar, jan, jun, dec, sun, sat, mon, wed, fri, fall, spring, june, april, august")
	numbered(timex.Weekday, 1, "monday tuesday wednesday thursday friday saturday sunday")
	numbered(timex.Weekday, 1, "mon tue wed thu fri sat sun")
	numbered(timex.Weekday, 2, "tues weds thurs")
	for i, d := range strings.Fields(weekdayNames) { // from Sunday
		add(timex.Word{Is: timex.Repeated, Value: "XXXX-WXX-" + strconv.Itoa((i+6)%7+1)}, d+"s")
	}
	value(timex.Season, "SP", "spring, springtime")
	value(timex.Season, "SU", "summer, summertime")
	value(timex.Season, "FA", "fall, autumn")
	value(timex.Season, "WI", "winter, wintertime")

	value(timex.DayPart, "MO", "morning, mornings, dawn, daybreak, sunrise")
	value(timex.DayPart, "AF", "afternoon, afternoons")
	value(timex.DayPart, "EV", "evening, evenings, dusk, sunset")
	value(timex.DayPart, "NI", "night, nights, overnight")
	value(timex.DayPart, "DT", "daytime")
	add(timex.Word{Is: timex.DayPart, N: 2}, "mornings", "afternoons", "evenings", "nights")
	value(timex.DayPart, "12:00", "noon, midday, noontime")
	value(timex.DayPart, "24:00", "midnight")

	units := func(u timex.Unit, one, many string) {
		add(timex.Word{Is: timex.UnitName, Unit: u}, list(one)...)
		add(timex.Word{Is: timex.UnitName, Unit: u, N: 2}, list(many)...)
	}
	units(timex.Second, "sec", "seconds, secs")
	add(timex.Word{Is: timex.UnitName, Unit: timex.Second}, "second")
	units(timex.Minute, "minute, min", "minutes, mins")
	units(timex.Hour, "hour, hr", "hours, hrs")
	units(timex.DayUnit, "day", "days")
	units(timex.Weekend, "weekend", "weekends")
	units(timex.Week, "week", "weeks")
	units(timex.Fortnight, "fortnight", "fortnights")
	units(timex.MonthUnit, "month", "months")
	units(timex.Quarter, "quarter", "quarters")
	units(timex.Year, "year, yr", "years, yrs")
	units(timex.DecadeUnit, "decade", "decades")
	units(timex.Century, "century", "centuries")
	class(timex.Period, "period")

	numbered(timex.Cardinal, 1, `one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen`)
	numbered(timex.Ordinal, 1, `first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
fifteenth sixteenth seventeenth eighteenth nineteenth twentieth`)
	numbered(timex.Ordinal, 21, "twenty-first")
	add(timex.Word{Is: timex.Ordinal, N: -1}, "final")
	for i, s := range strings.Fields("twenty thirty forty fifty sixty seventy eighty ninety") {
		add(timex.Word{Is: timex.Cardinal, N: 20 + 10*i}, s)
		add(timex.Word{Is: timex.Decade, N: 20 + 10*i}, strings.TrimSuffix(s, "y")+"ies")
	}
	for i, s := range strings.Fields("hundred thousand million") {
		add(timex.Word{Is: timex.Scale, N: []int{100, 1000, 1000000}[i]}, s)
	}
	add(timex.Word{Is: timex.Scale, N: 12}, "dozen")
	add(timex.Word{Is: timex.Cardinal | timex.About, N: 2, Value: "APPROX"}, "couple")
	class(timex.Vague, "few, several, many, some, numerous, multiple")
	class(timex.A, "a, an")

	for i, s := range []string{"yesterday", "today", "tomorrow"} {
		add(timex.Word{Is: timex.Day, N: i - 1}, s)
	}
	add(timex.Word{Is: timex.Day, Value: "NI"}, "tonight")
	add(timex.Word{Is: timex.Day, N: -2}, "day before yesterday")
	add(timex.Word{Is: timex.Day, N: 2}, "day after tomorrow")

	value(timex.Ref, "PRESENT_REF", `now, right now, just now, currently, at present, presently, nowadays, these days, at the moment, at this time,
at this point, at this stage, current, the time being, the current time, the present, this moment, the present day, present-day, to date`)
	value(timex.Ref, "PAST_REF", `recently, lately, recent, more recently, most recently, recent times, in the old days`)
	value(timex.Ref, "FUTURE_REF", `the future, the near future, the distant future, the foreseeable future, the not too distant future, in future,
the near term, the short term, the long term, a future date, as soon as possible, near future, foreseeable future, a later date, some day, someday`)

	value(timex.Repeated, "P1D", "daily, everyday")
	value(timex.Repeated, "P1W", "weekly")
	value(timex.Repeated, "P2W", "biweekly, fortnightly")
	value(timex.Repeated, "P1M", "monthly")
	value(timex.Repeated, "P3M", "quarterly")
	value(timex.Repeated, "P1Y", "annual, annually, yearly")
	value(timex.Repeated, "PT1H", "hourly")
	value(timex.Repeated, "P1D", "nightly")

	for rule, names := range holidays {
		value(timex.Holiday, rule, names)
	}

	class(timex.Last, "last, latest, most recent")
	class(timex.Past, "past, recent, latest, last")
	class(timex.Next, "next, coming, upcoming")
	class(timex.This, "this, current, present")
	class(timex.That, "that")
	class(timex.Same, "same")
	class(timex.Before, "previous, preceding, prior")
	class(timex.After, "following, next, ensuing, subsequent")
	class(timex.The, "the")
	class(timex.Its, "its, their, his, her, our")
	class(timex.Ended, "ended, ending")
	class(timex.Of, "of")
	class(timex.In, "in, on, at")
	class(timex.And, "and, or")
	class(timex.To, "to, or")
	class(timex.Ago, "ago")
	class(timex.Earlier, "earlier, before, previously, prior")
	class(timex.Later, "later, after, afterwards, afterward, thereafter")
	value(timex.Edge, "START", "early, earlier")
	value(timex.Edge, "END", "late, later")
	value(timex.Edge, "MID", "mid")
	value(timex.EdgeOf, "START", "beginning, start, outset, early part, first days, opening")
	value(timex.EdgeOf, "MID", "middle")
	value(timex.EdgeOf, "END", "end, close, latter part, rest, remainder, end-")
	class(timex.YearsEnd, "end")

	value(timex.About, "APPROX", "about, around, approximately, roughly, some, nearly, almost, close to, an estimated, circa, ca, just about")
	value(timex.About, "MORE_THAN", "more than, over, longer than, just over, well over, upwards of, greater than, in excess of")
	value(timex.About, "LESS_THAN", "less than, under, just under, fewer than, shorter than")
	value(timex.About, "EQUAL_OR_MORE", "at least, no less than, no fewer than, a minimum of")
	value(timex.About, "EQUAL_OR_LESS", "at most, up to, no more than, no longer than, not more than, as much as, as many as, a maximum of")

	value(timex.OrSo, "APPROX", "or so")
	class(timex.Hence, "from now, hence")
	class(timex.Until, "by, until, till, through")
	class(timex.Be, "be")
	class(timex.Intensifier, "very")

	class(timex.Every, "every, each")
	class(timex.Per, "per, a, an, each, every")
	add(timex.Word{Is: timex.Times, N: 1}, "once")
	add(timex.Word{Is: timex.Times, N: 2}, "twice")
	class(timex.Fiscal, "fiscal, financial")
	class(timex.Half, "half")
	value(timex.Meridiem, "AM", "a.m, am")
	value(timex.Meridiem, "PM", "p.m, pm")
	value(timex.Zone, "Z", "gmt, utc")
	class(timex.Zone, `est, edt, cst, cdt, mst, mdt, pst, pdt, et, pt, ct, bst, cet, cest, eet, eest, msk, ist, jst, kst, hkt, aest,
local time, eastern time, pacific time, central time, eastern standard time, moscow time`)
	class(timex.Clock, "o'clock, hours, hrs, h")
	class(timex.Filler, `consecutive, straight, successive, trading, business, working, full, whole, more, additional, extra, long,
solid, calendar, entire, complete, other, further, short, school, fiscal, flat`)
	class(timex.Old, "old")
	class(timex.Long, "long")
	value(timex.Era, "BC", "bc, b.c, bce, b.c.e")
	class(timex.YearCue, `in, since, of, by, until, till, from, to, before, after, during, for, between, and, through, around, circa, late, early, mid,
about, year, than, back, as, with, on`)
	class(timex.Counted, `people, percent, per, men, women, troops, soldiers, dollars, miles, kilometers, metres, meters, feet, tons, tonnes, euros, pounds,
employees, workers, jobs, shares, points, copies, homes, families, members, times, barrels, acres, hectares, prisoners, votes, rupees`)
	class(timex.Coming, `will, 'll, shall, should, would, could, may, might, plans, plan, planned, planning, scheduled, due, expected, expects, expect,
set, slated, upcoming, until, going, ahead, intends, hopes, tomorrow, coming, ready`)
	class(timex.Told, strings.Join(strings.Fields(irregularPasts), ",")+", was, were, had, did, could n't, said, been, has, have, n't")
	for _, m := range []string{",", "-", "–", "/", "(", ")", "'s", "$", "%", "."} {
		add(timex.Word{Is: timex.Mark, Value: m}, m)
	}
	add(timex.Word{Is: timex.Mark, Value: "'s"}, "’s")
	for y := 1; y <= 9; y++ {
		add(timex.Word{Is: timex.Ordinal, N: 20 + y}, "twenty-"+ordinalNames[y-1])
	}
	return timex.Words{
		Lexicon: ws, PastSuffix: "ed",
		OrdinalSuffixes: []string{"st", "nd", "rd", "th"}, YearsSuffix: "s", QuarterPrefix: "Q", FiscalPrefix: "FY",
	}
}

var ordinalNames = strings.Fields("first second third fourth fifth sixth seventh eighth ninth")

// holidays are the days with a name by the rule that dates them.
var holidays = map[string]string{
	"01-01":    "new year 's day, new year 's, new years day",
	"02-14":    "valentine 's day",
	"03-17":    "st. patrick 's day",
	"05-01":    "may day",
	"07-04":    "independence day, fourth of july",
	"10-31":    "halloween",
	"11-11":    "veterans day, armistice day",
	"12-24":    "christmas eve",
	"12-25":    "christmas, christmas day",
	"12-26":    "boxing day",
	"12-31":    "new year 's eve",
	"01-3-1":   "martin luther king day",
	"02-3-1":   "presidents day, presidents ' day",
	"05-2-7":   "mother 's day",
	"05-l-1":   "memorial day",
	"06-3-7":   "father 's day",
	"09-1-1":   "labor day",
	"10-2-1":   "columbus day",
	"11-4-4":   "thanksgiving, thanksgiving day",
	"11-1-1+1": "election day",
	"easter":   "easter, easter sunday",
	"easter-2": "good friday",
	"easter+1": "easter monday",
}
