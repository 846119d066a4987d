import Postgres
import SeedModel

/// Collects the holds of a batch of rows of one table and writes them at once.
struct HoldWriter {
    let job: String
    let table: TableName
    let snapshot: String?
    let run: String

    private var lifted: [String] = []
    private var lines: [UInt8] = []

    init(job: String, table: TableName, snapshot: String?, run: String) {
        self.job = job
        self.table = table
        self.snapshot = snapshot
        self.run = run
    }

    /// The hold of this key goes, whether or not another takes its place.
    mutating func lift(_ key: String) { lifted.append(key) }

    mutating func append(key: ColumnSelection, row: [UInt8], columns: [String], rejected: Hold.Rejected) {
        let values = key.values(of: row).map { $0.map { String(decoding: $0, as: UTF8.self) } }
        lines += CopyText.encode([
            job, table.schema, table.name, SQL.arrayText(key.names), SQL.arrayText(values), key.digest(of: row),
            SQL.arrayText(columns), rejected.stored, snapshot, run,
        ])
        lines.append(CopyText.newline)
    }

    func write(_ session: borrowing Session) throws {
        if !lifted.isEmpty {
            try session.execute(
                "DELETE FROM seedd.hold WHERE \(HoldTable.condition(job: job, table: table, keys: lifted))")
        }
        guard !lines.isEmpty else { return }
        try session.copyIn(
            """
            COPY seedd.hold (job, table_schema, table_name, key_columns, key, key_digest, columns, rejected, snapshot, run)
            FROM STDIN
            """
        ) { send in try send(lines.span) }
    }
}
