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

    private func show() {
        let now = elapsed
        let pace = context.pace
        switch form {
        case .live(let color):
            let readings = board.withLock { $0.elapsed(at: now) ?? .zero < pace.patience ? [] : $0.readings(at: now) }
            // In the last column some terminals begin a new line.
            let columns = context.terminal.liveColumns().map { $0 - 1 } ?? 0
            let lines = columns > 0 ? ProgressText.lines(readings, width: columns, color: color) : []
            context.screen.draw(lines, with: context.errorOutput)
        case .log:
            guard let readings = board.withLock({ $0.due(every: pace.log, at: now) }) else { return }
            context.errorOutput("progress: \(ProgressText.summary(readings))\n")
        case .documents(let format):
            guard let readings = board.withLock({ $0.due(every: pace.documents, at: now) }) else { return }
            for reading in readings {
                // Not into the middle of a result: nothing is worked on while one is written. A reader that went away is found out by who writes the results.
                try? ProgressReport(reading).write(format, to: context.output)
            }
        }
    }
}

extension CommandContext {
    /// The same, with what is drawn out of the way of all that is printed.
    fileprivate func showing(_ display: ProgressDisplay) -> CommandContext {
        let bare = self
        var context = self
        context.progress = display
        context.output = { text in try bare.screen.printing(with: bare.errorOutput) { try bare.output(text) } }
        context.errorOutput = { text in bare.screen.printing(with: bare.errorOutput) { bare.errorOutput(text) } }
        context.ask = { question in
            bare.screen.erase(with: bare.errorOutput)
            return await bare.ask(question)
        }
        return context
    }
}
