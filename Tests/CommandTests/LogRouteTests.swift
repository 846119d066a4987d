import Foundation
import SeedModel
import SeedTestKit
import Systemd
import Testing

@testable import seedd

struct LogRouteTests {
    /// A socket that nobody reads.
    private func place(hasJournal: Bool, stream: Bool, terminal: Bool) throws -> (JournalSocket?, LogPlace) {
        let socket = hasJournal ? try JournalSocket() : nil
        return (
            socket,
            LogPlace(
                journal: Journal(socketPath: socket?.path ?? "/none"), isStandardErrorJournal: stream,
                isStandardErrorTerminal: terminal)
        )
    }

    private func route(isDaemon: Bool, hasJournal: Bool, stream: Bool = false, terminal: Bool = false) throws
        -> LogRoute
    {
        let (socket, place) = try place(hasJournal: hasJournal, stream: stream, terminal: terminal)
        return withExtendedLifetime(socket) { LogRoute(isDaemon: isDaemon, place) }
    }

    @Test func aServiceTellsTheJournalAndNothingTwice() throws {
        for isDaemon in [true, false] {
            let route = try route(isDaemon: isDaemon, hasJournal: true, stream: true)
            #expect(route.usesJournal && route.lines == nil && route.replacesText)
        }
    }

    @Test func aCommandAtATerminalSaysWhatItAlwaysSaid() throws {
        for hasJournal in [true, false] {
            let route = try route(isDaemon: false, hasJournal: hasJournal, terminal: true)
            #expect(route.usesJournal == hasJournal && route.lines == nil && !route.replacesText)
        }
    }

    @Test func aDaemonWithoutAJournalWritesLines() throws {
        #expect(try route(isDaemon: true, hasJournal: false).lines == .forLog)
        #expect(try route(isDaemon: true, hasJournal: false, terminal: true).lines == .forPerson)
        // systemd reads the priority in front of each line.
        #expect(try route(isDaemon: true, hasJournal: false, stream: true).lines == .forLog)
        // Somebody who starts it by hand wants to see what it does.
        let both = try route(isDaemon: true, hasJournal: true, terminal: true)
        #expect(both.usesJournal && both.lines == .forPerson && both.replacesText)
    }

    /// systemd takes each line for an entry, and its priority from the line.
    @Test func textForTheStreamHasPriorities() {
        let collected = CollectedOutput()
        var log = LogPlace.none
        log.isStandardErrorJournal = true
        let context = collected.context(directory: "/", log: log)
        context.warn("one\ntwo")
        context.report(SeedError(.refused, "prices", "no", hint: "ask", detail: "a row's value"))
        #expect(collected.error == "<4>warning: one\n<4>two\n<3>error: prices: no\n<3>hint: ask\n")
    }
}
