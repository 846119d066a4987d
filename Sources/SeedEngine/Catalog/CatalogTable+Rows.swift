import Postgres
import SeedModel

private func flag(_ value: String?) -> Bool { value == "t" }

extension CatalogTable.Privileges {
    init(row: TextRow) {
        self.init(
            select: flag(row[1]), insert: flag(row[2]), update: flag(row[3]), delete: flag(row[4]),
            usage: flag(row[5]), lock: flag(row[7]), role: row[6] ?? "")
    }
}

extension CatalogTable {
    init?(relationRow row: TextRow) {
        guard let oid = row[0], let schema = row[1], let name = row[2], let kind = row[3].flatMap(Kind.init) else {
            return nil
        }
        let estimate = row[5].flatMap { Int($0) }
        self.init(
            oid: oid, name: TableName(schema: schema, name: name), kind: kind, isPartition: flag(row[4]),
            rowEstimate: estimate.flatMap { $0 < 0 ? nil : $0 }, hasRowSecurity: flag(row[6]),
            hasChildren: flag(row[7]))
    }

    mutating func append(columnRow row: TextRow) {
        columns.append(
            CatalogColumn(
                name: row[1] ?? "", type: row[2] ?? "", baseType: row[3] ?? "", typeKind: row[4] ?? "b",
                isNotNull: flag(row[5]), hasDefault: flag(row[6]), identity: .init(rawValue: row[7] ?? "") ?? .no,
                isGenerated: flag(row[8]), sequence: row[9], isReadable: flag(row[10]), equality: row[11],
                isChecked: flag(row[13]), isPartitioning: flag(row[15]), defaultExpression: row[12]))
        columns[columns.count - 1].hasCustomText = flag(row[14])
    }

    mutating func append(keyRow row: TextRow) {
        let name = row[1] ?? ""
        if keys.last?.name == name {
            keys[keys.count - 1].columns.append(row[2] ?? "")
            keys[keys.count - 1].expressions.append(row[8] ?? "")
            keys[keys.count - 1].operators.append(row[9] ?? "")
        } else {
            keys.append(
                CatalogKey(
                    name: name, columns: [row[2] ?? ""], isPrimary: flag(row[3]), isPartial: flag(row[4]),
                    isDeferrable: flag(row[5]), isExclusion: flag(row[6]), nullsNotDistinct: flag(row[7]),
                    isUnique: flag(row[11]), expressions: [row[8] ?? ""], operators: [row[9] ?? ""], predicate: row[10])
            )
        }
    }

    mutating func append(triggerRow row: TextRow) {
        guard let name = row[1], let event = row[2], let firing = row[3].flatMap(CatalogFiring.init) else { return }
        guard let function = row[4] else {
            rules.append(CatalogRule(name: name, event: event, firing: firing))
            return
        }
        var partition: TableName?
        if let schema = row[6], let table = row[7] { partition = TableName(schema: schema, name: table) }
        triggers.append(
            CatalogTrigger(
                name: name, event: event, function: function, firing: firing, partition: partition,
                isUnpinned: flag(row[5])))
    }

    mutating func setLabels(byType labels: [String: [String]]) {
        for index in columns.indices { columns[index].enumLabels = labels[columns[index].type] ?? [] }
    }
}

extension Catalog {
    /// One row per column of a foreign key, in the order of the key.
    mutating func append(foreignKeyRows rows: [TextRow]) {
        var last: String?
        for row in rows {
            if row[0] == last {
                foreignKeys[foreignKeys.count - 1].childColumns.append(row[6] ?? "")
                foreignKeys[foreignKeys.count - 1].parentColumns.append(row[7] ?? "")
                foreignKeys[foreignKeys.count - 1].equality.append(row[10] ?? "")
            } else {
                foreignKeys.append(
                    CatalogForeignKey(
                        name: row[1] ?? "", child: TableName(schema: row[2] ?? "", name: row[3] ?? ""),
                        childColumns: [row[6] ?? ""], parent: TableName(schema: row[4] ?? "", name: row[5] ?? ""),
                        parentColumns: [row[7] ?? ""], onDelete: .init(rawValue: row[8] ?? "a") ?? .noAction,
                        onUpdate: .init(rawValue: row[13] ?? "a") ?? .noAction,
                        isDeferrable: flag(row[9]), equality: [row[10] ?? ""], isValidated: flag(row[11]),
                        matchesFull: flag(row[12])))
            }
            last = row[0]
        }
        dropRepeated()
    }

    /// Each partition may have the same foreign key of its own.
    private mutating func dropRepeated() {
        var seen: Set<CatalogForeignKey> = []
        foreignKeys = foreignKeys.filter { key in
            var unnamed = key
            unnamed.name = ""
            return seen.insert(unnamed).inserted
        }
    }
}
