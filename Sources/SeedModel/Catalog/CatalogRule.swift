/// An enabled rewrite rule of a table.
package struct CatalogRule: Sendable, Equatable, Codable {
    package var name: String
    /// What it acts on: `ON INSERT DO INSTEAD`.
    package var event: String
    package var firing: CatalogFiring

    package init(name: String, event: String, firing: CatalogFiring = .origin) {
        self.name = name
        self.event = event
        self.firing = firing
    }
}

extension CatalogRule: CustomStringConvertible {
    /// `nothing (ON INSERT DO INSTEAD)`.
    package var description: String { "\(name) (\(event)\(firing.remark.map { ", \($0)" } ?? ""))" }
}
