import Crypto
import SeedModel

/// Some columns of a row that is a line of COPY text.
struct ColumnSelection: Sendable, Equatable {
    let names: [String]
    private let indices: [Int]

    /// `names` out of all `columns` of the line; nil where one of them is not there.
    init?(_ names: [String], of columns: [String]) {
        let found = names.compactMap(columns.firstIndex)
        guard found.count == names.count else { return nil }
        self.names = names
        indices = found
    }

    /// The values; nil is NULL.
    func values(of line: [UInt8]) -> [[UInt8]?] {
        let span = line.span
        let fields = CopyText.fields(span)
        return indices.map { $0 < fields.count ? CopyText.unescaped(span, fields[$0]) : nil }
    }

    /// SHA-256 over names and values, in the order of `names`; 64 hexadecimal digits.
    ///
    /// Per column its name and a zero, then 0 for NULL, or 1, the value's length in eight bytes and its text. It depends
    /// on nothing else of the row, so that rows of two databases, or of two plans, have the same for the same values.
    func digest(of line: [UInt8]) -> String {
        var bytes: [UInt8] = []
        for (name, value) in zip(names, values(of: line)) {
            bytes += name.utf8
            bytes.append(0)
            bytes.append(value == nil ? 0 : 1)
            guard let value else { continue }
            bytes.append(bigEndian: Int64(value.count), 8)
            bytes += value
        }
        return SHA256.digest(of: bytes.span).description
    }
}
