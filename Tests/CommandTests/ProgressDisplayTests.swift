import Foundation
import SeedEngine
import SeedModel
import Synchronization
import Testing

@testable import seedd

/// What is shown while somebody reads a result slowly.
struct ProgressDisplayTests {
    /// Writes down what is printed. Work begins when it is lent the first piece of a result, and ends before it has
    /// taken it.
    private final class SlowReader: Sendable {
        private let state = Mutex((pieces: [String](), display: ProgressDisplay?.none))

        var pieces: [String] { state.withLock(\.pieces) }

        /// Nil in the end: a display holds its reader too.
        func watch(_ display: ProgressDisplay?) { state.withLock { $0.display = display } }

        func take(_ text: String) {
            let display = state.withLock { state in
                state.pieces.append(text)
                return state.display
            }
            guard text == "first", let display else { return }
            var progress = Progress(.writing, table: "public.flags")
            display.receive(progress)
            Thread.sleep(forTimeInterval: 0.3)
            progress.isOver = true
            display.receive(progress)
        }
    }

    private func context(_ reader: SlowReader) -> CommandContext {
        var context = CollectedOutput().context(directory: "/")
        context.output = reader.take
        context.errorOutput = reader.take
        context.terminal.liveColumns = { 80 }
        context.pace.patience = .zero
        context.pace.live = .milliseconds(5)
        context.pace.log = .milliseconds(20)
        context.pace.documents = .milliseconds(20)
        return context
    }

    @Test(arguments: [ProgressForm.documents(.json), .documents(.yaml), .log, .live(color: false)])
    func nothingComesIntoAResult(form: ProgressForm) async throws {
        let reader = SlowReader()
        let display = ProgressDisplay(form, context(reader))
        reader.watch(display)
        defer { reader.watch(nil) }
        try await display.showing { context in
            if form == .log { context.errorOutput("first") } else { try context.output("first") }
            try await Task.sleep(for: .milliseconds(100))
            try context.output("second")
        }
        #expect(reader.pieces == ["first", "second"])
    }

    @Test func documentsOfOneMomentAreWrittenAtOnce() async throws {
        let reader = SlowReader()
        var context = context(reader)
        context.pace.documents = .milliseconds(100)
        try await ProgressDisplay(.documents(.json), context).showing { context in
            for table in ["public.one", "public.two"] {
                context.progress?.receive(Progress(.comparing, table: table))
            }
            try await Task.sleep(for: .milliseconds(500))
        }
        #expect(!reader.pieces.isEmpty)
        for piece in reader.pieces { #expect(piece.split(separator: "\n").count == 2, "\(piece)") }
    }
}
