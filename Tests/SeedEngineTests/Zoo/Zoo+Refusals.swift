import SeedModel
import SeedTestKit

@testable import SeedEngine

extension Zoo {
    /// A job that reaches all rows is refused where unique values change hands that others reference, or that a
    /// constraint leaves no way to hand on; any other may meet rows that it does not reach.
    func mayBeRefused(_ error: SeedError) -> Bool {
        var reasons = ["hand values of the unique key", "rows outside the plan"]
        if !isWhole { reasons += ["neither there nor in the plan", "outside the job's filter", "outside the filter"] }
        if reasons.contains(where: error.problem.contains) { return error.code == .refused || error.code == .badData }
        return !isWhole && ["23505", "23P01", "23503", "23502"].contains(error.sqlState)
    }
}
