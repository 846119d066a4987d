import Postgres
import SeedModel

/// A unique key whose values are handed on, and the makeshift value that makes room in the meantime.
struct ParkedKey {
    var key: CatalogKey
    /// The column that gets it, as an index into the projection.
    var column: Int
    var value: SQL
}
