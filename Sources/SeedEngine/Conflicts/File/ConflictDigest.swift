import Crypto
import SeedModel

/// What was seen of a row in conflict: a digest of its table, its columns, and the row as it was promoted last, as the source
/// has it and as the target has it.
///
/// A decision is about exactly that: another digest is another conflict.
struct ConflictDigest {
    let text: String

    init(_ change: Change, of table: TablePlan) {
        var bytes: [UInt8] = []
        func add(_ texts: [String?]?) {
            guard let texts else { return bytes.append(0) }
            bytes.append(1)
            bytes.append(bigEndian: Int64(texts.count), 4)
            for text in texts {
                bytes.append(text == nil ? 0 : 1)
                bytes.append(bigEndian: Int64(text?.utf8.count ?? 0), 8)
                bytes += text?.utf8 ?? "".utf8
            }
        }
        add([table.source.schema, table.source.name, table.target.schema, table.target.name])
        add(table.columns)
        add(table.key)
        add(change.edit?.base)
        add(change.after)
        add(change.before)
        text = "\(SHA256.digest(of: bytes.span))"
    }

    static func isWellFormed(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
