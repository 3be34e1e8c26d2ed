package sayso

// places verifies that toponyms are sorted and disjoint, that one without an ID
// has no point, and that every choice says why.
func (c *checker) places(ps []Place) {
	end := int32(0)
	for i, p := range ps {
		c.span("place", i, p.Span, false)
		c.ordered("place", i, p.Span.Start, &end, p.Span.End)
		switch {
		case p.Name == "" || p.Why == "":
			c.fail("place", i, "has no name or no reason")
		case !p.Placed() && (p.Lat != 0 || p.Lon != 0 || p.Country != "" || p.Feature != ""):
			c.fail("place", i, "has a point, country or feature and no GeoNames ID")
		case !(p.Lat >= -90 && p.Lat <= 90 && p.Lon >= -180 && p.Lon <= 180):
			c.fail("place", i, "has a point that is not on earth")
		}
	}
}
