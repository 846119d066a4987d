import SeedModel

extension Comparability {
    /// The columns to compare and write, match key first; what is in the way becomes a finding.
    ///
    /// `keyColumns` are what the columns named `key` are compared as.
    mutating func comparedColumns(key: [String], _ keyColumns: [ProjectedColumn]) -> [ProjectedColumn] {
        let rule = pair.rule
        let assignments = Dictionary(rule.set.map { ($0.column, $0.expression) }, uniquingKeysWith: { _, last in last })
        let ignored = Set(rule.ignore)
        let surrogates = pair.surrogates
        let given = pair.givenIDs
        let translated = ProjectedColumn.columns(references)
        let held = Set(translated.flatMap(\.heldIn))
        for name in key where assignments[name] != nil {
            add(
                .unknownColumn, .error, "column \(name) is in the match key and can't be `set:`",
                remedy: "choose another `match:`, or promote from a view that computes it")
        }
        var columns = keyColumns
        checkTypes(key.filter { assignments[$0] == nil && !held.contains($0) })

        for column in pair.target.columns where !key.contains(column.name) && !ignored.contains(column.name) {
            if surrogates.contains(column.name) { continue }
            if held.contains(column.name) {
                let found = translated.filter { $0.heldIn.contains(column.name) }
                columns += found.filter { new in !columns.contains { $0.name == new.name } }
                continue
            }
            guard !column.isGenerated else {
                checkGenerated(column)
                continue
            }
            if let expression = assignments[column.name] {
                columns.append(ProjectedColumn(column: column, assignment: expression))
            } else if pair.source.column(column.name) != nil {
                checkTypes([column.name])
                var compared = ProjectedColumn(column: column)
                compared.isCompared = !given.contains(column.name)
                columns.append(compared)
            } else if !column.mayBeOmitted {
                add(
                    .columnRequired, .error, "column \(column.name) is only in \(to), NOT NULL and without a default",
                    remedy: "give it a default, or a value with `set: {\(column.name): …}`")
            }
        }
        for name in ignored {
            guard let column = pair.target.column(name), !column.mayBeOmitted else { continue }
            add(
                .columnRequired, .warning, "column \(name) is ignored, but NOT NULL and without a default in \(to)",
                remedy: "an insert will fail; give it a value with `set: {\(name): …}`")
        }
        for column in pair.source.columns where pair.target.column(column.name) == nil && !ignored.contains(column.name)
        {
            add(
                .columnMissing, .error, "column \(column.name) is only in \(from)",
                remedy: "add it in \(to), or `ignore: [\(column.name)]`")
        }
        return columns
    }

    private mutating func checkTypes(_ names: [String]) {
        for name in names {
            guard let source = pair.source.column(name), let target = pair.target.column(name) else { continue }
            if source.type != target.type {
                add(
                    .typeMismatch, .error, "column \(name) is \(source.type) in \(from) and \(target.type) in \(to)",
                    remedy: "make the types equal, `ignore: [\(name)]`, or convert with `set: {\(name): …}`")
            }
            let missing = source.enumLabels.filter { !target.enumLabels.contains($0) }
            if !missing.isEmpty {
                add(
                    .enumLabels, .error,
                    "\(source.type) lacks the labels \(missing.joined(separator: ", ")) in \(to) (column \(name))",
                    remedy: "ALTER TYPE \(source.type) ADD VALUE '\(missing[0])'")
            }
            if target.baseType == "oid" {
                add(
                    .largeObject, .error, "column \(name) is an oid: large objects are not promoted",
                    remedy: "`ignore: [\(name)]`")
            }
        }
    }

    /// Computed by the target from what is written; never written itself, and compared only through its inputs.
    private mutating func checkGenerated(_ column: CatalogColumn) {
        guard let source = pair.source.column(column.name), !source.isGenerated else { return }
        add(
            .generatedColumn, .warning,
            "column \(column.name) is generated in \(to) and ordinary in \(from): it is not compared")
    }
}
