/// In which statements, and in which order, the changes of several tables are written.
package enum WriteOrder {
    package struct Step: Sendable, Hashable {
        package enum Kind: Sendable, Hashable, CaseIterable { case delete, update, insert }

        /// Index of the table.
        package var table: Int
        package var kind: Kind

        package init(_ kind: Kind, _ table: Int) {
            self.kind = kind
            self.table = table
        }
    }

    /// Groups of steps: the steps of one group are one statement, at whose end the foreign keys are checked.
    ///
    /// Tables that reference each other without a cycle are written one step at a time: deletes children first, then
    /// per table, parents first, updates before inserts, so that a value a row gives up is free for another. Where
    /// that order can't exist (a cycle, a self reference with more than one kind of change, children that move away
    /// from a parent which is deleted, a parent whose referenced value changes) all connected tables share one
    /// statement.
    ///
    /// `counts` are changes per table, by index; `rekeyed` are references whose parent's updates change the value that
    /// is referenced. `handedOn` are tables of which a referenced value goes from a row to another: their steps are one
    /// statement, shared with the others only where rows they reference are deleted.
    package static func groups(
        _ graph: TableGraph, counts: [ChangeCounts], rekeyed: Set<TableGraph.Edge> = [], handedOn: Set<Int> = []
    ) -> [[Step]] {
        let tables = graph.parentsFirst.flatMap(\.self)
        let component = graph.connected
        var entangled = entangled(graph, counts: counts, rekeyed: rekeyed)
        for edge in graph.edges
        where handedOn.contains(edge.child) && edge.child != edge.parent && counts[edge.parent].delete > 0 {
            entangled.formUnion((0..<graph.count).filter { component[$0] == component[edge.child] })
        }
        let alone = handedOn.subtracting(entangled)

        var groups: [[Step]] = []
        var shared: [Int: [Step]] = [:]
        func add(_ step: Step, _ rows: Int) {
            guard rows > 0 else { return }
            if entangled.contains(step.table) {
                shared[component[step.table], default: []].append(step)
            } else {
                groups.append([step])
            }
        }
        for table in tables.reversed() where !alone.contains(table) {
            add(Step(.delete, table), counts[table].delete)
        }
        for table in tables {
            if alone.contains(table) {
                let changes = counts[table]
                let rows = [(Step.Kind.delete, changes.delete), (.update, changes.update), (.insert, changes.insert)]
                groups.append(rows.filter { $0.1 > 0 }.map { Step($0.0, table) })
                continue
            }
            add(Step(.update, table), counts[table].update)
            add(Step(.insert, table), counts[table].insert)
        }
        let kinds = Step.Kind.allCases
        for group in shared.sorted(by: { $0.key < $1.key }) {
            groups.append(kinds.flatMap { kind in group.value.filter { $0.kind == kind } })
        }
        return groups
    }

    /// Tables that share a statement with those they are connected to.
    package static func entangled(
        _ graph: TableGraph, counts: [ChangeCounts], rekeyed: Set<TableGraph.Edge> = []
    ) -> Set<Int> {
        let component = graph.connected
        let components = Set(entangledTables(graph, graph.parentsFirst, counts, rekeyed).map { component[$0] })
        return Set((0..<graph.count).filter { components.contains(component[$0]) })
    }

    /// Tables whose changes have no order in which every statement ends with its foreign keys satisfied.
    private static func entangledTables(
        _ graph: TableGraph, _ order: [[Int]], _ counts: [ChangeCounts], _ rekeyed: Set<TableGraph.Edge>
    ) -> [Int] {
        var tables = order.filter { group in
            group.count > 1 && group.contains { counts[$0].changes > 0 }
        }.flatMap(\.self)
        for edge in graph.edges {
            if rekeyed.contains(edge), counts[edge.child].changes > 0 { tables.append(edge.child) }
            if edge.child == edge.parent {
                let own = counts[edge.child]
                if [own.insert, own.update, own.delete].count(where: { $0 > 0 }) > 1 { tables.append(edge.child) }
            } else if counts[edge.parent].delete > 0, counts[edge.child].update > 0 {
                tables.append(edge.child)
            }
        }
        return tables
    }
}
