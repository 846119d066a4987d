/// One character of a text as it is printed: escaped where needed, with the terminal columns it takes (at least one).
struct PrintedCharacter {
    var text: String
    var width: Int

    /// Scalars of one character that are printed; a letter under a thousand accents is a trick, not a text.
    private static let scalarLimit = 16

    /// With `quoted`, `"` and `\` are escaped as well.
    init(_ character: Character, quoted: Bool = false) {
        let scalars = character.unicodeScalars.prefix(Self.scalarLimit)
        text = ""
        guard let first = scalars.first else {
            width = 0
            return
        }
        // A mark without a base would be drawn onto whatever stands before the value.
        let isBare = first.isMark
        var isWhole = scalars.endIndex == character.unicodeScalars.endIndex
        var previous: Unicode.Scalar?
        for scalar in scalars {
            if isBare || scalar.isHidden && !Self.joins(scalar, after: previous) {
                text += Self.escape(scalar)
                isWhole = false
            } else if quoted, scalar == "\"" || scalar == "\\" {
                text += "\\"
                text.unicodeScalars.append(scalar)
            } else {
                text.unicodeScalars.append(scalar)
            }
            previous = scalar
        }
        if scalars.endIndex != character.unicodeScalars.endIndex { text += "…" }
        width = isWhole && text.utf8.count == 1 ? 1 : max(1, DisplayWidth.of(text))
    }

    /// Joiners and variation selectors belong to emoji (family, flag, keycap) and to Indic conjuncts; anywhere else they hide.
    private static func joins(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?) -> Bool {
        guard let previous else { return false }
        switch scalar.value {
        case 0x200D:
            return previous.value == 0xFE0F || previous.value > 0x7F && previous.properties.isEmoji
                || previous.properties.canonicalCombiningClass == .virama
        case 0xFE0E, 0xFE0F:
            return previous.properties.isEmoji
        default:
            return false
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        }
    }
}
