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
        var local = pair.surrogates.union(pair.givenIDs)
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

    /// Ids that are not the match key and that the target gives out by itself: they are not promoted.
    ///
    /// Of a primary key's columns those that have a default, of others those that are numbered and referenced.
    var surrogates: Set<String> {
        guard let key = matchKey else { return [] }
        let primary = Set(rule.match == nil ? [] : target.primaryKey ?? [])
        let assigned = Set(rule.set.map(\.column))
        return Set(
            target.columns.filter { column in
                guard !key.contains(column.name), !assigned.contains(column.name), !column.isGenerated else {
                    return false
                }
                if primary.contains(column.name) { return column.nextValue != nil }
                return referenced.contains(column.name) && (column.sequence != nil || column.identity != .no)
            }.map(\.name))
    }

    /// An id that is not the match key, and that only the source can give a new row: a row that is there keeps its own.
    var givenIDs: Set<String> {
        guard let key = rule.match, let primary = target.primaryKey, primary.count == 1 else { return [] }
        return Set(
            primary.filter { name in
                !key.contains(name) && !surrogates.contains(name) && !references.contains(name)
                    && !rule.set.contains { $0.column == name } && target.column(name)?.isGenerated == false
            })
    }

    /// Whether the column is compared and written.
    func promotes(_ name: String) -> Bool {
        source.column(name) != nil && target.column(name) != nil && !rule.ignore.contains(name)
            && !rule.set.contains { $0.column == name }
    }
}
