import SeedModel

/// The references of a job's tables that have to be translated, found from the catalogs of both databases.
struct JobReferences {
    /// By target table, in the order of the tables' columns.
    private(set) var references: [TableName: [Reference]] = [:]
    /// Columns by target table that new rows are referenced by, and that nobody but the target can fill.
    private(set) var numbered: [TableName: [CatalogColumn]] = [:]
    private(set) var findings: [Finding] = []

    private let pairs: [TableName: TablePair]
    private let links: [TableName: [ReferenceLink]]
    private let local: [TableName: Set<String>]
    /// Tables whose match keys are being resolved.
    private var open: [TableName] = []

    init(_ pairs: [TablePair], source: [CatalogForeignKey], target: [CatalogForeignKey]) {
        let all = ReferenceLink.links(pairs, source: source, target: target)
        let links = Dictionary(grouping: all, by: \.child)
        self.pairs = Dictionary(pairs.map { ($0.target.name, $0) }, uniquingKeysWith: { first, _ in first })
        local = LocalColumns(pairs, all).columns
        self.links = links
        for pair in pairs {
            let found = columns(of: pair, links[pair.target.name] ?? [])
            if !found.isEmpty { references[pair.target.name] = found }
        }
        for reference in references.values.flatMap(\.self) { number(reference) }
    }

    /// Those of a table's references that hold local columns.
    private mutating func columns(of pair: TablePair, _ links: [ReferenceLink]) -> [Reference] {
        let order = Dictionary(
            zip(pair.target.columns.map(\.name), pair.target.columns.indices), uniquingKeysWith: { first, _ in first })
        return links.compactMap { reference($0, pair) }.sorted { left, right in
            let first = left.held.compactMap { order[$0.column.name] }.min() ?? 0
            let second = right.held.compactMap { order[$0.column.name] }.min() ?? 0
            return (first, left.held.count, left.constraint) < (second, right.held.count, right.constraint)
        }
    }

    private mutating func reference(_ link: ReferenceLink, _ child: TablePair) -> Reference? {
        guard let parent = pairs[link.parent] else { return nil }
        let local = local[link.parent] ?? []
        let held = link.pairs.compactMap { names -> Reference.Held? in
            guard local.contains(names.parent), child.promotes(names.child),
                let column = child.target.column(names.child)
            else { return nil }
            return Reference.Held(column: column, parent: names.parent)
        }
        guard !held.isEmpty else { return nil }
        let ways = (parent.matchKey ?? []).map { ($0, way(of: $0, link.parent)) }
        let isPath = link.child == link.parent && ways.contains { $1?.name == link.name }
        let names = ways.filter { !isPath || $1?.name != link.name }.map(\.0)
        guard let key = matchKey(names, of: parent, for: link, isPath: isPath) else { return nil }
        return Reference(
            constraint: link.name, child: link.child,
            source: Self.side(link, link.source, child.source, parent.source, parent),
            target: Self.side(link, link.target, child.target, parent.target, parent), held: held, key: key,
            isPath: isPath)
    }

    /// The columns of a match key, with what they stand for where they are references themselves.
    private mutating func matchKey(
        _ names: [String], of parent: TablePair, for link: ReferenceLink, isPath: Bool
    ) -> [ProjectedColumn]? {
        let table = parent.target.name
        guard !names.isEmpty else {
            findings.append(
                Finding(
                    .matchKeyCycle, .error, "\(table)",
                    "its match key is nothing but the reference \(link.name) to itself: no row could be named by it",
                    remedy: "add a column to `match:` that tells rows below the same one apart"))
            return nil
        }
        // A path goes up by the reference itself, and needs what else tells its rows.
        guard isPath || !open.contains(table) else {
            let tables = open[(open.firstIndex(of: table) ?? 0)...].map { "\($0)" }.joined(separator: ", ")
            let finding = Finding(
                .matchKeyCycle, .error, "\(table)",
                "its match key (\(names.joined(separator: ", "))) contains a reference (\(link.name)) that leads back to "
                    + "it, by way of \(tables): no row could be named by it",
                remedy: "choose a `match:` without that column")
            if !findings.contains(finding) { findings.append(finding) }
            return nil
        }
        open.append(table)
        defer { open.removeLast() }
        return Self.key(names, of: parent, columns(of: parent, names.compactMap { way(of: $0, table) }))
    }

    /// The reference that says what a column of a table holds: of several the one that says least besides.
    private func way(of name: String, _ table: TableName) -> ReferenceLink? {
        let found = (links[table] ?? []).filter { $0.held(local[$0.parent] ?? []).contains(name) }
        return found.min { left, right in
            (left.pairs.count, left.parent == table ? 1 : 0) < (right.pairs.count, right.parent == table ? 1 : 0)
        }
    }

    /// `names` as columns; those that references hold are replaced by these, each once.
    static func key(_ names: [String], of pair: TablePair, _ references: [Reference]) -> [ProjectedColumn] {
        var columns: [ProjectedColumn] = []
        let translated = ProjectedColumn.columns(references)
        for name in names {
            let found = ProjectedColumn.telling(name, among: translated)
            guard let column = found ?? pair.target.column(name).map({ ProjectedColumn(column: $0) }) else { continue }
            if !columns.contains(where: { $0.name == column.name }) { columns.append(column) }
        }
        return columns
    }

    private static func side(
        _ link: ReferenceLink, _ key: CatalogForeignKey?, _ child: CatalogTable, _ parent: CatalogTable,
        _ pair: TablePair
    ) -> Reference.Side {
        let equality = Dictionary(
            zip(key?.childColumns ?? [], key?.equality ?? []), uniquingKeysWith: { first, _ in first })
        let nullable = link.pairs.count { child.column($0.child)?.isNotNull != true }
        return Reference.Side(
            parent: parent.name, isPlainTable: parent.kind == .table,
            pairs: link.pairs.map { pair in
                .init(
                    child: pair.child, parent: pair.parent,
                    equality: equality[pair.child] ?? parent.column(pair.parent)?.equality ?? "=")
            },
            // Of several columns one may be NULL, and then nothing is checked.
            isEnforced: key?.isValidated == true
                && (link.pairs.count == 1 || key?.matchesFull == true || nullable == 0),
            isUnique: parent.keepsUnique(link.pairs.map(\.parent)),
            hasUniqueKey: parent.guaranteesUnique(pair.matchKey ?? []),
            keyIsNotNull: (pair.matchKey ?? []).allSatisfy { parent.column($0)?.isNotNull == true },
            filter: pair.rule.filter, filterAlias: Projection.Side.alias(of: pair.source.name))
    }

    /// New rows of the referenced table must have their ids before others can hold them.
    private mutating func number(_ reference: Reference) {
        let table = reference.target.parent
        guard let parent = pairs[table] else { return }
        for held in reference.held {
            guard let column = parent.target.column(held.parent),
                !(references[table] ?? []).contains(where: { $0.held.contains { $0.column.name == held.parent } }),
                !(numbered[table] ?? []).contains(where: { $0.name == held.parent }),
                !parent.rule.set.contains(where: { $0.column == held.parent }), !parent.givenIDs.contains(held.parent)
            else { continue }
            guard column.nextValue != nil else {
                findings.append(
                    Finding(
                        .unknownReference, .error, "\(reference.child)",
                        "\(held.column.name) references \(table) by \(held.parent), which is not promoted and has no default "
                            + "in the target: a new row's is not known",
                        remedy: "match \(table) by \(held.parent), or give the column a default"))
                continue
            }
            numbered[table, default: []].append(column)
        }
    }
}

extension ProjectedColumn {
    /// The column that says what one of the table's columns holds: of several the one that says least besides.
    static func telling(_ name: String, among columns: [ProjectedColumn]) -> ProjectedColumn? {
        let found = columns.filter { $0.heldIn.contains(name) }
        func rank(_ column: ProjectedColumn) -> (Int, Int) {
            (column.reference?.target.pairs.count ?? 0, column.reference?.leadsToItself == true ? 1 : 0)
        }
        return found.min { rank($0) < rank($1) }
    }

    /// One column for each reference, named by the columns it stands for.
    static func columns(_ references: [Reference]) -> [ProjectedColumn] {
        var names: Set<String> = []
        return references.map { reference in
            var name = reference.held.map(\.column.name).joined(separator: ", ")
            if !names.insert(name).inserted {
                name += " (\(reference.constraint))"
                names.insert(name)
            }
            return ProjectedColumn(reference, name: name)
        }
    }
}

extension CatalogTable {
    /// Whether no two rows have the same values of `names`; those with a NULL aside.
    fileprivate func keepsUnique(_ names: [String]) -> Bool {
        let wanted = Set(names)
        return keys.contains { $0.isPlain && Set($0.columns).isSubset(of: wanted) }
    }
}
