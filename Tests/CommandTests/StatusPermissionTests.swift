import Foundation
import SeedTestKit
import Testing

/// A user who may not read the system's journal.
@Suite(.environments, .enabled(if: getuid() == 0, "only root may become somebody else"))
struct StatusPermissionTests {
    /// Runs the program as `nobody`, where the machine's journal is one that only root and a group may read.
    private func nobody(_ place: Workplace, _ arguments: String...) async throws -> Outcome {
        let folder = try TestScratch.makeDirectory("log")
        let file = "\(folder)/system.journal"
        try Data().write(to: URL(filePath: file))
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
        chmod(folder, 0o755)
        // `adm` is group 4 on all Debian systems.
        chown(file, 0, 4)
        for path in [place.directory, "\(place.directory)/seedd.yaml"] { chown(path, 65_534, 65_534) }
        let script = """
            set -e
            mount -t tmpfs tmpfs /var/log
            mount -t tmpfs tmpfs /run
            mkdir /var/log/journal
            mount --bind "$1" /var/log/journal
            shift
            exec setpriv --reuid 65534 --regid 65534 --clear-groups "$@"
            """
        let seedd = try CommandRun.seeddPath
        let result = try await CommandRun(
            ["unshare", "--mount", "sh", "-c", script, "sh", folder, seedd] + arguments, directory: place.directory
        ).run()
        return Outcome(
            code: Int32(result.exitCode ?? -1), output: result.standardOutput, error: result.standardError)
    }

    @Test func theGroupIsNamed() async throws {
        let place = try Workplace()
        let since = try await nobody(place, "status", "--since", "yesterday")
        #expect(since.code == 77, "\(since)")
        #expect(since.error.contains("this user may not read the entries of services"))
        #expect(since.error.contains("hint: become a member of group adm"))
        #expect(try await nobody(place, "status", "--follow").code == 77)
        // The history does for what it knows.
        let last = try await nobody(place, "status")
        #expect(last.error.hasPrefix("warning: journal: this user may not read"), "\(last)")
        #expect(last.error.contains("hint: become a member of group adm"))
    }
}
