import SeedModel

/// Columns that hold something each environment gives out by itself: ids the job does not promote, and references to them.
struct LocalColumns {
    /// By target table.
    private(set) var columns: [TableName: Set<String>] = [:]

    /// `links` are the foreign keys between the job's tables.
    init(_ pairs: [TablePair], _ links: [ReferenceLink]) {
        for pair in pairs { columns[pair.target.name] = Self.notPromoted(pair) }
        // A reference to a column that is local is local itself; what references that in turn as well.
        var grows = true
        while grows {
            grows = false
            for link in links {
                for name in link.held(columns[link.parent] ?? []) {
                    grows = columns[link.child, default: []].insert(name).inserted || grows
                }
            }
        }
    }

    /// What the target has for itself, or gets another value of: no other table can be told by it which row is meant.
    private static func notPromoted(_ pair: TablePair) -> Set<String> {
        let key = pair.matchKey ?? []
        var local = pair.surrogates
        local.formUnion(pair.rule.ignore.filter { !key.contains($0) })
        local.formUnion(pair.rule.set.map(\.column))
        local.formUnion(pair.target.columns.map(\.name).filter { pair.source.column($0) == nil })
        return local
    }
}

extension TablePair {
    /// Names of the columns that identify a row on both sides; nil where nothing does.
    var matchKey: [String]? {
        let key = rule.match ?? target.primaryKey ?? source.primaryKey
        return key?.isEmpty == true ? nil : key
    }

    /// Columns of a primary key that is not the match key and that each database numbers by itself.
    var surrogates: Set<String> {
        guard let primary = target.primaryKey, let key = rule.match, Set(primary) != Set(key) else { return [] }
        return Set(
            primary.filter { name in
                guard !key.contains(name), let column = target.column(name) else { return false }
                return column.sequence != nil || column.identity != .no
                    || (column.hasDefault && column.baseType == "uuid")
            })
    }

    /// Whether the column is compared and written.
    func promotes(_ name: String) -> Bool {
        source.column(name) != nil && target.column(name) != nil && !rule.ignore.contains(name)
            && !rule.set.contains { $0.column == name }
    }
}
