import SeedModel

/// A foreign key between two tables of a job, as one of the databases has it or both.
struct ReferenceLink {
    let name: String
    /// Names at the target.
    let child: TableName
    let parent: TableName
    /// Child and parent columns, by name of the child's.
    let pairs: [(child: String, parent: String)]
    private(set) var source: CatalogForeignKey?
    private(set) var target: CatalogForeignKey?
    private let childPair: TablePair

    /// The child's columns that hold one of the parent's `local` columns and are promoted.
    func held(_ local: Set<String>) -> [String] {
        pairs.filter { local.contains($0.parent) && childPair.promotes($0.child) }.map(\.child)
    }

    /// All of them: those that only the source has are references all the same, and ids copied from there would be wrong.
    static func links(_ pairs: [TablePair], source: [CatalogForeignKey], target: [CatalogForeignKey]) -> [Self] {
        let byTarget = Dictionary(pairs.map { ($0.target.name, $0) }, uniquingKeysWith: { first, _ in first })
        let bySource = Dictionary(pairs.map { ($0.source.name, $0) }, uniquingKeysWith: { first, _ in first })
        var links: [Self] = []
        var index: [Identity: Int] = [:]
        for key in target {
            guard let child = byTarget[key.child], byTarget[key.parent] != nil else { continue }
            index[Identity(key, key.child, key.parent), default: -1] = links.count
            links.append(Self(key, child, key.parent, isSource: false))
        }
        for key in source {
            guard let child = bySource[key.child], let parent = bySource[key.parent] else { continue }
            if let found = index[Identity(key, child.target.name, parent.target.name)] {
                links[found].source = key
            } else {
                links.append(Self(key, child, parent.target.name, isSource: true))
            }
        }
        return links
    }

    private init(_ key: CatalogForeignKey, _ child: TablePair, _ parent: TableName, isSource: Bool) {
        name = key.name
        self.child = child.target.name
        self.parent = parent
        pairs = zip(key.childColumns, key.parentColumns).map { ($0, $1) }.sorted { $0.child < $1.child }
        childPair = child
        source = isSource ? key : nil
        target = isSource ? nil : key
    }

    private struct Identity: Hashable {
        let child: TableName
        let parent: TableName
        let pairs: Set<[String]>

        init(_ key: CatalogForeignKey, _ child: TableName, _ parent: TableName) {
            self.child = child
            self.parent = parent
            pairs = Set(zip(key.childColumns, key.parentColumns).map { [$0, $1] })
        }
    }
}
