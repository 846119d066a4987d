import SeedModel

extension TablePlan {
    /// Why a plan is refused under `on_conflict: fail`; nil where no row was edited.
    func violationOfFail(in environment: String) -> String? {
        guard policy == .fail, counts.conflict > 0 else { return nil }
        let verb = counts.conflict == 1 ? "was" : "were"
        return
            "\(counts.conflict.counted("row")) \(verb) edited in \(environment) since the last run (on_conflict: fail)"
    }
}
