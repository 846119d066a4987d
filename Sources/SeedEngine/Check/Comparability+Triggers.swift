import SeedModel

extension Comparability {
    /// Sessions of seedd have an empty search path: a name without a schema is not found by a trigger that relies on the
    /// application's.
    mutating func checkTriggerFunctions() {
        let acting = pair.target.triggers.filter { $0.firing.acts(under: pair.rule.triggers) }
        let functions = Set(acting.filter(\.isUnpinned).map(\.function)).sorted()
        guard let first = functions.first else { return }
        add(
            .triggerSearchPath, .warning,
            "has trigger functions without a search_path of their own in \(to): \(functions.joined(separator: ", "))",
            remedy: "names without a schema are not found in a run: ALTER FUNCTION \(first) SET search_path = …")
    }

    /// Those of `touched` that are still a trigger's: without one they are compared again.
    mutating func leftToTriggers(_ touched: Set<String>) -> Set<String> {
        guard pair.target.triggers.contains(where: { $0.firing.acts(under: pair.rule.triggers) }) else { return [] }
        let left = touched.filter { pair.target.column($0) != nil && !pair.rule.ignore.contains($0) }
        if !left.isEmpty {
            add(
                .touchedColumn, .info,
                "\(left.sorted().joined(separator: ", ")): set by a trigger in \(to), not compared",
                remedy:
                    "`triggers: replica` promotes it, where the role may; DELETE FROM seedd.touched compares it again")
        }
        return left
    }
}
