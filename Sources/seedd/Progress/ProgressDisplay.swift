import Dispatch
import SeedEngine
import SeedModel
import Synchronization

/// Shows what a command works on, at a pace of its own: whoever tells of progress never waits for who looks at it.
final class ProgressDisplay: Sendable {
    let form: ProgressForm
    /// As it was: what the command prints goes around the screen, what is drawn does not.
    private let context: CommandContext
    private let board = Mutex(ProgressBoard())
    /// Held while something is written to standard output.
    private let results = Mutex(())
    private let queue = DispatchQueue(label: "progress")
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant

    /// `context` as it is where nothing is drawn.
    init(_ form: ProgressForm, _ context: CommandContext) {
        self.form = form
        self.context = context
        start = clock.now
    }

    func receive(_ progress: Progress) {
        let now = elapsed
        board.withLock { $0.note(progress, at: now) }
    }

    /// Runs `body` with progress shown; nothing of it is left on the screen when this returns.
    func showing(_ body: (CommandContext) async throws -> Void) async throws {
        let timer = DispatchSource.makeTimerSource(queue: queue)
        let interval = interval
        timer.setEventHandler { self.show() }
        timer.schedule(deadline: .now() + interval, repeating: interval)
        timer.resume()
        defer {
            timer.cancel()
            // After whatever is being shown at the moment.
            queue.sync { context.screen.erase(with: context.errorOutput) }
        }
        try await body(context.showing(self))
    }

    private var elapsed: Duration { start.duration(to: clock.now) }

    /// What is due after a time is looked for more often than that.
    private var interval: DispatchTimeInterval {
        switch form {
        case .live: .milliseconds(context.pace.live.milliseconds)
        case .log: .milliseconds(max(context.pace.log.milliseconds / 20, 1))
        case .documents: .milliseconds(max(context.pace.documents.milliseconds / 20, 1))
        }
    }

    /// What is worked on is asked for when nobody else writes where it is shown: until then the work may have ended.
    private func show() {
        switch form {
        case .live(let color): context.screen.draw(with: context.errorOutput) { lines(color: color) }
        case .log:
            context.screen.printing(with: context.errorOutput) {
                guard let readings = due(every: context.pace.log) else { return }
                context.errorOutput("progress: \(ProgressText.summary(readings))\n")
            }
        case .documents(let format):
            // Not into the middle of a result: nothing is worked on while one is written.
            printing {
                guard let readings = due(every: context.pace.documents) else { return }
                var text = ""
                // A reader that went away is found out by who writes the results.
                try? readings.forEach { try ProgressReport($0).write(format) { text += $0 } }
                try? context.output(text)
            }
        }
    }

    private func due(every interval: Duration) -> [ProgressReading]? {
        board.withLock { $0.due(every: interval, at: elapsed) }
    }

    private func lines(color: Bool) -> [String] {
        // In the last column some terminals begin a new line.
        guard let columns = context.terminal.liveColumns().map({ $0 - 1 }), columns > 0 else { return [] }
        let readings = board.withLock { board in
            let now = elapsed
            return board.elapsed(at: now) ?? .zero < context.pace.patience ? [] : board.readings(at: now)
        }
        return ProgressText.lines(readings, width: columns, color: color)
    }

    /// Lets nothing else be written to standard output while `body` writes there.
    fileprivate func printing<Failure>(_ body: () throws(Failure) -> Void) throws(Failure) {
        try results.withLock { _ throws(Failure) in try body() }
    }
}

extension CommandContext {
    /// The same, with what is drawn out of the way of all that is printed.
    fileprivate func showing(_ display: ProgressDisplay) -> CommandContext {
        let bare = self
        var context = self
        context.progress = display
        context.output = { text in
            try display.printing { try bare.screen.printing(with: bare.errorOutput) { try bare.output(text) } }
        }
        context.errorOutput = { text in bare.screen.printing(with: bare.errorOutput) { bare.errorOutput(text) } }
        context.ask = { question in
            bare.screen.erase(with: bare.errorOutput)
            return await bare.ask(question)
        }
        return context
    }
}
