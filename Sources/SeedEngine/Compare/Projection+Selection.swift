import Postgres

extension Projection {
    /// Leaves the rows that have one of the values in each of these columns: a reference's is what it is told by.
    mutating func select(_ only: [(column: String, values: [String])]) {
        for (name, values) in only {
            let reference = columns.first { $0.reference != nil && $0.heldIn == [name] }
            source.select(name, reference, values)
            target.select(name, reference, values)
        }
    }
}

extension Projection.Side {
    fileprivate mutating func select(_ name: String, _ reference: ProjectedColumn?, _ values: [String]) {
        let value = reference.map(self.value) ?? "\(ident: name)"
        let condition: SQL = "(\(value))::pg_catalog.text = ANY (\(SQL.arrayLiteral(values))::pg_catalog.text[])"
        filters.append(condition.inlined)
    }
}
