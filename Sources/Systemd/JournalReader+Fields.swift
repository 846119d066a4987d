extension JournalReader {
    /// The fields of the entry whose names begin with `prefix`; a name may have several values.
    package func fields(prefix: String) throws(JournalError) -> [String: [String]] {
        var fields: [String: [String]] = [:]
        let start = Array(prefix.utf8)
        try forEachField { field in
            guard field.starts(with: start), let end = field.firstIndex(of: UInt8(ascii: "=")) else { return }
            let name = String(decoding: field[..<end], as: UTF8.self)
            fields[name, default: []].append(String(decoding: field[(end + 1)...], as: UTF8.self))
        }
        return fields
    }
}
