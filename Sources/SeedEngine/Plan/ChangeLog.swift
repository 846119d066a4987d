package import SeedModel

/// Changes of a table in key order, read again as often as needed.
package struct ChangeLog: Sendable {
    private let items: [Change]

    package init(_ items: [Change]) { self.items = items }

    /// Calls `body` for each change until it returns false.
    package func forEach(_ body: (Change) throws -> Bool) throws {
        for item in items where try !body(item) { return }
    }
}
