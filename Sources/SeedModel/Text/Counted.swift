/// Numbers of things in words, for messages.
package enum Counted {
    /// `1 row`, `2 rows`.
    package static func rows(_ count: Int) -> String { of(count, "row") }

    /// `1 table`, `2 tables`.
    package static func tables(_ count: Int) -> String { of(count, "table") }

    private static func of(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
