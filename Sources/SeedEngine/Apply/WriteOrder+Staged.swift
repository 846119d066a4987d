import SeedModel

extension WriteOrder {
    /// The groups of steps of tables that change. `handedOn` are those of which a referenced value goes from a row to
    /// another.
    static func groups(
        _ tables: [TablePlan], _ staged: [TableName: StagedTable], _ foreignKeys: [CatalogForeignKey],
        handedOn: Set<TableName>
    ) -> [[Step]] {
        let number = Dictionary(zip(tables.map(\.target), tables.indices), uniquingKeysWith: { first, _ in first })
        let rekeyed = foreignKeys.compactMap { key -> TableGraph.Edge? in
            guard let child = number[key.child], let parent = number[key.parent],
                staged[key.parent]?.changesValue(of: key) == true
            else { return nil }
            return TableGraph.Edge(child: child, parent: parent)
        }
        return groups(
            TableGraph(tables: tables.map(\.target), foreignKeys: foreignKeys), counts: tables.map(\.counts),
            rekeyed: Set(rekeyed), handedOn: Set(handedOn.compactMap { number[$0] }))
    }
}
