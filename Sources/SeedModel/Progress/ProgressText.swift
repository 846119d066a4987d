/// Readings as lines for a person.
package enum ProgressText {
    /// Lines that a terminal shows of what goes on at once.
    private static let maximumLines = 6
    private static let barWidth = 20
    private static let widestName = 40

    /// One line each, none wider than `width`, and beyond six a line that says how many more there are.
    package static func lines(_ readings: [ProgressReading], width: Int, color: Bool) -> [String] {
        let shown = readings.count > maximumLines ? readings.prefix(maximumLines - 1) : readings[...]
        let columns = shown.map { subject($0, columns: min(widestName, width / 3)).width }.max() ?? 0
        var lines = shown.map { line($0, nameWidth: columns, width: width).rendered(color: color) }
        let left = readings.count - shown.count
        if left > 0 { lines.append(String("and \(left) more".prefix(width))) }
        return lines
    }

    /// One line of a log for all that goes on.
    package static func summary(_ readings: [ProgressReading]) -> String {
        let pieces = readings.prefix(maximumLines).map { reading in
            let job = reading.progress.job.map { "\(Printable.escaped($0)): " } ?? ""
            let table = reading.progress.table.map { "\(Printable.escaped($0)): " } ?? ""
            return "\(job)\(table)\(reading.progress.phase.rawValue)\(detail(reading).map { ", \($0)" }.joined())"
        }
        let left = readings.count - pieces.count
        return pieces.joined(separator: "; ") + (left > 0 ? "; and \(left) more" : "")
    }

    /// A table's name, cut to some columns and safe to print.
    private static func subject(_ reading: ProgressReading, columns: Int) -> Excerpt {
        Excerpt(reading.progress.table ?? "all tables", columns: columns)
    }

    /// The least important goes first where not all of it fits: the bar, then what was counted, then the name's end.
    private static func line(_ reading: ProgressReading, nameWidth: Int, width: Int) -> StyledText {
        var name = StyledText(subject(reading, columns: nameWidth).text, .heading)
        name.append(String(repeating: " ", count: max(0, nameWidth - name.width)))
        let phase = StyledText(reading.progress.phase.rawValue)
        let bar = reading.fraction.map(bar)
        let details = detail(reading)
        let candidates: [[StyledText?]] = [
            [name, phase, bar] + details.map { StyledText($0) },
            [name, phase] + details.map { StyledText($0) },
            [name, phase, bar, StyledText(details[details.count - 1])],
            [name, phase, StyledText(details[details.count - 1])],
            [name, phase],
        ]
        for pieces in candidates {
            let line = joined(pieces.compactMap(\.self))
            if line.width <= width { return line }
        }
        return StyledText(subject(reading, columns: width).text)
    }

    private static func joined(_ pieces: [StyledText]) -> StyledText {
        pieces.dropFirst().reduce(pieces.first ?? StyledText()) { $0 + StyledText("  ") + $1 }
    }

    private static func bar(_ fraction: Double) -> StyledText {
        let filled = Int(fraction * Double(barWidth))
        let full = String(repeating: "=", count: filled)
        let head = filled < barWidth ? ">" : ""
        return StyledText("[\(full)\(head)\(String(repeating: " ", count: barWidth - filled - head.count))]")
    }

    /// Rows, share, rate, and last the time: what is left where that is known, else what has passed.
    private static func detail(_ reading: ProgressReading) -> [String] {
        var pieces: [String] = []
        if let rows = reading.progress.rows {
            let expected = reading.fraction == nil ? nil : reading.progress.expected
            let share = expected.map { " (\(rows * 100 / $0) %)" } ?? ""
            pieces.append("\(rows.grouped)\(expected.map { " of \($0.grouped)" } ?? "") rows\(share)")
        }
        if let rate = reading.rowsPerSecond { pieces.append("\(Int(rate).grouped) rows/s") }
        pieces.append(
            reading.secondsLeft.map { "\(Duration.seconds($0).brief) left" } ?? "for \(reading.elapsed.brief)")
        return pieces
    }
}
