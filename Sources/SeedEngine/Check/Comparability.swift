import SeedModel

/// Whether the two sides of a table can be compared and written, and how.
struct Comparability {
    let pair: TablePair
    /// Of the table, to be translated.
    let references: [Reference]
    let from: String
    let to: String
    private(set) var findings: [Finding] = []
    /// Set unless a finding is an error.
    private(set) var projection: Projection?

    var source: CatalogTable { pair.source }
    private var target: CatalogTable { pair.target }
    private var subject: String { "\(source.name)" }

    /// `filters` are more conditions than the rule's own, from the command line; `sortsThroughUTF8` says which sides must
    /// sort text through UTF-8, `hashesThroughUTF8` whether the two store text in different encodings; `touched` are columns
    /// that triggers of the target were seen to set.
    init(
        _ pair: TablePair, references: JobReferences, from: String, to: String, filters: [String],
        sortsThroughUTF8: (source: Bool, target: Bool), hashesThroughUTF8: Bool, touched: Set<String> = []
    ) {
        self.pair = pair
        self.references = references.references[pair.target.name] ?? []
        self.from = from
        self.to = to
        checkKinds()
        checkNames()
        checkPrivileges()
        let key = matchKey()
        let keyColumns = JobReferences.key(key, of: pair, self.references)
        let columns = comparedColumns(key: key, keyColumns)
        checkReadable(columns)
        guard !findings.contains(where: { $0.severity == .error }) else { return }
        let all = (pair.rule.filter.map { [$0] } ?? []) + filters
        projection = Projection(
            source: .init(table: source, filters: all, isSource: true, sortsThroughUTF8: sortsThroughUTF8.source),
            target: .init(
                table: target, filters: all, isSource: false, sortsThroughUTF8: sortsThroughUTF8.target,
                sourceName: source.name.name),
            mode: pair.rule.mode, columns: columns, keyCount: keyColumns.count, hashesThroughUTF8: hashesThroughUTF8,
            triggers: pair.rule.triggers, numbered: references.numbered[pair.target.name] ?? []
        ).leaving(leftToTriggers(touched))
    }

    mutating func add(_ code: Finding.Code, _ severity: Finding.Severity, _ message: String, remedy: String? = nil) {
        findings.append(Finding(code, severity, subject, message, remedy: remedy))
    }

    private mutating func checkKinds() {
        if target.kind != .table && target.kind != .partitioned {
            add(.notATable, .error, "\(target.name) in \(to) is not a table and can't be written")
        }
        if source.kind == .view || source.kind == .materializedView || source.kind == .foreign {
            add(.sourceView, .info, "is a view or foreign table in \(from): it is compared in full")
        }
        if source.hasChildren || target.hasChildren {
            add(.inheritance, .info, "other tables inherit from it; only its own rows are compared and written")
        }
        checkTriggerFunctions()
    }

    /// Every column a rule names must exist on both sides.
    private mutating func checkNames() {
        let rule = pair.rule
        // A glob's `ignore:` is for those of its tables that have the column.
        let ignored = Glob(rule.name).isLiteral ? rule.ignore : []
        if case .column(let name) = rule.track, Glob(rule.name).isLiteral, source.column(name) == nil {
            add(
                .unknownColumn, .error, "there is no column \(name) to track in \(from)",
                remedy: EditDistance.hint(for: name, among: source.columns.map(\.name)))
        }
        for name in (rule.match ?? []) + ignored + rule.set.map(\.column) {
            for (table, environment) in [(source, from), (target, to)] where table.column(name) == nil {
                // `set:` may fill a column only the target has, `ignore:` may name one that only a side has.
                if table.name == source.name, environment == from, rule.set.contains(where: { $0.column == name }) {
                    continue
                }
                if rule.ignore.contains(name), source.column(name) != nil || target.column(name) != nil { continue }
                add(
                    .unknownColumn, .error, "there is no column \(name) in \(environment)",
                    remedy: EditDistance.hint(for: name, among: table.columns.map(\.name)))
            }
        }
    }

    private mutating func checkPrivileges() {
        for (table, environment) in [(source, from), (target, to)] {
            let rights = table.privileges
            if !rights.usage {
                let schema = Identifier.quotedIfNeeded(table.name.schema)
                add(
                    .privilege, .error, "no USAGE on schema \(schema) in \(environment)",
                    remedy: rights.grant("USAGE", on: "SCHEMA \(schema)"))
            }
            if !rights.select {
                add(
                    .privilege, .error, "no SELECT in \(environment)",
                    remedy: rights.grant("SELECT", on: table.name.quoted))
            }
            if table.hasRowSecurity {
                add(
                    .rowSecurity, .error, "row security hides rows from \(rights.role) in \(environment)",
                    remedy:
                        "ALTER ROLE \(Identifier.quotedIfNeeded(rights.role)) BYPASSRLS, or connect as the table's owner"
                )
            }
        }
    }

    private mutating func addNotUnique(_ key: [String], _ table: CatalogTable, _ environment: String) {
        let nullable = table.nullable(key)
        guard let index = table.keys(among: key).first, !nullable.isEmpty else {
            let columns = key.map(Identifier.quotedIfNeeded).joined(separator: ", ")
            return add(
                .keyNotUnique, .warning,
                "nothing in \(environment) keeps the match key (\(key.joined(separator: ", "))) unique and not null",
                remedy: "CREATE UNIQUE INDEX ON \(table.name.quoted) (\(columns))")
        }
        let isOne = nullable.count == 1
        let changes = nullable.map { "ALTER COLUMN \(Identifier.quotedIfNeeded($0)) SET NOT NULL" }
        add(
            .keyNotUnique, .warning,
            "\(nullable.joined(separator: ", ")) of the match key may be NULL in \(environment), of which the unique key "
                + "\(index.name) lets several rows have \(isOne ? "one" : "some")",
            remedy: "ALTER TABLE \(table.name.quoted) \(changes.joined(separator: ", "))")
    }

    private mutating func matchKey() -> [String] {
        guard let key = pair.matchKey else {
            add(
                .noKey, .error, "has no primary key and the job gives no match key",
                remedy: "add `match: [column, …]` with columns that are unique on both sides")
            return []
        }
        for (table, environment) in [(source, from), (target, to)] {
            guard key.allSatisfy({ table.column($0) != nil }) else {
                if pair.rule.match == nil {
                    add(
                        .noKey, .error, "the primary key (\(key.joined(separator: ", "))) is not in \(environment)",
                        remedy: "add `match: [column, …]` with columns of both sides")
                }
                continue
            }
            if !table.guaranteesUnique(key), table.kind == .table || table.kind == .partitioned {
                addNotUnique(key, table, environment)
            }
        }
        return key
    }
}
