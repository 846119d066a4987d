extension Guards.Limit {
    /// What the configuration accepts, for error messages.
    package static let syntax = "a number of rows such as 100, or a share such as 20%"

    /// Reads `100` (rows) or `20%`, `0.5%` (a share of the target table's rows, at most 100%).
    package init?(_ text: String) {
        let plain = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x25 }
        guard plain, let first = text.utf8.first, (0x30...0x39).contains(first) else { return nil }
        if let rows = Int(text) {
            self = .rows(rows)
            return
        }
        guard text.hasSuffix("%"), let percent = Double(text.dropLast()), (0...100).contains(percent) else {
            return nil
        }
        self = .share(percent / 100)
    }
}

extension Guards.Limit: CustomStringConvertible {
    /// As the configuration writes it: `100` or `20%`.
    package var description: String {
        switch self {
        case .rows(let count): "\(count)"
        case .share(let share): "\(Self.percent(share))%"
        }
    }

    /// Division by 100 and back may be off in the last digit; ten billionths of a percent are below any table's row.
    private static func percent(_ share: Double) -> String {
        let rounded = (share * 100 * 1e10).rounded() / 1e10
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}
