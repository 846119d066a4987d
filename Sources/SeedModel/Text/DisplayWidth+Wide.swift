extension DisplayWidth {
    /// Code points of width W or F in EastAsianWidth.txt of Unicode 17.0 that are not emoji (the standard library knows
    /// those); neighbours are joined over gaps that are unassigned.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F,  // Hangul initial consonants
        0x2329...0x232A,
        0x2630...0x2637, 0x268A...0x268F,  // Yijing signs
        0x2E80...0x303E,  // CJK radicals, punctuation
        0x3041...0x3247,  // Kana, Bopomofo, enclosed CJK
        0x3250...0xA4C6,  // CJK, Yi
        0xA960...0xA97C,
        0xAC00...0xD7A3,  // Hangul syllables
        0xF900...0xFAFF,
        0xFE10...0xFE19, 0xFE30...0xFE6B,
        0xFF01...0xFF60, 0xFFE0...0xFFE6,  // full-width forms
        0x16FE0...0x18DF2,  // Tangut, Khitan
        0x1AFF0...0x1B2FB,
        0x1D300...0x1D376,
        0x1F200...0x1F265,
        0x20000...0x3FFFD,  // CJK extensions
    ]

    static func isWide(_ value: UInt32) -> Bool {
        guard value >= 0x1100 else { return false }
        var low = 0
        var high = wide.count
        while low < high {
            let middle = (low + high) / 2
            if wide[middle].upperBound < value { low = middle + 1 } else { high = middle }
        }
        return low < wide.count && wide[low].contains(value)
    }
}
