/// What is known beforehand of the rows of one table that `seedd.base` keeps.
struct KnownBase: Sendable {
    /// Which rows of the table it has: a row of the target among them that it has not is none that a run promoted.
    struct Coverage: Sendable, Equatable, Codable {
        var key: [String]
        var filter: String?
    }

    /// Set by a run over the whole table; nil before.
    var coverage: Coverage?
    /// The types of columns, by name, whose texts it has.
    var types: [String: String] = [:]
}

extension KnownBase {
    /// Columns whose type has changed: what is kept of them compares with nothing.
    func retyped(_ columns: [ProjectedColumn]) -> [String] {
        columns.filter { column in types[column.name].map { $0 != column.type } ?? false }.map(\.name)
    }
}
