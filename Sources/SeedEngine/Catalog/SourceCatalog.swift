import SeedModel

/// What a plan has to know of the source besides rows: enough to go on with the plan where the source can't be reached.
struct SourceCatalog: Sendable, Codable {
    /// Those of the job, with their columns and keys.
    var tables: [CatalogTable]
    var foreignKeys: [CatalogForeignKey]
    /// Of the server's text; nil where it does not say.
    var encoding: String?

    init(_ catalog: Catalog, encoding: String?) {
        tables = catalog.tables.values.sorted { $0.name < $1.name }
        foreignKeys = catalog.foreignKeys
        self.encoding = encoding
    }

    var catalog: Catalog {
        Catalog(
            tables: Dictionary(tables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }),
            foreignKeys: foreignKeys)
    }
}
