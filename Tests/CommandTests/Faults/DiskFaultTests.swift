import Foundation
import SeedTestKit
import Testing

/// Disks that are full or can't be written.
@Suite(.environments)
struct DiskFaultTests {
    @Test func `the snapshot directory is full`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current, rows: 5_000)
        try fixture.makeIncompressible()
        let before = try FaultFixture.digest(fixture.target)
        try await fixture.onSnapshotDisk("size=64k") {
            let result = try await fixture.run("sync", "--apply")
            #expect(result.exitCode == 73, "\(result)")
            #expect(result.standardError.contains("hint: free space"))
            try fixture.expectUntouched(before)
            #expect(try fixture.snapshotNames() == [])
        }
        try await fixture.expectNextRunSucceeds()
    }

    @Test func `the snapshot directory has no inodes left`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let before = try FaultFixture.digest(fixture.target)
        try await fixture.onSnapshotDisk("nr_inodes=3") {
            let result = try await fixture.run("sync", "--apply")
            #expect(result.exitCode == 73, "\(result)")
            try fixture.expectUntouched(before)
        }
    }

    @Test func `the snapshot directory is read-only`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let before = try FaultFixture.digest(fixture.target)
        try await fixture.onSnapshotDisk("size=1m") {
            try TestMount.makeReadOnly("\(fixture.directory)/snapshots")
            let result = try await fixture.run("sync", "--apply")
            #expect(result.exitCode == 73, "\(result)")
            #expect(result.standardError.contains("hint: mount it read-write"))
            try fixture.expectUntouched(before)
            // A plan needs no snapshot.
            #expect(try await fixture.run("plan").exitCode == 0)
        }
    }

    @Test func `a snapshot directory that can't be made is found before anything is locked`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let before = try FaultFixture.digest(fixture.target)
        try fixture.configure(snapshots: "no/such/place")
        let result = try await fixture.run("sync", "--apply")
        #expect(result.exitCode == 73, "\(result)")
        #expect(result.standardError.contains("no/such/place"))
        try fixture.expectUntouched(before)
    }

    @Test func `the target's disk is full`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        try fixture.source.psql(
            "INSERT INTO price SELECT 10000 + n, 'C1', n, repeat('much ', 200) FROM generate_series(1, 8000) n")
        // The server's own folder: it has to get there.
        let place = "\(try fixture.serverDirectory)/disk\(fixture.target.name)"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
        let owner = try fixture.target.psql("SELECT (pg_stat_file('PG_VERSION')).size IS NOT NULL")
        #expect(owner == "t")
        let status = try FileManager.default.attributesOfItem(atPath: try fixture.serverDirectory)
        let (user, group) = (status[.ownerAccountID] ?? 0, status[.groupOwnerAccountID] ?? 0)
        try await TestMount.tmpfs(at: place, options: "size=3m,mode=700,uid=\(user),gid=\(group)") {
            let space = fixture.target.name
            try fixture.target.psql("CREATE TABLESPACE \(space) LOCATION '\(place)'")
            try fixture.target.psql("ALTER TABLE price SET TABLESPACE \(space)")
            let before = try FaultFixture.digest(fixture.target)
            let result = try await fixture.run("sync", "--apply")
            #expect(result.exitCode == 75, "\(result)")
            #expect(result.standardError.contains("53100"))
            #expect(result.standardError.contains("hint: the database server's disk is full"))
            try fixture.expectUntouched(before)
            try fixture.target.psql("ALTER TABLE price SET TABLESPACE pg_default")
            try fixture.target.psql("DROP TABLESPACE \(space)")
            try await fixture.expectNextRunSucceeds()
        }
        try? FileManager.default.removeItem(atPath: place)
    }

    @Test(arguments: ["plan", "sync"])
    func `output that can't be written is an error, output nobody reads is none`(command: String) async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let seedd = try CommandRun.seeddPath
        func shell(_ script: String) async throws -> CommandResult {
            try await CommandRun(["bash", "-c", script, "bash", seedd, command], directory: fixture.directory).run()
        }
        let full = try await shell(#""$1" "$2" >/dev/full"#)
        #expect(full.exitCode == 73, "\(full)")
        #expect(full.standardError.contains("standard output"))
        let head = try await shell(#""$1" "$2" --limit 0 | head -n 1; echo "${PIPESTATUS[0]}""#)
        #expect(head.standardOutput.hasSuffix("\n0\n"), "\(head)")
        let gone = try await shell(#""$1" "$2" | true; echo "${PIPESTATUS[0]}""#)
        #expect(gone.standardOutput == "0\n", "\(gone)")
        let closed = try await shell(#""$1" "$2" >&-"#)
        #expect(closed.exitCode == 73, "\(closed)")
        let silent = try await shell(#""$1" "$2" 2>&-"#)
        #expect(silent.exitCode == 0, "\(silent)")
    }
}

extension FaultFixture {
    fileprivate func snapshotNames() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(directory)/snapshots").filter { $0 != ".lock" }
    }

    fileprivate func makeIncompressible() throws {
        try target.psql("UPDATE price SET note = md5(id::text) || md5(amount::text)")
    }

    /// Runs `body` with the snapshot directory on a file system of its own.
    fileprivate func onSnapshotDisk(_ options: String, _ body: () async throws -> Void) async throws {
        let place = "\(directory)/snapshots"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: place)
        try await TestMount.tmpfs(at: place, options: options + ",mode=700", body)
    }
}
