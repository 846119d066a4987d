/// An enabled trigger that acts on writes to a table.
package struct CatalogTrigger: Sendable, Equatable, Codable {
    package var name: String
    /// When and for what it fires: `BEFORE INSERT OR UPDATE`.
    package var event: String
    /// Quoted for SQL, with parentheses.
    package var function: String
    package var firing: CatalogFiring
    /// The partition whose trigger it is, where that is not the table's own.
    package var partition: TableName?
    /// Its function has no `search_path` of its own and so runs under ours, which is empty.
    package var isUnpinned: Bool

    package init(
        name: String, event: String, function: String, firing: CatalogFiring = .origin, partition: TableName? = nil,
        isUnpinned: Bool = false
    ) {
        self.name = name
        self.event = event
        self.function = function
        self.firing = firing
        self.partition = partition
        self.isUnpinned = isUnpinned
    }
}

extension CatalogTrigger: CustomStringConvertible {
    /// `touch (BEFORE UPDATE, public.touch())`.
    package var description: String {
        "\(name) (\(event)\(partition.map { " on \($0)" } ?? ""), \(function)\(firing.remark.map { ", \($0)" } ?? ""))"
    }
}
