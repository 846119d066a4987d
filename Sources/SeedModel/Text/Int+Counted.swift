extension Int {
    /// `1 row`, `2 rows`: the number with a noun whose plural ends in s.
    package func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
