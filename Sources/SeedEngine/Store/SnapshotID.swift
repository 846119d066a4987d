internal import Crypto
internal import SeedModel

/// A snapshot's name: its time and the first 8 hexadecimal digits of its manifest's SHA-256.
///
/// A value of this type has been checked character by character, so it names nothing outside the store.
package struct SnapshotID: Hashable, Sendable {
    private static let sample = "00000000T000000Z-00000000"

    /// `20261120T020003Z-4f2a91c0`.
    package let description: String

    /// Accepts complete ids only.
    package init?(_ text: String) {
        guard text.utf8.count == Self.sample.utf8.count else { return nil }
        let fits = zip(text.utf8, Self.sample.utf8).enumerated().allSatisfy { position, pair in
            switch (pair.0, pair.1) {
            case (UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "0")): true
            case (UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "0")): position > 16
            default: pair.0 == pair.1
            }
        }
        guard fits else { return nil }
        description = text
    }

    init(time: UTCTime, manifest: [UInt8]) {
        description = "\(time.compact)-\(Self.digits(of: manifest))"
    }

    /// The part of the id that `manifest` accounts for.
    static func digits(of manifest: [UInt8]) -> String {
        String(SHA256.digest(of: manifest.span).description.prefix(8))
    }

    /// `20261120T020003Z`.
    var time: String { String(description.prefix(16)) }
    var manifestDigits: String { String(description.suffix(8)) }

    /// Whether `text` could be an id or its beginning; decided before any file is looked for.
    static func isPlausible(_ text: String) -> Bool {
        (1...32).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
                default: byte == UInt8(ascii: "T") || byte == UInt8(ascii: "Z") || byte == UInt8(ascii: "-")
                }
            }
    }
}

extension SnapshotID: CustomStringConvertible, Comparable {
    /// By time.
    package static func < (left: SnapshotID, right: SnapshotID) -> Bool { left.description < right.description }
}
