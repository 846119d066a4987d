#if canImport(Glibc)
    import Glibc
#endif

/// Places where a test kills or stops the process; nothing in a release build.
enum FaultPoint {
    /// Kills the process with SIGKILL if `SEEDD_FAULT_POINT` names this point; stops it with SIGSTOP, until somebody
    /// sends SIGCONT, if `SEEDD_PAUSE_POINT` does.
    static func reached(_ name: String) {
        #if DEBUG
            if isNamed(name, by: "SEEDD_FAULT_POINT") { kill(getpid(), SIGKILL) }
            // To this thread, so that it does not go on for a moment while another one takes the signal.
            if isNamed(name, by: "SEEDD_PAUSE_POINT") { raise(SIGSTOP) }
        #endif
    }

    /// Has the process killed in the middle of what it does next, `SEEDD_FAULT_DELAY` microseconds from now.
    static func arm(_ name: String) {
        #if DEBUG
            guard isNamed(name, by: "SEEDD_FAULT_POINT") else { return }
            // SIGALRM's default action ends the process at once, wherever it is.
            signal(SIGALRM, SIG_DFL)
            let delay = unsafe getenv("SEEDD_FAULT_DELAY").flatMap { unsafe UInt32(String(cString: $0)) } ?? 200
            // 0 would be no alarm at all.
            ualarm(max(delay, 1), 0)
        #endif
    }

    #if DEBUG
        private static func isNamed(_ name: String, by variable: String) -> Bool {
            unsafe getenv(variable).map { unsafe String(cString: $0) } == name
        }
    #endif
}
