package import SeedModel

/// What an export wrote.
package struct ExportedSnapshot: Sendable {
    package struct Table: Sendable {
        package let name: TableName
        package let rows: Int
        package let file: String
        /// Size of the file.
        package let bytes: Int
        /// SQL condition that its rows met; nil where it is the whole table.
        package let filter: String?
    }

    package let id: SnapshotID
    package let directory: String
    package let tables: [Table]
    /// Names of all files in the folder.
    package let files: [String]

    /// What shows how the rows would be put back, for a shell.
    package var command: String { "sh \(ShellWord.quoted("\(directory)/restore.sh")) --dry-run DATABASE" }
}
