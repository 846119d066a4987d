extension Unicode.Scalar {
    /// Whether the scalar acts on the terminal or the reader without showing as itself.
    ///
    /// Controls (C0, DEL, C1), bidirectional marks and overrides, line separators, zero-width and other ignorable
    /// characters, noncharacters, and spaces that can't be told from a plain one (but U+3000, which is wide).
    package var isHidden: Bool {
        if value < 0xA0 { return value < 0x20 || value >= 0x7F }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return true
        case .spaceSeparator: return value != 0x3000
        default: return properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint
        }
    }

    /// Whether the scalar is drawn onto the one before it.
    var isMark: Bool {
        guard value >= 0x300 else { return false }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: return true
        default: return false
        }
    }

    /// Whether the scalar is part of a word, so that a difference is shown as whole words.
    var isWordPart: Bool { properties.isAlphabetic || isDecimalDigit || isMark || self == "_" }

    var isDecimalDigit: Bool {
        value < 0x80 ? ("0"..."9").contains(self) : properties.generalCategory == .decimalNumber
    }
}
