/// Sizes as people write them: `20GB` is 20 · 1000³ bytes, `20GiB` is 20 · 1024³.
package enum ByteSize {
    private static let units: [(name: String, bytes: Int)] = [
        ("TiB", 1 << 40), ("TB", 1_000_000_000_000), ("GiB", 1 << 30), ("GB", 1_000_000_000),
        ("MiB", 1 << 20), ("MB", 1_000_000), ("KiB", 1 << 10), ("kB", 1000), ("B", 1),
    ]

    /// What the configuration accepts, for error messages.
    package static let syntax = "a number and a unit (B, kB, MB, GB, TB, KiB, MiB, GiB, TiB), such as 20GB"

    /// Bytes, or nil where the text is no whole number above zero with a unit.
    package static func bytes(_ text: String) -> Int? {
        let digits = text.utf8.prefix { (0x30...0x39).contains($0) }
        let unit = text.dropFirst(digits.count).lowercased()
        guard
            let count = Int(Substring(digits)), count > 0,
            let size = units.first(where: { $0.name.lowercased() == unit })?.bytes
        else { return nil }
        let (product, overflows) = count.multipliedReportingOverflow(by: size)
        return overflows ? nil : product
    }

    /// The shortest exact text, which reads back as the same number of bytes.
    package static func text(_ bytes: Int) -> String {
        let fitting = units.filter { bytes.isMultiple(of: $0.bytes) }.map { (bytes / $0.bytes, $0.name) }
        return fitting.min { $0.0 < $1.0 }.map { "\($0.0)\($0.1)" } ?? "\(bytes)B"
    }
}
