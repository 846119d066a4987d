/// Terminal columns a text takes.
///
/// Rules of Unicode Standard Annex #11 (East Asian Width, W and F are two columns) and Technical Standard #51 (an emoji
/// sequence is one emoji, two columns). Terminals differ on rare sequences; tables then misalign, nothing worse.
package enum DisplayWidth {
    /// `text` must be printable already (see ``Printable``); control characters count as nothing.
    package static func of(_ text: String) -> Int {
        if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text.utf8.count }
        return text.reduce(into: 0) { $0 += of($1) }
    }

    private static func of(_ character: Character) -> Int {
        var width = 0
        var last = 0
        var isJoined = false
        for scalar in character.unicodeScalars {
            let next = isJoined || isModifier(scalar) && width > 0 ? 0 : columns(of: scalar)
            isJoined = scalar.value == 0x200D && last == 2
            if scalar.value == 0xFE0F, last == 1 {
                // Emoji presentation of a sign that is a narrow text by default.
                width += 1
                last = 2
            } else if next > 0 {
                width += next
                last = next
            }
        }
        return width
    }

    private static func isModifier(_ scalar: Unicode.Scalar) -> Bool { (0x1F3FB...0x1F3FF).contains(scalar.value) }

    private static func columns(of scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) ? 0 : 1 }
        // Vowels and finals of decomposed Hangul stand inside their first consonant's two columns.
        if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .lineSeparator, .paragraphSeparator, .control: return 0
        default: break
        }
        // Two regional indicators make a flag: one column each.
        if (0x1F1E6...0x1F1FF).contains(value) { return 1 }
        return scalar.properties.isEmojiPresentation || isWide(value) ? 2 : 1
    }
}
