import Crypto
import SeedModel

/// All that decides what of a source table belongs at the target, but for the rows: with another one a watermark says
/// nothing.
enum TrackingDefinition {
    /// Of this function; another one makes every table be compared in full once.
    private static let version = "1"

    /// SHA-256 over the rule and both tables' forms. `layouts` are those of the two tables, `TableLayout.digest`.
    static func digest(
        _ projection: Projection, _ rule: TableRule, layouts: (source: String, target: String)
    ) -> String {
        var parts = [version, "\(projection.source.table.name)", projection.target.table.oid]
        parts += [layouts.source, layouts.target, rule.mode.rawValue, "\(rule.track)"]
        parts.append("\(projection.keyCount)")
        parts += projection.source.filters
        parts.append("columns")
        for column in projection.columns {
            parts += [column.name, column.type, column.assignment ?? "", column.isCompared ? "compared" : "kept"]
        }
        return SHA256.digest(of: parts.map { "\($0.utf8.count):\($0)" }.joined()).description
    }
}
