import Postgres
import SeedModel

extension SQLScript {
    /// Ids of new rows, and the ids of the rows they reference: only the target knows them.
    func writeReferences(_ staged: [StagedTable], _ text: ScriptText) throws {
        for table in staged {
            guard let numbering = table.numbering else { continue }
            try text.comment("New rows of \(name(table)) get their ids.")
            try text.statement(numbering)
        }
        let byName = Dictionary(staged.map { ($0.plan.target, $0) }, uniquingKeysWith: { first, _ in first })
        for table in staged {
            for (index, column) in table.columns.enumerated() {
                guard let reference = column.reference else { continue }
                try write(reference, index, of: table, among: byName[reference.target.parent], text)
            }
        }
    }

    private func write(
        _ reference: Reference, _ column: Int, of table: StagedTable, among parent: StagedTable?, _ text: ScriptText
    ) throws {
        let search = ReferenceSearch(reference: reference, column: column, table: table)
        let unknown = UnknownReferences(reference, column: table.columns[column].name, environment: plan.to)
        try text.comment("Which rows of \(Printable.escaped("\(reference.target.parent)")) do they reference?")
        for condition in search.conditions {
            if !reference.target.hasUniqueKey {
                try refuse(search.ambiguous(condition, atMost: 10), unknown.ambiguous([]), text)
            }
            try text.statement(search.fill(condition, staying: parent))
        }
        if let parent, parent.plan.counts.insert > 0, let new = search.fill(fromNew: parent) { try text.statement(new) }
        let problem = SeedError(
            .badData, "\(reference.child)",
            "rows reference \(reference.description) by \(table.columns[column].name), and \(plan.to) does not have the "
                + "referenced rows; nothing was written", hint: unknown.missing(rows: 0, []).hint)
        try refuse("SELECT \(search.told) \(search.notFound)", problem, text)
    }

    /// Before anything is written: all is as it was, and nobody else is reached.
    func writeChecks(_ staged: [StagedTable], _ text: ScriptText) throws {
        for table in staged {
            try text.comment("Are the rows of \(name(table)) as they were when the plan was made?")
            let problem = SeedError(
                .refused, "\(table.plan.target)",
                "rows are not as they were when the plan was made; nothing was written", hint: "plan again")
            try refuse("SELECT \(moved(table)) \(Recheck.stale(table, seed: plan.seed))", problem, text)
        }
        for (key, parent, relation) in OutsideReferences(plan: plan, staged: staged).searches {
            try text.comment("Does \(Printable.escaped("\(key.child)")) reference what is deleted or changed?")
            let effect = key.effect(on: 2, ofDeletes: parent.plan.counts.delete > 0)
            let problem = SeedError(
                .refused, "\(key.parent)",
                "rows to be deleted, or values to be changed, are referenced by rows of \(key.child) outside the plan, which "
                    + "\(effect) (foreign key \(key.name))", hint: plan.remedy(ofRowsLeftBy: [key]))
            let values = key.childColumns.map { "seedd_c.\(ident: $0)::pg_catalog.text" as SQL }
            try refuse("SELECT \(label(key.childColumns, values)) \(relation)", problem, text)
        }
        for (key, values, relation) in MissingParents(plan: plan, staged: staged).searches {
            try text.comment("Does what \(Printable.escaped("\(key.child)")) will reference exist?")
            let problem = SeedError(
                .badData, "\(key.child)",
                "rows reference rows of \(key.parent) that are neither there nor in the plan (foreign key \(key.name)); "
                    + "nothing was written", hint: "add \(key.parent) to the job, or the missing rows to its filter")
            let isChecked = ReplicaConstraint.isChecked(key, children: true)
            try refuse("SELECT \(label(key.childColumns, values)) \(relation) AND \(isChecked)", problem, text)
        }
    }

    /// A statement that ends the run where the query has rows; its one column names them.
    func refuse(_ query: SQL, _ error: SeedError, _ text: ScriptText) throws {
        try text.call(
            "seedd_refuse", "\(Printable.escaped(error.description))", ScriptText.quoted(query),
            "\(Printable.escaped(error.hint ?? ""))")
    }

    func name(_ table: StagedTable) -> String { Printable.escaped("\(table.plan.target)") }

    /// `code=WELCOME, lang=es`.
    func label(_ names: [String], _ values: [SQL]) -> SQL {
        let parts = zip(names, values).map { "pg_catalog.concat(\("\($0)="), coalesce(\($1), 'NULL'))" as SQL }
        return "pg_catalog.concat_ws(', ', \(parts))"
    }

    /// The key of a staged row.
    func label(_ table: StagedTable) -> SQL {
        label(table.plan.key, (0..<table.projection.keyCount).map { table.columns[$0].text(table.value($0)) })
    }

    private func moved(_ table: StagedTable) -> SQL {
        """
        pg_catalog.concat(\(label(table)), CASE WHEN \(StagedTable.alias).op = 'i' THEN ' was inserted since'
            WHEN \(table.alias).ctid IS NULL THEN ' was deleted since' ELSE ' was changed since' END)
        """
    }
}
