internal import Crypto
internal import SeedModel

/// Names of the files in a snapshot; safe for any name PostgreSQL accepts.
enum SnapshotFileName {
    static let manifest = "manifest.json"
    /// Bytes of a name without its suffix; the file system's limit is 255.
    private static let limit = 200

    /// `<schema>.<table>.copy.zst`: the rows.
    static func of(_ table: TableName) -> String { stem(table) + ".copy.zst" }

    /// Key and digest of each row.
    static func index(of table: TableName) -> String { stem(table) + ".index.zst" }

    /// What changed since; `number` is from 1.
    static func delta(_ number: Int, of table: TableName) -> String { "\(stem(table)).delta-\(number).zst" }

    /// The rows in an export.
    static func csv(of table: TableName) -> String { stem(table) + ".csv.zst" }

    /// `<schema>.<table>`, percent-encoded; cut and told apart by a hash where it would be too long.
    private static func stem(_ table: TableName) -> String {
        let name = "\(encoded(table.schema)).\(encoded(table.name))"
        guard name.utf8.count > limit else { return name }
        // `~` is never left unencoded, so a cut name can't equal a whole one.
        let hash = SHA256.digest(of: "\(table.schema)\0\(table.name)").description.prefix(16)
        return "\(name.prefix(limit - 17))~\(hash)"
    }

    private static func encoded(_ name: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                result.append(byte)
            // In front it would look like an option to the programs that restore by hand.
            case UInt8(ascii: "-") where !result.isEmpty:
                result.append(byte)
            default:
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
