import SeedModel

/// Exit codes, the values of sysexits.h where it has one.
enum ExitStatus {
    /// Of `status`: a job's last run failed, or it is overdue.
    static let unwell: Int32 = 1
    /// With `--detailed-exitcode`: the plan has differences.
    static let differences: Int32 = 2
    /// Done, but something was left out: rows held or in conflict, or one of several targets.
    static let partial: Int32 = 3

    static func code(of code: ErrorCode) -> Int32 {
        switch code {
        case .unexpected: 1
        case .refused: 4
        case .usage: 64
        case .badData: 65
        case .notFound: 66
        case .unavailable: 69
        case .invariant: 70
        case .storeUnwritable: 73
        case .tryAgain: 75
        case .permission: 77
        case .configuration: 78
        case .interrupted: 130
        case .terminated: 143
        }
    }
}
