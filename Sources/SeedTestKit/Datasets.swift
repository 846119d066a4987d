import Foundation
package import Testing

/// Public data sets that tests may use but that are not part of this repository.
///
/// A folder per set, with its rows in `data.sql.gz`. `SEEDD_DATASETS` names the folder of folders; without it
/// `../shared/datasets` beside the package is taken.
package enum Datasets {
    package static var directory: String {
        ProcessInfo.processInfo.environment["SEEDD_DATASETS"] ?? "\(PackageRoot.path)/../shared/datasets"
    }

    /// Loads a set into a database. Where the set is not on this machine, says so in the log and in the test's
    /// result, without failing it, and returns false: `guard try Datasets.load("pagila", into: database) else { return }`.
    package static func load(
        _ name: String, into databases: TestDatabase..., sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Bool {
        let file = "\(directory)/\(name)/data.sql.gz"
        guard FileManager.default.isReadableFile(atPath: file) else {
            let message = "data set '\(name)' not found, test did nothing: \(file) (SEEDD_DATASETS)"
            FileHandle.standardError.write(Data("warning: \(message)\n".utf8))
            Issue.record("\(message)", severity: .warning, sourceLocation: sourceLocation)
            return false
        }
        for database in databases { try database.load(file: file) }
        return true
    }
}
