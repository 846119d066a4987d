extension TimeZoneRule {
    /// Reads the footer of a zone's file, such as `CET-1CEST,M3.5.0,M10.5.0/3` or `<-02>2<-01>,M3.5.0/-1,M10.5.0/0`; nil
    /// for anything else.
    ///
    /// Daylight time without a rule has no meaning of its own and is refused.
    init?(_ text: some Sequence<UInt8>) {
        var reader = TimeZoneRuleReader(text)
        guard reader.skipName(), let standard = reader.offset(hours: 24) else { return nil }
        standardOffset = -standard
        if reader.isAtEnd { return }
        guard reader.skipName() else { return nil }
        var offset = standardOffset + 3600
        if !reader.isNext(",") {
            guard let given = reader.offset(hours: 24) else { return nil }
            offset = -given
        }
        guard
            reader.skip(","), let start = reader.date(), reader.skip(","), let end = reader.date(), reader.isAtEnd
        else { return nil }
        daylight = Daylight(offset: offset, start: start, end: end)
        if changes(years: 2000...2002).count < 3 {
            // Daylight time ends as it begins anew: so a zone is written that has it all year.
            standardOffset = offset
            daylight = nil
        }
    }
}
