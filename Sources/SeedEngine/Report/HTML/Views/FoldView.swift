import SeedModel

/// Columns behind a disclosure: there for who asks, out of the way of who does not.
struct FoldView {
    let title: String
    let columns: [ColumnView]
    /// Columns that are not even there, in words; empty where all are.
    let omission: String
    let hasOmission: Bool

    init(title: String, columns: [ColumnView], leftOut: Int) {
        self.title = title
        self.columns = columns
        omission =
            leftOut > 0 ? "\(leftOut.grouped) more \(leftOut == 1 ? "column is" : "columns are") not listed here." : ""
        hasOmission = leftOut > 0
    }
}
