package import SeedModel
package import Systemd

/// Runs jobs when they are due, until it is told to stop.
///
/// One loop owns the agenda: it takes what came of attempts and what signals want from an inbox, begins what is due, and
/// only it tells the service manager that the daemon lives. It keeps nothing on disk: which ticks were carried out is
/// recorded in the targets.
package struct Daemon: ~Copyable {
    /// Makes the configuration and its appointments anew.
    package typealias Load = @Sendable () throws(SeedError) -> (Configuration, [Appointment])

    enum Message: Sendable {
        case wake(id: Int)
        case ended(Attempt, Attempt.Result)
        case reload
        case stop(reason: String)
        case abort
    }

    private let load: Load
    private let version: String
    let context: DaemonContext
    let service: ServiceManager
    private let inbox: AsyncStream<Message>
    private let post: AsyncStream<Message>.Continuation
    private var runner: ActivityRunner
    private var agenda: Agenda
    private var stopTimeout: Int
    /// When runs that are under way are interrupted; nil while nobody wants it to stop.
    private var deadline: UTCTime?
    private var sleeper: (id: Int, until: UTCTime)?
    private var sleepers = 0
    /// Runs under way were interrupted: what is waited for is their ends.
    private var isCancelled = false
    private var status = ""
    private var nextRuns: [String: UTCTime] = [:]
    private var hasInterrupted = false

    /// `load` is asked at each reload.
    package init(
        _ configuration: Configuration, _ appointments: [Appointment], version: String, context: DaemonContext,
        service: ServiceManager = ServiceManager(), load: @escaping Load
    ) {
        self.load = load
        self.version = version
        self.context = context
        self.service = service
        (inbox, post) = AsyncStream.makeStream()
        runner = ActivityRunner(configuration, context)
        agenda = Agenda(slots: configuration.daemon.parallel)
        stopTimeout = configuration.daemon.stopTimeout.milliseconds / 1000
        agenda.replace(with: appointments, at: context.clock.now)
    }

    package var control: DaemonControl { DaemonControl(post) }

    package enum End: Sendable {
        /// All runs had ended.
        case idle
        /// Some were rolled back.
        case interrupted
    }

    /// Returns when it was told to stop, and no run is under way any more.
    package mutating func run() async -> End {
        tell(.started(version: version, jobs: runner.configuration.jobs.count { $0.schedule != nil }))
        service.notify(.ready)
        await withDiscardingTaskGroup { group in
            step(&group)
            for await message in inbox {
                take(message, &group)
                if deadline != nil, agenda.running.isEmpty { break }
                step(&group)
            }
            group.cancelAll()
        }
        tell(.stopped)
        context.metrics?.flush()
        return hasInterrupted ? .interrupted : .idle
    }

    private mutating func take(_ message: Message, _ group: inout DiscardingTaskGroup) {
        switch message {
        case .wake(let id):
            if sleeper?.id == id { sleeper = nil }
        case .ended(let attempt, let result):
            if result == .interrupted { hasInterrupted = true }
            var generator = SystemRandomNumberGenerator()
            for event in agenda.end(attempt, result, at: context.clock.now, using: &generator) {
                // There will be no other attempt.
                if deadline != nil, case .daemon(.postponed) = event { continue }
                context.events.receive(event)
            }
        case .reload:
            if deadline == nil { reload() }
        case .stop(let reason):
            // The second one is meant.
            guard deadline == nil else { return cancel(&group) }
            stop(reason)
        case .abort:
            if deadline == nil { stop("interrupted") }
            cancel(&group)
        }
    }

    /// Begins what is due, and sees to it that it wakes in time.
    private mutating func step(_ group: inout DiscardingTaskGroup) {
        let now = context.clock.now
        if let deadline {
            if now >= deadline { cancel(&group) }
        } else {
            let (attempts, events) = agenda.begin(at: now)
            for event in events { tell(event) }
            for attempt in attempts {
                group.addTask { [runner, post] in post.yield(.ended(attempt, await runner.carryOut(attempt))) }
            }
        }
        service.notify(.watchdog)
        tellStatus(now)
        tellNextRuns()
        sleep(now, &group)
    }

    private mutating func cancel(_ group: inout DiscardingTaskGroup) {
        isCancelled = true
        group.cancelAll()
    }

    /// The longest it sleeps, in seconds: the machine's clock may be set meanwhile.
    private static let longestSleep = 15.0

    private mutating func sleep(_ now: UTCTime, _ group: inout DiscardingTaskGroup) {
        // A task of a cancelled group does not sleep.
        guard !isCancelled else { return }
        let wake = deadline ?? agenda.wake(after: now)
        let longest = min(Self.longestSleep, (service.watchdogSeconds ?? .infinity) / 2)
        let seconds = max(min(Double(wake.seconds - now.seconds), longest), 0.05)
        let until = UTCTime(seconds: now.seconds + Int(seconds.rounded(.up)))
        if let sleeper, sleeper.until <= until { return }
        sleepers += 1
        sleeper = (sleepers, until)
        group.addTask { [clock = context.clock, post, id = sleepers] in
            await clock.sleep(seconds: seconds)
            post.yield(.wake(id: id))
        }
    }

    private mutating func reload() {
        service.notify(.reloading)
        do throws(SeedError) {
            let (configuration, appointments) = try load()
            runner = ActivityRunner(configuration, context)
            agenda.slots = configuration.daemon.parallel
            stopTimeout = configuration.daemon.stopTimeout.milliseconds / 1000
            agenda.replace(with: appointments, at: context.clock.now)
            tell(.reloaded(jobs: configuration.jobs.count { $0.schedule != nil }))
        } catch {
            tell(.reloadRefused(problem: error.description))
        }
        service.notify(.ready)
    }

    private mutating func stop(_ reason: String) {
        deadline = UTCTime(seconds: context.clock.now.seconds + stopTimeout)
        tell(.stopping(reason: reason, running: agenda.running.count))
        // Runs end by themselves, or are rolled back at the deadline, which takes a moment as well.
        service.notify(.stopping, .extendTimeout(seconds: stopTimeout + 30))
    }

    private func tell(_ event: DaemonEvent) { context.events.receive(.daemon(event)) }

    private mutating func tellNextRuns() {
        let times = agenda.nextRuns
        guard times != nextRuns else { return }
        nextRuns = times
        context.metrics?.tell(nextRuns: times)
    }

    private mutating func tellStatus(_ now: UTCTime) {
        let text = agenda.status(at: now, isStopping: deadline != nil)
        guard text != status else { return }
        status = text
        service.notify(.status(text))
    }
}
