import SeedModel

/// How one tracked table is read, and what is stored of that for the next time.
struct TableReading: Sendable {
    let rule: TableRule
    var method: ReadingMethod
    /// Why a column that is trusted is not gone by; nil where it is, or is not trusted.
    var distrust: String?
    /// Nil where nothing may be stored: a selection of rows was read, or rows are held.
    var pending: PendingWatermark?
    /// A `timestamptz` column of the source that is watched while rows are read, and the mark its stamps should not lie
    /// before.
    var watched: (column: String, mark: String?)?

    /// What was stored last and still tells something.
    var previous: Watermark? { pending?.replaced?.watermark }
}
