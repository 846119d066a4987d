import SeedModel

extension Change {
    /// Indices of the columns whose bytes differ; all of them where one side has no row.
    ///
    /// Unlike `String`'s `==`, which holds é and e + accent for equal; the database does not.
    var differingColumns: [Int] {
        guard let before, let after else { return Array((after ?? before ?? []).indices) }
        return zip(before, after).enumerated().filter { !Self.isSame($0.element.0, $0.element.1) }.map(\.offset)
    }

    private static func isSame(_ left: String?, _ right: String?) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        return left.utf8.elementsEqual(right.utf8)
    }
}
