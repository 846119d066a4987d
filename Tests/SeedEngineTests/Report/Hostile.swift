/// Texts that try to escape from where they are put.
enum Hostile {
    static let texts: [String] = [
        "\u{1B}[2J\u{1B}[1;1Hplan: nothing to do", "\u{1B}]8;;https://evil.example\u{1B}\\click\u{1B}]8;;\u{1B}\\",
        "\u{9B}31m\u{90}q\u{9C}", "user\u{202E}gpj.exe", "\u{2066}a\u{2069}\u{200F}", "\r+ code=FORGED\n- code=FORGED",
        "\u{7}\u{8}\u{7F}", "\u{0B}\u{0C}\u{85}\u{2028}\u{2029}", "\u{FEFF}\u{FFFE}\u{FFFF}\u{FFFD}",
        "\u{E0001}\u{E0041}",
        "z\u{301}\u{302}\u{303}\u{488}", "\u{301}", "NULL", "", " ", "NO", "007", "1e3", "null", "~", "true",
        "2026-11-20",
        "12:30:45", "0x1F", ".inf", "<<", "=", "*a", "&a", "!t", "- a", "? a", "a: b", "a #b", "{a}", "[a]", "%YAML",
        "---",
        "...", "|", ">", "'", "\"", "\\", "\\n", "\t", "a\u{0}b", "</script>", "👩‍👩‍👧🇩🇪", "東京",
        String(repeating: "界", count: 500),
    ]

    /// Any scalar but surrogates, the odd ones more often than the plain ones.
    static func random(_ random: inout some RandomNumberGenerator) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...24, using: &random) {
            switch Int.random(in: 0..<6, using: &random) {
            case 0: text += texts.randomElement(using: &random) ?? ""
            case 1: text.unicodeScalars.append(Unicode.Scalar(UInt8.random(in: 1...0xFF, using: &random)))
            case 2: append(UInt32.random(in: 0x2000...0x206F, using: &random), to: &text)
            case 3: append(UInt32.random(in: 0xFE00...0xFFFF, using: &random), to: &text)
            case 4: append(UInt32.random(in: 0x1_0000...0x10_FFFF, using: &random), to: &text)
            default: append(UInt32.random(in: 0x20...0xFFFF, using: &random), to: &text)
            }
        }
        return text
    }

    /// One table whose names and cells are all hostile.
    static func rows(_ random: inout some RandomNumberGenerator, count: Int) -> [[String?]] {
        (0..<count).map { _ in
            (0..<4).map { _ in Int.random(in: 0..<8, using: &random) == 0 ? nil : Self.random(&random) }
        }
    }

    private static func append(_ value: UInt32, to text: inout String) {
        if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
    }
}
