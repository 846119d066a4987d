/// What one database says of the tables a job names, and of the foreign keys that touch them.
package struct Catalog: Sendable, Equatable {
    package var tables: [TableName: CatalogTable]
    /// Every foreign key with a table of `tables` on either side; the other side may be outside.
    package var foreignKeys: [CatalogForeignKey]

    package init(tables: [TableName: CatalogTable] = [:], foreignKeys: [CatalogForeignKey] = []) {
        self.tables = tables
        self.foreignKeys = foreignKeys
    }
}
