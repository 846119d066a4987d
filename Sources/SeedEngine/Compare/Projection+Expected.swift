import SeedModel

extension Projection.Side {
    /// Rows there may be, as the database estimates; nil where a filter leaves some out.
    var expectedRows: Int? { filters.isEmpty ? table.rowEstimate : nil }
}

extension Projection {
    /// Keys that both sides have together, about: those of the larger one, of which there are statistics.
    var expectedRows: Int? { [source.expectedRows, target.expectedRows].compactMap(\.self).max() }
}
