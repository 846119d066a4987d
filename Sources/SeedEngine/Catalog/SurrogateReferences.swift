import SeedModel

/// Foreign keys to ids that each environment numbers by itself: copied as they are, they would point at another row.
enum SurrogateReferences {
    static func findings(_ projections: [Projection], _ foreignKeys: [CatalogForeignKey]) -> [Finding] {
        let byName = Dictionary(
            projections.map { ($0.target.table.name, $0) }, uniquingKeysWith: { first, _ in first })
        return foreignKeys.compactMap { key in
            guard let parent = byName[key.parent], let child = byName[key.child] else { return nil }
            let kept = Set(parent.columnNames)
            let local = key.parentColumns.filter { !kept.contains($0) }
            let copied = key.childColumns.filter { child.columnNames.contains($0) }
            guard !local.isEmpty, !copied.isEmpty else { return nil }
            return Finding(
                .notYet, .error, "\(key.child)",
                "\(copied.joined(separator: ", ")) references \(key.parent) by \(local.joined(separator: ", ")), which "
                    + "differs between environments because its match key is (\(parent.keyNames.joined(separator: ", "))); "
                    + "translating such references is not carried out yet",
                remedy: "match \(key.parent) by its primary key, or `ignore: [\(copied.joined(separator: ", "))]`")
        }
    }
}
