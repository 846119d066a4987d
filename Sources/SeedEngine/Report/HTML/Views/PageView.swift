import SeedModel

/// What the whole page has in common, and where its parts are.
struct PageView {
    let title: String
    let heading: String
    let version: String
    let style: String
    let styleHash: String
    let script: String
    let scriptHash: String
    let plans: [PlanView]
    let hasSeveral: Bool
    /// How much of the plans is listed, where that is not all; empty where it is.
    let omission: String
    let hasOmission: Bool
}

extension PageView {
    init(_ plans: [PlanView], version: String, omission: String) {
        let style = InlineSource(PackageResources.report_css)
        let script = InlineSource(PackageResources.report_js)
        let first = plans.first.map { "\($0.job): \($0.from) → \($0.to)" } ?? "no plan"
        self.init(
            title: plans.count > 1 ? plans.count.counted("plan") : first,
            heading: plans.count > 1 ? plans.count.counted("plan") : "Plan", version: Printable.escaped(version),
            style: style.text, styleHash: style.hash, script: script.text, scriptHash: script.hash, plans: plans,
            hasSeveral: plans.count > 1, omission: omission, hasOmission: !omission.isEmpty)
    }
}
