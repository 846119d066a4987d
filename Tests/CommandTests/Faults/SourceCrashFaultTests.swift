import Foundation
import SeedTestKit
import Testing

/// A source that crashes may forget commits a run has read, and gives their transaction ids to others.
struct SourceCrashFaultTests {
    @Test func `a server that was started anew is compared in full`() async throws {
        try await SeparateSource.with { separate in
            let place = try await separate.place(.changes)
            try place.source.psql("UPDATE setting SET value = 'new' WHERE id = 1")
            try await place.expectTracked()
            try separate.cluster.stop()
            let unavailable = await place.sync()
            #expect(unavailable.code == 69 || unavailable.code == 75, "\(unavailable)")
            try separate.cluster.start()
            try place.source.psql("UPDATE setting SET value = 'newer' WHERE id = 2")
            try await place.expectFull()
            try await place.expectTracked()
        }
    }

    /// A session dies, all are thrown out and the log is replayed; the server's process and its start stay the same.
    @Test func `a session that crashes takes commits with it`() async throws {
        try await SeparateSource.with { separate in
            let place = try await separate.place(.changes)
            try separate.cluster.set("wal_writer_delay", "10s")
            var isLost = false
            for round in 1...5 where !isLost {
                try place.source.psql("CHECKPOINT")
                try place.source.psql("UPDATE setting SET value = 'lost \(round)' WHERE id = 1")
                try await place.expectTracked()
                try crash(separate)
                isLost = try place.source.psql("SELECT value FROM setting WHERE id = 1") != "lost \(round)"
                try place.source.psql("UPDATE setting SET value = 'round \(round)' WHERE id = 2")
                let next = await place.sync()
                #expect(next.code == 0, "\(next)")
                try place.expectArrived("true", next)
                try place.editWitness()
            }
            #expect(isLost, "no commit was lost, so nothing was tested")
        }
    }

    private func crash(_ separate: SeparateSource) throws {
        let source = separate.databases.source
        _ = try? source.psql("COPY (SELECT 1) TO PROGRAM 'kill -KILL $PPID'")
        let deadline = ContinuousClock.now + .seconds(60)
        while (try? source.psql("SELECT 1")) == nil {
            guard ContinuousClock.now < deadline else { throw TestKitError("the server does not come back") }
            usleep(20_000)
        }
    }
}
