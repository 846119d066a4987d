import SeedModel

/// What is said below a table's changes.
struct TableEndView {
    /// Rows that are counted and not listed, in words; empty where all are listed.
    let omission: String
    let hasOmission: Bool

    init(leftOut: Int) {
        hasOmission = leftOut > 0
        omission =
            leftOut > 0
            ? "\(leftOut.grouped) more \(leftOut == 1 ? "row is" : "rows are") not listed in this report." : ""
    }
}
