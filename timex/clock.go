package timex

import "sayso"

// clock reads a time of day: "5:30 p.m. EST", "1430 GMT", "GMT 14:25", "noon",
// "5 in the morning". The value is "15:04".
func (p *parser) clock(i int) (at, zone string, end int) {
	j := i
	if p.is(j, Zone) && p.at(j+1).figure == clockFig {
		zone, j = p.at(j).word.Value, j+1
	}
	it := p.at(j)
	hour, min, sure := 0, 0, false
	switch {
	case it.is(DayPart) && it.word.Value[0] <= '9':
		return it.word.Value, "", j + 1
	case it.figure == clockFig:
		hour, min, sure = int(it.n)/60, int(it.n)%60, true
	case it.figure == plain && it.digits <= 2 && it.n <= 24 && it.digits < len(it.text) && len(it.text) == it.digits+3 && it.text[it.digits] == '.': // "5.30 pm"
		hour, min = int(it.n), int(it.n*100+.5)%100
	case it.figure == plain && it.digits <= 2 && it.n >= 1 && it.n <= 12 && it.n == float64(int(it.n)):
		hour = int(it.n)
	case it.figure == plain && it.digits == 4 && !it.comma && it.n < 2400 && int(it.n)%100 < 60 && p.is(j+1, Zone|Clock):
		hour, min, sure = int(it.n)/100, int(it.n)%100, true
	case it.is(Cardinal) && it.word.N <= 12 && it.word.N > 0:
		hour = it.word.N
	default:
		return "", "", 0
	}
	j++
	switch {
	case p.is(j, Meridiem) && hour <= 12 && min < 60:
		hour %= 12
		if p.at(j).word.Value == "PM" {
			hour += 12
		}
		sure = true
		j++
	case p.is(j, Clock) && (sure || p.at(j).word.Is&UnitName == 0):
		sure = true
		j++
	case !sure && p.is(j, In) && p.is(j+1, The) && p.is(j+2, DayPart) && p.at(j+2).word.N < 2:
		if v := p.at(j + 2).word.Value; (v == "AF" || v == "EV" || v == "NI" && hour > 5) && hour < 12 {
			hour += 12
		}
		sure = true
		j += 3
	}
	if !sure || hour > 24 {
		return "", "", 0
	}
	if p.is(j, Zone) {
		zone, j = p.at(j).word.Value, j+1
	} else if p.mark(j, "(") && p.is(j+1, Zone) && p.at(j+2).text == ")" {
		zone, j = p.at(j+1).word.Value, j+3
	}
	return two(hour) + ":" + two(min), zone, j
}

// clockThenDate reads a clock time with the date behind it, if there is one.
func (p *parser) clockThenDate(i int) (meaning, int) {
	at, zone, j := p.clock(i)
	if j == 0 {
		return meaning{}, 0
	}
	k := p.skip(j, ",")
	if p.is(k, In|Of) {
		k++
	}
	if m, e := p.date(k); e > 0 && m.daily() {
		m.typ, m.part, m.zone = sayso.TimeOfDay, at, zone
		return m, e
	}
	return meaning{form: clockOf, typ: sayso.TimeOfDay, part: at, zone: zone, base: spoken}, j
}

// daily reports whether a meaning is one day, so that a time of day can be one
// of it.
func (m *meaning) daily() bool {
	return m.form == calendar && (m.day > 0 || m.wd > 0) || m.form == holiday || (m.form == unitOf || m.form == offset) && m.unit == DayUnit && m.part == ""
}

// dateThenPart reads a date with a part of the day or a clock time behind it.
func (p *parser) dateThenPart(i int) (meaning, int) {
	m, j := p.date(i)
	if j == 0 || !m.daily() {
		return m, j
	}
	k := p.joined(p.skip(j, ","))
	if p.is(k, Edge) && p.is(k+1, DayPart) {
		k++
	}
	if p.is(k, DayPart) && p.at(k).word.N < 2 {
		m.typ, m.part = sayso.TimeOfDay, p.at(k).word.Value
		return m, k + 1
	}
	if p.is(k, In) {
		k++
	}
	if at, zone, e := p.clock(k); e > 0 {
		m.typ, m.part, m.zone = sayso.TimeOfDay, at, zone
		return m, e
	}
	return m, j
}

// partThenDate reads a part of a day: "this morning", "last night", "the next
// evening", "the night of March 3", "overnight", "mid-morning yesterday".
func (p *parser) partThenDate(i int) (meaning, int) {
	m := meaning{form: unitOf, unit: DayUnit, typ: sayso.TimeOfDay, base: spoken}
	j, led := i, true
	switch {
	case p.is(j, This) && p.is(j+1, DayPart):
		m.base = published
		j++
	case p.is(j, That|Same) && p.is(j+1, DayPart), p.is(j, The) && p.is(j+1, DayPart):
		j++
	case p.is(j, The) && p.is(j+1, That|Same) && p.is(j+2, DayPart):
		j += 2
	case p.is(j, Last) && p.is(j+1, DayPart):
		m.n, m.base = -1, published
		j++
	case p.is(j, The) && p.is(j+1, Next|After) && p.is(j+2, DayPart):
		m.n = 1
		j += 2
	case p.is(j, The) && p.is(j+1, Before) && p.is(j+2, DayPart):
		m.n = -1
		j += 2
	default:
		led = false
	}
	if !p.is(j, DayPart) || p.at(j).word.N > 1 {
		return m, 0
	}
	w := p.at(j).word
	end := j + 1
	k := end
	if p.is(k, Of|In) {
		k++
	}
	if d, e := p.date(k); e > 0 && d.daily() {
		d.typ, d.part = sayso.TimeOfDay, w.Value
		return d, e
	}
	if !led && w.Value[0] > '9' && !p.is(j-1, In|Edge|YearCue) {
		return m, 0 // "morning prayers"
	}
	m.part = w.Value
	return m, end
}
