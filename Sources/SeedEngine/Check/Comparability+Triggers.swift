import SeedModel

extension Comparability {
    /// Sessions of seedd have an empty search path: a name without a schema is not found by a trigger that relies on the
    /// application's.
    mutating func checkTriggerFunctions() {
        let functions = Set(pair.target.triggers.compactMap(\.unpinnedFunction)).sorted()
        guard let first = functions.first else { return }
        add(
            .triggerSearchPath, .warning,
            "has trigger functions without a search_path of their own in \(to): \(functions.joined(separator: ", "))",
            remedy: "names without a schema are not found in a run: ALTER FUNCTION \(first) SET search_path = …")
    }
}
