import Foundation
package import Testing

/// A tmpfs over a folder for the duration of a test; only root may mount one.
package enum TestMount {
    /// Runs `body` with a tmpfs at `directory`; others than root are told what was not tested.
    package static func tmpfs(
        at directory: String, options: String, sourceLocation: SourceLocation = #_sourceLocation,
        _ body: () async throws -> Void
    ) async throws {
        guard mount("tmpfs", directory, "tmpfs", 0, options) == 0 else {
            let reason = "NOT TESTED: a tmpfs with \(options) needs root (\(String(cString: strerror(errno))))"
            FileHandle.standardError.write(Data("warning: \(reason)\n".utf8))
            Issue.record("\(reason)", severity: .warning, sourceLocation: sourceLocation)
            return
        }
        defer { umount2(directory, CInt(MNT_DETACH)) }
        try await body()
    }

    /// Takes all rights to write away from a tmpfs.
    package static func makeReadOnly(_ directory: String) throws {
        guard mount(nil, directory, nil, UInt(MS_REMOUNT | MS_RDONLY), nil) == 0 else {
            throw TestKitError("remount \(directory): \(String(cString: strerror(errno)))")
        }
    }
}
