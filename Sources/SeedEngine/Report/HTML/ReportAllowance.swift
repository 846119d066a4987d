import SeedModel

/// How much a page may list.
struct ReportAllowance {
    /// Changes of a page that a browser still scrolls and searches at once.
    private static let changes = 10_000
    /// UTF-8 of changes beyond which a file is not passed on any more.
    private static let bytes = 32 << 20

    private let perTable: Int?
    private var changesLeft: Int?
    private var bytesLeft: Int?

    /// `perTable` is a number of changes of each table, 0 for all; nil where the page as a whole is limited.
    init(perTable: Int?) {
        self.perTable = perTable.flatMap { $0 > 0 ? $0 : nil }
        changesLeft = perTable == nil ? Self.changes : nil
        bytesLeft = perTable == nil ? Self.bytes : nil
    }

    /// Whether another change fits of a table of which so many are listed.
    func admits(_ listed: Int) -> Bool {
        listed < perTable ?? .max && changesLeft ?? 1 > 0 && bytesLeft ?? 1 > 0
    }

    mutating func spend(bytes: Int) {
        changesLeft? -= 1
        bytesLeft? -= bytes
    }

    /// What is known before anything is written: that there are more changes than the page lists; empty where there
    /// are not.
    func omission(of reviewed: [ReviewedPlan]) -> String {
        let rows = reviewed.flatMap(\.plan.tables).filter { !$0.isWholeCopy }.map(\.rowsToShow)
        let all = rows.reduce(0, +)
        let listed = min(rows.reduce(0) { $0 + min($1, perTable ?? .max) }, changesLeft ?? .max)
        guard listed < all else { return "" }
        let left = all - listed
        return
            "\(listed.grouped) of \(all.grouped) changes are listed; \(left.grouped) \(left == 1 ? "is" : "are") left out."
    }
}
