package import SeedModel

/// The changes of a table in key order, read again as often as needed.
package struct ChangeLog: Sendable {
    package let spool: Spool
    /// Leading columns of a row that are its match key.
    let keyCount: Int

    package static let empty = ChangeLog(spool: .empty, keyCount: 0)

    init(spool: Spool, keyCount: Int) {
        self.spool = spool
        self.keyCount = keyCount
    }

    /// Calls `body` with each change, decoded for people, until it returns false.
    package func forEach(_ body: (Change) throws -> Bool) throws {
        try forEachRecord { try body(change($0)) }
    }

    /// A record of this log, decoded for people.
    func change(_ record: ChangeRecord) -> Change {
        let before = record.before.map(CopyText.decode)
        let after = record.after.map(CopyText.decode)
        var change = Change(
            kind: record.kind, key: Array((after ?? before ?? []).prefix(keyCount)), before: before, after: after,
            reason: record.reason)
        if let edit = record.edit {
            change.edit = TargetEdit(
                since: edit.since, base: edit.base.map(CopyText.decode), isKept: edit.isKept)
            change.conflicting = edit.conflicting
        }
        return change
    }

    /// Calls `body` with each change as it will be written, until it returns false.
    package func forEachRecord(_ body: (ChangeRecord) throws -> Bool) throws {
        var reader = Spool.Reader(spool)
        while let bytes = try reader.next() {
            guard try body(ChangeRecord(encoded: bytes)) else { return }
        }
    }
}

extension ChangeLog {
    /// A log of changes given as values; every change's row starts with its key.
    package init(_ changes: [Change]) throws {
        var writer = SpoolWriter()
        for change in changes {
            var record = ChangeRecord(
                kind: change.kind, before: change.before.map(CopyText.encode), after: change.after.map(CopyText.encode))
            record.reason = change.reason
            record.edit = change.edit.map { edit in
                RecordedEdit(
                    since: edit.since, base: edit.base.map(CopyText.encode), isKept: edit.isKept,
                    conflicting: change.conflicting)
            }
            try writer.append(record.encoded)
        }
        self.init(spool: try writer.finish(), keyCount: changes.first?.key.count ?? 0)
    }
}
