/// A cron schedule of five fields, checked to come due at some time.
///
/// The rules are those of crontab(5) without its `@daily` words and without random ranges: where both day fields
/// are restricted, a day that matches either of them is due.
package struct CronExpression: Sendable, Hashable {
    /// As written, fields separated by one space.
    package let text: String
    /// Bit n is set where the value n is due.
    package let minutes: UInt64
    package let hours: UInt64
    package let daysOfMonth: UInt64
    package let months: UInt64
    /// Sunday is 0.
    package let daysOfWeek: UInt64
    /// False where the field starts with `*`, which leaves the choice of days to the other day field.
    package let restrictsDaysOfMonth: Bool
    package let restrictsDaysOfWeek: Bool
    /// False where the field starts with `*`: then an hour that clocks show twice is due twice.
    package let restrictsHours: Bool

    package init(_ text: String) throws(CronProblem) {
        let fields = text.split(whereSeparator: \.isWhitespace)
        guard fields.count == CronField.all.count else { throw .fieldCount(fields.count) }
        var masks: [UInt64] = []
        for (field, part) in zip(CronField.all, fields) { masks.append(try field.mask(part)) }
        self.text = fields.joined(separator: " ")
        minutes = masks[0]
        hours = masks[1]
        daysOfMonth = masks[2]
        months = masks[3]
        // Both 0 and 7 are Sunday.
        daysOfWeek = masks[4] & 0b111_1111 | masks[4] >> 7
        restrictsHours = !fields[1].hasPrefix("*")
        restrictsDaysOfMonth = !fields[2].hasPrefix("*")
        restrictsDaysOfWeek = !fields[4].hasPrefix("*")
        guard restrictsDaysOfWeek || !restrictsDaysOfMonth || hasDayOfMonth else { throw .neverDue }
    }

    /// Whether some month of the expression has one of its days.
    package var hasDayOfMonth: Bool {
        let longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return longest.indices.contains { index in
            months >> (index + 1) & 1 == 1 && (1...longest[index]).contains { daysOfMonth >> $0 & 1 == 1 }
        }
    }
}
