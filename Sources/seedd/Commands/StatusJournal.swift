import SeedEngine
import SeedModel
import Systemd

/// The journal for `seedd status`, as far as this user may read it.
struct StatusJournal {
    /// What is asked of it.
    enum Need {
        /// The last runs: the targets know those that wrote something.
        case lastRuns
        /// All runs of some time: what a reader may not see must not pass for what was not.
        case runsSince
        /// What only the journal can tell.
        case runsToCome
    }

    let context: CommandContext

    /// nil where there is none and the targets have to do, which is told.
    func open(_ need: Need) throws(SeedError) -> JournalHistory? {
        let place = context.log.files
        switch JournalAccess(place) {
        case .readable: return JournalHistory(place)
        case .absent:
            guard need != .runsToCome else {
                throw SeedError(.notFound, "journal", "none is kept on this machine")
            }
            context.errorOutput("no journal is kept here: these are the runs recorded in the targets\n")
        case .denied(let group):
            let error = SeedError(
                .permission, "journal", "this user may not read the entries of services",
                hint:
                    "become a member of group \(group ?? "systemd-journal"), or run it as root or as the service's user"
            )
            guard need == .lastRuns else { throw error }
            context.warn("\(error): these are the runs recorded in the targets")
            if let hint = error.hint { context.errorOutput("hint: \(hint)\n") }
        }
        return nil
    }

    /// Says where the journal has lost entries: of the runs that are shown some may be missing.
    func warnOfDropped(_ journal: JournalHistory, since time: UTCTime) throws(SeedError) {
        let dropped = try journal.dropped(since: time)
        guard dropped > 0 else { return }
        context.warn(
            "the journal dropped \(dropped.counted("message")) of seedd since \(time): runs may be missing "
                + "(RateLimitBurst= of journald.conf)")
    }
}
