package import SeedModel

extension SnapshotManifest {
    /// One table of a snapshot: what it is, and sizes and digests of its rows.
    package struct Table: Sendable, Equatable, Codable {
        package struct Column: Sendable, Equatable, Codable {
            package var name: String
            /// As `format_type` prints it.
            package var type: String

            package init(name: String, type: String) {
                self.name = name
                self.type = type
            }
        }

        package var schema: String
        package var name: String
        /// `schema.table` at the source where the job renames it.
        package var sourceName: String?
        /// SQL condition that the rows meet; nil for all rows.
        package var filter: String?
        package var key: [String]
        /// In the order of a line's fields.
        package var columns: [Column]
        /// Columns the job leaves to the target; absent where there are none.
        package var kept: [String]?
        /// Ids that the job leaves to the target, and that other rows hold: they are put back like any other column.
        package var numbered: [String]?
        /// How the job tells references; absent where it compares all columns as they are.
        package var translations: [SnapshotManifest.Translation]?
        /// Of the table's definition.
        package var fingerprint: String
        package var rows = 0
        /// SHA-256 of the uncompressed text.
        package var digest = ""
        package var file: String
        /// Size of the file.
        package var bytes = 0
        /// Size of the uncompressed text.
        package var rawBytes = 0
        /// SHA-256 of the file.
        package var sha256 = ""
        /// Lines of `file`, where deltas make it another number than `rows`.
        package var baseRows: Int?
        /// Key and digest of each line of `file`.
        package var index: StoredFile?
        /// How the columns of `key` sort.
        package var keyOrder: [KeyCodec.Order]?
        /// Of the table's rows, `index` and deltas taken together.
        package var rowDigest: RowDigest?
        /// What changes since can be found by.
        package var mark: TableMark?
        /// What changed since `file` was written, oldest first; absent where nothing did.
        package var deltas: [SnapshotManifest.Delta]?

        /// Describes a table about to be written; the writer fills in sizes and digests.
        package init(
            _ table: TableName, sourceName: String? = nil, filter: String? = nil, key: [String], columns: [Column],
            kept: [String] = [], numbered: [String] = [], translations: [SnapshotManifest.Translation] = [],
            keyOrder: [KeyCodec.Order]? = nil, fingerprint: String
        ) {
            schema = table.schema
            name = table.name
            self.sourceName = sourceName
            self.filter = filter
            self.key = key
            self.columns = columns
            self.kept = kept.isEmpty ? nil : kept
            self.numbered = numbered.isEmpty ? nil : numbered
            self.translations = translations.isEmpty ? nil : translations
            self.keyOrder = keyOrder
            self.fingerprint = fingerprint
            file = SnapshotFileName.of(table)
        }

        enum CodingKeys: String, CodingKey {
            case schema, name, filter, key, columns, kept, numbered, translations, fingerprint, rows, digest, file,
                bytes, sha256
            case index, mark, deltas
            case baseRows = "base_rows"
            case keyOrder = "key_order"
            case rowDigest = "row_digest"
            case sourceName = "source_name"
            case rawBytes = "raw_bytes"
        }

        package var table: TableName { TableName(schema: schema, name: name) }

        /// The digest that rows of a database can be compared with, where there is one.
        var comparableDigest: RowDigest? { rowDigest.flatMap { $0.isCurrent ? $0 : nil } }

        /// The file of rows.
        var stored: StoredFile { StoredFile(file: file, bytes: bytes, rawBytes: rawBytes, sha256: sha256) }

        /// How its keys sort; nil in snapshots that don't say.
        package var codec: KeyCodec? { keyOrder.map(KeyCodec.init(orders:)) }

        /// Every file of the table.
        package var files: [StoredFile] { [stored] + (index.map { [$0] } ?? []) + (deltas ?? []).map(\.stored) }
    }

    package func table(_ name: TableName) -> Table? { tables.first { $0.table == name } }
}
