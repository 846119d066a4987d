extension Int {
    /// `1,234,567`: in groups of three digits, for numbers that change while they are read.
    package var grouped: String {
        let digits = Array(String(magnitude))
        return digits.indices.reduce(into: self < 0 ? "-" : "") { text, index in
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digits[index])
        }
    }
}
