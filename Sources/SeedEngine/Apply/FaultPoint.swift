#if canImport(Glibc)
    import Glibc
#endif

/// Places where a test kills the process; nothing in a release build.
enum FaultPoint {
    /// Kills the process with SIGKILL if `SEEDD_FAULT_POINT` names this point.
    static func reached(_ name: String) {
        #if DEBUG
            guard isNamed(name) else { return }
            kill(getpid(), SIGKILL)
        #endif
    }

    /// Has the process killed in the middle of what it does next: a child sends the signal a moment later.
    static func arm(_ name: String) {
        #if DEBUG
            guard isNamed(name) else { return }
            alarmedKill()
        #endif
    }

    #if DEBUG
        private static func isNamed(_ name: String) -> Bool {
            unsafe getenv("SEEDD_FAULT_POINT").map { unsafe String(cString: $0) } == name
        }

        private static func alarmedKill() {
            // SIGALRM's default action ends the process at once, wherever it is.
            signal(SIGALRM, SIG_DFL)
            let microseconds = unsafe getenv("SEEDD_FAULT_DELAY").flatMap { unsafe UInt32(String(cString: $0)) } ?? 200
            ualarm(microseconds, 0)
        }
    #endif
}
