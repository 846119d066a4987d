import Postgres
import SeedModel

/// Keys as the lines of a snapshot have them: a `bpchar` with its blanks, which the cast to text strips.
extension ProjectedColumn {
    /// The column of a match key as binary COPY ships it: eight bytes or text.
    func lineKey(_ alias: SQL) -> SQL { isInteger ? "\(value(alias))::pg_catalog.int8" : text(value(alias)) }

    /// The ORDER BY term that sorts lines as `KeyCodec` sorts the keys in them.
    func lineOrder(_ side: Projection.Side) -> SQL {
        guard baseType == "bpchar" else { return orderTerm(side.value(self), throughUTF8: side.sortsThroughUTF8) }
        let text = text(value(side.alias))
        return side.sortsThroughUTF8 ? "pg_catalog.convert_to(\(text), 'UTF8')" : "\(text) COLLATE \"C\""
    }
}
